//! Everything dated about a customer, latest first.

use super::super::invoice::history::channel_words;
use super::money_in::reason_words;
use super::promised::summary;
use crate::domain::agreement::{Party, Signature};
use crate::domain::calendar::add_days;
use crate::domain::contact_log::ContactEntry;
use crate::domain::credit::CreditSource;
use crate::domain::credit_decision::DecisionEnd;
use crate::domain::dispute::Dispute;
use crate::domain::ids::{CreditNoteId, CustomerId, PaymentId, PlanId};
use crate::domain::ledger::Ledger;
use crate::domain::message::MessageState;
use crate::domain::plan_offer::OfferAnswer;
use crate::domain::policy::Channel;
use crate::domain::settlement_offer::SettlementStanding;
use crate::ui::books::Books;
use crate::ui::components::{Button, Card};
use crate::ui::{format, wording};
use chrono::NaiveDate;
use leptos::prelude::*;

/// How many entries are shown at a time.
const STEP: usize = 20;

/// Everything dated about the customer up to a day, latest first.
pub(in crate::ui::pages) fn entries(ledger: &Ledger, id: CustomerId, day: NaiveDate) -> Vec<(NaiveDate, String)> {
    let (lists, facts) = (ledger.lists(id), ledger.facts());
    let mut entries: Vec<(NaiveDate, String)> = Vec::new();
    if let Some(customer) = ledger.customer(id) {
        entries.push((customer.added, "Customer entered".to_owned()));
    }
    for invoice in ledger.invoices_of(id) {
        entries
            .push((invoice.issued, format!("{}: {}, due {}", invoice.title(), format::money(invoice.amount), format::date(invoice.due))));
        entries.extend(invoice.voided.map(|on| (on, format!("{} voided", invoice.title()))));
        for dispute in ledger.disputes_of(invoice.id).filter(|dispute| !dispute.was_a_mistake()) {
            entries.push((dispute.raised, format!("{} disputed{}", invoice.title(), dispute_words(dispute))));
            let end = dispute.outcome.as_ref().map(|outcome| {
                let note = if outcome.note.is_empty() { String::new() } else { format!(". {}", outcome.note) };
                format!(": {}{note}", wording::dispute_verdict(outcome.verdict))
            });
            let end = end.unwrap_or_default();
            entries.extend(dispute.closed.map(|on| (on, format!("Dispute of invoice {} ended{end}", invoice.number))));
        }
    }
    for payment in lists.payments.iter().map(|place| &facts.payments[*place as usize]) {
        entries.push((payment.received, format!("Payment of {}", format::money(payment.amount))));
        let reversed = payment.reversed.as_ref();
        entries.extend(
            reversed.map(|end| (end.on, format!("Payment of {} taken back: {}", format::money(payment.amount), reason_words(end.reason)))),
        );
    }
    let payments = lists.payments.iter().map(|place| CreditSource::Payment(PaymentId::from_index(*place as usize)));
    let notes = lists.credit_notes.iter().map(|place| CreditSource::CreditNote(CreditNoteId::from_index(*place as usize)));
    for refund in payments.chain(notes).flat_map(|source| ledger.refunds_of(source)) {
        entries.push((refund.on, format!("Refund of {}", format::money(refund.amount))));
    }
    for note in lists.credit_notes.iter().map(|place| &facts.credit_notes[*place as usize]) {
        entries.push((note.issued, format!("{}: {}", note.title(), format::money(note.amount))));
        entries.extend(note.voided.map(|on| (on, format!("{} {}", note.title(), note.ended_words()))));
    }
    for pause in lists.pauses.iter().map(|place| &facts.pauses[*place as usize]).filter(|pause| pause.until != Some(pause.from)) {
        let reason = if pause.reason.is_empty() { String::new() } else { format!(": {}", pause.reason) };
        let what = pause.invoice.and_then(|id| ledger.invoice(id)).map(|invoice| format!(" for invoice {}", invoice.number));
        entries.push((pause.from, format!("Reminders paused{}{reason}", what.unwrap_or_default())));
        entries.extend(pause.until.map(|on| (on, "Reminders begin again".to_owned())));
    }
    for message in ledger.messages_of(id) {
        let call = message.content.channel == Channel::Phone;
        let channel = channel_words(message.content.channel);
        match &message.state {
            MessageState::Sent { on } if call => entries.push((*on, "Called about what is open".to_owned())),
            MessageState::Sent { on } => entries.push((*on, format!("Reminder sent by {channel}"))),
            MessageState::Skipped { on, .. } if call => entries.push((*on, "Call skipped".to_owned())),
            MessageState::Skipped { on, .. } => entries.push((*on, format!("Reminder by {channel} skipped"))),
            MessageState::Prepared if call => entries.push((message.prepared, "Call prepared".to_owned())),
            MessageState::Prepared => entries.push((message.prepared, format!("Reminder by {channel} prepared"))),
            MessageState::Discarded => {}
        }
    }
    for plan in lists.plans.iter().map(|place| &facts.plans[*place as usize]) {
        for default in plan.defaults.iter().filter(|default| !default.was_a_mistake()) {
            let all = if default.accelerated { ": all that is left is due" } else { "" };
            entries.push((default.on, format!("Payment plan in default{all}")));
            entries.extend(default.reinstated.map(|on| (on, "Payment plan goes on".to_owned())));
        }
        entries
            .push((plan.accepted, format!("Payment plan agreed: {}", format::plural(plan.instalments.len(), "instalment", "instalments"))));
        written(ledger, plan.id, &mut entries);
        let by = ledger.plans_of(id).find(|other| other.replaces == Some(plan.id) && !other.was_a_mistake());
        let end =
            by.map_or_else(|| "Payment plan ended".to_owned(), |by| format!("Payment plan {} replaced by payment plan {}", plan.id, by.id));
        entries.extend(plan.ended.as_ref().map(|ended| (ended.on, end)));
    }
    offers(ledger, id, &mut entries);
    for offer in ledger.settlements_of(id) {
        let (pay, until) = (format::money(offer.pay), format::date(offer.until));
        entries.push((offer.made, format!("Settlement offered: {pay} by {until} instead of {}", format::money(offer.owed))));
        entries.extend(offer.withdrawn.map(|on| (on, format!("Settlement offer of {pay} withdrawn"))));
        let lapsed = ledger.settlement_standing(offer, day) == SettlementStanding::Lapsed;
        entries.extend(lapsed.then(|| (add_days(offer.until, 1), format!("Settlement offer of {pay} lapsed"))));
    }
    collections(ledger, id, &mut entries);
    entries.retain(|(on, _)| *on <= day);
    // Within a day what was put in later comes first, so that nothing ends above its beginning.
    entries.sort_by_key(|(on, _)| *on);
    entries.reverse();
    entries
}

/// The versions of the agreement on a plan, and who signed them.
fn written(ledger: &Ledger, plan: PlanId, entries: &mut Vec<(NaiveDate, String)>) {
    for agreement in ledger.agreements_of(plan) {
        let version = agreement.version;
        entries.push((agreement.made, format!("Agreement on payment plan {plan} put in writing, version {version}")));
        for (party, who) in [(Party::Customer, "the customer"), (Party::Owner, "you")] {
            let signed = |signature: &Signature| {
                (signature.on, format!("Agreement on payment plan {plan}, version {version}, signed by {} for {who}", signature.name))
            };
            entries.extend(agreement.signature(party).map(signed));
        }
    }
}

/// What a dispute is about: part, reason, evidence.
fn dispute_words(dispute: &Dispute) -> String {
    let mut words: Vec<String> = dispute.case.amount.map(|amount| format!("contested: {}", format::money(amount))).into_iter().collect();
    words.extend([&dispute.reason, &dispute.case.evidence].into_iter().filter(|text| !text.is_empty()).cloned());
    if words.is_empty() { String::new() } else { format!(": {}", words.join(". ")) }
}

/// Plans that were offered and did not become one.
fn offers(ledger: &Ledger, id: CustomerId, entries: &mut Vec<(NaiveDate, String)>) {
    for offer in ledger.offers_of(id) {
        let words =
            format!("Payment plan offered over {}, open until {}", format::money(offer.terms.terms.total), format::date(offer.expires));
        entries.push((offer.made, words));
        entries.extend(offer.settled.as_ref().map(|end| {
            let why = if end.reason.is_empty() { String::new() } else { format!(": {}", end.reason) };
            let what = match end.answer {
                OfferAnswer::Declined => "declined",
                OfferAnswer::Withdrawn => "withdrawn",
            };
            (end.on, format!("Offered payment plan {what}{why}"))
        }));
        if offer.settled.is_none() && ledger.plan_of_offer(offer).is_none() {
            entries.push((add_days(offer.expires, 1), "Offered payment plan expired".to_owned()));
        }
    }
}

/// Calls and notes, promises, holds.
fn collections(ledger: &Ledger, id: CustomerId, entries: &mut Vec<(NaiveDate, String)>) {
    let with_note = |entry: &ContactEntry| {
        if entry.note.is_empty() { summary(entry) } else { format!("{}. {}", summary(entry), entry.note) }
    };
    entries.extend(ledger.contacts_of(id).map(|entry| (entry.on, with_note(entry))));
    for promise in ledger.promises_of(id).filter(|promise| promise.withdrawn != Some(promise.made)) {
        let note = if promise.note.is_empty() { String::new() } else { format!(". {}", promise.note) };
        entries.push((promise.made, format!("Promised: {} by {}{note}", format::money(promise.amount), format::date(promise.due))));
        entries.extend(promise.withdrawn.map(|on| (on, format!("Promise of {} no longer stands", format::date(promise.due)))));
    }
    for decision in ledger.decisions_of(id) {
        let word = if decision.word.is_empty() { String::new() } else { format!(". {}", decision.word) };
        let order = wording::order_name(decision);
        entries.push((decision.on, format!("{order}: {}{word}", wording::ruling(decision.decided).to_lowercase())));
        match &decision.end {
            Some(DecisionEnd::Invoiced { on, .. }) => entries.push((*on, format!("{order} invoiced"))),
            Some(DecisionEnd::Cancelled { on, .. }) => entries.push((*on, format!("{order} cancelled"))),
            Some(DecisionEnd::TakenBack) | None => {}
        }
    }
    for hold in ledger.holds_of(id).filter(|hold| !hold.was_a_mistake()) {
        entries.push((hold.set, format!("Put on hold: {}", hold.reason)));
        let released = hold.released.as_ref();
        entries.extend(released.map(|release| {
            let why = if release.reason.is_empty() { String::new() } else { format!(": {}", release.reason) };
            (release.on, format!("Hold released{why}"))
        }));
    }
}

/// The card “Timeline”.
#[component]
pub(super) fn Timeline(id: CustomerId) -> impl IntoView {
    let entries = Books::expect().view(move |ledger, day| entries(ledger, id, day));
    let shown = RwSignal::new(STEP);
    let item = |(on, text): (NaiveDate, String)| {
        view! { <li><div><time datetime=on.to_string()>{format::date(on)}</time><p>{text}</p></div></li> }
    };
    view! {
        <Card title="Timeline">
            <ol class="timeline" role="list">{move || entries.get().into_iter().take(shown.get()).map(item).collect_view()}</ol>
            <Show when=move || { entries.with(Vec::len) > shown.get() }>
                <Button on_click=move || shown.update(|count| *count += STEP)>"Show more"</Button>
            </Show>
        </Card>
    }
}
