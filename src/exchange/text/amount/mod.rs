//! Amounts as people write them: signs, currency marks, grouping, decimal comma or point.
//!
//! Nothing is guessed from one value of a file: the decimal mark is decided once per file and comes in. Only
//! [`parse_typed_amount`], for form fields, reads a value by itself. No float: digits go straight to minor units.

mod undress;

use crate::domain::currency::Currency;
use crate::domain::money::Money;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use undress::{OUTSIDE, undress};

/// The character between whole units and decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecimalMark {
    /// `1,234.50`
    Point,
    /// `1.234,50`
    Comma,
}

/// Why a text is not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum AmountProblem {
    /// Not a number in the notation of the file.
    #[error("is not an amount")]
    NotANumber,
    /// More decimals than the currency has.
    #[error("has more decimals than {0} has")]
    TooManyDecimals(Currency),
    /// Beyond [`Money::MAX_MINOR`].
    #[error("is too large")]
    TooLarge,
    /// Written in another currency than expected.
    #[error("is written in {written}, but {expected} is expected")]
    OtherCurrency {
        /// The currency beside the number.
        written: Currency,
        /// The currency of the row or field.
        expected: Currency,
    },
    /// A comma that can be a decimal mark as well as grouping.
    #[error("can be read in two ways; write it without grouping and with all its decimals")]
    Ambiguous,
}

/// Reads an amount with a known decimal mark; the other mark, spaces and apostrophes can group digits.
///
/// Negative is a leading or trailing minus, or parentheses. A currency code or sign may stand before or behind
/// the number. Groups have three digits, or two before the last three as in India.
pub fn parse_amount(text: &str, mark: DecimalMark, currency: Currency) -> Result<Money, AmountProblem> {
    let bare = undress(text)?;
    if let Some(written) = bare.currency
        && !bare.may_be(written, currency)
    {
        return Err(AmountProblem::OtherCurrency { written, expected: currency });
    }
    let minor = number(bare.digits, mark, currency)?;
    Ok(Money::from_minor(if bare.negative { -minor } else { minor }, currency))
}

/// Reads an amount from a form field, in either notation when only one can be meant.
///
/// A single separator followed by exactly three digits is grouping: `1,234` and `1.234` are 1234. A currency
/// with three decimals is the exception: its point is the decimal mark (`1.234` KWD), its comma is refused as ambiguous.
pub fn parse_typed_amount(text: &str, currency: Currency) -> Result<Money, AmountProblem> {
    let point = parse_amount(text, DecimalMark::Point, currency);
    let comma = parse_amount(text, DecimalMark::Comma, currency);
    match (point, comma) {
        (Ok(one), Ok(other)) if one == other => Ok(one),
        (Ok(with_point), Ok(with_comma)) => match (text.contains('.'), currency.minor_digits() >= 3) {
            (true, true) => Ok(with_point),
            (false, true) => Err(AmountProblem::Ambiguous),
            (true, false) => Ok(with_comma),
            (false, false) => Ok(with_point),
        },
        (Ok(amount), Err(_)) | (Err(_), Ok(amount)) => Ok(amount),
        (Err(AmountProblem::NotANumber), Err(problem)) | (Err(problem), Err(_)) => Err(problem),
    }
}

/// The currency that stands beside the number, when its code or sign belongs to one currency.
pub fn written_currency(text: &str) -> Option<Currency> {
    if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',') {
        return None;
    }
    undress(text).ok()?.currency
}

/// Whole digits in equal groups, then at most one decimal mark; the result is never negative.
fn number(digits: &str, mark: DecimalMark, currency: Currency) -> Result<i64, AmountProblem> {
    let mark = if mark == DecimalMark::Point { '.' } else { ',' };
    let (whole, fraction) = digits.split_once(mark).unwrap_or((digits, "0"));
    if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(AmountProblem::NotANumber);
    }
    let places = currency.minor_digits() as usize;
    let (kept, beyond) = fraction.split_at_checked(places.min(fraction.len())).ok_or(AmountProblem::NotANumber)?;
    let mut minor = 0_i64;
    let mut shift = |digit: u8| {
        minor = minor * 10 + i64::from(digit - b'0');
        if minor > Money::MAX_MINOR { Err(AmountProblem::TooLarge) } else { Ok(()) }
    };
    let mut groups = Groups::default();
    for character in whole.chars() {
        match character {
            '0'..='9' => {
                groups.length += 1;
                shift(character as u8)?;
            }
            _ if character != mark => groups.close(character)?,
            _ => return Err(AmountProblem::NotANumber),
        }
    }
    // Nobody groups behind a zero: `0.125` in a file of decimal commas is not 125.
    let behind_zero = groups.separator.is_some() && whole.starts_with('0') && whole.contains(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
    if behind_zero || !groups.are_regular() {
        return Err(AmountProblem::NotANumber);
    }
    kept.bytes().chain(std::iter::repeat_n(b'0', places - kept.len())).try_for_each(&mut shift)?;
    if beyond.bytes().any(|digit| digit != b'0') { Err(AmountProblem::TooManyDecimals(currency)) } else { Ok(minor) }
}

/// The groups of a number so far, from the left.
#[derive(Default)]
struct Groups {
    /// Digits of the group being read.
    length: usize,
    /// Digits of the first group; 0 when nothing is grouped.
    first: usize,
    /// Digits of every group between the first and the last; 0 when there is none.
    middle: usize,
    separator: Option<char>,
}

impl Groups {
    fn close(&mut self, separator: char) -> Result<(), AmountProblem> {
        let groups_digits = matches!(separator, '.' | ',' | '\'' | '’' | ' ') || OUTSIDE.contains(&separator);
        if !groups_digits || self.separator.is_some_and(|known| known != separator) || self.length == 0 {
            return Err(AmountProblem::NotANumber);
        }
        match self.separator {
            None => self.first = self.length,
            Some(_) if self.middle == 0 || self.middle == self.length => self.middle = self.length,
            Some(_) => return Err(AmountProblem::NotANumber),
        }
        self.separator = Some(separator);
        self.length = 0;
        Ok(())
    }

    fn are_regular(&self) -> bool {
        self.separator.is_none() || (self.length == 3 && self.first <= 3 && matches!((self.middle, self.first), (0 | 3, _) | (2, 1 | 2)))
    }
}

#[cfg(test)]
mod tests {
    use super::DecimalMark::{Comma, Point};
    use super::*;

    fn check(text: &str, mark: DecimalMark, expected: Option<i64>) {
        assert_eq!(parse_amount(text, mark, Currency::USD).ok().map(Money::minor), expected, "{text:?} {mark:?}");
    }

    #[test]
    fn notations_of_people() {
        check("1.234,50", Comma, Some(123_450));
        check("0.125", Comma, None);
        check("0,125", Point, None);
        check("0,000", Point, Some(0));
        check("1,234.50", Point, Some(123_450));
        check("1 234,50", Comma, Some(123_450));
        check("1\u{a0}234,50", Comma, Some(123_450));
        check("1\u{202f}234\u{202f}567,5", Comma, Some(123_456_750));
        check("1'234.50", Point, Some(123_450));
        check("1’234.50", Point, Some(123_450));
        check("12,34,567.00", Point, Some(123_456_700));
        check("(45.00)", Point, Some(-4500));
        check("-45", Point, Some(-4500));
        check("45-", Point, Some(-4500));
        check("\u{2212}45", Point, Some(-4500));
        check("-$45.00", Point, Some(-4500));
        check("$-45.00", Point, Some(-4500));
        check("($1,500.00)", Point, Some(-150_000));
        check("US$ 12", Point, Some(1200));
        check("USD 12", Point, Some(1200));
        check("12 usd", Point, Some(1200));
        check("'12", Point, Some(1200));
        check("+12", Point, Some(1200));
        check("45.-", Point, Some(4500));
        check(".5", Point, Some(50));
        check("0.5", Point, Some(50));
        check("12.3400", Point, Some(1234));
        check("0", Point, Some(0));
        check("01234", Point, Some(123_400));
    }

    #[test]
    fn what_is_no_amount() {
        for text in [
            "",
            " ",
            "abc",
            "-",
            "()",
            "1e5",
            "NaN",
            "1.2.3",
            "12,34",
            "1,2345",
            "1,,234",
            "1.234,50",
            "--5",
            "(-5)",
            "1-2",
            "5.",
            "#REF!",
            "1,234 567.00",
            "١٢",
            "$",
            "USD",
            "90000000000.01",
            "99999999999999999999999",
            "12.345",
            "12%",
        ] {
            check(text, Point, None);
        }
        for text in ["1,234.50", "12.34", "1,234,567"] {
            check(text, Comma, None);
        }
        let other = AmountProblem::OtherCurrency { written: Currency::EUR, expected: Currency::USD };
        assert_eq!(parse_amount("€ 12", Point, Currency::USD), Err(other));
        assert_eq!(parse_amount("12.345", Point, Currency::USD), Err(AmountProblem::TooManyDecimals(Currency::USD)));
        assert_eq!(parse_amount("12.345", Point, Currency::KWD).map(Money::minor), Ok(12345));
        assert_eq!(written_currency("12 EUR"), Some(Currency::EUR));
        assert_eq!(written_currency("$12"), None);
    }

    #[test]
    fn form_fields_read_either_notation() {
        let typed = |text: &str, currency| parse_typed_amount(text, currency).map(Money::minor);
        for (text, minor) in [
            ("1,234", 123_400),
            ("1.234", 123_400),
            ("1.500", 150_000),
            ("12,5", 1250),
            ("12.50", 1250),
            ("1.234,50", 123_450),
            ("1,234.50", 123_450),
            ("1234", 123_400),
            ("€12".trim_start_matches('€'), 1200),
        ] {
            assert_eq!(typed(text, Currency::USD), Ok(minor), "{text}");
        }
        assert_eq!(typed("12.345", Currency::KWD), Ok(12_345));
        assert_eq!(typed("12,345", Currency::KWD), Err(AmountProblem::Ambiguous));
        assert_eq!(typed("1,234", Currency::JPY), Ok(1234));
        assert_eq!(typed("1.2345", Currency::USD), Err(AmountProblem::TooManyDecimals(Currency::USD)));
        assert_eq!(typed("0.001", Currency::USD), Err(AmountProblem::TooManyDecimals(Currency::USD)));
        assert_eq!(typed("0,125", Currency::USD), Err(AmountProblem::TooManyDecimals(Currency::USD)));
        assert_eq!(typed("0,125", Currency::KWD), Ok(125));
        assert_eq!(typed("abc", Currency::USD), Err(AmountProblem::NotANumber));
        assert_eq!(typed("€5", Currency::USD), Err(AmountProblem::OtherCurrency { written: Currency::EUR, expected: Currency::USD }));
    }
}
