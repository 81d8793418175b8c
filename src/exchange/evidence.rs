//! The evidence pack of one customer as JSON: every record about it as it stood on a day. Messages that were not sent, what was
//! entered by mistake, and what the forms promise to be for the owner alone (notes, the relationship) are left out.
//!
//! For an agency, a lawyer or a court; Recoup does not read it back. Records keep their ids, money is text, dates are ISO,
//! and nothing of another customer is in it.

use crate::domain::agreement::{Agreement, Party, Signature};
use crate::domain::contact_log::ContactEntry;
use crate::domain::credit::{Allocation, CreditNote, CreditSource, Payment};
use crate::domain::credit_decision::{CreditDecision, DecisionEnd};
use crate::domain::customer::Customer;
use crate::domain::dispute::{Dispute, Pause};
use crate::domain::hold::Hold;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::invoice::{DueDateChange, Invoice};
use crate::domain::ledger::Ledger;
use crate::domain::message::Message;
use crate::domain::plan::Plan;
use crate::domain::plan_offer::PlanOffer;
use crate::domain::policy::{Channel, CreditPolicy, DueTerms, TermSource};
use crate::domain::promise::PromiseToPay;
use crate::domain::refund::Refund;
use crate::domain::settings::Business;
use crate::domain::settlement_offer::{SettlementCleared, SettlementOffer};
use crate::domain::write_off::WriteOff;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::HashSet;

/// What is said of the policy in a pack: the ledger keeps no earlier ones.
pub const POLICY_NOTE: &str =
    "This is the version of the policy of that day. Changes that were made without a day of their own count for the whole version.";

/// What of the policy this customer goes by, whose word each is, and when they accepted it.
#[derive(Serialize)]
struct Terms<'a> {
    /// The days to pay, or the terms that stand in their place.
    #[serde(skip_serializing_if = "Option::is_none")]
    net_days: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    terms: Option<DueTerms>,
    net_days_of: TermSource,
    schedule: &'a str,
    schedule_of: TermSource,
    accepted: Option<NaiveDate>,
}

#[derive(Serialize)]
struct Evidence<'a> {
    format: &'static str,
    version: u32,
    as_of: NaiveDate,
    business: &'a Business,
    policy: &'a CreditPolicy,
    policy_note: &'static str,
    terms: Terms<'a>,
    customer: Customer,
    invoices: Vec<Invoice>,
    due_date_changes: Vec<&'a DueDateChange>,
    credit_notes: Vec<CreditNote>,
    payments: Vec<Payment>,
    allocations: Vec<Allocation>,
    disputes: Vec<Dispute>,
    promises: Vec<PromiseToPay>,
    contacts: Vec<&'a ContactEntry>,
    messages: Vec<Message>,
    plans: Vec<Plan>,
    plan_offers: Vec<PlanOffer>,
    settlements: Vec<SettlementOffer>,
    pauses: Vec<&'a Pause>,
    holds: Vec<Hold>,
    decisions: Vec<CreditDecision>,
    agreements: Vec<Agreement>,
    refunds: Vec<&'a Refund>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    write_offs: Vec<&'a WriteOff>,
}

/// Everything about a customer that is dated up to a day; `None` for an unknown one.
pub fn evidence(ledger: &Ledger, customer: CustomerId, as_of: NaiveDate) -> Option<String> {
    let facts = ledger.facts();
    let lists = ledger.lists(customer);
    let later = |on: NaiveDate| on > as_of;
    // What happened later is cut off: an invoice voided next week still stands in this pack.
    let mut invoices: Vec<Invoice> = ledger.invoices_of(customer).filter(|invoice| !later(invoice.issued)).cloned().collect();
    for invoice in &mut invoices {
        cut(&mut invoice.voided, as_of);
        invoice.note = String::new();
    }
    let mine: HashSet<InvoiceId> = invoices.iter().map(|invoice| invoice.id).collect();
    let payments = lists.payments.iter().map(|place| &facts.payments[*place as usize]);
    let mut payments: Vec<Payment> = payments.filter(|payment| !later(payment.received)).cloned().collect();
    payments.iter_mut().filter(|one| one.reversed.as_ref().is_some_and(|end| later(end.on))).for_each(|one| one.reversed = None);
    let credit_notes = lists.credit_notes.iter().map(|place| &facts.credit_notes[*place as usize]);
    let mut credit_notes: Vec<CreditNote> = credit_notes.filter(|note| !later(note.issued)).cloned().collect();
    credit_notes.iter_mut().for_each(|note| cut(&mut note.voided, as_of));
    let allocations = invoices.iter().flat_map(|invoice| ledger.allocations_to(invoice.id)).filter(|part| !later(part.on));
    let mut allocations: Vec<Allocation> = allocations.cloned().collect();
    allocations.iter_mut().for_each(|part| cut(&mut part.until, as_of));
    allocations.sort_by_key(|allocation| allocation.id);
    let counts = |dispute: &&Dispute| mine.contains(&dispute.invoice) && !later(dispute.raised) && !dispute.was_a_mistake();
    let mut disputes: Vec<Dispute> = facts.disputes.iter().filter(counts).cloned().collect();
    for dispute in disputes.iter_mut().filter(|dispute| dispute.closed.is_some_and(later)) {
        (dispute.closed, dispute.outcome) = (None, None);
    }
    let given = ledger.promises_of(customer).filter(|promise| !later(promise.made) && promise.withdrawn != Some(promise.made));
    let mut promises: Vec<PromiseToPay> = given.cloned().collect();
    promises.iter_mut().for_each(|promise| cut(&mut promise.withdrawn, as_of));
    let plans = lists.plans.iter().map(|place| &facts.plans[*place as usize]);
    let mut plans: Vec<Plan> = plans.filter(|plan| !later(plan.accepted)).cloned().collect();
    for plan in &mut plans {
        plan.ended = plan.ended.take().filter(|end| !later(end.on));
        plan.defaults.retain(|default| !later(default.on) && !default.was_a_mistake());
        plan.defaults.iter_mut().for_each(|default| cut(&mut default.reinstated, as_of));
    }
    let mut plan_offers: Vec<PlanOffer> = ledger.offers_of(customer).filter(|offer| !later(offer.made)).cloned().collect();
    plan_offers.iter_mut().filter(|offer| offer.settled.as_ref().is_some_and(|end| later(end.on))).for_each(|offer| offer.settled = None);
    let mut holds: Vec<Hold> = ledger.holds_of(customer).filter(|hold| !later(hold.set) && !hold.was_a_mistake()).cloned().collect();
    holds.iter_mut().filter(|hold| hold.released.as_ref().is_some_and(|end| later(end.on))).for_each(|hold| hold.released = None);
    let mut agreements: Vec<Agreement> =
        plans.iter().flat_map(|plan| ledger.agreements_of(plan.id)).filter(|agreement| !later(agreement.made)).cloned().collect();
    for agreement in &mut agreements {
        for party in [Party::Customer, Party::Owner] {
            let signature = agreement.signature_mut(party);
            // Where the paper is, is for the owner alone.
            *signature = signature.take().filter(|one| !later(one.on)).map(|one| Signature { note: String::new(), ..one });
        }
    }
    let sources = payments.iter().map(|one| CreditSource::Payment(one.id));
    let sources = sources.chain(credit_notes.iter().map(|one| CreditSource::CreditNote(one.id)));
    let refunds: Vec<&Refund> = sources.flat_map(|source| ledger.refunds_of(source)).filter(|refund| !later(refund.on)).collect();
    let write_offs = credit_notes.iter().filter_map(|note| ledger.write_off_by(note.id)).collect();
    let sent = ledger.messages_of(customer).filter(|message| message.sent_on().is_some_and(|on| !later(on)));
    // The notes of a call are the owner's own: nobody has heard them.
    let mut messages: Vec<Message> = sent.cloned().collect();
    for call in messages.iter_mut().filter(|message| message.content.channel == Channel::Phone) {
        (call.content.subject, call.content.body) = (String::new(), String::new());
    }
    let mut known = ledger.customer(customer)?.clone();
    // “For you alone”, say the forms.
    known.details.note = String::new();
    known.details.credit_file.note = String::new();
    known.details.approach.relationship = String::new();
    cut(&mut known.details.terms_accepted, as_of);
    let policy = ledger.policy_on(as_of);
    let (when, net_days_of) = policy.terms_of(&known.details);
    let (net_days, terms) = when.parts();
    let followed = policy.followed(&known.details.approach);
    let accepted = known.details.terms_accepted;
    let pack = Evidence {
        format: "recoup-evidence",
        version: 1,
        as_of,
        business: &facts.settings.business,
        policy,
        policy_note: POLICY_NOTE,
        terms: Terms { net_days, terms, net_days_of, schedule: followed.name, schedule_of: followed.source, accepted },
        customer: known,
        due_date_changes: facts.due_date_changes.iter().filter(|change| mine.contains(&change.invoice) && !later(change.on)).collect(),
        credit_notes,
        payments,
        allocations,
        disputes,
        promises,
        contacts: ledger.contacts_of(customer).filter(|entry| !later(entry.on)).collect(),
        messages,
        plans,
        plan_offers,
        settlements: settlements(ledger, customer, as_of),
        pauses: lists.pauses.iter().map(|place| &facts.pauses[*place as usize]).filter(|pause| !later(pause.from)).collect(),
        holds,
        decisions: decisions(ledger, customer, as_of),
        agreements,
        refunds,
        write_offs,
        invoices,
    };
    serde_json::to_string_pretty(&pack).ok()
}

/// Settlement offers up to the day, without the owner's notes; what became of them later is left out.
fn settlements(ledger: &Ledger, customer: CustomerId, as_of: NaiveDate) -> Vec<SettlementOffer> {
    let mut found: Vec<SettlementOffer> = ledger.settlements_of(customer).filter(|offer| offer.made <= as_of).cloned().collect();
    for offer in &mut found {
        offer.note = String::new();
        cut(&mut offer.withdrawn, as_of);
        let later = |paid: &SettlementCleared| ledger.payment(paid.payment).is_none_or(|payment| payment.received > as_of);
        offer.cleared = offer.cleared.filter(|cleared| !later(cleared));
    }
    found
}

/// Decisions about orders up to the day; what became of them later is left out.
fn decisions(ledger: &Ledger, customer: CustomerId, as_of: NaiveDate) -> Vec<CreditDecision> {
    let mut found: Vec<CreditDecision> = ledger.decisions_of(customer).filter(|decision| decision.on <= as_of).cloned().collect();
    for decision in &mut found {
        if let Some(DecisionEnd::Invoiced { on, .. } | DecisionEnd::Cancelled { on, .. }) = decision.end
            && on > as_of
        {
            decision.end = None;
        }
    }
    found
}

/// Forgets an end that is later than the day.
fn cut(end: &mut Option<NaiveDate>, as_of: NaiveDate) {
    *end = end.filter(|on| *on <= as_of);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::{Command, DecisionDraft};
    use crate::domain::credit_decision::Ruling;
    use crate::domain::currency::Currency;
    use crate::domain::ids::DecisionId;
    use crate::domain::money::Money;
    use crate::domain::policy::CustomerTier;
    use crate::domain::sample_shop::sample_shop;
    use serde_json::{Value, json};

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
        let sent = facts.messages.iter().filter(|message| message.sent_on().is_some()).count();
        let all = facts.invoices.len() + facts.credit_notes.len() + facts.payments.len() + facts.promises.len() + facts.contacts.len();
        assert_eq!(found, all + sent + facts.plans.len() + facts.pauses.len() + facts.holds.len());
    }

    #[test]
    fn decisions_stand_as_they_did_on_the_day_and_what_is_for_the_owner_alone_is_left_out() {
        let today = date("2026-03-02");
        let mut ledger = Ledger::from_facts(sample_shop(today).unwrap()).unwrap();
        let customer = CustomerId(1);
        let mut details = ledger.customer(customer).unwrap().details.clone();
        details.credit_file.note = "secret".to_owned();
        let amount = Money::from_minor(500, Currency::USD);
        let (decided, word) = (Ruling::APPROVE, String::new());
        let draft =
            DecisionDraft { customer, on: today, order: "PO-7".to_owned(), amount, decided, proposed: decided, reasons: vec![], word };
        for command in [Command::ChangeCustomer { customer, details }, Command::RecordDecision { draft }] {
            ledger.execute(&command, today).unwrap();
        }
        let end = DecisionEnd::Cancelled { on: date("2026-03-05"), reason: String::new() };
        ledger.execute(&Command::SettleDecision { decision: DecisionId(1), end }, date("2026-03-05")).unwrap();
        let pack = |day: &str| -> Value { serde_json::from_str(&evidence(&ledger, customer, date(day)).unwrap()).unwrap() };
        assert_eq!(pack("2026-03-01")["decisions"], json!([]));
        assert_eq!((&pack("2026-03-04")["decisions"][0]["order"], pack("2026-03-04")["decisions"][0].get("end")), (&json!("PO-7"), None));
        assert_eq!(pack("2026-03-05")["decisions"][0]["end"], json!({ "cancelled": { "on": "2026-03-05" } }));
        assert!(!pack("2026-03-05").to_string().contains("secret"));
    }

    #[test]
    fn it_says_what_the_customer_goes_by_and_when_they_accepted_it() {
        let today = date("2026-03-02");
        let mut ledger = Ledger::from_facts(sample_shop(today).unwrap()).unwrap();
        let tier =
            CustomerTier { name: "Wholesale".to_owned(), schedule: "Gentle".to_owned(), net_days: Some(45), ..CustomerTier::default() };
        let policy = CreditPolicy { tiers: vec![tier], ..ledger.policy().clone() };
        let customer = CustomerId(4);
        let mut details = ledger.customer(customer).unwrap().details.clone();
        details.approach.tier = "Wholesale".to_owned();
        details.approach.schedule = String::new();
        (details.net_days, details.terms_accepted) = (Some(10), Some(date("2026-02-01")));
        for command in [Command::ChangePolicy { policy }, Command::ChangeCustomer { customer, details: details.clone() }] {
            ledger.execute(&command, today).unwrap();
        }
        let pack = |day: &str| -> Value { serde_json::from_str(&evidence(&ledger, customer, date(day)).unwrap()).unwrap() };
        let terms = |accepted: Value| json!({"net_days": 10, "net_days_of": "customer", "schedule": "Gentle", "schedule_of": "tier", "accepted": accepted});
        assert_eq!(pack("2026-03-02")["terms"], terms(Value::from("2026-02-01")));
        assert_eq!(pack("2026-01-31")["terms"], terms(Value::Null), "not accepted yet");
        assert!(pack("2026-01-31")["customer"]["details"].get("terms_accepted").is_none());
        assert_eq!(pack("2026-01-31")["policy_note"], POLICY_NOTE);
        details.terms_accepted = Some(date("2026-03-03"));
        let refused = ledger.execute(&Command::ChangeCustomer { customer, details }, today);
        assert!(refused.is_err(), "nobody has accepted anything tomorrow");
    }

    #[test]
    fn what_is_dated_later_is_not_in_it_and_an_unknown_customer_has_none() {
        let today = date("2026-03-02");
        let ledger = Ledger::from_facts(sample_shop(today).unwrap()).unwrap();
        let pack: Value = serde_json::from_str(&evidence(&ledger, CustomerId(4), date("2026-01-01")).unwrap()).unwrap();
        assert_eq!(pack["promises"], Value::Array(Vec::new()));
        assert!(pack["invoices"].as_array().unwrap().iter().all(|invoice| invoice["issued"].as_str().unwrap() <= "2026-01-01"));
        let before = |day: &str| -> Value { serde_json::from_str(&evidence(&ledger, CustomerId(16), date(day)).unwrap()).unwrap() };
        let reversed = |pack: &Value| pack["payments"].as_array().unwrap().iter().filter(|one| one["reversed"].is_object()).count();
        assert_eq!((reversed(&before("2026-02-28")), reversed(&before("2026-03-01"))), (0, 1), "the bounce of 1 March");
        assert_eq!(evidence(&ledger, CustomerId(99), today), None);
    }

    #[test]
    fn what_is_for_the_owner_alone_is_not_in_it() {
        let today = date("2026-03-02");
        let mut facts = sample_shop(today).unwrap();
        facts.customers.iter_mut().for_each(|customer| {
            customer.details.note = "SECRET of the customer".to_owned();
            customer.details.approach.relationship = "SECRET of the relationship".to_owned();
        });
        facts.invoices.iter_mut().for_each(|invoice| invoice.note = "SECRET of the invoice".to_owned());
        let calls = facts.messages.iter_mut().filter(|message| message.content.channel == Channel::Phone);
        calls.for_each(|call| call.content.body = "SECRET of a call".to_owned());
        let ledger = Ledger::from_facts(facts).unwrap();
        for customer in ledger.customers() {
            assert!(!evidence(&ledger, customer.id, today).unwrap().contains("SECRET"), "{}", customer.details.name);
        }
    }
}
