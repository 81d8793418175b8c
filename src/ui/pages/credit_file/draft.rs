//! What is typed about a customer's credit, and how it is read.

use crate::domain::credit_file::{AgencyScore, CreditFile, CreditInsurance, TradeReference};
use crate::domain::currency::Currency;
use crate::domain::customer::CustomerDetails;
use crate::domain::money::Money;
use crate::ui::forms::{Findings, read_amount, read_currency, read_optional_date};
use chrono::NaiveDate;
use leptos::prelude::*;

/// One limit as typed.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct LimitDraft {
    pub key: usize,
    pub amount: RwSignal<String>,
    pub currency: RwSignal<String>,
}

/// One reference as typed.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct ReferenceDraft {
    pub key: usize,
    pub who: RwSignal<String>,
    pub said: RwSignal<String>,
    pub on: RwSignal<String>,
}

/// The whole file as typed.
#[derive(Clone, Copy)]
pub(super) struct FileDraft {
    pub limits: RwSignal<Vec<LimitDraft>>,
    pub references: RwSignal<Vec<ReferenceDraft>>,
    pub applied: RwSignal<String>,
    pub review: RwSignal<String>,
    pub legal_form: RwSignal<String>,
    pub tax_number: RwSignal<String>,
    pub guarantee: RwSignal<String>,
    pub agency: RwSignal<String>,
    pub score: RwSignal<String>,
    pub agency_on: RwSignal<String>,
    pub insured: RwSignal<String>,
    pub insured_currency: RwSignal<String>,
    pub insurer: RwSignal<String>,
    pub insured_until: RwSignal<String>,
    pub note: RwSignal<String>,
}

fn text(value: &str) -> RwSignal<String> {
    RwSignal::new(value.to_owned())
}

fn day(on: Option<NaiveDate>) -> RwSignal<String> {
    RwSignal::new(on.map(|on| on.to_string()).unwrap_or_default())
}

fn limit_draft(key: usize, limit: Option<Money>, home: Currency) -> LimitDraft {
    let amount = RwSignal::new(limit.map(Money::to_plain).unwrap_or_default());
    LimitDraft { key, amount, currency: text(limit.map_or(home, Money::currency).code()) }
}

fn reference_draft(key: usize, one: &TradeReference) -> ReferenceDraft {
    ReferenceDraft { key, who: text(&one.who), said: text(&one.said), on: day(one.on) }
}

impl FileDraft {
    pub(super) fn of(details: &CustomerDetails, home: Currency) -> Self {
        let file = &details.credit_file;
        let mut limits: Vec<_> = details.limits().enumerate().map(|(key, limit)| limit_draft(key, Some(limit), home)).collect();
        if limits.is_empty() {
            limits.push(limit_draft(0, None, home));
        }
        let agency = file.agency.clone().unwrap_or_default();
        let insured = file.insured.as_ref();
        Self {
            limits: RwSignal::new(limits),
            references: RwSignal::new(file.references.iter().enumerate().map(|(key, one)| reference_draft(key, one)).collect()),
            applied: day(file.applied),
            review: day(file.review),
            legal_form: text(&file.legal_form),
            tax_number: text(&file.tax_number),
            guarantee: text(&file.guarantee),
            agency: text(&agency.agency),
            score: text(&agency.score),
            agency_on: day(agency.on),
            insured: RwSignal::new(insured.map(|one| one.amount.to_plain()).unwrap_or_default()),
            insured_currency: text(insured.map_or(home, |one| one.amount.currency()).code()),
            insurer: text(insured.map_or("", |one| &one.insurer)),
            insured_until: day(insured.and_then(|one| one.until)),
            note: text(&file.note),
        }
    }

    pub(super) fn add_limit(self, home: Currency) {
        self.limits.update(|all| all.push(limit_draft(all.iter().map(|one| one.key + 1).max().unwrap_or(0), None, home)));
    }

    pub(super) fn add_reference(self) {
        let key = |all: &Vec<ReferenceDraft>| all.iter().map(|one| one.key + 1).max().unwrap_or(0);
        self.references.update(|all| all.push(reference_draft(key(all), &TradeReference::default())));
    }

    /// The limits, one for each currency; what is wrong stands at its row.
    fn read_limits(self, found: &mut Findings) -> Option<Vec<Money>> {
        let mut limits: Vec<Money> = Vec::new();
        let mut whole = true;
        for row in self.limits.get_untracked() {
            let typed = row.amount.get_untracked();
            if typed.trim().is_empty() {
                continue;
            }
            let code = found.take(format!("limit-currency-{}", row.key), read_currency(&row.currency.get_untracked()));
            let amount = code.and_then(|code| found.take(format!("limit-{}", row.key), read_amount(&typed, code)));
            let twice = amount.is_some_and(|amount| limits.iter().any(|other| other.currency() == amount.currency()));
            if let (true, Some(code)) = (twice, code) {
                let sentence = format!("There is a limit in {} already. Give one for each currency.", code.code());
                found.take::<()>(format!("limit-currency-{}", row.key), Err(sentence));
            }
            whole &= amount.is_some() && !twice;
            limits.extend(amount);
        }
        whole.then_some(limits)
    }

    /// The references; what is wrong stands at its row. A row in which nothing is typed is none.
    fn read_references(self, today: NaiveDate, found: &mut Findings) -> Option<Vec<TradeReference>> {
        let mut references = Vec::new();
        let mut whole = true;
        for row in self.references.get_untracked() {
            let (who, said, on) = (row.who.get_untracked(), row.said.get_untracked(), row.on.get_untracked());
            if [&who, &said, &on].into_iter().all(|typed| typed.trim().is_empty()) {
                continue;
            }
            let named = if who.trim().is_empty() { Err("Enter who was asked.".to_owned()) } else { Ok(who) };
            let asked = read_optional_date(&on).and_then(|on| match on {
                Some(on) if on > today => Err("This day is still to come.".to_owned()),
                on => Ok(on),
            });
            let (named, asked) = (found.take(format!("who-{}", row.key), named), found.take(format!("asked-{}", row.key), asked));
            whole &= named.is_some() && asked.is_some();
            references.extend(named.zip(asked).map(|(who, on)| TradeReference { who, said, on }));
        }
        whole.then_some(references)
    }

    /// The customer with what is typed, or nothing and what is wrong.
    pub(super) fn read(self, details: CustomerDetails, today: NaiveDate, found: &mut Findings) -> Option<CustomerDetails> {
        let value = |signal: RwSignal<String>| signal.get_untracked();
        let money = |amount: RwSignal<String>, currency: RwSignal<String>| {
            let typed = value(amount);
            if typed.trim().is_empty() { Ok(None) } else { read_amount(&typed, read_currency(&value(currency))?).map(Some) }
        };
        let limits = self.read_limits(found);
        let references = self.read_references(today, found);
        let mut date = |field: &'static str, signal| found.take(field, read_optional_date(&value(signal)));
        let (applied, review) = (date("applied", self.applied), date("review", self.review));
        let review = review.filter(|review| {
            let sentence = review.and_then(|review| details.credit_file.review_problem(review, today));
            sentence.is_none_or(|sentence| found.take::<()>("review", Err(sentence.to_owned())).is_some())
        });
        let mut date = |field: &'static str, signal| found.take(field, read_optional_date(&value(signal)));
        let (agency_on, until) = (date("agency_on", self.agency_on), date("insured_until", self.insured_until));
        let insured = found.take("insured", money(self.insured, self.insured_currency));
        if insured == Some(None) && !value(self.insurer).trim().is_empty() {
            found.take::<()>("insured", Err("Enter the insured amount.".to_owned()));
            return None;
        }
        let agency = AgencyScore { agency: value(self.agency), score: value(self.score), on: agency_on? };
        let mut limits = limits?.into_iter();
        let credit_file = CreditFile {
            applied: applied?,
            legal_form: value(self.legal_form),
            tax_number: value(self.tax_number),
            references: references?,
            agency: (agency != AgencyScore::default()).then_some(agency),
            insured: match insured? {
                Some(amount) => Some(CreditInsurance { amount, insurer: value(self.insurer), until: until? }),
                None => None,
            },
            guarantee: value(self.guarantee),
            review: review?,
            note: value(self.note),
        };
        Some(CustomerDetails { credit_limit: limits.next(), further_limits: limits.collect(), credit_file, ..details })
    }
}
