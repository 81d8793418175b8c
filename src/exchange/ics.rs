//! Calendar files (iCalendar, RFC 5545): all-day entries that any calendar program takes in.
//!
//! Lines end in CR LF and are folded at 75 bytes, never inside a character; texts are escaped. An entry's `UID` is given
//! by the caller and stays the same from export to export, so that importing again replaces instead of doubling.

use chrono::NaiveDate;

/// One all-day entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarEntry {
    /// Unique and lasting, such as `promise-12`.
    pub uid: String,
    /// The day.
    pub on: NaiveDate,
    /// The title.
    pub summary: String,
    /// More words; may be empty.
    pub description: String,
}

/// The most bytes of a line before it is folded.
const LINE_BYTES: usize = 75;

/// The entries as a calendar file. `stamped` is the day of the export, as the format demands one.
pub fn calendar_file(entries: &[CalendarEntry], stamped: NaiveDate) -> String {
    let mut file = String::new();
    let mut line = |text: &str| fold(&mut file, text);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Recoup//Receivables//EN");
    for entry in entries {
        line("BEGIN:VEVENT");
        line(&format!("UID:{}@recoup", escaped(&entry.uid)));
        line(&format!("DTSTAMP:{}T000000Z", stamped.format("%Y%m%d")));
        line(&format!("DTSTART;VALUE=DATE:{}", entry.on.format("%Y%m%d")));
        line(&format!("SUMMARY:{}", escaped(&entry.summary)));
        if !entry.description.is_empty() {
            line(&format!("DESCRIPTION:{}", escaped(&entry.description)));
        }
        line("TRANSP:TRANSPARENT");
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    file
}

/// Backslash, comma, semicolon and line breaks as RFC 5545 §3.3.11 has them; other control characters are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ',' | ';' => out.extend(['\\', letter]),
            '\n' | '\r' => out.push_str("\\n"),
            _ if letter.is_control() => {}
            _ => out.push(letter),
        }
    }
    out
}

/// Adds a line in pieces of at most 75 bytes; continued ones begin with a space.
fn fold(file: &mut String, text: &str) {
    let mut length = 0;
    for letter in text.chars() {
        if length + letter.len_utf8() > LINE_BYTES {
            file.push_str("\r\n ");
            length = 1;
        }
        file.push(letter);
        length += letter.len_utf8();
    }
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(summary: &str) -> String {
        let (on, stamped) = ("2026-03-02".parse().unwrap(), "2026-02-28".parse().unwrap());
        let entry = CalendarEntry { uid: "promise-1".to_owned(), on, summary: summary.to_owned(), description: String::new() };
        calendar_file(&[entry], stamped)
    }

    #[test]
    fn an_entry_has_what_the_format_demands() {
        let expected = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Recoup//Receivables//EN\r\nBEGIN:VEVENT\r\n\
            UID:promise-1@recoup\r\nDTSTAMP:20260228T000000Z\r\nDTSTART;VALUE=DATE:20260302\r\nSUMMARY:Ada\r\n\
            TRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        assert_eq!(file("Ada"), expected);
    }

    #[test]
    fn texts_cannot_add_lines_or_fields() {
        let check = |summary: &str, expected: &str| {
            let file = file(summary);
            let line = file.lines().find(|line| line.starts_with("SUMMARY:")).unwrap();
            assert_eq!(line, format!("SUMMARY:{expected}"));
            assert_eq!(file.matches("BEGIN:VEVENT").count() - line.matches("BEGIN:VEVENT").count(), 1);
        };
        check("a,b;c\\d", "a\\,b\\;c\\\\d");
        check("one\r\nEND:VEVENT\ntwo\rthree", "one\\nEND:VEVENT\\ntwo\\nthree");
        check("tab\tbell\u{7}", "tabbell");
    }

    #[test]
    fn long_lines_are_folded_between_characters_and_unfold_to_the_same() {
        for summary in ["x".repeat(200), "é".repeat(100), "株式会社".repeat(40)] {
            let file = file(&summary);
            assert!(file.split("\r\n").all(|line| line.len() <= LINE_BYTES));
            assert!(file.replace("\r\n ", "").contains(&format!("SUMMARY:{summary}\r\n")));
        }
    }
}
