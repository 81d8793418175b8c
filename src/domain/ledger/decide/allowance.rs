//! Entries of the allowance for doubtful accounts.

use super::{not_after_today, not_before, positive, text};
use crate::domain::allowance::{AllowanceDraft, AllowanceEntry, AllowanceKind};
use crate::domain::event::Event;
use crate::domain::ids::AllowanceEntryId;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::rejection::Rejection;
use crate::domain::text_rules::limits;
use chrono::NaiveDate;

impl Ledger {
    pub(super) fn post_allowance_event(&self, draft: &AllowanceDraft, today: NaiveDate) -> Result<Event, Rejection> {
        positive(draft.amount)?;
        if let Some(required) = draft.required {
            required.checked_add(draft.amount)?;
            if !(0..=Money::MAX_MINOR).contains(&required.minor()) {
                return Err(Rejection::TooLarge);
            }
        }
        not_after_today(draft.on, "on", "The day of the entry", today)?;
        let note = text(&draft.note, "note", "The note", limits::NOTE, true)?;
        let id = AllowanceEntryId::from_index(self.facts.allowance.len());
        let entry = AllowanceEntry { id, draft: AllowanceDraft { note, ..draft.clone() }, taken_back: false };
        self.opening_comes_first(&entry)?;
        Ok(Event::AllowancePosted { entry })
    }

    pub(super) fn take_back_allowance_event(&self, entry: AllowanceEntryId) -> Result<Event, Rejection> {
        let found = self.facts.allowance.get(entry.index()).ok_or(Rejection::NotFound("entry"))?;
        if found.taken_back {
            return Err(Rejection::NothingToDo("This entry was taken back already."));
        }
        Ok(Event::AllowanceTakenBack { entry })
    }

    /// Whether an entry was taken back; refused when it does not fit to the others any more.
    pub(super) fn can_post_allowance_again(&self, entry: AllowanceEntryId) -> Result<Option<bool>, Rejection> {
        let Some(found) = self.facts.allowance.get(entry.index()) else { return Ok(None) };
        if found.taken_back {
            self.opening_comes_first(found)?;
        }
        Ok(Some(found.taken_back))
    }

    /// One opening balance in each currency, and nothing before it.
    fn opening_comes_first(&self, entry: &AllowanceEntry) -> Result<(), Rejection> {
        let (on, currency) = (entry.draft.on, entry.draft.amount.currency());
        let others = || {
            let live = self.facts.allowance.iter().filter(|other| !other.taken_back && other.id != entry.id);
            live.map(|other| &other.draft).filter(|other| other.amount.currency() == currency)
        };
        let opening = others().find(|other| other.kind == AllowanceKind::Opening);
        match (entry.draft.kind, opening) {
            (AllowanceKind::Opening, Some(_)) => {
                Err(Rejection::NothingToDo("The allowance in this currency has an opening balance. Take that one back first."))
            }
            (AllowanceKind::Opening, None) => match others().map(|other| other.on).min() {
                Some(limit) if on > limit => Err(Rejection::TooLate { field: "on", what: "The day of the opening balance", limit }),
                _ => Ok(()),
            },
            (AllowanceKind::Adjustment, Some(opening)) => not_before(on, opening.on, "on", "The day of the entry"),
            (AllowanceKind::Adjustment, None) => Ok(()),
        }
    }
}
