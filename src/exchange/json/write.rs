//! Writing a ledger file. Canonical: the order of fields is fixed, what is empty is left out, no white space but one
//! line per record.
//!
//! Written by hand for speed; the tests hold it against the domain's own serializers. Every record is taken apart by
//! name in `write_record`, so a field added to the domain does not compile until it is written here.

use super::{FORMAT, MIN_READER, VERSION};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use chrono::{Datelike, NaiveDate};
use serde::Serialize;

/// The ledger as a JSON file in UTF-8.
pub fn export_ledger(ledger: &Ledger) -> String {
    let facts = ledger.facts();
    let records = facts.invoices.len() + facts.payments.len() + facts.allocations.len() + facts.credit_notes.len();
    let mut out = Out::with_capacity(4096 + records * 150 + facts.customers.len() * 200 + facts.messages.len() * 1000);
    out.raw("{\n\"format\":\"");
    out.raw(FORMAT);
    out.raw("\",\n\"version\":");
    out.number(VERSION);
    out.raw(",\n\"min_reader\":");
    out.number(MIN_READER);
    out.raw(",\n\"app\":\"");
    out.raw(env!("CARGO_PKG_VERSION"));
    out.raw("\",\n");
    super::write_record::facts(&mut out, facts);
    out.raw("\n}\n");
    out.text
}

/// JSON text that grows. Fields put their own commas.
pub(super) struct Out {
    text: String,
}

impl Out {
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes) }
    }

    #[cfg(test)]
    pub(super) fn into_text(self) -> String {
        self.text
    }

    pub(super) fn raw(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// A comma, unless something just began.
    fn comma(&mut self) {
        if !matches!(self.text.as_bytes().last(), Some(b'{' | b'[')) {
            self.text.push(',');
        }
    }

    /// The name of a field; `name` needs no escapes.
    pub(super) fn key(&mut self, name: &str) {
        self.comma();
        self.text.push('"');
        self.text.push_str(name);
        self.text.push_str("\":");
    }

    pub(super) fn record(&mut self, write: impl FnOnce(&mut Self)) {
        self.text.push('{');
        write(self);
        self.text.push('}');
    }

    /// A list on one line.
    pub(super) fn list<T>(&mut self, items: &[T], write: impl Fn(&mut Self, &T)) {
        self.text.push('[');
        for (place, item) in items.iter().enumerate() {
            if place > 0 {
                self.text.push(',');
            }
            write(self, item);
        }
        self.text.push(']');
    }

    /// A list of the file itself: one record per line.
    pub(super) fn lines<T>(&mut self, name: &str, items: &[T], write: impl Fn(&mut Self, &T)) {
        self.text.push_str(",\n\"");
        self.text.push_str(name);
        self.text.push_str("\":[");
        for (place, item) in items.iter().enumerate() {
            self.text.push_str(if place > 0 { ",\n" } else { "\n" });
            write(self, item);
        }
        self.text.push_str(if items.is_empty() { "]" } else { "\n]" });
    }

    /// A list of the file itself that is left out while it is empty; its records are written as the domain writes them.
    pub(super) fn lines_if_any<T: Serialize>(&mut self, name: &str, items: &[T]) {
        if !items.is_empty() {
            self.lines(name, items, |out, item| out.serialized(item));
        }
    }

    /// A value as the domain writes it. For what there is little of; long lists are written by hand.
    pub(super) fn serialized(&mut self, value: &impl Serialize) {
        // Plain records of texts, numbers and dates cannot fail to be written.
        self.text.push_str(&serde_json::to_string(value).unwrap_or_default());
    }

    pub(super) fn number(&mut self, value: i64) {
        if value < 0 {
            self.text.push('-');
        }
        self.digits(value.unsigned_abs(), 1);
    }

    /// Decimal digits, with leading zeros up to `least` digits.
    fn digits(&mut self, mut value: u64, least: usize) {
        let mut buffer = [b'0'; 20];
        let mut start = buffer.len();
        while value > 0 || buffer.len() - start < least {
            start -= 1;
            buffer[start] = b'0' + (value % 10) as u8;
            value /= 10;
        }
        self.text.extend(buffer[start..].iter().map(|digit| char::from(*digit)));
    }

    pub(super) fn field_number(&mut self, name: &str, value: impl Into<i64>) {
        self.key(name);
        self.number(value.into());
    }

    /// A field that is there only when it is true.
    pub(super) fn field_flag(&mut self, name: &str, value: bool) {
        if value {
            self.key(name);
            self.raw("true");
        }
    }

    pub(super) fn string(&mut self, text: &str) {
        self.text.push('"');
        let mut written = 0;
        for (place, byte) in text.bytes().enumerate() {
            if byte >= b' ' && byte != b'"' && byte != b'\\' {
                continue;
            }
            self.text.push_str(&text[written..place]);
            written = place + 1;
            match byte {
                b'"' => self.raw("\\\""),
                b'\\' => self.raw("\\\\"),
                b'\n' => self.raw("\\n"),
                b'\r' => self.raw("\\r"),
                b'\t' => self.raw("\\t"),
                8 => self.raw("\\b"),
                12 => self.raw("\\f"),
                _ => {
                    self.raw(if byte < 16 { "\\u000" } else { "\\u001" });
                    self.text.push(char::from(b"0123456789abcdef"[usize::from(byte & 15)]));
                }
            }
        }
        self.text.push_str(&text[written..]);
        self.text.push('"');
    }

    pub(super) fn field_text(&mut self, name: &str, text: &str) {
        self.key(name);
        self.string(text);
    }

    /// A field that is there only when it is not empty.
    pub(super) fn field_text_if_any(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.field_text(name, text);
        }
    }

    pub(super) fn date(&mut self, date: NaiveDate) {
        self.text.push('"');
        match u64::try_from(date.year()) {
            Ok(year @ 0..=9999) => {
                self.digits(year, 4);
                self.text.push('-');
                self.digits(u64::from(date.month()), 2);
                self.text.push('-');
                self.digits(u64::from(date.day()), 2);
            }
            _ => self.text.push_str(&date.to_string()),
        }
        self.text.push('"');
    }

    pub(super) fn field_date(&mut self, name: &str, date: NaiveDate) {
        self.key(name);
        self.date(date);
    }

    pub(super) fn field_date_if_any(&mut self, name: &str, date: Option<NaiveDate>) {
        if let Some(date) = date {
            self.field_date(name, date);
        }
    }

    pub(super) fn money(&mut self, money: Money) {
        self.text.push_str(if money.minor() < 0 { "\"-" } else { "\"" });
        let magnitude = money.minor().unsigned_abs();
        let digits = money.currency().minor_digits();
        if digits == 0 {
            self.digits(magnitude, 1);
        } else {
            let unit = 10_u64.pow(digits);
            self.digits(magnitude / unit, 1);
            self.text.push('.');
            self.digits(magnitude % unit, digits as usize);
        }
        self.text.push(' ');
        self.text.push_str(money.currency().code());
        self.text.push('"');
    }

    pub(super) fn field_money(&mut self, name: &str, money: Money) {
        self.key(name);
        self.money(money);
    }
}
