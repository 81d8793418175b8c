//! Putting a dispute on record, and adding to what is known of it.

use super::amount::AmountField;
use super::chargeback::{TakeBackField, paid_by, take_back};
use super::date::DayField;
use super::dialog_form::DialogForm;
use super::read::{read_amount, read_date, read_optional_date};
use super::state::{Findings, FormState};
use crate::domain::command::Command;
use crate::domain::dispute::{DisputeCase, DisputeKind, NextMove};
use crate::domain::ids::{DisputeId, InvoiceId};
use crate::domain::money::Money;
use crate::ui::books::Books;
use crate::ui::components::{Choice, Dialog, RadioGroup, SelectField, TextAreaField};
use crate::ui::wording::{self, DISPUTE_KINDS, chosen};
use leptos::prelude::*;

/// The fields that raising and changing a dispute share.
#[derive(Clone, Copy)]
struct CaseDraft {
    kind: RwSignal<String>,
    amount: RwSignal<String>,
    evidence: RwSignal<String>,
    answer_by: RwSignal<String>,
    next_move: RwSignal<String>,
    owed: Money,
}

impl CaseDraft {
    fn of(case: &DisputeCase, owed: Money) -> Self {
        let kind = DISPUTE_KINDS.iter().position(|kind| *kind == case.kind).unwrap_or(DISPUTE_KINDS.len() - 1);
        Self {
            kind: RwSignal::new(kind.to_string()),
            amount: RwSignal::new(case.amount.map(Money::to_plain).unwrap_or_default()),
            evidence: RwSignal::new(case.evidence.clone()),
            answer_by: RwSignal::new(case.answer_by.map(|day| day.to_string()).unwrap_or_default()),
            next_move: RwSignal::new(if case.next_move == NextMove::Ours { "ours" } else { "theirs" }.to_owned()),
            owed,
        }
    }

    /// The case, or nothing with the problems noted.
    fn read(self, found: &mut Findings) -> Option<DisputeCase> {
        let amount = match self.amount.get_untracked() {
            text if text.trim().is_empty() => Some(None),
            text => found.take("amount", read_amount(&text, self.owed.currency())).map(Some),
        };
        let answer_by = found.take("answer_by", read_optional_date(&self.answer_by.get_untracked()));
        let (amount, answer_by) = (amount?, answer_by?);
        Some(DisputeCase {
            amount,
            kind: self.kind.with_untracked(|kind| chosen(&DISPUTE_KINDS, kind)).unwrap_or_default(),
            evidence: self.evidence.get_untracked(),
            answer_by,
            next_move: if self.next_move.get_untracked() == "theirs" { NextMove::Theirs } else { NextMove::Ours },
        })
    }
}

#[component]
fn CaseFields(state: FormState, draft: CaseDraft) -> impl IntoView {
    let currency = RwSignal::new(draft.owed.currency().code().to_owned());
    view! {
        <SelectField
            id=state.id("kind")
            label="What it is about"
            value=draft.kind
            choices=wording::choices(&DISPUTE_KINDS, wording::dispute_kind)
        />
        <AmountField
            id=state.id("amount")
            label="Contested amount"
            value=draft.amount
            currency=currency
            hint="Empty when the whole invoice is contested. What else is owed is still asked for."
            error=state.error("amount")
            optional=true
        />
        <DayField
            id=state.id("answer_by")
            label="Answer by"
            value=draft.answer_by
            hint="The deadline of the bank, the court or your own."
            error=state.error("answer_by")
            optional=true
        />
        <RadioGroup
            id=state.id("next_move")
            label="Whose move is it?"
            value=draft.next_move
            choices=vec![Choice::new("ours", "Yours: it stands on Today"), Choice::new("theirs", "Theirs: you are waiting")]
        />
        <TextAreaField
            id=state.id("evidence")
            label="Evidence"
            value=draft.evidence
            rows=2
            help="Delivery note, photographs, who said what."
            error=state.error("evidence")
            optional=true
        />
    }
}

/// The dialog “Mark as disputed”.
#[component]
pub fn RaiseDisputeForm(
    /// Open or not.
    open: RwSignal<bool>,
    /// The contested invoice.
    invoice: InvoiceId,
) -> impl IntoView {
    view! { <Dialog id="dispute-dialog" open title="Mark as disputed"><RaiseFields open invoice/></Dialog> }
}

#[component]
fn RaiseFields(open: RwSignal<bool>, invoice: InvoiceId) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("dispute");
    let (owed, paid) = books.read(|ledger| (ledger.invoice(invoice).map(|found| ledger.balance(found)), paid_by(ledger, invoice)));
    let taken = RwSignal::new(String::new());
    let draft = owed.map(|owed| CaseDraft::of(&DisputeCase::default(), owed));
    let on = RwSignal::new(books.today().get_untracked().to_string());
    let reason = RwSignal::new(String::new());
    let send = move || {
        let mut found = Findings::default();
        let on = found.take("on", read_date(&on.get_untracked()));
        let case = draft.and_then(|draft| draft.read(&mut found));
        let (Some(on), Some(case)) = (on, case) else { return state.refuse(found) };
        let taken = taken.with_untracked(|taken| take_back(taken, on)).filter(|_| case.kind == DisputeKind::Chargeback);
        let success = if taken.is_some() { "Marked as disputed, the payment is taken back" } else { "Marked as disputed" };
        let raise = Command::RaiseDispute { invoice, on, reason: reason.get_untracked(), case };
        state.send_all(books, std::iter::once(raise).chain(taken).collect(), success, move || open.set(false));
    };
    let is_chargeback =
        move || draft.is_some_and(|draft| draft.kind.with(|kind| chosen(&DISPUTE_KINDS, kind)) == Some(DisputeKind::Chargeback));
    let claimed =
        (!paid.is_empty()).then(|| view! { <Show when=is_chargeback><TakeBackField state value=taken paid=paid.clone()/></Show> });
    view! {
        <DialogForm state open submit="Mark as disputed" first="reason" on_submit=send>
            <TextAreaField
                id=state.id("reason")
                label="What the customer says"
                value=reason
                rows=2
                help="For example: two boxes arrived damaged."
                error=state.error("reason")
                optional=true
            />
            <DayField id=state.id("on") label="Since" value=on error=state.error("on")/>
            {draft.map(|draft| view! { <CaseFields state draft/> })}
            {claimed}
        </DialogForm>
    }
}

/// The dialog “Change the dispute”.
#[component]
pub fn ChangeDisputeForm(
    /// Open or not.
    open: RwSignal<bool>,
    /// The open dispute; nothing happens while there is none.
    #[prop(into)]
    dispute: Signal<Option<DisputeId>>,
) -> impl IntoView {
    view! { <Dialog id="change-dispute-dialog" open title="Change the dispute"><ChangeFields open dispute/></Dialog> }
}

#[component]
fn ChangeFields(open: RwSignal<bool>, dispute: Signal<Option<DisputeId>>) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("change-dispute");
    let known = books.read(|ledger| {
        let found = ledger.facts().disputes.get(dispute.get_untracked()?.index())?;
        let owed = ledger.balance(ledger.invoice(found.invoice)?);
        Some((found.id, CaseDraft::of(&found.case, owed)))
    });
    let send = move || {
        let Some((dispute, draft)) = known else { return open.set(false) };
        let mut found = Findings::default();
        let Some(case) = draft.read(&mut found) else { return state.refuse(found) };
        state.send(books, Command::ChangeDispute { dispute, case }, "Dispute changed", move || open.set(false));
    };
    view! {
        <DialogForm state open submit="Save" first="kind" on_submit=send>
            {known.map(|(_, draft)| view! { <CaseFields state draft/> })}
        </DialogForm>
    }
}
