//! The words of each language, one file per language: `key: text`. Dates and amounts as the language writes them, so that no
//! reader can misread them: months in words, amounts with the currency's code.

use crate::domain::approach::Language;
use crate::domain::money::Money;
use chrono::{Datelike, NaiveDate};

/// The words of one language.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    language: Language,
    file: &'static str,
}

impl Words {
    /// The words of a language.
    pub const fn of(language: Language) -> Self {
        let file = match language {
            Language::En => include_str!("languages/en.txt"),
            Language::Es => include_str!("languages/es.txt"),
            Language::De => include_str!("languages/de.txt"),
            Language::Fr => include_str!("languages/fr.txt"),
            Language::Pt => include_str!("languages/pt.txt"),
            Language::It => include_str!("languages/it.txt"),
            Language::Nl => include_str!("languages/nl.txt"),
        };
        Self { language, file }
    }

    /// The text of a key. A test holds that every language has every key.
    pub fn get(self, key: &str) -> &'static str {
        self.file.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": ")).unwrap_or_default()
    }

    /// A text with its holes filled: `{n}` and the like.
    pub(in crate::reports) fn with(self, key: &str, holes: &[(&str, &str)]) -> String {
        holes.iter().fold(self.get(key).to_owned(), |text, (hole, value)| text.replacen(hole, value, 1))
    }

    /// A label and what it says: French puts a space before the colon.
    pub(super) fn labelled(self, key: &str) -> String {
        let colon = if self.language == Language::Fr { " :" } else { ":" };
        format!("{}{colon}", self.get(key))
    }

    /// The lines of its file.
    #[cfg(test)]
    pub(super) fn lines(self) -> std::str::Lines<'static> {
        self.file.lines()
    }

    /// The language.
    pub const fn language(self) -> Language {
        self.language
    }
}

/// A date in words that no reader can misread: `30 June 2013`, `30. Juni 2013`, `30 de junio de 2013`.
pub fn long_date_in(date: NaiveDate, language: Language) -> String {
    let (day, year) = (date.day(), date.year());
    let month = Words::of(language).get("months").split(' ').nth(date.month0() as usize).unwrap_or_default();
    match language {
        Language::De => format!("{day}. {month} {year}"),
        Language::Es | Language::Pt => format!("{day} de {month} de {year}"),
        Language::Fr if day == 1 => format!("1er {month} {year}"),
        _ => format!("{day} {month} {year}"),
    }
}

/// An amount for a letter, with its code and thousands grouped: `USD 1,234.50`, `1.234,50 EUR`.
pub fn written_amount_in(amount: Money, language: Language) -> String {
    // A thin space that does not break would not survive every mail program; the usual one that does not break does.
    let (group, point) = match language {
        Language::En => (',', '.'),
        Language::Fr => ('\u{a0}', ','),
        _ => ('.', ','),
    };
    let plain = amount.to_plain();
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut text = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            text.push(group);
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push(point);
        text.push_str(fraction);
    }
    let code = amount.currency();
    if language == Language::En { format!("{sign}{code} {text}") } else { format!("{sign}{text} {code}") }
}
