//! The credit file of a customer: the application for credit, and what the owner checked before giving it.
//!
//! Records, no rules: what of it matters for an order is said by `reports::credit_decision`.

use super::calendar::add_days;
use super::money::Money;
use super::text_rules::limits;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The most references on file.
pub const MOST_REFERENCES: usize = 12;

/// The furthest day of a review that is entered: ten years.
const MOST_REVIEW_DAYS: i64 = 3653;

/// Somebody who was asked about the customer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TradeReference {
    /// Who was asked. Never empty.
    pub who: String,
    /// What they said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub said: String,
    /// The day they were asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
}

/// What a credit agency says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AgencyScore {
    /// Which agency. Never empty.
    pub agency: String,
    /// The score in the agency's own words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub score: String,
    /// The day of the report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
}

/// What a credit insurer would pay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditInsurance {
    /// How much at most.
    pub amount: Money,
    /// Who insures.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub insurer: String,
    /// The last day of the insurance; `None` while no end is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

/// What is on file about a customer's credit. Everything is optional.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CreditFile {
    /// The day the application for credit was received.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applied: Option<NaiveDate>,
    /// Legal form and registration.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub legal_form: String,
    /// Tax or VAT number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tax_number: String,
    /// Who was asked about them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<TradeReference>,
    /// What a credit agency says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<AgencyScore>,
    /// What is insured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insured: Option<CreditInsurance>,
    /// Whether somebody stands in for them personally, and who.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub guarantee: String,
    /// The day on which their credit is to be looked at again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<NaiveDate>,
    /// The owner's own note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// One text of a credit file: the name of its field, what it is, the text, its most characters, and whether it may have lines.
pub(crate) type FileText<'a> = (&'static str, &'static str, &'a str, usize, bool);

impl CreditFile {
    /// Whether nothing is on file.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The file with its texts trimmed and without references that say nothing.
    pub(crate) fn trimmed(mut self) -> Self {
        let trim = |text: &mut String| *text = text.trim().to_owned();
        [&mut self.legal_form, &mut self.tax_number, &mut self.guarantee, &mut self.note].into_iter().for_each(trim);
        self.references.iter_mut().for_each(|one| [&mut one.who, &mut one.said].into_iter().for_each(trim));
        self.references.retain(|one| *one != TradeReference::default());
        self.agency.iter_mut().for_each(|one| [&mut one.agency, &mut one.score].into_iter().for_each(trim));
        self.agency = self.agency.filter(|one| *one != AgencyScore::default());
        self.insured.iter_mut().for_each(|one| trim(&mut one.insurer));
        self
    }

    /// Every text with the rule it is held to.
    pub(crate) fn texts(&self) -> Vec<FileText<'_>> {
        let mut texts = vec![
            ("legal_form", "The legal form", self.legal_form.as_str(), limits::NAME, false),
            ("tax_number", "The tax number", &self.tax_number, limits::TAX_NUMBER, false),
            ("guarantee", "The guarantee", &self.guarantee, limits::NAME, false),
            ("credit-note", "The note on credit", &self.note, limits::NOTE, true),
        ];
        for one in &self.references {
            texts.push(("references", "The name of a reference", &one.who, limits::NAME, false));
            texts.push(("references", "What a reference said", &one.said, limits::REASON, true));
        }
        if let Some(one) = &self.agency {
            texts.push(("agency", "The name of the agency", &one.agency, limits::NAME, false));
            texts.push(("score", "The score", &one.score, limits::NAME, false));
        }
        texts.extend(self.insured.iter().map(|one| ("insurer", "The name of the insurer", one.insurer.as_str(), limits::NAME, false)));
        texts
    }

    /// The days on which something happened, which cannot lie ahead; each with the name of its field and what it is.
    pub(crate) fn past_days(&self) -> impl Iterator<Item = (&'static str, &'static str, NaiveDate)> {
        let applied = self.applied.map(|on| ("applied", "The day of the application", on));
        let agency = self.agency.as_ref().and_then(|one| one.on).map(|on| ("agency_on", "The day of the score", on));
        let asked = self.references.iter().filter_map(|one| one.on).map(|on| ("references", "The day a reference was asked", on));
        applied.into_iter().chain(agency).chain(asked)
    }

    /// What is wrong with a day that is entered for the next review; nothing with the one that is on file.
    pub fn review_problem(&self, review: NaiveDate, today: NaiveDate) -> Option<&'static str> {
        if self.review == Some(review) {
            None
        } else if review < today {
            Some("The next review is a day to come. Leave it empty when there is none.")
        } else if review > add_days(today, MOST_REVIEW_DAYS) {
            Some("That is more than ten years away. Check the year.")
        } else {
            None
        }
    }

    /// The insurance in force on a day.
    pub fn insured_on(&self, day: NaiveDate) -> Option<&CreditInsurance> {
        self.insured.as_ref().filter(|one| one.until.is_none_or(|until| day <= until))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_review_is_a_day_to_come_unless_it_is_on_file_already() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        let (today, file) = (date("2026-11-23"), CreditFile { review: Some(date("2025-01-31")), ..CreditFile::default() });
        let fits = |day: &str| file.review_problem(date(day), today).is_none();
        assert!(fits("2025-01-31") && fits("2026-11-23") && fits("2036-11-20"));
        assert!(!fits("2026-11-22") && !fits("1950-01-01") && !fits("2099-01-01"));
    }
}
