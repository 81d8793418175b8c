//! What the owner should know before an agreement is signed. For the screen, never printed.

use super::AgreementChoices;
use crate::domain::approach::CustomerKind;
use crate::domain::contact_log::NonPaymentReason;
use crate::domain::ledger::Ledger;
use crate::domain::plan::Plan;
use chrono::NaiveDate;

/// Sentences for the owner about an agreement on a plan, as of a day.
pub fn notes(ledger: &Ledger, plan: &Plan, choices: &AgreementChoices, as_of: NaiveDate) -> Vec<String> {
    let mut found = Vec::new();
    let disputed = plan.invoices.iter().filter(|id| ledger.open_dispute(**id, as_of).is_some()).filter_map(|id| ledger.invoice(*id));
    for invoice in disputed {
        found.push(format!("{} is disputed. Settle the dispute first: who signs acknowledges the whole debt.", invoice.number));
    }
    let insolvent = |reason: Option<NonPaymentReason>| reason == Some(NonPaymentReason::Insolvency);
    if ledger.contacts_of(plan.customer).any(|entry| entry.on <= as_of && insolvent(entry.reason)) {
        found.push(
            "Your log says that this customer is insolvent. Take advice first: an agreement during insolvency may be void.".to_owned(),
        );
    }
    if ledger.hold_of(plan.customer, as_of).is_some() {
        found.push("This customer is on hold. The plan does not release the hold.".to_owned());
    }
    let details = ledger.customer(plan.customer).map(|customer| &customer.details);
    let consumer = details.is_some_and(|details| details.approach.kind == Some(CustomerKind::Consumer));
    if consumer && (!plan.rate_pct.is_zero() || choices.late_fee.is_some()) {
        found.push(
            "This customer is a consumer: interest or fees can make the plan consumer credit, which has rules of its own.".to_owned(),
        );
    }
    let settings = ledger.settings();
    let known = |texts: [&str; 2]| texts.iter().all(|text| !text.trim().is_empty());
    if !known([&settings.business.name, &settings.business.address]) {
        found.push("Your name and address are not complete in the settings: they are left blank.".to_owned());
    }
    if details.is_none_or(|details| details.address.trim().is_empty()) {
        found.push("The customer's address is not known: it is left blank.".to_owned());
    }
    if choices.law.trim().is_empty() {
        found.push("The country whose law applies is not known: it is left blank.".to_owned());
    }
    found.push("These words are a common form, not legal advice. Have them checked when much depends on them.".to_owned());
    found
}
