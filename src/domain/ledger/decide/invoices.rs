//! Invoices: entering, voiding, moving a due date.

use super::{not_after_today, not_before, plausible, positive, required, text};
use crate::domain::command::InvoiceDraft;
use crate::domain::customer::CustomerDetails;
use crate::domain::event::Event;
use crate::domain::ids::{CustomerId, InvoiceId, PlanId};
use crate::domain::invoice::{DocumentKind, Invoice};
use crate::domain::invoice_terms::{InvoiceTerms, InvoiceTermsProblem, TermsChoice};
use crate::domain::ledger::Ledger;
use crate::domain::policy::TermSource;
use crate::domain::rejection::Rejection;
use crate::domain::text_rules::limits;
use chrono::NaiveDate;

impl Ledger {
    pub(super) fn issue_invoice_event(&self, draft: &InvoiceDraft) -> Result<Event, Rejection> {
        self.known_customer(draft.customer)?;
        let number = required(text(&draft.number, "number", "The number", limits::NUMBER, false)?, "number", "the invoice number")?;
        let amount = positive(draft.amount)?;
        let issued = plausible(draft.issued)?;
        let due = plausible(draft.due.unwrap_or_else(|| self.default_due(draft.customer, issued)))?;
        not_before(due, issued, "due", "The due date")?;
        self.number_free(draft.customer, &number)?;
        let terms = match &draft.terms {
            TermsChoice::Nothing => None,
            TermsChoice::Usual => self.usual_terms(draft.customer, issued, due),
            TermsChoice::Own(terms) => {
                terms.checked(issued, amount)?;
                terms.before_due(issued, due)?;
                Some(terms.clone())
            }
        };
        let invoice = Invoice {
            id: InvoiceId::from_index(self.facts.invoices.len()),
            customer: draft.customer,
            number,
            kind: DocumentKind::Invoice,
            issued,
            due,
            amount,
            note: text(&draft.note, "note", "The note", limits::NOTE, true)?,
            charge: None,
            voided: None,
            terms,
        };
        Ok(Event::InvoiceIssued { invoice })
    }

    pub(super) fn void_invoice_event(&self, invoice: InvoiceId, on: NaiveDate, today: NaiveDate) -> Result<Event, Rejection> {
        let found = self.live_invoice(invoice)?;
        self.not_a_recovery(invoice)?;
        not_before(on, found.issued, "on", "The day of voiding")?;
        if on != found.issued {
            not_after_today(on, "on", "The day of voiding", today)?;
        }
        self.not_on_plan(found)?;
        self.not_waived(found, on)?;
        let charges: Vec<InvoiceId> = self.unpaid_charges(invoice).map(|charge| charge.id).collect();
        for charge in self.unpaid_charges(invoice) {
            self.not_on_plan(charge)?;
            self.not_waived(charge, on.max(charge.issued))?;
        }
        Ok(Event::InvoiceVoided { invoice, on, charges })
    }

    /// The fees and interest for an invoice that still owe something: they go with it when it is voided. Those that are paid stay.
    pub fn unpaid_charges(&self, invoice: InvoiceId) -> impl Iterator<Item = &Invoice> {
        self.charges_on(invoice).filter(|charge| self.balance(charge).is_positive())
    }

    pub(super) fn change_due_date_event(&self, invoice: InvoiceId, due: NaiveDate, today: NaiveDate) -> Result<Event, Rejection> {
        let found = self.live_invoice(invoice)?;
        self.not_a_recovery(invoice)?;
        plausible(due)?;
        // A file may bring a due date before the invoice date; what was its due date once may be so again.
        let had_it = self.facts.due_date_changes.iter().any(|change| change.invoice == invoice && change.from == due);
        if !had_it {
            not_before(due, found.issued, "due", "The due date")?;
        }
        if due == found.due {
            return Err(Rejection::NothingToDo("This is the due date already."));
        }
        Ok(Event::DueDateChanged { invoice, on: today, due })
    }

    /// The due date of a new invoice by the customer's own terms, those of their tier, or the policy's.
    pub fn default_due(&self, customer: CustomerId, issued: NaiveDate) -> NaiveDate {
        let nobody = CustomerDetails::named("");
        let details = self.customer(customer).map_or(&nobody, |found| &found.details);
        self.policy_on(issued).due_date(details, issued).adjusted
    }

    /// The discount that a new invoice of a customer gets; none when it could be had after the due date.
    pub fn usual_terms(&self, customer: CustomerId, issued: NaiveDate, due: NaiveDate) -> Option<InvoiceTerms> {
        let (terms, _) = self.inherited_terms(customer, issued)?;
        terms.before_due(issued, due).is_ok().then_some(terms)
    }

    /// The discount that invoices of a customer have by their own terms, those of their tier, or the policy's of the invoice date.
    pub fn inherited_terms(&self, customer: CustomerId, issued: NaiveDate) -> Option<(InvoiceTerms, TermSource)> {
        let (rule, source) = self.policy_on(issued).discount_of(&self.customer(customer)?.details);
        Some((InvoiceTerms::of(rule?.clone()), source))
    }

    pub(super) fn change_invoice_terms_event(
        &self,
        invoice: InvoiceId,
        terms: Option<&InvoiceTerms>,
        today: NaiveDate,
    ) -> Result<Event, Rejection> {
        let found = self.live_invoice(invoice)?;
        if found.kind != DocumentKind::Invoice {
            return Err(InvoiceTermsProblem::NotAnInvoice.into());
        }
        if let Some(terms) = terms {
            terms.checked(found.issued, found.amount)?;
            // The due date may have been moved since; a discount that the invoice has already stays possible.
            if found.terms.as_ref().is_none_or(|before| before.discount != terms.discount) {
                terms.before_due(found.issued, found.due)?;
            }
            if let Some(received) = terms.received.filter(|_| found.terms.as_ref().is_none_or(|before| before.received != terms.received)) {
                not_after_today(received, "goods_received", "The day the goods were received", today)?;
            }
        }
        if terms == found.terms.as_ref() {
            return Err(Rejection::NothingToDo("These are the terms already."));
        }
        Ok(Event::InvoiceTermsChanged { invoice, terms: terms.cloned() })
    }

    pub(super) fn number_free(&self, customer: CustomerId, number: &str) -> Result<(), Rejection> {
        let taken = self.invoices_of(customer).any(|invoice| invoice.voided.is_none() && invoice.number == number);
        if taken { Err(Rejection::NumberTaken(number.to_owned())) } else { Ok(()) }
    }

    pub(super) fn not_on_plan(&self, invoice: &Invoice) -> Result<(), Rejection> {
        self.not_on_other_plan(invoice, None)
    }

    /// The same, with one plan left out that is about to end.
    pub(super) fn not_on_other_plan(&self, invoice: &Invoice, but: Option<PlanId>) -> Result<(), Rejection> {
        let on_plan = self.derived.plans_of.get(&(invoice.id.index() as u32)).into_iter().flatten();
        let mut plans = on_plan.map(|place| &self.facts.plans[*place as usize]);
        if plans.any(|plan| Some(plan.id) != but && plan.ended.is_none() && self.plan_owes(plan)) {
            return Err(Rejection::OnPlan { invoice: invoice.id, number: invoice.number.clone() });
        }
        Ok(())
    }
}
