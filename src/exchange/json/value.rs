//! Single values: is this text a date, an amount, a text that may be kept?
//!
//! Each check returns what is wrong as a sentence. Reading the value itself is left to the domain's own types.

use super::problem::{quoted, sentence};
use crate::domain::calendar::days_in_month;
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::domain::policy::DueTerms;
use crate::domain::terms::PaymentTerms;
use crate::domain::text_rules::{TextProblem, text_problem};
use rust_decimal::Decimal;

type Checked = Result<(), String>;

/// Text of at most `most` characters that can be shown.
pub(super) fn text(value: &str, most: usize, lines: bool, required: bool) -> Checked {
    if required && value.trim().is_empty() {
        return Err("This text must not be empty.".to_owned());
    }
    match text_problem(value, most, lines) {
        Some(TextProblem::TooLong(most)) => Err(format!("This text has more than {most} characters.")),
        Some(TextProblem::Unshown('\n' | '\r')) => Err("This text must be one line, without line breaks.".to_owned()),
        Some(TextProblem::Unshown(letter)) => {
            Err(format!("This text holds a character that cannot be shown (U+{:04X}).", u32::from(letter)))
        }
        None => Ok(()),
    }
}

/// `2025-01-31`, a day of the calendar in the years 1 to 9999.
pub(super) fn date(value: &str) -> Checked {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = value.as_bytes() else { return Err(not_a_date(value)) };
    let digits = [y1, y2, y3, y4, m1, m2, d1, d2];
    if !digits.iter().all(u8::is_ascii_digit) {
        return Err(not_a_date(value));
    }
    let number = |digits: &[u8]| digits.iter().fold(0_u32, |sum, digit| sum * 10 + u32::from(digit - b'0'));
    let (year, month, day) = (number(&digits[..4]), number(&digits[4..6]), number(&digits[6..]));
    let exists = year >= 1 && (1..=12).contains(&month) && day >= 1 && day <= days_in_month(year as i32, month);
    if exists { Ok(()) } else { Err(format!("{} is not a day of the calendar.", quoted(value))) }
}

fn not_a_date(value: &str) -> String {
    format!("{} is not a date; a date is written as “2025-01-31”.", quoted(value))
}

/// `net 15 EOM`: when invoices fall due.
pub(super) fn terms(value: &str) -> Checked {
    DueTerms::try_from(value.to_owned()).map(drop).map_err(|problem| problem.to_string())
}

/// `50.39 USD` of one document: not negative, no grouping, no more decimals than the currency has.
pub(super) fn money(value: &str) -> Checked {
    if parsed_money(value)?.minor() <= Money::MAX_MINOR {
        Ok(())
    } else {
        Err(format!("The amount {} is larger than Recoup can keep exactly.", quoted(value)))
    }
}

/// The same for a sum over documents, which may be larger than any of them.
pub(super) fn total(value: &str) -> Checked {
    parsed_money(value).map(drop)
}

fn parsed_money(value: &str) -> Result<Money, String> {
    let wrong = || format!("{} is not an amount; an amount is written as “50.39 USD”.", quoted(value));
    let (amount, code) = value.split_once(' ').ok_or_else(wrong)?;
    if !amount.starts_with(|letter: char| letter.is_ascii_digit()) {
        return Err(wrong());
    }
    let currency = parsed_currency(code)?;
    Money::parse_plain(amount, currency).map_err(|problem| sentence(&problem.to_string()))
}

/// `USD`, in capital letters.
pub(super) fn currency(value: &str) -> Checked {
    parsed_currency(value).map(drop)
}

fn parsed_currency(code: &str) -> Result<Currency, String> {
    let found = Currency::from_code(code).ok().filter(|found| found.code() == code);
    found.ok_or_else(|| format!("{} is not a currency code such as “USD” or “EUR”.", quoted(code)))
}

/// A percentage of 0 to 100 as plain digits, `5.5`.
pub(super) fn rate(value: &str) -> Checked {
    let plain =
        value.starts_with(|letter: char| letter.is_ascii_digit()) && value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let parsed = if plain && !value.ends_with('.') { Decimal::from_str_exact(value).ok() } else { None };
    match parsed {
        Some(rate) if rate <= Decimal::ONE_HUNDRED => Ok(()),
        Some(_) => Err("A rate must be between 0 and 100 percent.".to_owned()),
        None => Err(format!("{} is not a percentage; it is written as text such as “5.5”.", quoted(value))),
    }
}

/// A reference rate of -10 to 100 percent as plain digits, `-0.88`.
pub(super) fn reference_rate(value: &str) -> Checked {
    match value.strip_prefix('-') {
        Some(below) if rate(below).is_ok() && below.parse().is_ok_and(|below: Decimal| below <= Decimal::TEN) => Ok(()),
        Some(_) => Err(format!("{} is not a reference rate between -10 and 100 percent.", quoted(value))),
        None => rate(value),
    }
}

/// Payment terms as invoices write them, `2/10 net 30`.
pub(super) fn payment_terms(value: &str) -> Checked {
    value.parse::<PaymentTerms>().map(drop).map_err(|problem| problem.to_string())
}

/// A whole number in a range, written without point or exponent.
pub(super) fn whole(token: &str, least: i64, most: i64) -> Result<i64, String> {
    let digits = token.strip_prefix('-').unwrap_or(token);
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && (digits == "0" || !digits.starts_with('0')) && token != "-0";
    let value = if plain { token.parse::<i64>().ok() } else { None };
    value
        .filter(|value| (least..=most).contains(value))
        .ok_or_else(|| format!("{} is not a whole number from {least} to {most}.", quoted(token)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(checked: impl Fn(&str) -> Checked, good: &[&str], bad: &[(&str, &str)]) {
        good.iter().for_each(|text| assert_eq!(checked(text), Ok(()), "{text}"));
        for (text, why) in bad {
            let found = checked(text).expect_err(text);
            assert!(found.contains(why), "{text}: {found}");
        }
    }

    #[test]
    fn dates_are_days_of_the_calendar() {
        let wrong = "is not a date";
        let impossible = "is not a day of the calendar";
        let bad = [("2025-02-29", impossible), ("2025-13-01", impossible), ("0000-01-01", impossible), ("2025-1-1", wrong)];
        check(date, &["2024-02-29", "0001-01-01", "9999-12-31"], &bad);
        check(date, &[], &[("", wrong), ("+2025-01-1", wrong), ("2025-01-01T00:00", wrong), ("２025-1-1", wrong)]);
    }

    #[test]
    fn amounts_are_plain_and_exact() {
        let wrong = "is not an amount";
        check(money, &["50.39 USD", "0.00 USD", "7 JPY", "90000000000.00 USD", "50 USD"], &[("50.39", wrong), ("50,39 USD", wrong)]);
        check(money, &[], &[("-1.00 USD", wrong), ("+1 USD", wrong), ("NaN USD", wrong), ("1e3 USD", wrong), ("1.5 JPY", "0 decimals")]);
        check(money, &[], &[("1.00 usd", "currency code"), ("1.00  USD", "currency code"), ("90000000000.01 USD", "larger")]);
        check(total, &["90000000000.01 USD"], &[("99999999999999999.99 USD", "too large"), ("-1.00 USD", wrong)]);
    }

    #[test]
    fn numbers_are_whole_and_in_range() {
        let id = |token: &str| whole(token, 1, i64::from(u32::MAX)).map(drop);
        let wrong = "is not a whole number from 1 to 4294967295";
        let bad = ["0", "-1", "01", "1.0", "1e3", "1e999", "NaN", "9007199254740993", "99999999999999999999", "", "-", "+1"];
        check(id, &["1", "4294967295"], &bad.map(|token| (token, wrong)));
        assert_eq!(whole("-0", -9, 9).ok(), None);
        assert_eq!(whole("-7", -9, 9), Ok(-7));
    }

    #[test]
    fn rates_are_percentages() {
        check(rate, &["0", "5.50", "100"], &[("100.01", "between 0 and 100"), ("-1", "not a percentage"), ("5.", "not a percentage")]);
        check(rate, &[], &[("", "not a percentage"), ("1e1", "not a percentage"), ("1.2.3", "not a percentage")]);
    }

    #[test]
    fn reference_rates_may_be_below_zero() {
        let bad = [("-10.01", "between -10 and 100"), ("--1", "between -10"), ("-", "between -10"), ("101", "between 0 and 100")];
        check(reference_rate, &["-0.88", "-10", "0", "4.50"], &bad);
    }

    #[test]
    fn texts_can_be_shown_and_have_a_limit() {
        let one_line = |value: &str| text(value, 5, false, true);
        check(one_line, &["a", "ÄÖÜßé"], &[("  ", "empty"), ("abcdef", "more than 5"), ("a\nb", "one line"), ("a\u{202e}b", "U+202E")]);
        check(|value: &str| text(value, 9, true, false), &["", "a\r\nb\tc"], &[("a\0", "U+0000"), ("\u{7f}", "U+007F")]);
    }
}
