//! The written agreement on a payment plan, in the customer's language, with every point of the checklist in domain rules §6.
//!
//! A proposal, like every text: the owner reads it before it is put on record, and then its words are kept as they are
//! ([`Agreement`](crate::domain::agreement::Agreement)). What is not known is a blank to fill in by hand. What the owner should know before
//! signing is in [`notes`]; it is not printed.

mod notes;
mod pen;
mod settlement;
mod tables;
#[cfg(test)]
mod tests;

pub use notes::notes;
pub use settlement::settlement_words;

use super::message_text::language_of;
use super::postal_address::own_country;
use crate::domain::agreement::{AgreementPart, AgreementWords};
use crate::domain::application::Part;
use crate::domain::approach::Language;
use crate::domain::ids::CustomerId;
use crate::domain::late_fee::Charge;
use crate::domain::ledger::Ledger;
use crate::domain::message::DueItem;
use crate::domain::money::Money;
use crate::domain::plan::Plan;
use crate::domain::schedule::InterestPeriods;
use chrono::NaiveDate;
use pen::{Pen, or_blank};
use rust_decimal::Decimal;

/// What the owner decides beside the plan itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementChoices {
    /// The language of the words.
    pub language: Language,
    /// The day of the agreement.
    pub made: NaiveDate,
    /// What a late payment costs, an amount or a share of it; `None` for nothing.
    pub late_fee: Option<Charge>,
    /// The country whose law applies; empty while not known.
    pub law: String,
}

impl AgreementChoices {
    /// What is proposed: the language of messages to the customer, the late fee of the policy of that day if they pay one, and the law of the
    /// owner's country, else of the customer's.
    pub fn proposed(ledger: &Ledger, plan: &Plan, made: NaiveDate) -> Self {
        let late_fee = late_fee(ledger, plan, made);
        Self { language: language_of(ledger, plan.customer), made, late_fee, law: law(ledger, plan.customer) }
    }
}

/// What the policy of a day asks for an instalment that is late: by the rule of the plan's currency that bears one.
fn late_fee(ledger: &Ledger, plan: &Plan, made: NaiveDate) -> Option<Charge> {
    let policy = ledger.policy_on(made);
    let pays = ledger.customer(plan.customer).is_some_and(|customer| policy.pays_late_fees(&customer.details).0);
    let usual = plan.instalments.get(usize::from(plan.down_payment)).or(plan.instalments.first())?.amount;
    let mut rules = policy.late_fees.iter().filter(|rule| pays && rule.currency() == Some(usual.currency()));
    rules.find_map(|rule| rule.charge(usual))
}

/// The country whose law is proposed: the owner's, else the customer's; empty when neither is known.
fn law(ledger: &Ledger, customer: CustomerId) -> String {
    let theirs = || ledger.customer(customer).map(|customer| customer.details.country.clone());
    own_country(ledger).or_else(theirs).unwrap_or_default()
}

/// The words of an agreement on a plan.
pub fn words(ledger: &Ledger, plan: &Plan, choices: &AgreementChoices) -> AgreementWords {
    let writer = Writer { pen: Pen::of(ledger, plan.customer, choices.language), plan, choices };
    let pen = &writer.pen;
    let parts = vec![
        pen.parties(),
        writer.debt(),
        writer.payments(),
        writer.method(),
        writer.interest(),
        writer.late(),
        writer.order(),
        writer.default(),
        pen.plain("costs", &[]),
        pen.plain("waiver", &[]),
        pen.help(),
        pen.plain("limitation", &[]),
        pen.plain("law", &[("{law}", or_blank(&choices.law))]),
        pen.plain("changes", &[]),
        pen.signatures(choices.made),
    ];
    AgreementWords { language: choices.language, title: pen.texts.get("title").to_owned(), parts }
}

struct Writer<'a> {
    pen: Pen<'a>,
    plan: &'a Plan,
    choices: &'a AgreementChoices,
}

impl Writer<'_> {
    /// The sum of one currency; a plan has no other.
    fn sum(&self, amounts: impl Iterator<Item = Money>) -> Money {
        let currency = self.plan.instalments.first().map_or(self.pen.ledger.settings().home_currency, |first| first.amount.currency());
        Money::from_minor(amounts.map(Money::minor).sum(), currency)
    }

    fn method(&self) -> AgreementPart {
        let covers: Vec<DueItem> = self.documents().iter().map(|(document, _)| DueItem::Invoice(document.id)).collect();
        // A link names an amount, so it is given only where there is no other way.
        let first: Vec<Money> = self.plan.instalments.iter().take(1).map(|part| part.amount).collect();
        self.pen.method(&covers, &[&[], &first])
    }

    fn interest(&self) -> AgreementPart {
        let interest = self.sum(self.plan.instalments.iter().map(|part| part.interest));
        let text = if interest.is_positive() {
            let holes = [
                ("{rate}", self.pen.rate(self.plan.rate_pct)),
                ("{method}", self.interest_method()),
                ("{amount}", self.pen.amount(interest)),
            ];
            let free = self.plan.terms.as_ref().and_then(|terms| terms.interest_free);
            let free = free.map(|free| format!(" {}", self.pen.texts.with("interest.free", &[("{amount}", self.pen.amount(free))])));
            self.pen.texts.with("interest.some", &holes) + &free.unwrap_or_default()
        } else {
            self.pen.texts.with("interest.none", &[("{rate}", self.pen.rate(Decimal::ZERO))])
        };
        self.pen.part("interest", text, Vec::new())
    }

    /// How the interest of a period is counted; dates of one's own always count days.
    fn interest_method(&self) -> String {
        let terms = self.plan.terms.as_ref();
        let year_days = terms.and_then(|terms| match terms.interest {
            InterestPeriods::Actual { year_days } => Some(year_days),
            InterestPeriods::Equal => (!terms.own.is_empty()).then_some(365),
        });
        match year_days {
            Some(days) => self.pen.texts.with("interest.days", &[("{year}", days.to_string())]),
            None => self.pen.texts.get("interest.equal").to_owned(),
        }
    }

    fn late(&self) -> AgreementPart {
        let cure = self.pen.texts.with("late.cure", &[("{days}", self.cure_days())]);
        let fee = match self.choices.late_fee {
            Some(Charge::Amount(fee)) => self.pen.texts.with("late.fee", &[("{fee}", self.pen.amount(fee))]),
            Some(Charge::Percent(percent)) => self.pen.texts.with("late.rate", &[("{rate}", self.pen.rate(percent))]),
            None => self.pen.texts.get("late.none").to_owned(),
        };
        self.pen.part("late", format!("{cure} {fee}"), Vec::new())
    }

    /// The cure period of the plan's own rules: “7 working days”.
    fn cure_days(&self) -> String {
        let rules = self.plan.rules;
        let number = if rules.cure_days == 1 { "day.one" } else { "day.many" };
        let key = if rules.cure_by_working_days { format!("{number}.working") } else { number.to_owned() };
        self.pen.texts.with(&key, &[("{n}", rules.cure_days.to_string())])
    }

    fn default(&self) -> AgreementPart {
        let rules = self.plan.rules;
        let when = if rules.missed_for_default > 1 { "default.several" } else { "default.one" };
        let when = self.pen.texts.with(when, &[("{missed}", rules.missed_for_default.to_string()), ("{days}", self.cure_days())]);
        let then = self.pen.texts.get(if rules.accelerates { "default.accelerates" } else { "default.goes_on" });
        self.pen.part("default", format!("{when} {then}"), Vec::new())
    }

    fn order(&self) -> AgreementPart {
        let name = |part: Part| {
            let key = match part {
                Part::Costs => "part.costs",
                Part::Interest => "part.interest",
                Part::Principal => "part.principal",
            };
            self.pen.texts.get(key).to_owned()
        };
        let text = match self.pen.ledger.policy_on(self.plan.accepted).application.parts {
            None => self.pen.texts.get("order.oldest").to_owned(),
            Some(order) => {
                let [first, second, third] = order.parts();
                self.pen.texts.with("order.parts", &[("{1}", name(first)), ("{2}", name(second)), ("{3}", name(third))])
            }
        };
        self.pen.part("order", text, Vec::new())
    }
}
