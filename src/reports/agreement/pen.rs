//! What every written agreement needs: texts, amounts and dates in one language, who the sides are, how to pay, where to sign.

use crate::domain::agreement::AgreementPart;
use crate::domain::approach::Language;
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::message::DueItem;
use crate::domain::money::Money;
use crate::reports::message_text::{Words, long_date_in, payment_block, written_amount_in};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// What is left open, to be filled in by hand.
pub(super) const BLANK: &str = "______________________________";

pub(super) fn or_blank(text: &str) -> String {
    if text.trim().is_empty() { BLANK.to_owned() } else { text.trim().to_owned() }
}

/// The words of one language: `key: text`, the same keys in each.
#[derive(Clone, Copy)]
pub(super) struct Texts(pub(super) &'static str);

impl Texts {
    pub(super) const fn of(language: Language) -> Self {
        Self(match language {
            Language::En => include_str!("languages/en.txt"),
            Language::Es => include_str!("languages/es.txt"),
            Language::De => include_str!("languages/de.txt"),
            Language::Fr => include_str!("languages/fr.txt"),
            Language::Pt => include_str!("languages/pt.txt"),
            Language::It => include_str!("languages/it.txt"),
            Language::Nl => include_str!("languages/nl.txt"),
        })
    }

    pub(super) fn get(self, key: &str) -> &'static str {
        self.0.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": ")).unwrap_or_default()
    }

    pub(super) fn with(self, key: &str, holes: &[(&str, String)]) -> String {
        holes.iter().fold(self.get(key).to_owned(), |text, (hole, value)| text.replacen(hole, value, 1))
    }
}

/// Writes to one customer in one language.
pub(super) struct Pen<'a> {
    pub(super) ledger: &'a Ledger,
    pub(super) customer: CustomerId,
    pub(super) language: Language,
    pub(super) texts: Texts,
}

impl<'a> Pen<'a> {
    pub(super) fn of(ledger: &'a Ledger, customer: CustomerId, language: Language) -> Self {
        Self { ledger, customer, language, texts: Texts::of(language) }
    }

    pub(super) fn amount(&self, amount: Money) -> String {
        written_amount_in(amount, self.language)
    }

    pub(super) fn date(&self, day: NaiveDate) -> String {
        long_date_in(day, self.language)
    }

    pub(super) fn rate(&self, percent: Decimal) -> String {
        let text = percent.normalize().to_string();
        if self.language == Language::En { format!("{text}%") } else { format!("{}\u{a0}%", text.replace('.', ",")) }
    }

    pub(super) fn part(&self, key: &str, text: String, rows: Vec<Vec<String>>) -> AgreementPart {
        AgreementPart { heading: self.texts.get(key).to_owned(), text, rows }
    }

    /// A point that is one text with holes.
    pub(super) fn plain(&self, key: &str, holes: &[(&str, String)]) -> AgreementPart {
        self.part(key, self.texts.with(&format!("{key}.text"), holes), Vec::new())
    }

    pub(super) fn head(&self, keys: &[&str]) -> Vec<String> {
        keys.iter().map(|key| self.texts.get(key).to_owned()).collect()
    }

    pub(super) fn parties(&self) -> AgreementPart {
        let business = &self.ledger.settings().business;
        let customer = self.ledger.customer(self.customer).map(|found| &found.details);
        let side = |key: &str, name: &str, address: &str, country: &str| {
            let mut lines: Vec<String> = address.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
            if lines.is_empty() {
                lines.push(format!("{}: {BLANK}", self.texts.get("address")));
            }
            if !country.is_empty() && lines.last().is_none_or(|last| !last.eq_ignore_ascii_case(country)) {
                lines.push(country.to_owned());
            }
            format!("{}:\n{}\n{}", self.texts.get(key), or_blank(name), lines.join("\n"))
        };
        let owner = side("creditor", &business.name, &business.address, "");
        let them = customer.map_or_else(|| side("customer", "", "", ""), |one| side("customer", &one.name, &one.address, &one.country));
        self.part("parties", format!("{}\n\n{owner}\n\n{them}", self.texts.get("parties.text")), Vec::new())
    }

    pub(super) fn help(&self) -> AgreementPart {
        let business = &self.ledger.settings().business;
        let known: Vec<&str> =
            [&business.name, &business.phone, &business.email].into_iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
        self.part("help", format!("{}\n{}", self.texts.get("help.text"), or_blank(&known.join(", "))), Vec::new())
    }

    /// How to pay: what the first sums that have a way to pay give.
    pub(super) fn method(&self, covers: &[DueItem], sums: &[&[Money]]) -> AgreementPart {
        let block = |totals: &&[Money]| payment_block(self.ledger, self.customer, covers, totals, Words::of(self.language));
        let how = sums.iter().map(block).find(|how| !how.is_empty()).unwrap_or_default();
        self.part("method", format!("{}\n{}", self.texts.get("method.text"), or_blank(&how)), Vec::new())
    }

    pub(super) fn signatures(&self, made: NaiveDate) -> AgreementPart {
        let line = |name: &str| vec![self.texts.get("sign.line").to_owned(), or_blank(name)];
        let rows = vec![line(&self.ledger.settings().business.name), line(self.ledger.customer_name(self.customer))];
        self.part("sign", self.texts.with("sign.text", &[("{date}", self.date(made))]), rows)
    }
}
