//! The interest that a message can name: what the documents it covers bear to date.

use super::items::together;
use super::words::Words;
use crate::domain::ledger::Ledger;
use crate::domain::message::DueItem;
use crate::domain::template::Values;
use crate::reports::claim_text::number;
use crate::reports::interest::{CurrencySum, interest_of};
use chrono::NaiveDate;

/// Sets the placeholders on interest; they are empty where none is asked or all of it is charged.
pub(super) fn set(values: &mut Values, ledger: &Ledger, covers: &[DueItem], words: Words, today: NaiveDate) {
    let invoices = covers.iter().filter_map(|item| match item {
        DueItem::Invoice(id) => Some(*id),
        DueItem::Instalment(..) => None,
    });
    let sums = interest_of(ledger, invoices, today).sums;
    let daily = |sum: &CurrencySum| format!("{} {}", number(sum.per_day, words.language()), sum.total.currency());
    let daily: Vec<String> = sums.iter().filter(|sum| !sum.per_day.is_zero()).map(daily).collect();
    let some = |pick: fn(&CurrencySum) -> crate::domain::money::Money| {
        together(sums.iter().map(pick).filter(|amount| amount.is_positive()), words)
    };
    values.set("interest", some(|sum| sum.new_interest));
    values.set("interest_per_day", daily.join(&format!(" {} ", words.get("and"))));
    values.set("fixed_sum", some(|sum| sum.fixed));
}
