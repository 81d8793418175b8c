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

    /// The customer with what is typed, or nothing and what is wrong.
    pub(super) fn read(self, details: CustomerDetails, found: &mut Findings) -> Option<CustomerDetails> {
        let value = |signal: RwSignal<String>| signal.get_untracked();
        let money = |amount: RwSignal<String>, currency: RwSignal<String>| {
            let typed = value(amount);
            if typed.trim().is_empty() { Ok(None) } else { read_amount(&typed, read_currency(&value(currency))?).map(Some) }
        };
        let limits: Result<Vec<_>, String> =
            self.limits.get_untracked().into_iter().filter_map(|one| money(one.amount, one.currency).transpose()).collect();
        let limits = found.take("limits", limits);
        let reference = |one: ReferenceDraft| {
            Ok(TradeReference { who: value(one.who), said: value(one.said), on: read_optional_date(&value(one.on))? })
        };
        let references: Result<Vec<_>, String> = self.references.get_untracked().into_iter().map(reference).collect();
        let references = found.take("references", references);
        let mut date = |field, signal| found.take(field, read_optional_date(&value(signal)));
        let (applied, review) = (date("applied", self.applied), date("review", self.review));
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
