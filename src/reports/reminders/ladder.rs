//! The schedule that a customer follows, with what decides which of its steps apply to them.

use crate::domain::approach::CustomerKind;
use crate::domain::calendar::{add_days, days_past_due};
use crate::domain::country::Country;
use crate::domain::grade::Grade;
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::policy::{Besides, CreditPolicy, ReminderStep, Unmet};
use crate::reports::rating::rating;
use chrono::NaiveDate;

/// A customer's steps. Which of them apply is looked at with the rating of the day that the question is about.
#[derive(Debug, Clone, Copy)]
pub(in crate::reports) struct Ladder<'a> {
    pub policy: &'a CreditPolicy,
    pub steps: &'a [ReminderStep],
    /// Whether every step applies to everybody.
    pub plain: bool,
    kind: Option<CustomerKind>,
    grade: Option<Grade>,
    country: Option<Country>,
}

impl<'a> Ladder<'a> {
    pub fn of(ledger: &Ledger, policy: &'a CreditPolicy, customer: CustomerId, as_of: NaiveDate) -> Self {
        let details = ledger.customer(customer).map(|found| &found.details);
        let steps = details.map_or(policy.schedule.as_slice(), |details| policy.followed(&details.approach).steps);
        let graded = steps.iter().any(|step| !step.only_if.grades.is_empty());
        Self {
            policy,
            steps,
            plain: steps.iter().all(|step| step.only_if.is_empty()),
            kind: details.and_then(|details| details.approach.kind),
            grade: if graded { rating(ledger, policy, customer, as_of).grade } else { None },
            country: details.filter(|_| policy.closed_days.of_customer).and_then(|details| Country::from_text(&details.country)),
        }
    }

    /// Whether a document is past due for reminders: grace is over, and so is the open day that a due date on a closed one moves to.
    pub fn is_late(&self, due: NaiveDate, day: NaiveDate) -> bool {
        let grace = i64::from(self.policy.grace_days);
        days_past_due(due, day) > grace && day > self.next_open(add_days(due, grace))
    }

    /// The last step that the age of a document has reached, whether it applies or not, as its place among the steps. While a due date on a
    /// closed day still counts as kept on the next open one, no step after the due date has come.
    pub fn reached(&self, due: NaiveDate, day: NaiveDate) -> Option<usize> {
        let last = self.policy.reached(self.steps, due, day).checked_sub(1)?;
        if self.steps[last].offset_days > 0 && self.policy.closed_days.wait && !self.is_late(due, day) {
            return self.steps[..last].iter().rposition(|step| step.offset_days <= 0);
        }
        Some(last)
    }

    /// Which condition of a step does not hold when `asked` is the sum that its message would ask for.
    pub fn unmet(&self, step: &ReminderStep, asked: Money) -> Option<Unmet> {
        let only_if = &step.only_if;
        let grades = &only_if.grades;
        if let Some(kind) = only_if.kind.filter(|kind| self.kind != Some(*kind)) {
            Some(Unmet::Kind(kind))
        } else if !grades.is_empty() && self.grade.is_none_or(|grade| !grades.contains(&grade)) {
            Some(Unmet::Grade(self.grade))
        } else {
            only_if.least_in(asked.currency()).filter(|least| asked.minor() < least.minor()).map(Unmet::Least)
        }
    }

    /// Whether a step says something to the customer about this sum.
    pub fn applies(&self, step: &ReminderStep, asked: Money) -> bool {
        self.plain || self.unmet(step, asked).is_none()
    }

    /// The offset of the last step that says something about any of the sums owed.
    pub fn last_offset(&self, owed: &[Money]) -> Option<i16> {
        let mut late_first = self.steps.iter().rev();
        late_first.find(|step| owed.iter().any(|asked| self.applies(step, *asked))).map(|step| step.offset_days)
    }

    /// Whether a step that a document has reached by a day, and that applies to any of the sums owed, proposes something.
    pub fn proposes(&self, what: Besides, due: NaiveDate, day: NaiveDate, owed: &[Money]) -> bool {
        if self.steps.iter().all(|step| step.besides.is_empty()) {
            return false;
        }
        let reached = self.reached(due, day).map_or(0, |last| last + 1);
        let mut proposing = self.steps[..reached].iter().filter(|step| step.besides.contains(&what));
        proposing.any(|step| owed.iter().any(|asked| self.applies(step, *asked)))
    }

    /// The day itself, or the next one on which messages to this customer go out.
    pub fn next_open(&self, day: NaiveDate) -> NaiveDate {
        self.policy.closed_days.next_open(day, self.country)
    }
}
