//! What a word with a customer leads to, asked once it is on record: a promise, a dispute, a payment plan.

use super::promise::PromiseFields;
use crate::domain::command::ContactDraft;
use crate::domain::contact_log::ContactOutcome;
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, LinkButton, focus_later};
use crate::ui::format;
use crate::ui::routes::Route;
use chrono::NaiveDate;
use leptos::prelude::*;

/// Invoices that are listed.
const LISTED: usize = 10;

/// The id of the question, which has the focus as soon as it is asked.
const QUESTION: &str = "contact-onward";

/// The next step that a contact calls for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Onward {
    /// They will pay: made on this day, by this person. It is asked first.
    AskPromise(NaiveDate, String),
    /// The promise is put on record.
    Promise(NaiveDate, String),
    /// They dispute something.
    Dispute,
    /// They want to pay in instalments.
    Plan,
}

impl Onward {
    /// What a contact calls for; nothing when the customer owes nothing.
    pub fn after(ledger: &Ledger, contact: &ContactDraft) -> Option<Self> {
        ledger.open_invoices_of(contact.customer).next()?;
        match contact.outcome? {
            ContactOutcome::WillPay => Some(Self::AskPromise(contact.on, contact.person.clone())),
            ContactOutcome::Disputes => Some(Self::Dispute),
            ContactOutcome::AsksForPlan => Some(Self::Plan),
            _ => None,
        }
    }

    /// The title of the dialog.
    pub const fn title(&self) -> &'static str {
        match self {
            Self::AskPromise(..) => "Put the promise on record?",
            Self::Promise(..) => "Promise to pay",
            Self::Dispute => "What do they dispute?",
            Self::Plan => "Agree on a payment plan?",
        }
    }
}

/// The next step, in the dialog that the contact was entered in.
#[component]
pub(super) fn NextStep(
    /// The dialog's switch.
    open: RwSignal<bool>,
    /// With whom.
    customer: CustomerId,
    /// What comes next.
    step: Onward,
    /// Where the dialog goes on.
    onward: RwSignal<Option<Onward>>,
) -> impl IntoView {
    let books = Books::expect();
    if !matches!(step, Onward::Promise(..)) {
        focus_later(QUESTION);
    }
    let later = move || view! { <Button on_click=move || open.set(false)>"Not now"</Button> };
    let invoices = (step == Onward::Dispute).then(|| view! { <OpenInvoices customer/> });
    let (text, answer) = match step {
        Onward::Promise(made, by) => return view! { <PromiseFields open customer made by/> }.into_any(),
        Onward::AskPromise(made, by) => {
            let enter = move || onward.set(Some(Onward::Promise(made, by.clone())));
            let button = view! { <Button kind=ButtonKind::Primary on_click=enter>"Put the promise on record"</Button> };
            ("With a day and an amount no reminder mentions it until then, and Today tells you when it is not kept.", button.into_any())
        }
        Onward::Dispute => ("Mark the invoice as disputed on its page: no reminder mentions it until the dispute ends.", ().into_any()),
        Onward::Plan => {
            let href = Route::NewPlan(customer).href(books.link_day());
            let button = view! { <LinkButton kind=ButtonKind::Primary href=href>"Draw up a plan"</LinkButton> };
            ("A plan replaces what is open by instalments, and reminders ask for those.", button.into_any())
        }
    };
    view! {
        <div id=QUESTION class="stack" role="group" aria-labelledby="contact-dialog-title" tabindex="-1">
            <p>{text}</p>
            {invoices}
            <div class="form-actions row--end">{later}{answer}</div>
        </div>
    }
    .into_any()
}

/// The open invoices of a customer, the oldest first, each leading to its page.
#[component]
fn OpenInvoices(customer: CustomerId) -> impl IntoView {
    let books = Books::expect();
    let invoices = books.read(|ledger| {
        let mut open: Vec<_> = ledger.open_invoices_of(customer).collect();
        open.sort_by_key(|invoice| (invoice.due, invoice.id));
        let named = |invoice: &&crate::domain::invoice::Invoice| {
            (
                invoice.id,
                invoice.number.clone(),
                format!("{} open, due {}", format::money(ledger.balance(invoice)), format::date(invoice.due)),
            )
        };
        open.iter().map(named).collect::<Vec<_>>()
    });
    let more = invoices.len().saturating_sub(LISTED);
    let link = |(id, number, about): (crate::domain::ids::InvoiceId, String, String)| {
        let href = Route::Invoice(id).href(books.link_day());
        view! { <li><a href=href>{number}</a>": "{about}</li> }
    };
    let links = invoices.into_iter().take(LISTED).map(link).collect_view();
    view! {
        <ul class="plain-list" role="list">{links}</ul>
        {(more > 0).then(|| view! { <p class="muted">{format!("{} more on the page of the customer.", format::count(more))}</p> })}
    }
}
