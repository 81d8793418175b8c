//! Takes a payment or credit note back. It stays in the list with its reason; what it paid is open again.

use super::listing::Credit;
use super::return_fee::{FEE, FeeDraft, ReturnFeeFields};
use crate::domain::charge::ChargeDraft;
use crate::domain::command::Command;
use crate::domain::credit::{Allocation, CreditSource, ReversalReason};
use crate::domain::ledger::Ledger;
use crate::reports::taking_back::{return_fee, taking_back};
use crate::ui::books::{Books, Refusal};
use crate::ui::components::{Button, ButtonKind, Choice, Dialog, DialogExit, ErrorSummary, Problem, RadioGroup};
use crate::ui::format;
use crate::ui::forms::{DayField, read_amount, read_named_date};
use chrono::NaiveDate;
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
    let books = Books::expect();
    let title = move || match subject.get() {
        Some(source) if books.read(|ledger| is_write_off(ledger, source)) => "Take the write-off back",
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
    let given_up = books.read(|ledger| is_write_off(ledger, source));
    let payment = match source {
        CreditSource::Payment(id) => Some(id),
        CreditSource::CreditNote(_) => None,
    };
    let said = books.read(|ledger| consequences(ledger, source, today));
    let fee = books.read(|ledger| FeeDraft::of(ledger, payment));
    let since = books.read(|ledger| Credit::of(ledger, source).map(|credit| credit.on)).unwrap_or(today);
    let reason = RwSignal::new(String::new());
    let date = RwSignal::new(today.to_string());
    let problems = RwSignal::new(Vec::<Problem>::new());
    let busy = RwSignal::new(false);
    let by_mistake = Memo::new(move |_| !is_note && reason.with(|reason| reason == "mistake"));
    let may_cost = Memo::new(move |_| reason.with(|reason| matches!(reason.as_str(), "bounced" | "chargeback")));
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
        if may_cost.get_untracked() && fee.asked.get_untracked() {
            let charge = match books.read(|ledger| asked_fee(ledger, source, &fee.amount.get_untracked(), on)) {
                Ok(charge) => charge,
                Err(sentence) => return problems.set(vec![Problem::new(FEE, sentence)]),
            };
            let commands = vec![command, Command::PostCharges { charges: vec![charge], on }];
            // Both happen or neither does.
            if let Err(refusal) = books.would_take(&commands) {
                return problems.set(vec![Problem::new(FEE, refusal.sentence)]);
            }
            busy.set(true);
            let done = move |_| {
                busy.try_set(false);
                open.try_set(false);
            };
            return books.act_all(commands, Box::new(|_| "Payment taken back, fee posted".to_owned()), Box::new(done));
        }
        busy.set(true);
        let undo = books.undo_of(&command);
        books.dispatch(command, move |result| {
            busy.try_set(false);
            match result {
                Ok(()) => {
                    open.try_set(false);
                    let said = if given_up { "Write-off taken back" } else { "Credit note voided" };
                    books.say(if is_note { said } else { "Payment taken back" }, undo);
                }
                Err(Refusal { sentence, .. }) => {
                    let field = if by_mistake.try_get_untracked() == Some(true) { REASON } else { DATE };
                    problems.try_set(vec![Problem::new(field, sentence)]);
                }
            }
        });
    };
    let later = if given_up {
        "This is a new entry in the books, and the debt is asked for again. To take it back in turn, write it off again."
    } else if is_note {
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
            {said.into_iter().map(|text| view! { <p>{text}</p> }).collect_view()}
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
            <Show when=move || may_cost.get()>
                {payment.map(|payment| view! { <ReturnFeeFields payment draft=fee error=error_of(FEE)/> })}
            </Show>
            <p class="muted">{later}</p>
            <div class="form-actions">
                <Button kind=ButtonKind::Danger submit=true busy=busy>{if is_note && !given_up { "Void" } else { "Take back" }}</Button>
                <Button on_click=move || exit.leave()>"Cancel"</Button>
            </div>
        </form>
    }
}

fn is_write_off(ledger: &Ledger, source: CreditSource) -> bool {
    matches!(source, CreditSource::CreditNote(note) if ledger.write_off_by(note).is_some())
}

/// What taking it back does, in sentences: the payment, what is owed again, which credit and which promises go with it.
fn consequences(ledger: &Ledger, source: CreditSource, today: NaiveDate) -> Vec<String> {
    let Some(credit) = Credit::of(ledger, source) else { return Vec::new() };
    let what = format!("{} of {}, {}", format::money(credit.amount), ledger.customer_name(credit.customer), format::date(credit.on));
    let found = match source {
        CreditSource::Payment(payment) => taking_back(ledger, payment, today, today),
        CreditSource::CreditNote(_) => None,
    };
    let Some(found) = found else {
        let used: Vec<_> = credit.uses(ledger, today).collect();
        let number = |one: &&Allocation| ledger.invoice(one.invoice).map_or("", |invoice| invoice.number.as_str()).to_owned();
        return vec![match used.len() {
            0 => format!("{what}. It is not applied to any invoice."),
            1 => format!("{what}. It is applied to invoice {}, which will be owed again.", used.first().map(number).unwrap_or_default()),
            many => format!("{what}. It is applied to {}, which will be owed again.", format::plural(many, "invoice", "invoices")),
        }];
    };
    let owed_again = found.owed_again.len();
    let recovered: Vec<String> = credit.uses(ledger, today).filter_map(|used| recovered_from(ledger, used)).collect();
    let mut said = vec![match found.owed_again.as_slice() {
        [] if !recovered.is_empty() => format!("{what}. It came for {}, which stays written off.", recovered.join(", ")),
        [] => format!("{what}. It is not applied to any invoice."),
        [(invoice, due, owed)] => {
            let number = ledger.invoice(*invoice).map_or("", |invoice| invoice.number.as_str());
            let (owed, due) = (format::money(*owed), format::date(*due));
            format!("{what}. It is applied to invoice {number}, which will be owed again: {owed}, due {due} as before.")
        }
        _ => {
            let many = format::plural(owed_again, "invoice", "invoices");
            format!("{what}. It is applied to {many}, which will be owed again, each by its own due date.")
        }
    }];
    let notes = found.withdrawn.iter().filter_map(|id| ledger.credit_note(*id));
    said.extend(notes.map(|note| format!("{} of {}, which it had earned, goes with it.", note.title(), format::money(note.amount))));
    let promises = found.unkept.iter().filter_map(|id| ledger.promise(*id));
    said.extend(promises.map(|promise| {
        format!("The promise of {} by {} is no longer kept by it.", format::money(promise.amount), format::date(promise.due))
    }));
    if found.refunded.is_positive() {
        let refunded = format::money(found.refunded);
        said.push(format!("You had given {refunded} of it back. If the customer owes you that now, enter an invoice for it."));
    }
    said
}

/// The written-off document that money was put back on the books for.
fn recovered_from(ledger: &Ledger, used: &Allocation) -> Option<String> {
    let write_off = ledger.write_off(ledger.recovery_by(used.invoice)?.write_off)?;
    ledger.invoice(write_off.invoice).map(|invoice| format!("invoice {}", invoice.number))
}

/// The fee as a charge, or what is wrong with it.
fn asked_fee(ledger: &Ledger, source: CreditSource, typed: &str, on: NaiveDate) -> Result<ChargeDraft, String> {
    let nothing = || "This payment paid no invoice that could bear a fee.".to_owned();
    let CreditSource::Payment(payment) = source else { return Err(nothing()) };
    let currency = ledger.payment(payment).map(|found| found.amount.currency()).ok_or_else(nothing)?;
    return_fee(ledger, payment, on, read_amount(typed, currency)?).ok_or_else(nothing)
}

fn reason_in(value: &str) -> ReversalReason {
    match value {
        "refunded" => ReversalReason::Refunded,
        "mistake" => ReversalReason::EnteredByMistake,
        "chargeback" => ReversalReason::Chargeback,
        _ => ReversalReason::Bounced,
    }
}
