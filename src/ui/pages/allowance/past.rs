//! What became of the ledger's own past debts, by age.

use super::sheet::{cell, table};
use crate::reports::allowance::past::{FEW, Fate, Rolls, STEP_DAYS, STEPS};
use crate::reports::allowance::{AgeLine, AllowanceSheet};
use crate::ui::components::{Card, Notice, NoticeKind};
use crate::ui::format;
use leptos::prelude::*;
use rust_decimal::Decimal;

/// The card; nothing while there is no past.
pub(super) fn card(sheet: &AllowanceSheet, factor: Decimal) -> Option<impl IntoView + use<>> {
    let fate = sheet.fate.as_ref().filter(|fate| fate.invoices > 0);
    let rolls = sheet.rolls.as_ref().filter(|rolls| rolls.invoices > 0);
    if fate.is_none() && rolls.is_none() {
        return None;
    }
    let ahead = (factor != Decimal::ONE).then(|| {
        let factor = format::decimal(factor.normalize());
        format!("Both are multiplied by {factor} for what is ahead, at most to all that is owed.")
    });
    let (fate, rolls) = (fate.map(|fate| by_invoice(sheet, fate)), rolls.map(|rolls| by_step(sheet, rolls)));
    Some(view! {
        <Card title=format!("What your own past says in {}", sheet.currency.code())>
            <div class="stack">{fate}{rolls}{ahead.map(|words| view! { <p>{words}</p> })}</div>
        </Card>
    })
}

fn few(invoices: usize) -> Option<impl IntoView + use<>> {
    (invoices < FEW).then(|| {
        let words = format!("Only {}: with fewer than {FEW} these rates say little.", format::plural(invoices, "invoice", "invoices"));
        view! { <Notice kind=NoticeKind::Warn>{words}</Notice> }
    })
}

/// A share of one as a percentage.
fn share(share: Decimal) -> String {
    format::percent(share, 2)
}

fn by_invoice(sheet: &AllowanceSheet, fate: &Fate) -> impl IntoView + use<> {
    let words = format!(
        "By invoice: {} old enough to have reached the last age, {} of them not paid in full. {} of them was never paid. The rate of an age is that sum, divided by what was unpaid when the age began; it is rounded here, not in the count.",
        format::plural(fate.invoices, "invoice is", "invoices are"),
        format::count(fate.unpaid),
        format::money(fate.never_paid)
    );
    let row = |(line, age): (&AgeLine, &crate::reports::allowance::past::FateLine)| {
        let rate = age.loss.map(|loss| share(loss.rate_pct / Decimal::ONE_HUNDRED)).unwrap_or_default();
        let loss = age.loss.map(|loss| format::money(loss.loss)).unwrap_or_default();
        view! {
            <tr role="row">
                <th role="rowheader" scope="row">{line.age.clone()}</th>
                {cell("Unpaid when it began", format::money(age.began))}
                {cell("Never paid", rate)}
                {cell("Owed now", format::money(age.owed))}
                {cell("Will be lost", loss)}
            </tr>
        }
    };
    let rows = sheet.ages.iter().zip(&fate.ages).map(row).collect_view();
    let name = format!("Past invoices in {}", sheet.currency.code());
    let unknown = fate.required.is_none().then_some("Something is owed at an age that no past invoice was unpaid at, so no sum is given.");
    view! {
        <p>{words}</p>
        {few(fate.invoices)}
        {table(name, &["Days", "Unpaid when it began", "Never paid", "Owed now", "Will be lost"], rows, ())}
        {unknown.map(|words| view! { <p>{words}</p> })}
    }
}

fn by_step(sheet: &AllowanceSheet, rolls: &Rolls) -> impl IntoView + use<> {
    let words = format!(
        "Step by step: {}, followed from {STEP_DAYS} days to the next {STEP_DAYS} over the last {STEPS} steps. What of an age was paid, was lost (forgiven in a settlement) or moved to another age leads to what of it is lost in the end.",
        format::plural(rolls.invoices, "invoice", "invoices")
    );
    let row = |(place, (line, age)): (usize, (&AgeLine, &crate::reports::allowance::past::RollLine))| {
        let of = |part: i64| if age.from.is_zero() { String::new() } else { share(Decimal::from(part) / Decimal::from(age.from.minor())) };
        let end = rolls.ends.as_ref().and_then(|ends| ends.get(place)).map(|ends| share(ends.lost)).unwrap_or_default();
        let stays = age.to.get(place).map_or(0, |stays| stays.minor());
        let moves = age.to.iter().map(|to| to.minor()).sum::<i64>() - stays;
        view! {
            <tr role="row">
                <th role="rowheader" scope="row">{line.age.clone()}</th>
                {cell("Followed", format::money(age.from))}
                {cell("Paid", of(age.paid.minor()))}
                {cell("Stays", of(stays))}
                {cell("Moves on", of(moves))}
                {cell("Lost", of(age.lost.minor()))}
                {cell("Lost in the end", end)}
            </tr>
        }
    };
    let rows = sheet.ages.iter().zip(&rolls.ages).enumerate().map(row).collect_view();
    let name = format!("Past balances in {}", sheet.currency.code());
    let unknown = rolls.ends.is_none().then_some(
        "Where these balances end cannot be told: nothing was lost on record, an age that is owed has no past, or nothing ever left the last age.",
    );
    view! {
        <p>{words}</p>
        {few(rolls.invoices)}
        {table(name, &["Days", "Followed", "Paid", "Stays", "Moves on", "Lost", "Lost in the end"], rows, ())}
        {unknown.map(|words| view! { <p>{words}</p> })}
    }
}
