//! Posts an entry, with a look at its two lines before.

use super::words;
use crate::domain::allowance::{AllowanceDraft, AllowanceKind, AllowanceMethod};
use crate::domain::bookkeeping::AccountRole;
use crate::domain::command::Command;
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::reports::allowance::{Estimate, allowance_balance};
use crate::ui::books::Books;
use crate::ui::components::{Choice, Dialog, RadioGroup, TextAreaField};
use crate::ui::format;
use crate::ui::forms::{AmountField, DayField, DialogForm, Findings, FormState, opened_by, read_amount, read_date, read_named_date};
use leptos::prelude::*;

/// What a method proposes; nothing for the owner's own amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Proposal {
    kind: AllowanceKind,
    method: Option<AllowanceMethod>,
    required: Option<Money>,
    /// Above zero set aside, below zero released; zero when nothing is proposed.
    entry: Money,
}

impl Proposal {
    /// What a method asks for.
    pub(super) fn of(estimate: &Estimate) -> Self {
        let Estimate { method, required, entry, .. } = *estimate;
        Self { kind: AllowanceKind::Adjustment, method: Some(method), required, entry }
    }

    /// An amount of the owner's own.
    pub(super) fn own(currency: Currency) -> Self {
        Self { kind: AllowanceKind::Adjustment, method: None, required: None, entry: Money::zero(currency) }
    }

    /// The balance of earlier books.
    pub(super) fn opening(currency: Currency) -> Self {
        Self { kind: AllowanceKind::Opening, ..Self::own(currency) }
    }

    /// The entry on a day; another amount than the proposed one is the owner's own.
    fn draft(&self, amount: Money, lowers: bool, on: chrono::NaiveDate, note: String) -> AllowanceDraft {
        let own = AllowanceDraft { on, kind: self.kind, amount, lowers, method: None, required: None, note };
        let as_proposed = own.credit() == self.entry.minor();
        if as_proposed { AllowanceDraft { method: self.method, required: self.required, ..own } } else { own }
    }
}

/// A dialog for what is in `asked`; it opens when there is something.
#[component]
pub(super) fn PostDialog(
    /// What is proposed.
    asked: RwSignal<Option<Proposal>>,
) -> impl IntoView {
    let open = opened_by(asked);
    let title = Signal::derive(move || match asked.with(|asked| asked.as_ref().map(|asked| asked.kind)) {
        Some(AllowanceKind::Opening) => "Opening balance of the allowance".to_owned(),
        _ => "Post to the allowance".to_owned(),
    });
    view! {
        <Dialog id="allowance-dialog" open title>
            {move || asked.get().map(|proposal| view! { <PostFields proposal open/> })}
        </Dialog>
    }
}

#[component]
fn PostFields(proposal: Proposal, open: RwSignal<bool>) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("allowance-post");
    let (currency, kind) = (proposal.entry.currency(), proposal.kind);
    let is_opening = kind == AllowanceKind::Opening;
    let proposed = (!proposal.entry.is_zero()).then(|| words::absolute(proposal.entry));
    let amount = RwSignal::new(proposed.map(Money::to_plain).unwrap_or_default());
    let side = RwSignal::new(if proposal.entry.minor() < 0 { "lowers" } else { "raises" }.to_owned());
    let on = RwSignal::new(books.as_of().get_untracked().to_string());
    let note = RwSignal::new(String::new());
    let proposal = StoredValue::new(proposal);
    let lowers = move || side.with(|side| side == "lowers");
    let preview = move || {
        let amount = read_amount(&amount.get(), currency).ok().filter(|amount| amount.is_positive())?;
        let other = if is_opening { AccountRole::OpeningBalances } else { AccountRole::BadDebts };
        let (debit, credit) = if lowers() { (AccountRole::Allowance, other) } else { (other, AccountRole::Allowance) };
        let day = read_date(&on.get()).ok()?;
        let (name, before) = books.follow(|ledger| {
            let chart = &ledger.settings().bookkeeping;
            let names = [debit, credit].map(|role| chart.account(role).name.into_owned());
            (names, allowance_balance(ledger, currency, day))
        });
        let signed = if lowers() { -amount.minor() } else { amount.minor() };
        let after = before.checked_add(Money::from_minor(signed, currency)).ok()?;
        let ([debit, credit], text) = (name, format::money(amount));
        Some(view! {
            <dl class="facts" id="allowance-preview" aria-label="The entry">
                <div><dt>{format!("Debit {debit}")}</dt><dd>{text.clone()}</dd></div>
                <div><dt>{format!("Credit {credit}")}</dt><dd>{text}</dd></div>
                <div><dt>"Balance of the allowance that day"</dt><dd>{format!("{} → {}", words::balance(before), words::balance(after))}</dd></div>
            </dl>
        })
    };
    let send = move || {
        let mut findings = Findings::default();
        let amount = findings.take("amount", read_amount(&amount.get_untracked(), currency));
        let on = findings.take("on", read_named_date("the day of the entry", &on.get_untracked()));
        let (Some(amount), Some(on)) = (amount, on) else { return state.refuse(findings) };
        let draft = proposal.with_value(|proposal| proposal.draft(amount, untrack(lowers), on, note.get_untracked()));
        let said = format!("{} posted to the allowance", format::money(amount));
        state.send(books, Command::PostAllowance { draft }, said, move || open.set(false));
    };
    let sides = if is_opening {
        vec![
            Choice::new("raises", "Credit balance: set aside and not used yet"),
            Choice::new("lowers", "Debit balance: more was written off than set aside"),
        ]
    } else {
        vec![Choice::new("raises", "Set aside"), Choice::new("lowers", "Release what was set aside before")]
    };
    let hint = proposal
        .with_value(|proposal| proposal.method.map(|method| format!("{}: {}.", words::method(method), words::entry(proposal.entry))));
    view! {
        <DialogForm state open submit="Post the entry" first="amount" on_submit=send>
            <AmountField id=state.id("amount") label="Amount" value=amount currency=currency.code().to_owned() hint error=state.error("amount")/>
            <RadioGroup id=state.id("side") label="What it does" value=side choices=sides/>
            <DayField id=state.id("on") label="On" value=on error=state.error("on")/>
            <TextAreaField id=state.id("note") label="Note" value=note rows=2_u16 error=state.error("note") optional=true/>
            <div aria-live="polite">{preview}</div>
        </DialogForm>
    }
}
