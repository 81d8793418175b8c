//! The written agreement on a payment plan, in the customer's language, with every point of the checklist in domain rules §6.
//!
//! A proposal, like every text: the owner reads it before it is put on record, and then its words are kept as they are
//! ([`Agreement`](crate::domain::agreement::Agreement)). What is not known is a blank to fill in by hand. What the owner should know before
//! signing is in [`notes`]; it is not printed.

mod notes;
mod tables;
#[cfg(test)]
mod tests;

pub use notes::notes;

use super::message_text::{Words, language_of, long_date_in, payment_block, written_amount_in};
use super::postal_address::own_country;
use crate::domain::agreement::{AgreementPart, AgreementWords};
use crate::domain::application::Part;
use crate::domain::approach::Language;
use crate::domain::ledger::Ledger;
use crate::domain::message::DueItem;
use crate::domain::money::Money;
use crate::domain::plan::Plan;
use crate::domain::schedule::InterestPeriods;
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// What is left open, to be filled in by hand.
const BLANK: &str = "______________________________";

/// What the owner decides beside the plan itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementChoices {
    /// The language of the words.
    pub language: Language,
    /// The day of the agreement.
    pub made: NaiveDate,
    /// What a late payment costs; `None` for nothing.
    pub late_fee: Option<Money>,
    /// The country whose law applies; empty while not known.
    pub law: String,
}

impl AgreementChoices {
    /// What is proposed: the language of messages to the customer, no late fee, and the law of the owner's country, else of the customer's.
    pub fn proposed(ledger: &Ledger, plan: &Plan, made: NaiveDate) -> Self {
        let theirs = || ledger.customer(plan.customer).map(|customer| customer.details.country.clone());
        let law = own_country(ledger).or_else(theirs).unwrap_or_default();
        Self { language: language_of(ledger, plan.customer), made, late_fee: None, law }
    }
}

/// The words of an agreement on a plan.
pub fn words(ledger: &Ledger, plan: &Plan, choices: &AgreementChoices) -> AgreementWords {
    let writer = Writer { ledger, plan, choices, texts: Texts::of(choices.language) };
    let parts = vec![
        writer.parties(),
        writer.debt(),
        writer.payments(),
        writer.method(),
        writer.interest(),
        writer.late(),
        writer.order(),
        writer.default(),
        writer.plain("costs", &[]),
        writer.plain("waiver", &[]),
        writer.help(),
        writer.plain("limitation", &[]),
        writer.plain("law", &[("{law}", or_blank(&choices.law))]),
        writer.plain("changes", &[]),
        writer.signatures(),
    ];
    AgreementWords { language: choices.language, title: writer.texts.get("title").to_owned(), parts }
}

fn or_blank(text: &str) -> String {
    if text.trim().is_empty() { BLANK.to_owned() } else { text.trim().to_owned() }
}

/// The words of one language: `key: text`, the same keys in each.
#[derive(Clone, Copy)]
struct Texts(&'static str);

impl Texts {
    const fn of(language: Language) -> Self {
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

    fn get(self, key: &str) -> &'static str {
        self.0.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": ")).unwrap_or_default()
    }

    fn with(self, key: &str, holes: &[(&str, String)]) -> String {
        holes.iter().fold(self.get(key).to_owned(), |text, (hole, value)| text.replacen(hole, value, 1))
    }
}

struct Writer<'a> {
    ledger: &'a Ledger,
    plan: &'a Plan,
    choices: &'a AgreementChoices,
    texts: Texts,
}

impl Writer<'_> {
    fn amount(&self, amount: Money) -> String {
        written_amount_in(amount, self.choices.language)
    }

    fn date(&self, day: NaiveDate) -> String {
        long_date_in(day, self.choices.language)
    }

    fn rate(&self, percent: Decimal) -> String {
        let text = percent.normalize().to_string();
        if self.choices.language == Language::En { format!("{text}%") } else { format!("{}\u{a0}%", text.replace('.', ",")) }
    }

    fn part(&self, key: &str, text: String, rows: Vec<Vec<String>>) -> AgreementPart {
        AgreementPart { heading: self.texts.get(key).to_owned(), text, rows }
    }

    /// A point that is one text with holes.
    fn plain(&self, key: &str, holes: &[(&str, String)]) -> AgreementPart {
        self.part(key, self.texts.with(&format!("{key}.text"), holes), Vec::new())
    }

    fn head(&self, keys: &[&str]) -> Vec<String> {
        keys.iter().map(|key| self.texts.get(key).to_owned()).collect()
    }

    /// The sum of one currency; a plan has no other.
    fn sum(&self, amounts: impl Iterator<Item = Money>) -> Money {
        let currency = self.plan.instalments.first().map_or(self.ledger.settings().home_currency, |first| first.amount.currency());
        Money::from_minor(amounts.map(Money::minor).sum(), currency)
    }

    fn parties(&self) -> AgreementPart {
        let business = &self.ledger.settings().business;
        let customer = self.ledger.customer(self.plan.customer).map(|found| &found.details);
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

    fn method(&self) -> AgreementPart {
        let covers: Vec<DueItem> = self.documents().iter().map(|(document, _)| DueItem::Invoice(document.id)).collect();
        let block = |totals: &[Money]| payment_block(self.ledger, self.plan.customer, &covers, totals, Words::of(self.choices.language));
        // A link names an amount, so it is given only where there is no other way.
        let first: Vec<Money> = self.plan.instalments.iter().take(1).map(|part| part.amount).collect();
        let how = Some(block(&[])).filter(|how| !how.is_empty()).unwrap_or_else(|| block(&first));
        self.part("method", format!("{}\n{}", self.texts.get("method.text"), or_blank(&how)), Vec::new())
    }

    fn interest(&self) -> AgreementPart {
        let interest = self.sum(self.plan.instalments.iter().map(|part| part.interest));
        let text = if interest.is_positive() {
            let holes =
                [("{rate}", self.rate(self.plan.rate_pct)), ("{method}", self.interest_method()), ("{amount}", self.amount(interest))];
            let free = self.plan.terms.as_ref().and_then(|terms| terms.interest_free);
            let free = free.map(|free| format!(" {}", self.texts.with("interest.free", &[("{amount}", self.amount(free))])));
            self.texts.with("interest.some", &holes) + &free.unwrap_or_default()
        } else {
            self.texts.with("interest.none", &[("{rate}", self.rate(Decimal::ZERO))])
        };
        self.part("interest", text, Vec::new())
    }

    /// How the interest of a period is counted; dates of one's own always count days.
    fn interest_method(&self) -> String {
        let terms = self.plan.terms.as_ref();
        let year_days = terms.and_then(|terms| match terms.interest {
            InterestPeriods::Actual { year_days } => Some(year_days),
            InterestPeriods::Equal => (!terms.own.is_empty()).then_some(365),
        });
        match year_days {
            Some(days) => self.texts.with("interest.days", &[("{year}", days.to_string())]),
            None => self.texts.get("interest.equal").to_owned(),
        }
    }

    fn late(&self) -> AgreementPart {
        let cure = self.texts.with("late.cure", &[("{days}", self.cure_days())]);
        let fee = match self.choices.late_fee {
            Some(fee) => self.texts.with("late.fee", &[("{fee}", self.amount(fee))]),
            None => self.texts.get("late.none").to_owned(),
        };
        self.part("late", format!("{cure} {fee}"), Vec::new())
    }

    /// The cure period of the plan's own rules: “7 working days”.
    fn cure_days(&self) -> String {
        let rules = self.plan.rules;
        let number = if rules.cure_days == 1 { "day.one" } else { "day.many" };
        let key = if rules.cure_by_working_days { format!("{number}.working") } else { number.to_owned() };
        self.texts.with(&key, &[("{n}", rules.cure_days.to_string())])
    }

    fn default(&self) -> AgreementPart {
        let rules = self.plan.rules;
        let when = if rules.missed_for_default > 1 { "default.several" } else { "default.one" };
        let when = self.texts.with(when, &[("{missed}", rules.missed_for_default.to_string()), ("{days}", self.cure_days())]);
        let then = self.texts.get(if rules.accelerates { "default.accelerates" } else { "default.goes_on" });
        self.part("default", format!("{when} {then}"), Vec::new())
    }

    fn order(&self) -> AgreementPart {
        let name = |part: Part| {
            let key = match part {
                Part::Costs => "part.costs",
                Part::Interest => "part.interest",
                Part::Principal => "part.principal",
            };
            self.texts.get(key).to_owned()
        };
        let text = match self.ledger.policy_on(self.plan.accepted).application.parts {
            None => self.texts.get("order.oldest").to_owned(),
            Some(order) => {
                let [first, second, third] = order.parts();
                self.texts.with("order.parts", &[("{1}", name(first)), ("{2}", name(second)), ("{3}", name(third))])
            }
        };
        self.part("order", text, Vec::new())
    }

    fn help(&self) -> AgreementPart {
        let business = &self.ledger.settings().business;
        let known: Vec<&str> =
            [&business.name, &business.phone, &business.email].into_iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
        self.part("help", format!("{}\n{}", self.texts.get("help.text"), or_blank(&known.join(", "))), Vec::new())
    }

    fn signatures(&self) -> AgreementPart {
        let line = |name: &str| vec![self.texts.get("sign.line").to_owned(), or_blank(name)];
        let rows = vec![line(&self.ledger.settings().business.name), line(self.ledger.customer_name(self.plan.customer))];
        self.part("sign", self.texts.with("sign.text", &[("{date}", self.date(self.choices.made))]), rows)
    }
}
