//! What happened to an invoice, latest first.

use super::allocations::source_words;
use crate::domain::credit::CreditSource;
use crate::domain::ids::InvoiceId;
use crate::domain::invoice::DocumentKind;
use crate::domain::ledger::Ledger;
use crate::domain::message::{DueItem, MessageState};
use crate::ui::books::Books;
use crate::ui::components::Card;
use crate::ui::format;
use chrono::NaiveDate;
use leptos::prelude::*;

/// Everything dated about an invoice up to a day.
fn events(ledger: &Ledger, id: InvoiceId, day: NaiveDate) -> Vec<(NaiveDate, String)> {
    let Some(invoice) = ledger.invoice(id) else { return Vec::new() };
    let what = match invoice.kind {
        DocumentKind::Invoice => "Invoiced",
        DocumentKind::Recovery => "Recovered",
        _ => "Charged",
    };
    let (amount, due) = (format::money(invoice.amount), format::date(first_due(ledger, id)));
    let mut events = vec![(invoice.issued, format!("{what} {amount}, due {due}"))];
    for change in ledger.facts().due_date_changes.iter().filter(|change| change.invoice == id) {
        events.push((change.on, format!("Due date moved from {} to {}", format::date(change.from), format::date(change.to))));
    }
    for allocation in ledger.allocations_to(id).filter(|allocation| allocation.until != Some(allocation.on)) {
        let (amount, until) = (format::money(allocation.amount), allocation.until);
        if let CreditSource::CreditNote(note) = allocation.source
            && let Some(one) = ledger.write_off_by(note)
        {
            events.push((allocation.on, format!("{amount} written off: {}", one.reason.words())));
            events.extend(until.map(|until| (until, format!("Write-off of {amount} taken back"))));
            continue;
        }
        let what = source_words(ledger, allocation.source);
        events.push((allocation.on, format!("{what}: {amount} applied")));
        events.extend(until.map(|until| (until, format!("{what}: {amount} taken off"))));
    }
    for dispute in ledger.disputes_of(id).filter(|dispute| !dispute.was_a_mistake()) {
        let reason = if dispute.reason.is_empty() { String::new() } else { format!(": {}", dispute.reason) };
        events.push((dispute.raised, format!("Disputed{reason}")));
        events.extend(dispute.closed.map(|closed| (closed, "Dispute closed".to_owned())));
    }
    for message in ledger.messages_about(DueItem::Invoice(id)) {
        let channel = channel_words(message.content.channel);
        match &message.state {
            MessageState::Sent { on } => events.push((*on, format!("Reminder sent by {channel}"))),
            MessageState::Skipped { on, .. } => events.push((*on, format!("Reminder by {channel} skipped"))),
            MessageState::Prepared => events.push((message.prepared, format!("Reminder by {channel} prepared, not confirmed as sent"))),
            MessageState::Discarded => {}
        }
    }
    let ended = if invoice.charge.is_some() && invoice.voided == Some(invoice.issued) { "Taken back" } else { "Voided" };
    events.extend(invoice.voided.map(|on| (on, ended.to_owned())));
    events.retain(|(on, _)| *on <= day);
    // A stable sort of the reversed list: within a day the later step comes first.
    events.reverse();
    events.sort_by_key(|(on, _)| std::cmp::Reverse(*on));
    events
}

fn first_due(ledger: &Ledger, id: InvoiceId) -> NaiveDate {
    let first = ledger.facts().due_date_changes.iter().find(|change| change.invoice == id).map(|change| change.from);
    first.or_else(|| ledger.invoice(id).map(|invoice| invoice.due)).unwrap_or_default()
}

/// A channel in words.
pub(crate) const fn channel_words(channel: crate::domain::policy::Channel) -> &'static str {
    match channel {
        crate::domain::policy::Channel::Email => "e-mail",
        crate::domain::policy::Channel::Letter => "letter",
        crate::domain::policy::Channel::Phone => "telephone",
        crate::domain::policy::Channel::Sms => "SMS",
        crate::domain::policy::Channel::WhatsApp => "WhatsApp",
    }
}

/// The card “History”.
#[component]
pub(super) fn History(id: InvoiceId) -> impl IntoView {
    let events = Books::expect().view(move |ledger, day| events(ledger, id, day));
    let item = |(on, text): (NaiveDate, String)| {
        view! { <li><div><time datetime=on.to_string()>{format::date(on)}</time><p>{text}</p></div></li> }
    };
    view! {
        <Card title="History">
            <ol class="timeline" role="list">{move || events.get().into_iter().map(item).collect_view()}</ol>
        </Card>
    }
}
