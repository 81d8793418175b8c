//! Money, numbers, dates and counts for the eye, in the reader's locale.
//!
//! The locale's habits (signs, grouping, order) are asked from `Intl` once and kept; the digits of an amount always
//! come from [`Money::to_plain`], never from a float. Nothing here reads anything: stored data has its own forms.

use crate::domain::currency::Currency;
use crate::domain::money::{self, Money, Rounding};
use crate::domain::spelling::Spelling;
use chrono::{Datelike, NaiveDate};
use js_sys::{Array, Date, Intl, Object, Reflect};
use rust_decimal::Decimal;
use std::cell::RefCell;
use std::collections::HashMap;
use wasm_bindgen::JsValue;

/// A true minus sign: as wide as a digit, and never broken from its number.
const MINUS: char = '\u{2212}';

/// How a locale writes numbers, with what stands around them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct NumberStyle {
    prefix: String,
    suffix: String,
    group: String,
    decimal: String,
    /// Digits in the last group, and in every group before it (India: 3 and 2).
    last_group: usize,
    other_groups: usize,
}

impl NumberStyle {
    /// Writes a plain decimal (`-1234.50`) in this style.
    fn write(&self, plain: &str) -> String {
        let (negative, digits) = plain.strip_prefix('-').map_or((false, plain), |rest| (true, rest));
        let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
        let mut text = String::with_capacity(plain.len() + self.prefix.len() + self.suffix.len() + 16);
        if negative {
            text.push(MINUS);
        }
        text.push_str(&self.prefix);
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && self.starts_group(whole.len() - index) {
                text.push_str(&self.group);
            }
            text.push(digit);
        }
        if let Some(fraction) = fraction {
            text.push_str(&self.decimal);
            text.push_str(fraction);
        }
        text.push_str(&self.suffix);
        text
    }

    const fn starts_group(&self, digits_left: usize) -> bool {
        digits_left == self.last_group
            || (digits_left > self.last_group && (digits_left - self.last_group).is_multiple_of(self.other_groups))
    }

    /// Asks `Intl` how it writes a sample number.
    fn from_intl(locale: &Array, options: &[(&str, &str)]) -> Self {
        let set = Object::new();
        for (name, value) in options.iter().chain(&[("useGrouping", "always"), ("numberingSystem", "latn")]) {
            set_property(&set, name, value);
        }
        // A sample with every kind of part; its value is never shown.
        let parts = Intl::NumberFormat::new(locale, &set).format_to_parts(12_345_678.9);
        let mut style = Self {
            prefix: String::new(),
            suffix: String::new(),
            group: String::new(),
            decimal: ".".to_owned(),
            last_group: 3,
            other_groups: 3,
        };
        let mut widths = Vec::new();
        let mut after_digits = false;
        for part in parts.iter() {
            let value = text_property(&part, "value");
            match text_property(&part, "type").as_str() {
                "integer" => {
                    widths.push(value.len());
                    after_digits = true;
                }
                "group" => style.group = value,
                "decimal" => style.decimal = value,
                "fraction" => {}
                _ if after_digits => style.suffix.push_str(&value),
                _ => style.prefix.push_str(&value),
            }
        }
        if let [_, .., before, last] = widths[..] {
            style.last_group = last.max(1);
            style.other_groups = before.max(1);
        }
        style
    }
}

fn set_property(object: &Object, name: &str, value: &str) {
    // Setting a property of a fresh plain object cannot fail.
    let _always_set = Reflect::set(object, &JsValue::from_str(name), &JsValue::from_str(value));
}

fn text_property(object: &JsValue, name: &str) -> String {
    Reflect::get(object, &JsValue::from_str(name)).ok().and_then(|value| value.as_string()).unwrap_or_default()
}

#[derive(Default)]
struct Styles {
    /// Empty: the browser's own locale.
    locale: String,
    money: HashMap<Currency, NumberStyle>,
    number: Option<NumberStyle>,
    percent: Option<NumberStyle>,
    dates: HashMap<&'static str, Intl::DateTimeFormat>,
}

impl Styles {
    fn locales(&self) -> Array {
        if self.locale.is_empty() { Array::new() } else { Array::of1(&JsValue::from_str(&self.locale)) }
    }
}

thread_local! {
    static STYLES: RefCell<Styles> = RefCell::default();
}

/// Chooses the locale of everything written from now on: `en-US`, `de`; empty for the browser's own.
///
/// A text that is not shaped like a language tag is ignored.
pub fn set_locale(locale: &str) {
    let mut parts = locale.split('-');
    let language = parts.next().unwrap_or_default();
    let alphabetic = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let region = |part: &str| (part.len() == 2 || part.len() == 4) && alphabetic(part);
    let well_formed = locale.is_empty() || ((2..=3).contains(&language.len()) && alphabetic(language) && parts.all(region));
    if well_formed {
        STYLES.with_borrow_mut(|styles| *styles = Styles { locale: locale.to_owned(), ..Styles::default() });
    }
}

/// An amount with its currency's sign: `$1,234.50`, `1.234,50 €`, `−$5.00`.
pub fn money(amount: Money) -> String {
    STYLES.with_borrow_mut(|styles| {
        let locales = styles.locales();
        let currency = amount.currency();
        let options = [("style", "currency"), ("currency", currency.code())];
        styles.money.entry(currency).or_insert_with(|| NumberStyle::from_intl(&locales, &options)).write(&amount.to_plain())
    })
}

/// An amount without its currency, for columns whose header names it: `1,234.50`.
pub fn amount(amount: Money) -> String {
    number_text(&amount.to_plain())
}

/// An exact number with the decimals it has: `1,234.5`.
pub fn decimal(value: Decimal) -> String {
    number_text(&value.to_string())
}

/// A share with `digits` decimals, half up: `0.0825` is `8.25%` with two.
pub fn percent(share: Decimal, digits: u32) -> String {
    let mut value = money::round(share * Decimal::ONE_HUNDRED, digits, Rounding::HalfUp);
    value.rescale(digits);
    STYLES.with_borrow_mut(|styles| {
        let locales = styles.locales();
        styles.percent.get_or_insert_with(|| NumberStyle::from_intl(&locales, &[("style", "percent")])).write(&value.to_string())
    })
}

/// A count with grouping: `100,000`.
pub fn count(count: usize) -> String {
    number_text(&count.to_string())
}

fn number_text(plain: &str) -> String {
    STYLES.with_borrow_mut(|styles| {
        let locales = styles.locales();
        styles.number.get_or_insert_with(|| NumberStyle::from_intl(&locales, &[("style", "decimal")])).write(plain)
    })
}

/// A date: `Jun 30, 2013`, `30 Jun 2013` …
pub fn date(date: NaiveDate) -> String {
    formatted(date, "date", &[("day", "numeric"), ("month", "short"), ("year", "numeric")])
}

/// A date in words, for letters: `June 30, 2013`, `30 June 2013` …
pub fn date_long(date: NaiveDate) -> String {
    formatted(date, "long", &[("day", "numeric"), ("month", "long"), ("year", "numeric")])
}

/// A date with its weekday and without its year, for what lies close: `Sun, Nov 22`.
pub fn day(date: NaiveDate) -> String {
    formatted(date, "day", &[("weekday", "short"), ("day", "numeric"), ("month", "short")])
}

/// A month: `Jun 2013`.
pub fn month(date: NaiveDate) -> String {
    formatted(date, "month", &[("month", "short"), ("year", "numeric")])
}

/// Civil dates have no time zone: they are written as the midnight of UTC, in UTC.
fn formatted(date: NaiveDate, style: &'static str, options: &[(&str, &str)]) -> String {
    let moment = Date::new(&JsValue::from_str("1970-01-01T00:00:00Z"));
    // `u32` years are the constructor's; a date before year 0 does not occur in a ledger.
    moment.set_utc_full_year_with_month_date(date.year().unsigned_abs(), date.month0() as i32, date.day() as i32);
    STYLES.with_borrow_mut(|styles| {
        let locales = styles.locales();
        let formatter = styles.dates.entry(style).or_insert_with(|| {
            let set = Object::new();
            for (name, value) in options.iter().chain(&[("timeZone", "UTC"), ("numberingSystem", "latn"), ("calendar", "gregory")]) {
                set_property(&set, name, value);
            }
            Intl::DateTimeFormat::new(&locales, &set)
        });
        formatter.format().call1(&JsValue::UNDEFINED, &moment).ok().and_then(|text| text.as_string()).unwrap_or_else(|| date.to_string())
    })
}

/// Writes sentences of the core as the screen writes everything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OnScreen;

impl Spelling for OnScreen {
    fn money(&self, amount: Money) -> String {
        money(amount)
    }

    fn date(&self, day: NaiveDate) -> String {
        date(day)
    }
}

/// A count with its noun: `1 invoice`, `1,200 invoices`.
pub fn plural(number: usize, one: &str, many: &str) -> String {
    format!("{}\u{a0}{}", count(number), if number == 1 { one } else { many })
}

/// How late a document is: `12 days past due`, `due today`, `due in 3 days`.
pub fn past_due(days: i64) -> String {
    match days {
        0 => "due today".to_owned(),
        1.. => format!("{} past due", days_text(days)),
        _ => format!("due in {}", days_text(days)),
    }
}

/// A day by its distance from today (negative: past): `yesterday`, `6 days ago`, `in 3 days`.
pub fn relative_day(days: i64) -> String {
    match days {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        2.. => format!("in {}", days_text(days)),
        _ => format!("{} ago", days_text(days)),
    }
}

fn days_text(days: i64) -> String {
    plural(usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX), "day", "days")
}

/// A size in bytes: `640 bytes`, `12 KB`, `3.4 MB`.
pub fn bytes(size: u64) -> String {
    match size {
        0..1_000 => plural(size as usize, "byte", "bytes"),
        1_000..1_000_000 => format!("{}\u{a0}KB", size.div_ceil(1_000)),
        _ => format!("{}\u{a0}MB", decimal(Decimal::new(i64::try_from(size / 100_000).unwrap_or(i64::MAX), 1))),
    }
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn style(prefix: &str, suffix: &str, group: &str, decimal: &str, other_groups: usize) -> NumberStyle {
        let text = str::to_owned;
        NumberStyle { prefix: text(prefix), suffix: text(suffix), group: text(group), decimal: text(decimal), last_group: 3, other_groups }
    }

    #[wasm_bindgen_test]
    fn digits_stay_exact_in_every_style() {
        let dollars = style("$", "", ",", ".", 3);
        let euros = style("", "\u{a0}€", ".", ",", 3);
        let rupees = style("₹", "", ",", ".", 2);
        for (style, plain, expected) in [
            (&dollars, "0.05", "$0.05"),
            (&dollars, "999", "$999"),
            (&dollars, "-1234.50", "\u{2212}$1,234.50"),
            (&dollars, "92233720368547758.07", "$92,233,720,368,547,758.07"),
            (&euros, "1234567.00", "1.234.567,00\u{a0}€"),
            (&rupees, "12345678.90", "₹1,23,45,678.90"),
        ] {
            assert_eq!(style.write(plain), expected);
        }
    }
}
