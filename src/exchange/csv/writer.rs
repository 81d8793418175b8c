//! Writes CSV that opens well and does no harm in a spreadsheet: RFC 4180, CRLF, UTF-8.
//!
//! Text cells cannot become formulas. Numbers and dates have their own methods and are never guarded, so they
//! stay numbers and dates.

use crate::domain::money::Money;
use crate::exchange::text::FORMULA_STARTS;
use chrono::{Datelike, NaiveDate};
use std::fmt::Write;

/// Builds one file, cell by cell.
#[derive(Debug, Clone, Default)]
pub struct CsvWriter {
    out: String,
    cells_in_row: usize,
    empty_row: bool,
}

impl CsvWriter {
    /// An empty file.
    pub fn new() -> Self {
        Self::default()
    }

    /// A file that begins with a byte order mark, by which Excel recognises UTF-8.
    pub fn with_byte_order_mark() -> Self {
        Self { out: "\u{feff}".to_owned(), ..Self::default() }
    }

    /// A text; a leading `= + - @` (also full-width), tab or line end is made harmless by an apostrophe.
    pub fn text(&mut self, text: &str) {
        self.separate(text.is_empty());
        let guard = if text.starts_with(FORMULA_STARTS) { "'" } else { "" };
        let quoted = text.contains([',', '"', '\r', '\n', '\t', ';']) || text.starts_with(' ') || text.ends_with(' ');
        if !quoted {
            self.out.push_str(guard);
            self.out.push_str(text);
            return;
        }
        self.out.push('"');
        self.out.push_str(guard);
        for (index, part) in text.split('"').enumerate() {
            if index > 0 {
                self.out.push_str("\"\"");
            }
            self.out.push_str(part);
        }
        self.out.push('"');
    }

    /// An amount as a plain number such as `-1234.50`; its currency needs a column of its own.
    pub fn money(&mut self, amount: Money) {
        self.separate(false);
        self.out.push_str(&amount.to_plain());
    }

    /// A whole number.
    pub fn integer(&mut self, number: i64) {
        self.separate(false);
        self.append(format_args!("{number}"));
    }

    /// A date as `2013-06-30`.
    pub fn date(&mut self, date: NaiveDate) {
        self.separate(false);
        self.append(format_args!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day()));
    }

    /// An empty cell.
    pub fn blank(&mut self) {
        self.separate(true);
    }

    /// Ends the row.
    pub fn end_row(&mut self) {
        if self.cells_in_row == 1 && self.empty_row {
            self.out.push_str("\"\""); // a blank line would not count as a row
        }
        self.out.push_str("\r\n");
        self.cells_in_row = 0;
    }

    /// The file.
    pub fn finish(self) -> String {
        self.out
    }

    fn separate(&mut self, empty: bool) {
        if self.cells_in_row > 0 {
            self.out.push(',');
        }
        self.cells_in_row += 1;
        self.empty_row = empty;
    }

    fn append(&mut self, arguments: std::fmt::Arguments<'_>) {
        // Writing to a `String` cannot fail.
        let _ = self.out.write_fmt(arguments);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::currency::Currency;

    fn check(text: &str, expected: &str) {
        let mut writer = CsvWriter::new();
        writer.text(text);
        assert_eq!(writer.finish(), expected, "{text:?}");
    }

    #[test]
    fn text_cells_are_quoted_and_harmless() {
        check("Acme", "Acme");
        check("a,b", "\"a,b\"");
        check("say \"x\"", "\"say \"\"x\"\"\"");
        check("two\nlines", "\"two\nlines\"");
        check("=1+1", "'=1+1");
        check("+49 30", "'+49 30");
        check("-5", "'-5");
        check("@cmd", "'@cmd");
        check("\tx", "\"'\tx\"");
        check("\rx", "\"'\rx\"");
        check("\n=x", "\"'\n=x\"");
        for (text, expected) in [("＝1", "'＝1"), ("＋1", "'＋1"), ("－1", "'－1"), ("＠x", "'＠x"), ("1＝", "1＝")] {
            check(text, expected);
        }
        check("=a,\"b\"", "\"'=a,\"\"b\"\"\"");
        check("<img src=x>", "<img src=x>");
    }

    #[test]
    fn numbers_and_dates_stay_what_they_are() {
        let mut writer = CsvWriter::with_byte_order_mark();
        writer.text("no");
        writer.money(Money::from_minor(-123_450, Currency::USD));
        writer.integer(-3);
        writer.date(NaiveDate::from_ymd_opt(2013, 6, 30).unwrap());
        writer.blank();
        writer.end_row();
        writer.blank();
        writer.end_row();
        assert_eq!(writer.finish(), "\u{feff}no,-1234.50,-3,2013-06-30,\r\n\"\"\r\n");
    }
}
