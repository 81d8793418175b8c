//! Payment plans: accepting one and ending one.

use super::plan_life::{Freed, end_with, life_began};
use super::{not_after_today, not_before, plausible, positive, text};
use crate::domain::event::Event;
use crate::domain::ids::{CustomerId, InvoiceId, PlanId};
use crate::domain::invoice::{DocumentKind, Invoice};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::plan::{Plan, PlanInstalment};
use crate::domain::rejection::Rejection;
use crate::domain::schedule::{AgreedTerms, Debt};
use crate::domain::text_rules::limits;
use chrono::NaiveDate;
use std::collections::HashSet;

impl Ledger {
    /// What the documents of a plan to be owe together, or why they cannot be in one plan. Fees and interest among them bear no interest.
    pub fn plan_debt(&self, customer: CustomerId, invoices: &[InvoiceId]) -> Result<Debt, Rejection> {
        self.plan_debt_with(customer, invoices, None)
    }

    fn plan_debt_with(&self, customer: CustomerId, invoices: &[InvoiceId], freed: Option<&Freed>) -> Result<Debt, Rejection> {
        let mut seen = HashSet::new();
        let mut debt: Option<Debt> = None;
        for id in invoices {
            let invoice = self.live_invoice(*id)?;
            if invoice.customer != customer {
                return Err(Rejection::OtherCustomer(invoice.number.clone()));
            }
            let balance = self.owes_with(invoice, freed);
            if !seen.insert(*id) || !balance.is_positive() {
                return Err(Rejection::NothingToDo("Choose invoices that still owe something, each once."));
            }
            self.not_on_other_plan(invoice, freed.map(|freed| freed.plan))?;
            let none = Money::zero(balance.currency());
            let free = if invoice.kind.is_charge() { balance } else { none };
            let Debt { total, interest_free } = debt.unwrap_or(Debt { total: none, interest_free: none });
            debt = Some(Debt { total: total.checked_add(balance)?, interest_free: interest_free.checked_add(free)? });
        }
        debt.ok_or(Rejection::Missing { field: "invoices", what: "at least one invoice for the plan" })
    }

    /// Puts a plan in force that was agreed without an offer, or after one of other terms.
    pub(super) fn accept_plan_event(
        &self,
        customer: CustomerId,
        invoices: &[InvoiceId],
        terms: &AgreedTerms,
        accepted: NaiveDate,
        today: NaiveDate,
    ) -> Result<Event, Rejection> {
        self.agreed_plan_event(customer, invoices, terms, (accepted, today), None)
    }

    /// The same, of a plan that may take the place of another.
    pub(super) fn agreed_plan_event(
        &self,
        customer: CustomerId,
        invoices: &[InvoiceId],
        terms: &AgreedTerms,
        (accepted, today): (NaiveDate, NaiveDate),
        freed: Option<&Freed>,
    ) -> Result<Event, Rejection> {
        let debt = self.plannable(customer, invoices, accepted, today, freed)?;
        self.not_offered(customer, invoices, None, today)?;
        let terms = terms.for_debt(debt);
        let instalments = self.instalments_of(customer, &terms, accepted)?;
        self.plan_event(customer, invoices, terms, instalments, accepted)
    }

    /// What the invoices owe together, when a plan over them can begin on a day.
    pub(super) fn plannable(
        &self,
        customer: CustomerId,
        invoices: &[InvoiceId],
        accepted: NaiveDate,
        today: NaiveDate,
        freed: Option<&Freed>,
    ) -> Result<Debt, Rejection> {
        self.known_customer(customer)?;
        not_after_today(accepted, "accepted", "The day of acceptance", today)?;
        let latest_issue = invoices.iter().filter_map(|id| self.invoice(*id)).map(|invoice| invoice.issued).max();
        not_before(accepted, latest_issue.unwrap_or(accepted), "accepted", "The day of acceptance")?;
        let debt = self.plan_debt_with(customer, invoices, freed)?;
        self.not_settling(customer, invoices, today)?;
        not_before(accepted, self.plans_ended(invoices).unwrap_or(accepted), "accepted", "The day of acceptance")?;
        Ok(debt)
    }

    /// The dates and amounts that follow from terms, when the books can hold them.
    pub(super) fn instalments_of(
        &self,
        customer: CustomerId,
        terms: &AgreedTerms,
        accepted: NaiveDate,
    ) -> Result<Vec<PlanInstalment>, Rejection> {
        let proposal = terms.proposal(accepted, &self.no_business_with(customer))?;
        let instalments = PlanInstalment::all_of(&proposal, accepted);
        let most = self.policy_on(accepted).plan_rules.most_instalments;
        if proposal.instalments.len() > usize::from(most) {
            return Err(Rejection::TooManyInstalments { most });
        }
        for instalment in &instalments {
            plausible(instalment.due)?;
            positive(instalment.amount)?;
        }
        Some(proposal.total_interest).filter(|interest| interest.is_positive()).map(positive).transpose()?;
        Ok(instalments)
    }

    /// The plan of these dates and amounts, which repay just what the documents owe and the interest on it.
    pub(super) fn plan_event(
        &self,
        customer: CustomerId,
        invoices: &[InvoiceId],
        terms: AgreedTerms,
        instalments: Vec<PlanInstalment>,
        accepted: NaiveDate,
    ) -> Result<Event, Rejection> {
        let id = PlanId::from_index(self.facts.plans.len());
        let zero = Money::zero(terms.terms.total.currency());
        let interest = instalments.iter().try_fold(zero, |sum, part| sum.checked_add(part.interest))?;
        let due = instalments.last().map_or(accepted, |last| last.due);
        let mut covered = invoices.to_vec();
        let interest = interest.is_positive().then(|| Invoice {
            id: InvoiceId::from_index(self.facts.invoices.len()),
            customer,
            number: format!("Plan {id} interest"),
            kind: DocumentKind::PlanInterest,
            issued: accepted,
            due,
            amount: interest,
            note: String::new(),
            charge: None,
            voided: None,
            terms: None,
        });
        covered.extend(interest.iter().map(|document| document.id));
        let plan = Plan {
            id,
            customer,
            accepted,
            invoices: covered,
            interest_document: interest.as_ref().map(|document| document.id),
            frequency: terms.terms.frequency,
            rate_pct: terms.terms.rate_pct,
            down_payment: terms.terms.down_payment.is_positive(),
            instalments,
            terms: Some(terms),
            offer: None,
            ended: None,
            rules: self.policy_on(accepted).plan_rules,
            defaults: Vec::new(),
            replaces: None,
        };
        Ok(Event::PlanAccepted { plan, interest })
    }

    /// Ends a plan. Interest that is not earned by then is not due and is credited, as in a default (domain rules §6); what was earned stays owed.
    pub(super) fn end_plan_event(&self, plan: PlanId, on: NaiveDate, reason: &str, today: NaiveDate) -> Result<Event, Rejection> {
        let found = self.running_plan(plan)?;
        not_after_today(on, "on", "The day the plan ends", today)?;
        not_before(on, life_began(found), "on", "The day the plan ends")?;
        let reason = text(reason, "reason", "The reason", limits::REASON, true)?;
        let (interest_credit, was_due) = self.interest_end(found, on)?;
        Ok(Event::PlanEnded { plan, end: end_with(on, reason, &interest_credit, was_due), interest_credit })
    }

    /// The day on which the last earlier plan of the invoices ended: two plans never hold for an invoice on one day.
    fn plans_ended(&self, invoices: &[InvoiceId]) -> Option<NaiveDate> {
        let places = invoices.iter().filter_map(|id| self.derived.plans_of.get(&(id.index() as u32))).flatten();
        let plans = places.map(|place| &self.facts.plans[*place as usize]);
        plans.filter_map(|plan| plan.ended.as_ref().map(|end| end.on).filter(|on| *on > plan.accepted)).max()
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::calendar::add_days;
    use crate::domain::command::{Command, InvoiceDraft};
    use crate::domain::currency::Currency;
    use crate::domain::customer::CustomerDetails;
    use crate::domain::event::Event;
    use crate::domain::ids::{CustomerId, InvoiceId};
    use crate::domain::ledger::Ledger;
    use crate::domain::money::{Money, Residual};
    use crate::domain::rejection::Rejection;
    use crate::domain::schedule::{Frequency, Instalments, PlanTerms};
    use chrono::NaiveDate;

    fn today() -> NaiveDate {
        "2025-03-01".parse().unwrap()
    }

    /// A plan for two invoices of the largest amount.
    fn accept(down_payment: i64, count: u32, rate_pct: u32, first_due: NaiveDate) -> Result<Event, Rejection> {
        let mut ledger = Ledger::default();
        ledger.execute(&Command::AddCustomer { details: CustomerDetails::named("Ann") }, today()).unwrap();
        let (customer, amount) = (CustomerId(1), Money::from_minor(Money::MAX_MINOR, Currency::USD));
        for number in ["A", "B"] {
            let draft = InvoiceDraft {
                terms: Default::default(),
                customer,
                number: number.to_owned(),
                issued: today(),
                due: Some(today()),
                amount,
                note: String::new(),
            };
            ledger.execute(&Command::IssueInvoice { draft }, today()).unwrap();
        }
        let terms = PlanTerms {
            total: amount,
            down_payment: Money::from_minor(down_payment, Currency::USD),
            instalments: Instalments::Count(count),
            frequency: Frequency::Monthly,
            first_due,
            rate_pct: rate_pct.into(),
            residual: Residual::Last,
        };
        let invoices = vec![InvoiceId(1), InvoiceId(2)];
        let event = ledger.execute(&Command::AcceptPlan { customer, invoices, terms: terms.into(), accepted: today() }, today())?;
        assert_eq!(ledger.check(), []);
        Ok(event)
    }

    #[test]
    fn a_plan_holds_only_what_the_books_can_hold() {
        let soon = add_days(today(), 30);
        let late: NaiveDate = "2100-06-15".parse().unwrap();
        assert!(accept(0, 2, 0, soon).is_ok());
        assert_eq!(accept(0, 1, 0, soon), Err(Rejection::TooLarge));
        assert!(accept(Money::MAX_MINOR, 1, 0, soon).is_ok());
        assert_eq!(accept(Money::MAX_MINOR + 1, 1, 0, soon), Err(Rejection::TooLarge));
        assert_eq!(accept(0, 60, 100, soon), Err(Rejection::TooLarge));
        assert!(accept(0, 7, 0, late).is_ok());
        assert_eq!(accept(0, 8, 0, late), Err(Rejection::ImplausibleDate("2101-01-15".parse().unwrap())));
    }
}
