//! What may stand around the digits of an amount: signs, parentheses, currency signs and codes.

use super::AmountProblem;
use crate::domain::currency::Currency;

/// A number without sign and currency.
pub(super) struct Bare<'a> {
    pub digits: &'a str,
    pub negative: bool,
    pub currency: Option<Currency>,
    by_sign: bool,
}

impl Bare<'_> {
    /// A pound sign serves several currencies; a code serves one.
    pub fn may_be(&self, written: Currency, expected: Currency) -> bool {
        const POUNDS: [&str; 8] = ["EGP", "FKP", "GIP", "LBP", "SDG", "SHP", "SSP", "SYP"];
        const YUAN: &str = "CNY";
        written == expected
            || (self.by_sign && written == Currency::GBP && POUNDS.contains(&expected.code()))
            || (self.by_sign && written == Currency::JPY && expected.code() == YUAN)
    }
}

/// Spaces that are no ASCII: they group digits and stand around numbers.
pub(super) const OUTSIDE: [char; 3] = ['\u{a0}', '\u{202f}', '\u{2009}'];

/// Takes sign, parentheses and currency off a number.
pub(super) fn undress(text: &str) -> Result<Bare<'_>, AmountProblem> {
    let mut bare = Bare { digits: text, negative: false, currency: None, by_sign: false };
    let mut signs = 0;
    // Each round takes one layer; more layers than these are no amount.
    for _ in 0..8 {
        let inner = bare.digits.trim_matches(|c: char| c.is_ascii_whitespace() || OUTSIDE.contains(&c));
        bare.digits = inner;
        let (Some(first), Some(last)) = (inner.bytes().next(), inner.bytes().next_back()) else { return Err(AmountProblem::NotANumber) };
        if first.is_ascii_digit() && last.is_ascii_digit() {
            break;
        }
        if let Some(within) = inner.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            bare.digits = within;
            signs += 1;
            bare.negative = true;
        } else if let Some(rest) = [".-", ",-", ".–", ",–", ".—"].iter().find_map(|round| inner.strip_suffix(round)) {
            bare.digits = rest; // “45.-” is how Switzerland writes a round amount
        } else if let Some(rest) = strip_either(inner, &['-', '\u{2212}']) {
            bare.digits = rest;
            signs += 1;
            bare.negative = true;
        } else if let Some(rest) = inner.strip_prefix('+') {
            bare.digits = rest;
            signs += 1;
        } else if let Some(rest) = inner.strip_prefix('\'') {
            bare.digits = rest;
        } else if let Some((rest, currency, by_sign)) = strip_currency(inner) {
            if currency.is_some() && bare.currency.is_some() && currency != bare.currency {
                return Err(AmountProblem::NotANumber);
            }
            bare.digits = rest;
            bare.by_sign |= by_sign && currency.is_some();
            bare.currency = bare.currency.or(currency);
        } else {
            break;
        }
    }
    if signs > 1 { Err(AmountProblem::NotANumber) } else { Ok(bare) }
}

fn strip_either<'a>(text: &'a str, signs: &[char]) -> Option<&'a str> {
    text.strip_prefix(signs).or_else(|| text.strip_suffix(signs))
}

/// Takes one currency sign or code from either end.
fn strip_currency(text: &str) -> Option<(&str, Option<Currency>, bool)> {
    const SIGNS: [(char, &str); 13] = [
        ('$', ""),
        ('€', "EUR"),
        ('£', "GBP"),
        ('¥', "JPY"),
        ('₹', "INR"),
        ('₩', "KRW"),
        ('₽', "RUB"),
        ('₺', "TRY"),
        ('₴', "UAH"),
        ('₪', "ILS"),
        ('₫', "VND"),
        ('₱', "PHP"),
        ('₦', "NGN"),
    ];
    for (sign, code) in SIGNS {
        if let Some(rest) = strip_either(text, &[sign]) {
            return Some((rest, Currency::from_code(code).ok(), true));
        }
    }
    let before = text.len() - text.trim_start_matches(char::is_alphabetic).len();
    let behind = text.trim_end_matches(char::is_alphabetic).len();
    let (word, rest) =
        if before > 0 { text.split_at_checked(before)? } else { text.split_at_checked(behind).map(|(rest, word)| (word, rest))? };
    if let Ok(currency) = Currency::from_code(word) {
        return Some((rest, Some(currency), false));
    }
    const ABBREVIATIONS: [&str; 19] =
        ["US", "A", "AU", "C", "CA", "NZ", "HK", "S", "SG", "R", "MX", "kr", "Kr", "Rs", "Fr", "SFr", "zł", "Kč", "Ft"];
    let rest = rest.strip_prefix('.').filter(|_| word == "Rs" || word == "Fr" || word == "SFr").unwrap_or(rest);
    ABBREVIATIONS.contains(&word).then_some((rest, None, true))
}
