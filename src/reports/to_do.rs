//! Everything there is to do on a day: the worklist, and beside it the instalments due today and the credit that waits to be applied.

use super::plan_progress::{InstalmentProgress, InstalmentState, plan_progress};
use super::worklist::worklist;
use crate::domain::credit::CreditSource;
use crate::domain::ids::{CustomerId, PlanId};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::policy::CreditPolicy;
use chrono::NaiveDate;

/// An instalment that is due on the day itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueInstalment {
    /// Whose.
    pub customer: CustomerId,
    /// Of which plan.
    pub plan: PlanId,
    /// The instalment.
    pub instalment: InstalmentProgress,
}

/// The instalments of plans in force that are due on a day.
pub fn due_instalments(ledger: &Ledger, as_of: NaiveDate) -> Vec<DueInstalment> {
    let in_force = ledger.facts().plans.iter().filter(|plan| plan.in_force(as_of));
    let due = in_force.filter_map(|plan| {
        let progress = plan_progress(ledger, plan, as_of)?;
        let instalment = progress.next().filter(|next| next.state == InstalmentState::DueToday)?.clone();
        Some(DueInstalment { customer: plan.customer, plan: plan.id, instalment })
    });
    due.collect()
}

/// Credit that is not applied while its customer owes something in the same currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CreditToApply {
    /// Whose.
    pub customer: CustomerId,
    /// Where it came from.
    pub source: CreditSource,
    /// What is left of it.
    pub left: Money,
    /// What is owed.
    pub owed: Money,
}

/// The credit that waits to be applied now.
pub fn credit_to_apply(ledger: &Ledger) -> Vec<CreditToApply> {
    let facts = ledger.facts();
    let mut found = Vec::new();
    for account in ledger.accounts().iter().filter(|account| account.unapplied > 0 && account.owed > 0) {
        let lists = ledger.lists(account.customer);
        let payments = lists.payments.iter().map(|place| &facts.payments[*place as usize]);
        let payments = payments.filter(|payment| payment.amount.currency() == account.currency);
        let notes = lists.credit_notes.iter().map(|place| &facts.credit_notes[*place as usize]);
        let notes = notes.filter(|note| note.amount.currency() == account.currency);
        let sources = payments.map(|payment| CreditSource::Payment(payment.id)).chain(notes.map(|note| CreditSource::CreditNote(note.id)));
        let money = |minor| Money::from_minor(minor, account.currency);
        let waiting = sources.map(|source| (source, ledger.unapplied(source))).filter(|(_, left)| *left > 0);
        found.extend(waiting.map(|(source, left)| CreditToApply {
            customer: account.customer,
            source,
            left: money(left),
            owed: money(account.owed),
        }));
    }
    found
}

/// How many rows Today has: its number on the app's icon.
pub fn things_to_do(ledger: &Ledger, policy: &CreditPolicy, today: NaiveDate) -> usize {
    worklist(ledger, policy, today).tasks.len() + due_instalments(ledger, today).len() + credit_to_apply(ledger).len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::{AllocationChoice, Command, InvoiceDraft};
    use crate::domain::currency::Currency;
    use crate::domain::customer::CustomerDetails;
    use crate::domain::ids::PaymentId;
    use crate::domain::sample_shop::sample_shop;

    #[test]
    fn credit_that_waits_is_a_thing_to_do_until_it_is_applied() {
        let today: NaiveDate = "2026-03-02".parse().unwrap();
        let mut ledger = Ledger::default();
        let mut run = |command: Command| ledger.execute(&command, today).map(drop).unwrap();
        run(Command::AddCustomer { details: CustomerDetails::named("Ada") });
        let amount = Money::from_minor(10_000, Currency::EUR);
        let draft = InvoiceDraft {
            terms: Default::default(),
            customer: CustomerId(1),
            number: "A-1".to_owned(),
            issued: today,
            due: None,
            amount,
            note: String::new(),
        };
        run(Command::IssueInvoice { draft });
        run(Command::RecordPayment {
            discounts: Vec::new(),
            customer: CustomerId(1),
            received: today,
            amount: Money::from_minor(2_500, Currency::EUR),
            method: String::new(),
            reference: String::new(),
            choice: AllocationChoice::Unapplied,
        });
        let source = CreditSource::Payment(PaymentId(1));
        let waits = CreditToApply { customer: CustomerId(1), source, left: Money::from_minor(2_500, Currency::EUR), owed: amount };
        assert_eq!(credit_to_apply(&ledger), [waits]);
        assert_eq!((worklist(&ledger, ledger.policy(), today).tasks.len(), things_to_do(&ledger, ledger.policy(), today)), (0, 1));
        ledger.execute(&Command::AllocateCredit { source, choice: AllocationChoice::OldestFirst }, today).unwrap();
        assert_eq!((credit_to_apply(&ledger), things_to_do(&ledger, ledger.policy(), today)), (Vec::new(), 0));
    }

    #[test]
    fn an_instalment_is_a_thing_to_do_on_its_day() {
        let today: NaiveDate = "2026-03-02".parse().unwrap();
        let ledger = Ledger::from_facts(sample_shop(today).unwrap()).unwrap();
        let plan = &ledger.facts().plans[0];
        let progress = plan_progress(&ledger, plan, today).unwrap();
        let next = progress.instalments.iter().find(|one| one.state == InstalmentState::Open).unwrap();
        let on = next.due;
        let found = due_instalments(&ledger, on);
        // An instalment that was missed before comes first, as a task of the worklist.
        let missed = progress.missed() > 0;
        assert_eq!(found.iter().any(|due| due.plan == plan.id), !missed, "{progress:?}");
        let beside = found.len() + credit_to_apply(&ledger).len();
        assert_eq!(things_to_do(&ledger, ledger.policy(), on), worklist(&ledger, ledger.policy(), on).tasks.len() + beside);
    }
}
