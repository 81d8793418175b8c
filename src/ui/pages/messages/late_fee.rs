//! A step that proposes a late fee: what it comes to by the policy, posted from here, once.

use crate::domain::charge::ChargeDraft;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::invoice::DocumentKind;
use crate::domain::late_fee::Often;
use crate::domain::ledger::Ledger;
use crate::domain::message::DueItem;
use crate::domain::policy::CreditPolicy;
use crate::reports::charges::{KeptBack, step_fee};
use crate::reports::reminders::Reminder;
use crate::ui::books::Books;
use crate::ui::components::{Button, LinkButton};
use crate::ui::format;
use crate::ui::pages::charges::PostDialog;
use crate::ui::pages::policy::part_href;
use chrono::NaiveDate;
use leptos::prelude::*;

/// What is known of the fee of a step.
#[derive(Debug, Clone, PartialEq)]
enum Fee {
    /// It was posted, as this document.
    Posted(String),
    /// It can be posted.
    Due(Box<ChargeDraft>, String),
    /// It waits.
    KeptBack(&'static str),
    /// The policy has no fee that goes with steps.
    NoRule,
    /// The customer pays none, or the invoice is not late enough.
    None,
}

fn fee_of(ledger: &Ledger, customer: CustomerId, item: DueItem, offset_days: i16, day: NaiveDate) -> Fee {
    let rules_of = |policy: &CreditPolicy| -> Vec<u32> {
        policy.late_fees.iter().filter(|rule| rule.often == Often::EachStep).map(|rule| rule.rule).collect()
    };
    let in_force = ledger.policy_on(day);
    let binding = ledger.customer(customer).and_then(|found| ledger.agreed_policy_on(&found.details, day)).unwrap_or(in_force);
    let by_step = rules_of(binding);
    if by_step.is_empty() {
        return if rules_of(in_force).is_empty() { Fee::NoRule } else { Fee::None };
    }
    let DueItem::Invoice(id) = item else { return Fee::KeptBack(KeptBack::OnPlan.words()) };
    if let Some(number) = posted(ledger, id, &by_step, offset_days) {
        return Fee::Posted(number);
    }
    let Some(found) = ledger.invoice(id).and_then(|invoice| step_fee(ledger, invoice, offset_days, day)) else { return Fee::None };
    match found.kept_back {
        Some(why) => Fee::KeptBack(why.words()),
        None => Fee::Due(Box::new(found.draft), format!("{}: {}", format::money(found.fee.amount), found.calculation)),
    }
}

/// The number of the document by which the fee of this step was posted.
fn posted(ledger: &Ledger, invoice: InvoiceId, rules: &[u32], offset_days: i16) -> Option<String> {
    let step = u32::try_from(offset_days).ok()?;
    let mut fees = ledger.charges_on(invoice).filter(|charge| charge.kind == DocumentKind::LateFee && charge.voided.is_none());
    let of_step = |key: crate::domain::late_fee::FeeKey| rules.contains(&key.rule) && key.period == step;
    fees.find(|charge| charge.charge.as_ref().is_some_and(|basis| of_step(basis.key))).map(|charge| charge.number.clone())
}

/// The proposal; after the fee was posted, that it was.
#[component]
pub(super) fn LateFee(
    /// The reminder whose step proposes it.
    reminder: Reminder,
) -> impl IntoView {
    let books = Books::expect();
    let (customer, lead, offset_days) = (reminder.customer, reminder.lead, reminder.step.offset_days);
    let fee = books.view(move |ledger, day| fee_of(ledger, customer, lead, offset_days, day));
    let charges = Memo::new(move |_| fee.with(|fee| if let Fee::Due(draft, _) = fee { vec![(**draft).clone()] } else { Vec::new() }));
    let open = RwSignal::new(false);
    let said = |text: String| view! { <p class="muted">{text}</p> }.into_any();
    let body = move || match fee.get() {
        Fee::Posted(number) => said(format!("The late fee is posted: {number}.")),
        Fee::KeptBack(why) => said(format!("No late fee is posted with this step: {why}.")),
        Fee::None => said(
            "No late fee falls due with this step: they have not accepted your terms, pay none, or the days without a fee are not over."
                .to_owned(),
        ),
        Fee::NoRule => view! {
            <p class="row">
                <span class="muted">"Your schedule proposes a late fee here, but your policy has none that goes with reminder steps."</span>
                <LinkButton href=Signal::derive(move || part_href("fees", books.link_day()))>"Late fees of the policy"</LinkButton>
            </p>
        }
        .into_any(),
        Fee::Due(_, words) => view! {
            <p class="row">
                <span class="muted">{format!("A late fee goes with this step, {words}. The text does not ask for it.")}</span>
                <Button on_click=move || open.set(true)>"Post the late fee"</Button>
            </p>
        }
        .into_any(),
    };
    view! {
        {body}
        <PostDialog open charges/>
    }
}
