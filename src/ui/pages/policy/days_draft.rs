//! Weekends and holidays while they are being edited.

use crate::domain::country::Country;
use crate::domain::policy::ClosedDays;
use chrono::NaiveDate;
use leptos::prelude::*;

/// The days on which messages wait, being edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DaysDraft {
    /// Whether messages wait at all.
    pub wait: RwSignal<bool>,
    /// The code of the country; empty for weekends only.
    pub country: RwSignal<String>,
    /// Whether the holidays of the customer's country count too.
    pub of_customer: RwSignal<bool>,
    /// Days closed besides.
    pub added: RwSignal<Vec<NaiveDate>>,
    /// Holidays and weekends on which messages go out.
    pub removed: RwSignal<Vec<NaiveDate>>,
}

impl DaysDraft {
    /// A draft of nothing in particular.
    pub fn new() -> Self {
        Self {
            wait: RwSignal::new(false),
            country: RwSignal::new(String::new()),
            of_customer: RwSignal::new(false),
            added: RwSignal::new(Vec::new()),
            removed: RwSignal::new(Vec::new()),
        }
    }

    /// Puts days in place of what is chosen.
    pub fn load(self, days: &ClosedDays) {
        self.wait.set(days.wait);
        self.country.set(days.country.map_or("", Country::code).to_owned());
        self.of_customer.set(days.of_customer);
        self.added.set(days.added.clone());
        self.removed.set(days.removed.clone());
    }

    /// The chosen country.
    pub fn chosen(self) -> Option<Country> {
        self.country.with(|code| Country::from_text(code))
    }

    /// What is chosen.
    pub fn read(self) -> ClosedDays {
        ClosedDays {
            wait: self.wait.get(),
            country: self.chosen(),
            of_customer: self.of_customer.get(),
            added: self.added.get(),
            removed: self.removed.get(),
        }
    }

    /// Closes a day: one that was taken out is a holiday again, another is added.
    pub fn close(self, day: NaiveDate) {
        if self.removed.with_untracked(|days| days.contains(&day)) {
            self.removed.update(|days| days.retain(|other| *other != day));
        } else {
            self.added.update(|days| {
                days.push(day);
                days.sort_unstable();
                days.dedup();
            });
        }
    }

    /// Opens a day: one of the owner's own goes, a holiday is taken out.
    pub fn open(self, day: NaiveDate) {
        if self.added.with_untracked(|days| days.contains(&day)) {
            self.added.update(|days| days.retain(|other| *other != day));
        } else {
            self.removed.update(|days| {
                days.push(day);
                days.sort_unstable();
                days.dedup();
            });
        }
    }
}
