//! What was typed into a field, as a value or as a sentence that says what is wrong.

use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::exchange::text::{DateOrder, DateProblem, parse_typed_amount, parse_typed_date};
use crate::ui::format;
use chrono::NaiveDate;
use rust_decimal::Decimal;

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

/// A date that must not be left empty; `what` names it: “the due date”.
///
/// # Errors
/// The sentence to show beside the field.
pub fn read_named_date(what: &str, text: &str) -> Result<NaiveDate, String> {
    if text.trim().is_empty() { Err(format!("Enter {what}.")) } else { read_date(text) }
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
        return Err("Enter the amount.".to_owned());
    }
    let amount = parse_typed_amount(text, currency).map_err(|problem| format!("“{text}” {problem}."))?;
    if amount.is_positive() { Ok(amount) } else { Err("The amount must be more than zero.".to_owned()) }
}

/// How an amount was understood, when what is typed does not say it by itself: `1.234` is “$1,234.00”.
pub fn amount_as_read(text: &str, currency: Currency) -> Option<String> {
    let typed = text.trim();
    let amount = read_amount(typed, currency).ok()?;
    // Digits alone, or with a point and all decimals, leave nothing to explain.
    let plain = amount.to_plain();
    let said = typed == plain || plain.split_once('.').is_some_and(|(whole, _)| typed == whole) || typed == format::amount(amount);
    (!said).then(|| format!("Read as {}", format::money(amount)))
}

/// A percentage: `8`, `8,5`, `8.5 %`. Its range is the affair of who uses it.
///
/// # Errors
/// The sentence to show beside the field.
pub fn read_percent(text: &str) -> Result<Decimal, String> {
    let plain = text.trim().trim_end_matches('%').trim().replace(',', ".").replace('\u{2212}', "-");
    if plain.is_empty() {
        return Err("Enter the rate in percent.".to_owned());
    }
    Decimal::from_str_exact(&plain).map_err(|_| format!("“{}” is not a rate. Type a number such as 8.5.", text.trim()))
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

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn an_amount_that_can_be_misread_is_read_back() {
        format::set_locale("en-US");
        let check = |typed: &str, expected: Option<&str>| {
            assert_eq!(amount_as_read(typed, Currency::USD).as_deref(), expected, "{typed}");
        };
        check("12.345", Some("Read as $12,345.00"));
        check("1.234,5", Some("Read as $1,234.50"));
        check("12,5", Some("Read as $12.50"));
        check("1,234.50", None);
        check("1234.50", None);
        check(" 1234 ", None);
        check("1,234", Some("Read as $1,234.00"));
        check("", None);
        check("abc", None);
        check("0", None);
    }

    #[wasm_bindgen_test]
    fn an_empty_field_says_what_belongs_there() {
        assert_eq!(read_named_date("the due date", " "), Err("Enter the due date.".to_owned()));
        assert_eq!(read_amount("", Currency::USD), Err("Enter the amount.".to_owned()));
    }
}
