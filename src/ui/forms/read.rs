//! What was typed into a field, as a value or as a sentence that says what is wrong.

use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::exchange::text::{DateOrder, DateProblem, parse_typed_amount, parse_typed_date};
use crate::ui::format;
use chrono::NaiveDate;

/// A date in any common notation.
///
/// # Errors
/// The sentence to show beside the field.
pub fn read_date(text: &str) -> Result<NaiveDate, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err("Enter a date.".to_owned());
    }
    // Whoever writes dots writes the day first, whatever the browser's language.
    let order = if text.contains('.') { DateOrder::DayMonthYear } else { date_order() };
    parse_typed_date(text, order).map_err(|problem| match problem {
        DateProblem::NotADate => format!("“{text}” is not a date. Write it like 2026-11-22 or 22 Nov 2026."),
        other => format!("“{text}” {other}."),
    })
}

/// A date, or nothing when the field is empty.
///
/// # Errors
/// The sentence to show beside the field.
pub fn read_optional_date(text: &str) -> Result<Option<NaiveDate>, String> {
    if text.trim().is_empty() { Ok(None) } else { read_date(text).map(Some) }
}

/// An amount in any common notation.
///
/// # Errors
/// The sentence to show beside the field.
pub fn read_amount(text: &str, currency: Currency) -> Result<Money, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err("Enter an amount.".to_owned());
    }
    let amount = parse_typed_amount(text, currency).map_err(|problem| format!("“{text}” {problem}."))?;
    if amount.is_positive() { Ok(amount) } else { Err("The amount must be more than zero.".to_owned()) }
}

/// A currency by its code.
///
/// # Errors
/// The sentence to show beside the field.
pub fn read_currency(text: &str) -> Result<Currency, String> {
    if text.trim().is_empty() {
        return Err("Enter a currency code such as USD or EUR.".to_owned());
    }
    Currency::from_code(text).map_err(|problem| format!("{problem}."))
}

/// The order in which the reader's locale writes dates.
fn date_order() -> DateOrder {
    let Some(sample) = NaiveDate::from_ymd_opt(2013, 12, 31) else { return DateOrder::DayMonthYear };
    let written = format::date(sample);
    match (written.find("31"), written.find("2013")) {
        (_, Some(0)) => DateOrder::YearMonthDay,
        (Some(0), _) => DateOrder::DayMonthYear,
        _ => DateOrder::MonthDayYear,
    }
}
