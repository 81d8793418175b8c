//! Takes a payment or credit note back. It stays in the list with its reason; what it paid is open again.

use super::listing::Credit;
use crate::domain::command::Command;
use crate::domain::credit::{CreditSource, ReversalReason};
use crate::ui::books::{Books, Refusal};
use crate::ui::components::{Button, ButtonKind, Choice, Dialog, DialogExit, ErrorSummary, Problem, RadioGroup};
use crate::ui::format;
use crate::ui::forms::{DayField, read_named_date};
use leptos::prelude::*;

const DATE: &str = "take-back-date";
const REASON: &str = "take-back-reason";

/// A dialog for the source in `subject`; it opens when there is one.
#[component]
pub(in crate::ui::pages) fn TakeBackDialog(
    /// The payment or credit note.
    subject: RwSignal<Option<CreditSource>>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(subject.get().is_some()));
    let title = move || match subject.get() {
        Some(CreditSource::CreditNote(_)) => "Void the credit note",
        _ => "Take the payment back",
    };
    view! {
        <Dialog id="take-back" open title=Signal::derive(move || title().to_owned()) on_close=move || subject.set(None)>
            {move || subject.get().map(|source| view! { <TakeBackForm source open/> })}
        </Dialog>
    }
}

#[component]
fn TakeBackForm(
    /// The payment or credit note.
    source: CreditSource,
    /// The dialog.
    open: RwSignal<bool>,
) -> impl IntoView {
    let books = Books::expect();
    let today = books.today().get_untracked();
    let is_note = matches!(source, CreditSource::CreditNote(_));
    let since = books.read(|ledger| Credit::of(ledger, source).map(|credit| credit.on)).unwrap_or(today);
    let reason = RwSignal::new(String::new());
    let date = RwSignal::new(today.to_string());
    let problems = RwSignal::new(Vec::<Problem>::new());
    let busy = RwSignal::new(false);
    let by_mistake = Memo::new(move |_| !is_note && reason.with(|reason| reason == "mistake"));
    let submit = move || {
        if !is_note && reason.with_untracked(String::is_empty) {
            return problems.set(vec![Problem::new(REASON, "Choose what happened.".to_owned())]);
        }
        let on = if by_mistake.get_untracked() { Ok(since) } else { read_named_date("the day", &date.get_untracked()) };
        let on = match on {
            Ok(on) => on,
            Err(sentence) => return problems.set(vec![Problem::new(DATE, sentence)]),
        };
        let command = match source {
            CreditSource::CreditNote(credit_note) => Command::VoidCreditNote { credit_note, on },
            CreditSource::Payment(payment) => Command::ReversePayment { payment, on, reason: reason_in(&reason.get_untracked()) },
        };
        busy.set(true);
        let undo = books.undo_of(&command);
        books.dispatch(command, move |result| {
            busy.try_set(false);
            match result {
                Ok(()) => {
                    open.try_set(false);
                    books.say(if is_note { "Credit note voided" } else { "Payment taken back" }, undo);
                }
                Err(Refusal { sentence, .. }) => {
                    let field = if by_mistake.try_get_untracked() == Some(true) { REASON } else { DATE };
                    problems.try_set(vec![Problem::new(field, sentence)]);
                }
            }
        });
    };
    let later = if is_note {
        "This is a new entry in the books; to take it back in turn, enter the credit note again."
    } else {
        "This is a new entry in the books. You can undo it right after; later, record the payment again."
    };
    let exit = DialogExit::of(open);
    let error_of = move |field: &'static str| {
        Signal::derive(move || problems.with(|all| all.iter().find(|one| one.field == field).map(|one| one.text.clone())))
    };
    let choices = || {
        vec![
            Choice::new("bounced", "It bounced").help("The bank returned it."),
            Choice::new("chargeback", "It was charged back").help("The customer claimed it back through their bank, card or wallet."),
            Choice::new("refunded", "It was refunded").help("You gave the money back to the customer."),
            Choice::new("mistake", "It was entered by mistake").help("It never came: reports of every day leave it out."),
        ]
    };
    view! {
        <form class="form" novalidate on:submit=move |event| {
            event.prevent_default();
            submit();
        }>
            <ErrorSummary problems=problems/>
            <p>{consequence(books, source)}</p>
            {(!is_note).then(|| view! {
                <RadioGroup id=REASON label="What happened" value=reason choices=choices() error=error_of(REASON)/>
            })}
            <Show when=move || !by_mistake.get()>
                <DayField
                    id=DATE
                    label="Since when it no longer counts"
                    value=date
                    hint=format!("Between {} and today.", format::date(since))
                    error=error_of(DATE)
                />
            </Show>
            <p class="muted">{later}</p>
            <div class="form-actions">
                <Button kind=ButtonKind::Danger submit=true busy=busy>{if is_note { "Void" } else { "Take back" }}</Button>
                <Button on_click=move || exit.leave()>"Cancel"</Button>
            </div>
        </form>
    }
}

/// What taking it back does to invoices, in a sentence.
fn consequence(books: Books, source: CreditSource) -> String {
    let today = books.today().get_untracked();
    books.read(|ledger| {
        let Some(credit) = Credit::of(ledger, source) else { return String::new() };
        let used: Vec<_> = credit.uses(ledger, today).collect();
        let what = format!("{} of {}, {}", format::money(credit.amount), ledger.customer_name(credit.customer), format::date(credit.on));
        match used.len() {
            0 => format!("{what}. It is not applied to any invoice."),
            1 => {
                let number = used.first().and_then(|one| ledger.invoice(one.invoice)).map_or("", |invoice| invoice.number.as_str());
                format!("{what}. It is applied to invoice {number}, which will be owed again.")
            }
            many => format!("{what}. It is applied to {}, which will be owed again.", format::plural(many, "invoice", "invoices")),
        }
    })
}

fn reason_in(value: &str) -> ReversalReason {
    match value {
        "refunded" => ReversalReason::Refunded,
        "mistake" => ReversalReason::EnteredByMistake,
        "chargeback" => ReversalReason::Chargeback,
        _ => ReversalReason::Bounced,
    }
}
