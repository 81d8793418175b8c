//! Balances and entries in words.

use crate::domain::allowance::{AllowanceDraft, AllowanceKind, AllowanceMethod};
use crate::domain::money::Money;
use crate::reports::allowance::{AllowanceSheet, Estimate};
use crate::ui::format;
use chrono::NaiveDate;

/// Without its sign.
pub(super) fn absolute(amount: Money) -> Money {
    Money::from_minor(amount.minor().abs(), amount.currency())
}

/// “20,000.00 debit”: the usual balance is a credit.
pub(super) fn balance(amount: Money) -> String {
    let side = if amount.minor() < 0 { " debit" } else { "" };
    format!("{}{side}", format::money(absolute(amount)))
}

/// “1,903.00 released”: the usual entry sets something aside.
pub(super) fn entry(amount: Money) -> String {
    let side = if amount.minor() < 0 { " released" } else { "" };
    format!("{}{side}", format::money(absolute(amount)))
}

/// The name of a method.
pub(super) fn method(method: AllowanceMethod) -> &'static str {
    match method {
        AllowanceMethod::Aging => "By age",
        AllowanceMethod::Receivables => "Percentage of what is owed",
        AllowanceMethod::Sales => "Percentage of sales",
        AllowanceMethod::History => "Own past, by invoice",
        AllowanceMethod::RollRates => "Own past, step by step",
    }
}

/// How the entry of a method comes about.
pub(super) fn how(sheet: &AllowanceSheet, estimate: &Estimate, from: NaiveDate) -> String {
    let of = estimate.of.map(|(amount, rate)| format!("{} % of {}", format::decimal(rate.normalize()), format::money(amount)));
    let there = |required: Money| {
        let sign = if sheet.existing.minor() < 0 { "plus the debit balance of" } else { "less the balance of" };
        format!("{} asked for {sign} {}", format::money(required), format::money(absolute(sheet.existing)))
    };
    match (estimate.required, estimate.expense) {
        (Some(required), _) => {
            let of = of.unwrap_or_else(|| {
                let past = matches!(estimate.method, AllowanceMethod::History | AllowanceMethod::RollRates);
                if past { "What your own past says, below" } else { "The sum of the ages above" }.to_owned()
            });
            let single = sheet.reserved();
            let single =
                if single.is_zero() { String::new() } else { format!(", and {} for accounts counted one by one", format::money(single)) };
            format!("{of}{single}: {}.", there(required))
        }
        (None, expense) => {
            let (of, expense) = (of.unwrap_or_default(), expense.map(format::money).unwrap_or_default());
            let before = match sheet.provided.minor() {
                0 => "Nothing was posted in the period before.".to_owned(),
                _ => format!("{} was posted in the period before.", entry(sheet.provided)),
            };
            format!("{of} sold since {}: {expense}, whatever the balance is. {before}", format::date(from))
        }
    }
}

/// What an entry of the history is.
pub(super) fn posted(draft: &AllowanceDraft) -> String {
    let what = match (draft.kind, draft.lowers) {
        (AllowanceKind::Opening, false) => "Balance of earlier books",
        (AllowanceKind::Opening, true) => "Debit balance of earlier books",
        (AllowanceKind::Adjustment, false) => "Set aside",
        (AllowanceKind::Adjustment, true) => "Released",
    };
    let by = draft.method.map(|one| format!(", {}", method(one).to_lowercase())).unwrap_or_default();
    let asked = draft.required.map(|required| format!(" ({} asked for)", format::money(required))).unwrap_or_default();
    let note = if draft.note.is_empty() { String::new() } else { format!(": {}", draft.note) };
    format!("{what}{by}{asked}{note}")
}
