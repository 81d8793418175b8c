//! One signal per field of the plan form.

use super::draft::PlanDraft;
use crate::domain::money::Money;
use chrono::NaiveDate;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// A row of dates and amounts of one's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OwnRow {
    /// Stays while the rows around it come and go.
    pub key: u32,
    pub due: RwSignal<String>,
    pub amount: RwSignal<String>,
}

/// The fields.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    pub down_payment: RwSignal<String>,
    pub by: RwSignal<String>,
    pub count: RwSignal<String>,
    pub amount: RwSignal<String>,
    pub monthly: RwSignal<String>,
    pub frequency: RwSignal<String>,
    pub first_due: RwSignal<String>,
    pub rate: RwSignal<String>,
    pub interest: RwSignal<String>,
    pub residual: RwSignal<String>,
    pub moved: RwSignal<String>,
    pub skipped: RwSignal<BTreeSet<u32>>,
    pub own: RwSignal<Vec<OwnRow>>,
    next_key: StoredValue<u32>,
}

impl Fields {
    pub fn starting(draft: PlanDraft) -> Self {
        Self {
            down_payment: RwSignal::new(draft.down_payment),
            by: RwSignal::new(draft.by),
            count: RwSignal::new(draft.count),
            amount: RwSignal::new(draft.amount),
            monthly: RwSignal::new(draft.monthly),
            frequency: RwSignal::new(draft.frequency),
            first_due: RwSignal::new(draft.first_due),
            rate: RwSignal::new(draft.rate),
            interest: RwSignal::new(draft.interest),
            residual: RwSignal::new(draft.residual),
            moved: RwSignal::new(draft.moved),
            skipped: RwSignal::new(draft.skipped),
            own: RwSignal::new(Vec::new()),
            next_key: StoredValue::new(1),
        }
    }

    /// What is typed, followed.
    pub fn draft(self) -> PlanDraft {
        PlanDraft {
            down_payment: self.down_payment.get(),
            by: self.by.get(),
            count: self.count.get(),
            amount: self.amount.get(),
            monthly: self.monthly.get(),
            frequency: self.frequency.get(),
            first_due: self.first_due.get(),
            rate: self.rate.get(),
            interest: self.interest.get(),
            residual: self.residual.get(),
            moved: self.moved.get(),
            skipped: self.skipped.get(),
            own: self.own.get().into_iter().map(|row| (row.key, row.due.get(), row.amount.get())).collect(),
        }
    }

    /// Adds a row of one's own; gives its key.
    pub fn add_own(self, due: NaiveDate, amount: Option<Money>) -> u32 {
        let key = self.next_key.get_value();
        self.next_key.set_value(key + 1);
        let amount = amount.map_or_else(String::new, Money::to_plain);
        self.own.update(|rows| rows.push(OwnRow { key, due: RwSignal::new(due.to_string()), amount: RwSignal::new(amount) }));
        key
    }
}
