//! What the credit of customers asks of the owner: to stop shipping, to think of an agency, to look at limits.

use super::TaskKind;
use super::find::Finder;
use crate::domain::calendar::add_days;
use crate::domain::customer::Customer;
use crate::domain::hold::Hold;
use crate::domain::ids::CustomerId;
use crate::domain::message::DueItem;
use crate::domain::policy::Besides;
use crate::reports::exposure::over_limit;
use crate::reports::reminders::{Ladder, pay_by};
use chrono::NaiveDate;
use std::collections::HashSet;

/// A hold that the owner released is not proposed again this long.
const RELEASED_DAYS: i64 = 30;

impl Finder<'_> {
    /// Whether to stop shipping, and whether to think of an agency: long past due, or at a step of the schedule that proposes it. What
    /// is promised, contested or on a plan does not count.
    pub(super) fn decisions(&mut self) {
        let (ledger, policy, as_of) = (self.ledger, self.policy, self.as_of);
        let since = add_days(as_of, -RELEASED_DAYS);
        let recent = |on: NaiveDate| on > since && on <= as_of;
        let decided = |hold: &Hold| hold.released.as_ref().is_some_and(|end| recent(end.on)) && !hold.was_a_mistake();
        let held = |customer| ledger.hold_of(customer, as_of).is_some() || ledger.holds_of(customer).any(decided);
        // “What comes next?” asks about an agency, too.
        let through: HashSet<CustomerId> =
            self.tasks.iter().filter(|task| matches!(task.kind, TaskKind::DecideNext { .. })).map(|task| task.customer).collect();
        let mut found = Vec::new();
        for (customer, late) in self.accounts.all_late() {
            let (invoice, days) = (late.oldest(), late.days());
            let ladder = Ladder::of(ledger, policy, customer, as_of);
            let due = add_days(as_of, -days);
            if (days > i64::from(policy.decision.hold_days) || ladder.proposes(Besides::Hold, due, as_of, &late.owed())) && !held(customer)
            {
                found.push((customer, TaskKind::DecideHold { invoice, days }, late.owed(), days));
            }
            let has_time = pay_by(ledger, DueItem::Invoice(invoice), None, as_of).is_some_and(|last| as_of <= last);
            if !through.contains(&customer) && !has_time && ladder.proposes(Besides::Agency, due, as_of, &late.owed()) {
                found.push((customer, TaskKind::DecideAgency { invoice, days }, late.owed(), days));
            }
        }
        found.into_iter().for_each(|(customer, kind, owed, days)| self.add(customer, kind, owed, days));
    }

    /// Customers beyond their credit limit, on no hold, and not asked about for another reason.
    pub(super) fn limits(&mut self) {
        let asked: HashSet<CustomerId> =
            self.tasks.iter().filter(|task| matches!(task.kind, TaskKind::DecideHold { .. })).map(|task| task.customer).collect();
        let policy = self.ledger.policy_on(self.as_of);
        let limited = self.ledger.customers().filter(|customer| !policy.limited_currencies(&customer.details).is_empty());
        let limited: Vec<CustomerId> = limited.map(|customer| customer.id).collect();
        for customer in limited.into_iter().filter(|customer| !asked.contains(customer)) {
            let excess = over_limit(self.ledger, customer, self.as_of).filter(|_| self.ledger.hold_of(customer, self.as_of).is_none());
            if let Some(excess) = excess {
                self.add(customer, TaskKind::LimitExceeded(excess), vec![excess.amount()], self.days_late(customer));
            }
        }
    }

    /// Customers whose credit was to be looked at again by now.
    pub(super) fn reviews(&mut self) {
        let due = |customer: &Customer| Some((customer.id, customer.details.credit_file.review.filter(|on| *on <= self.as_of)?));
        let due: Vec<(CustomerId, NaiveDate)> = self.ledger.customers().filter_map(due).collect();
        for (customer, on) in due {
            self.add_since(customer, TaskKind::CreditReview { on }, Vec::new(), 0, Some(on));
        }
    }
}
