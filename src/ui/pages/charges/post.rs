//! The last look before charges are posted: how many, for how much, due when.

use crate::domain::charge::ChargeDraft;
use crate::domain::command::Command;
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::ui::books::Books;
use crate::ui::components::Dialog;
use crate::ui::format;
use crate::ui::forms::{DayField, DialogForm, Findings, FormState, read_named_date};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The dialog.
#[component]
pub fn PostDialog(
    /// Open or not.
    open: RwSignal<bool>,
    /// What is posted, all in one step.
    #[prop(into)]
    charges: Signal<Vec<ChargeDraft>>,
) -> impl IntoView {
    let title = Signal::derive(move || format!("Post {}?", counted(charges.with(Vec::len))));
    view! { <Dialog id="post-charges" open title><PostFields open charges/></Dialog> }
}

fn counted(count: usize) -> String {
    format::plural(count, "late fee", "late fees")
}

/// The sums of amounts, one for each currency.
pub fn sums(amounts: impl Iterator<Item = Money>) -> Vec<Money> {
    let mut sums: BTreeMap<Currency, i64> = BTreeMap::new();
    amounts.for_each(|amount| *sums.entry(amount.currency()).or_default() += amount.minor());
    sums.into_iter().map(|(currency, minor)| Money::from_minor(minor, currency)).collect()
}

#[component]
fn PostFields(open: RwSignal<bool>, charges: Signal<Vec<ChargeDraft>>) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("post-charges");
    let today = books.today().get_untracked();
    let due = RwSignal::new(today.to_string());
    // What is looked at is what is posted, also when another tab posts meanwhile.
    let chosen = charges.get_untracked();
    let (count, total) = (chosen.len(), sums(chosen.iter().map(|charge| charge.amount)));
    let words: Vec<String> = total.into_iter().map(format::money).collect();
    let send = move || {
        let mut found = Findings::default();
        let Some(due) = found.take("due", read_named_date("the day by which they are to be paid", &due.get_untracked())) else {
            return state.refuse(found);
        };
        let charges = chosen.iter().map(|charge| ChargeDraft { due: Some(due), ..charge.clone() }).collect();
        let success = format!("{} posted", counted(count));
        state.send(books, Command::PostCharges { charges, on: today }, success, move || open.set(false));
    };
    view! {
        <DialogForm state open submit="Post" first="due" on_submit=send>
            <p>{format!("{} in all. Each becomes a document of its own beside its invoice, dated {}.", words.join(" and "), format::date(today))}</p>
            <p class="muted">"It ages and is asked for like an invoice, and never bears a fee or interest itself. You can waive it later, with your reason."</p>
            <DayField id=state.id("due") label="To be paid by" value=due error=state.error("due")/>
        </DialogForm>
    }
}
