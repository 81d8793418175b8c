//! The evidence pack of one customer as JSON: every record about it up to a day, as the ledger keeps them.
//!
//! For an agency, a lawyer or a court; Recoup does not read it back. Records keep their ids, money is text, dates are ISO,
//! and nothing of another customer is in it.

use crate::domain::contact_log::ContactEntry;
use crate::domain::credit::{Allocation, CreditNote, Payment};
use crate::domain::customer::Customer;
use crate::domain::dispute::{Dispute, Pause};
use crate::domain::hold::Hold;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::invoice::{DueDateChange, Invoice};
use crate::domain::ledger::Ledger;
use crate::domain::message::Message;
use crate::domain::plan::Plan;
use crate::domain::policy::CreditPolicy;
use crate::domain::promise::PromiseToPay;
use crate::domain::settings::Business;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::HashSet;

#[derive(Serialize)]
struct Evidence<'a> {
    format: &'static str,
    version: u32,
    as_of: NaiveDate,
    business: &'a Business,
    policy: &'a CreditPolicy,
    customer: &'a Customer,
    invoices: Vec<&'a Invoice>,
    due_date_changes: Vec<&'a DueDateChange>,
    credit_notes: Vec<&'a CreditNote>,
    payments: Vec<&'a Payment>,
    allocations: Vec<&'a Allocation>,
    disputes: Vec<&'a Dispute>,
    promises: Vec<&'a PromiseToPay>,
    contacts: Vec<&'a ContactEntry>,
    messages: Vec<&'a Message>,
    plans: Vec<&'a Plan>,
    pauses: Vec<&'a Pause>,
    holds: Vec<&'a Hold>,
}

/// Everything about a customer that is dated up to a day; `None` for an unknown one.
pub fn evidence(ledger: &Ledger, customer: CustomerId, as_of: NaiveDate) -> Option<String> {
    let facts = ledger.facts();
    let lists = ledger.lists(customer);
    let invoices: Vec<_> = ledger.invoices_of(customer).filter(|invoice| invoice.issued <= as_of).collect();
    let mine: HashSet<InvoiceId> = invoices.iter().map(|invoice| invoice.id).collect();
    let payments = lists.payments.iter().map(|place| &facts.payments[*place as usize]);
    let credit_notes = lists.credit_notes.iter().map(|place| &facts.credit_notes[*place as usize]);
    let allocations = invoices.iter().flat_map(|invoice| ledger.allocations_to(invoice.id)).filter(|part| part.on <= as_of);
    let mut allocations: Vec<_> = allocations.collect();
    allocations.sort_by_key(|allocation| allocation.id);
    let pack = Evidence {
        format: "recoup-evidence",
        version: 1,
        as_of,
        business: &facts.settings.business,
        policy: &facts.policy,
        customer: ledger.customer(customer)?,
        due_date_changes: facts.due_date_changes.iter().filter(|change| mine.contains(&change.invoice) && change.on <= as_of).collect(),
        credit_notes: credit_notes.filter(|note| note.issued <= as_of).collect(),
        payments: payments.filter(|payment| payment.received <= as_of).collect(),
        allocations,
        disputes: facts.disputes.iter().filter(|dispute| mine.contains(&dispute.invoice) && dispute.raised <= as_of).collect(),
        promises: ledger.promises_of(customer).filter(|promise| promise.made <= as_of).collect(),
        contacts: ledger.contacts_of(customer).filter(|entry| entry.on <= as_of).collect(),
        messages: ledger.messages_of(customer).filter(|message| message.prepared <= as_of).collect(),
        plans: lists.plans.iter().map(|place| &facts.plans[*place as usize]).filter(|plan| plan.accepted <= as_of).collect(),
        pauses: lists.pauses.iter().map(|place| &facts.pauses[*place as usize]).filter(|pause| pause.from <= as_of).collect(),
        holds: ledger.holds_of(customer).filter(|hold| hold.set <= as_of).collect(),
        invoices,
    };
    serde_json::to_string_pretty(&pack).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample_shop::sample_shop;
    use serde_json::Value;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn it_holds_every_record_of_its_customer_and_none_of_others() {
        let today = date("2026-03-02");
        let ledger = Ledger::from_facts(sample_shop(today).unwrap()).unwrap();
        let mut found = 0;
        for customer in ledger.customers() {
            let pack: Value = serde_json::from_str(&evidence(&ledger, customer.id, today).unwrap()).unwrap();
            let id = Value::from(customer.id.0);
            for list in ["invoices", "credit_notes", "payments", "promises", "contacts", "messages", "plans", "pauses", "holds"] {
                let records = pack[list].as_array().unwrap();
                assert!(records.iter().all(|record| record["customer"] == id), "{list}");
                found += records.len();
            }
            let invoices: Vec<_> = pack["invoices"].as_array().unwrap().iter().map(|invoice| invoice["id"].clone()).collect();
            for list in ["allocations", "disputes", "due_date_changes"] {
                assert!(pack[list].as_array().unwrap().iter().all(|record| invoices.contains(&record["invoice"])), "{list}");
            }
        }
        let facts = ledger.facts();
        let all = facts.invoices.len() + facts.credit_notes.len() + facts.payments.len() + facts.promises.len() + facts.contacts.len();
        assert_eq!(found, all + facts.messages.len() + facts.plans.len() + facts.pauses.len() + facts.holds.len());
    }

    #[test]
    fn what_is_dated_later_is_not_in_it_and_an_unknown_customer_has_none() {
        let today = date("2026-03-02");
        let ledger = Ledger::from_facts(sample_shop(today).unwrap()).unwrap();
        let pack: Value = serde_json::from_str(&evidence(&ledger, CustomerId(4), date("2026-01-01")).unwrap()).unwrap();
        assert_eq!(pack["promises"], Value::Array(Vec::new()));
        assert!(pack["invoices"].as_array().unwrap().iter().all(|invoice| invoice["issued"].as_str().unwrap() <= "2026-01-01"));
        assert_eq!(evidence(&ledger, CustomerId(99), today), None);
    }
}
