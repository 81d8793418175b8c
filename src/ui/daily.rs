//! What this browser shows of the day's work beside the page: a number on the app's icon, and one notification a day. Both are
//! off until the owner turns them on, and both name a number only: whoever looks over a shoulder learns nothing of a customer.

use super::books::Books;
use super::browser::{notices, prefs};
use super::format;
use crate::reports::to_do::things_to_do;
use chrono::NaiveDate;
use leptos::prelude::*;

const BADGE: &str = "badge";
const NOTICE: &str = "daily-notice";
const NOTIFIED: &str = "notified-on";

/// The two switches, in context for the Settings page.
#[derive(Clone, Copy)]
pub struct DailySettings {
    badge: RwSignal<bool>,
    notice: RwSignal<bool>,
}

impl DailySettings {
    /// What this browser remembers; off at first, and off where the permission was taken back.
    pub fn load() -> Self {
        let notice = prefs::load::<bool>(NOTICE) && notices::may_notify();
        Self { badge: RwSignal::new(prefs::load::<bool>(BADGE) && notices::can_badge()), notice: RwSignal::new(notice) }
    }

    /// Whether the number is on.
    pub fn badge(self) -> RwSignal<bool> {
        self.badge
    }

    /// Whether the notification is on.
    pub fn notice(self) -> RwSignal<bool> {
        self.notice
    }

    /// Turns the number on or off, and remembers it.
    pub fn set_badge(self, on: bool) {
        self.badge.set(on);
        prefs::save(BADGE, &on);
        if !on {
            notices::set_badge(0);
        }
    }

    /// Turns the notification on or off, and remembers it. Turning it on asks for permission: call it from a click.
    /// `refused` is called when the browser does not allow it.
    pub fn set_notice(self, on: bool, refused: impl FnOnce() + 'static) {
        leptos::task::spawn_local(async move {
            let allowed = !on || notices::ask_to_notify().await;
            let _gone = self.notice.try_set(on && allowed);
            prefs::save(NOTICE, &(on && allowed));
            if !allowed {
                refused();
            }
        });
    }
}

/// Whether this browser can show a number on the app's icon, and notifications.
pub fn abilities() -> (bool, bool) {
    (notices::can_badge(), notices::can_notify())
}

/// Keeps number and notification in step with the day's tasks; once, in the shell.
pub fn follow(books: Books, settings: DailySettings) {
    let count = Memo::new(move |_| {
        let wanted = settings.badge.get() || settings.notice.get();
        wanted.then(|| books.tasks_today())
    });
    Effect::new(move |_| {
        let Some(count) = count.get() else { return };
        if settings.badge.get() {
            notices::set_badge(u32::try_from(count).unwrap_or(u32::MAX));
        }
        let today = books.today().get();
        let told = prefs::load::<Option<NaiveDate>>(NOTIFIED);
        let due = settings.notice.get() && count > 0 && told != Some(today);
        if due && notices::notify("Recoup", &format!("{} to do today.", format::plural(count, "thing", "things"))) {
            prefs::save(NOTIFIED, &today);
        }
    });
}

impl Books {
    /// How many rows Today has, followed.
    fn tasks_today(self) -> usize {
        let today = self.today().get();
        self.follow(|ledger| things_to_do(ledger, ledger.policy_on(today), today))
    }
}
