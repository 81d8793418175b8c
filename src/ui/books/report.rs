//! How safe the stored data is, in sentences for the owner.

use super::engine::BrowserJournal;
use super::{Books, StorageReport};
use crate::store::journal::{Holding, Mode, ReadOnly};
use crate::ui::browser::tabs::{Guard, TabLink};

impl Books {
    /// How safe the data is, in sentences.
    pub(super) fn report(self, journal: &BrowserJournal) -> StorageReport {
        let health = journal.health();
        let mut warnings = Vec::new();
        match &health.holding.strict {
            Holding::Whole => {}
            Holding::Absent => warnings.push("This browser does not offer its safe storage here (a private window?). What you enter may be lost when the browser is closed. Export your ledger before you leave.".to_owned()),
            other => warnings.push(format!("The browser's storage is in trouble ({}). Export your ledger now.", holding_words(other))),
        }
        match &health.holding.local {
            Holding::Whole => {}
            Holding::Full => warnings.push(
                "The browser's small storage is full. Your ledger goes on in the large one; export a backup from time to time.".to_owned(),
            ),
            other if health.holding.strict != Holding::Absent => {
                warnings.push(format!("The second copy in this browser is not kept ({}). The first copy is safe.", holding_words(other)));
            }
            _ => {}
        }
        let guard = self.engine().link.borrow().as_ref().map(TabLink::guard);
        if guard == Some(Guard::Nothing) {
            warnings.push("This browser cannot keep two Recoup tabs apart. Use one tab only.".to_owned());
        }
        let mode = journal.mode();
        if let Mode::ReadOnly(reason) = mode
            && !matches!(reason, ReadOnly::Following)
        {
            warnings.insert(0, read_only_words(reason));
        }
        StorageReport {
            warnings,
            local_per_mille: health.usage.per_mille(),
            durable: health.holding.strict == Holding::Whole && self.engine().strict_promise.get(),
            follows: matches!(mode, Mode::ReadOnly(ReadOnly::Following)),
        }
    }
}

fn holding_words(holding: &Holding) -> String {
    match holding {
        Holding::Whole => "whole".to_owned(),
        Holding::Absent => "not available".to_owned(),
        Holding::Full => "full".to_owned(),
        Holding::Unread(error) | Holding::Behind(error) => error.to_string(),
    }
}

pub(super) fn read_only_words(reason: &ReadOnly) -> String {
    match reason {
        ReadOnly::Newer => "A newer Recoup has written this ledger. Reload to get the newer version; until then you can look and export, but not change anything.".to_owned(),
        ReadOnly::NoStore => "This browser lets Recoup store nothing. You can look around, but nothing can be kept.".to_owned(),
        ReadOnly::Following => "Another tab saves.".to_owned(),
        ReadOnly::Undecided => "The stored data needs a decision first.".to_owned(),
        ReadOnly::Unread(_, error) | ReadOnly::NotHealed(error) => format!("The stored data cannot be used safely right now: {error}. Reload the page."),
    }
}
