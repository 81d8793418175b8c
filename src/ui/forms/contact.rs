//! Putting a call, a visit or a note on record.

use super::contact_check::ContactCheck;
use super::date::DayField;
use super::dialog_form::{DialogForm, opened_by};
use super::onward::{NextStep, Onward};
use super::read::{read_date, read_optional_date};
use super::state::{Findings, FormState};
use crate::domain::command::{Command, ContactDraft};
use crate::domain::contact_log::ContactKind;
use crate::domain::ids::CustomerId;
use crate::domain::policy::Channel;
use crate::ui::books::Books;
use crate::ui::components::{Dialog, SelectField, TextAreaField, TextField};
use crate::ui::routes::Route;
use crate::ui::wording::{self, CONTACT_KINDS, CONTACT_OUTCOMES, NON_PAYMENT_REASONS, chosen};
use leptos::prelude::*;

/// What the form comes after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum After {
    /// Nothing that Recoup knows of: the owner says what it was.
    #[default]
    Anything,
    /// A call that is on record: only what came of it is asked.
    Call,
    /// A number was dialled just now, and nothing is on record yet.
    Dialling,
}

/// The dialog “Log a call or note”.
#[component]
pub fn ContactForm(
    /// Open or not.
    open: RwSignal<bool>,
    /// With whom.
    customer: CustomerId,
    /// What it comes after.
    #[prop(optional)]
    after: After,
) -> impl IntoView {
    let title = if after == After::Anything { "Log a call or note" } else { "What came of the call?" };
    let onward = RwSignal::new(None::<Onward>);
    let title = Signal::derive(move || onward.with(|onward| onward.as_ref().map_or(title, Onward::title)).to_owned());
    let content = move || match onward.get() {
        Some(step) => view! { <NextStep open customer step onward/> }.into_any(),
        None => view! { <ContactFields open customer after onward/> }.into_any(),
    };
    let closed = move |()| {
        let _gone = onward.try_set(None);
    };
    view! { <Dialog id="contact-dialog" open title on_close=Callback::new(closed)>{content}</Dialog> }
}

/// Asks what came of a call as soon as there is a customer who was called; once on a page.
#[component]
pub fn AskOutcome(
    /// Who was called. Setting it opens the dialog; it is empty again when that closes.
    customer: RwSignal<Option<CustomerId>>,
    /// The number was only dialled: the call is not on record.
    #[prop(optional)]
    dialled: bool,
) -> impl IntoView {
    let open = opened_by(customer);
    let after = if dialled { After::Dialling } else { After::Call };
    move || customer.get().map(|customer| view! { <ContactForm open customer after/> })
}

#[component]
fn ContactFields(open: RwSignal<bool>, customer: CustomerId, after: After, onward: RwSignal<Option<Onward>>) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("contact");
    let text = || RwSignal::new(String::new());
    let (kind, outcome, reason) = (RwSignal::new("0".to_owned()), text(), text());
    let after_call = after != After::Anything;
    let first_contact = books.read(|ledger| {
        let known = &ledger.customer(customer)?.details;
        let contact = if after_call { known.contact_for(Channel::Phone) } else { known.contacts.first() };
        contact.map(|contact| contact.name.clone())
    });
    let person = RwSignal::new(first_contact.unwrap_or_default());
    let (note, next) = (text(), text());
    let on = RwSignal::new(books.today().get_untracked().to_string());
    let is_call = Memo::new(move |_| !after_call && kind.with(|kind| chosen(&CONTACT_KINDS, kind) == Some(ContactKind::Call)));
    let is_note = Memo::new(move |_| kind.with(|kind| chosen(&CONTACT_KINDS, kind) == Some(ContactKind::Note)));
    let send = move || {
        let mut found = Findings::default();
        let day = found.take("on", read_date(&on.get_untracked()));
        let next = found.take("next", read_optional_date(&next.get_untracked()));
        let (Some(on), Some(next)) = (day, next) else { return state.refuse(found) };
        let note_only = is_note.get_untracked();
        let draft = ContactDraft {
            customer,
            on,
            kind: kind.with_untracked(|kind| chosen(&CONTACT_KINDS, kind)).unwrap_or(ContactKind::Call),
            outcome: outcome.with_untracked(|outcome| chosen(&CONTACT_OUTCOMES, outcome)),
            reason: reason.with_untracked(|reason| chosen(&NON_PAYMENT_REASONS, reason)),
            person: if note_only { String::new() } else { person.get_untracked() },
            note: note.get_untracked(),
            next,
        };
        let step = books.read(|ledger| Onward::after(ledger, &draft));
        state.send(books, Command::LogContact { draft }, "On record", move || match step {
            Some(step) if open.try_get_untracked() == Some(true) => onward.set(Some(step)),
            _ => open.set(false),
        });
    };
    let notes = Route::Customer(customer).href(None);
    let outcomes = wording::optional_choices(&CONTACT_OUTCOMES, wording::contact_outcome);
    let outcomes = StoredValue::new(outcomes);
    view! {
        <DialogForm state open submit="Put on record" first=if after_call { "outcome" } else { "kind" } on_submit=send>
            {match after {
                After::Anything => None,
                After::Call => Some(view! { <p class="muted">"The call itself is on record. Close this if there is nothing more to say."</p> }.into_any()),
                After::Dialling => Some(view! { <p class="muted">"The call is not on record yet. Cancel if you did not make it. "<a href=notes>"Notes on this customer"</a></p> }.into_any()),
            }}
            <div class="form-row">
                <SelectField
                    id=state.id("kind")
                    label="What was it?"
                    value=kind
                    choices=wording::choices(&CONTACT_KINDS, wording::contact_kind)
                />
                <DayField id=state.id("on") label="When" value=on error=state.error("on")/>
            </div>
            <Show when=move || is_call.get()><ContactCheck customer call=true/></Show>
            <Show when=move || !is_note.get()>
                <div class="form-row">
                    <SelectField id=state.id("outcome") label="What came of it" value=outcome choices=outcomes.get_value()/>
                    <TextField id=state.id("person") label="With whom" value=person error=state.error("person") optional=true/>
                </div>
            </Show>
            <SelectField
                id=state.id("reason")
                label="Why they have not paid"
                value=reason
                choices=wording::optional_choices(&NON_PAYMENT_REASONS, wording::non_payment_reason)
            />
            <TextAreaField id=state.id("note") label="Note" value=note error=state.error("note") optional=true/>
            <DayField
                id=state.id("next")
                label="Be in touch again on"
                value=next
                hint="On that day it stands on Today."
                error=state.error("next")
                optional=true
            />
        </DialogForm>
    }
}
