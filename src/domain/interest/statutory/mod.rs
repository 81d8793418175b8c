//! Interest on late payment by law: a reference rate, a margin, a fixed sum and exceptions for each country.
//!
//! Facts with their source (domain rules §4), never legal advice. The laws treat the rate differently: it is fixed when interest begins
//! (United Kingdom), follows each half-year (Directive, Germany, France …), is rounded up (Belgium), or is that of the day of payment
//! (Ireland). The tables of rates are in [`tables`]; an owner may bring later ones. †: from general knowledge, to be confirmed.

pub mod claim;
pub mod fixed_sum;
pub mod tables;

pub use claim::{Claim, Debt, Exclusion, claim};
pub use fixed_sum::{NoFixedSum, fixed_sum, uk_fixed_sum};
pub use tables::Reference;

use super::InterestError;
use super::rate::{RateError, RateTable, check_percent};
use crate::domain::approach::CustomerKind;
use crate::domain::calendar::add_days;
use crate::domain::country::Country;
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A law on late payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Preset {
    /// Late Payment of Commercial Debts (Interest) Act 1998.
    UnitedKingdom,
    /// Directive 2011/7/EU, where a country's own law is not here: the least that it asks of every one.
    EuropeanUnion,
    /// BGB 247, 286, 288.
    Germany,
    /// Code de commerce L441-10.
    France,
    /// Law of 2 August 2002.
    Belgium,
    /// S.I. 580/2012.
    Ireland,
    /// UGB 456, 458.
    Austria,
    /// BW 6:119a, 6:120.
    Netherlands,
    /// Act of 8 March 2013 on payment terms in commercial transactions.
    Poland,
}

/// When the reference rate is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fixing {
    /// Once, for the day interest begins, for the life of the debt.
    AtStart,
    /// Anew for every half-year.
    HalfYear,
    /// On every change of the reference rate.
    EveryChange,
    /// On the day of payment, for all the time before it.
    AtPayment,
}

/// What has to be true besides, and only the owner knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// Without an agreed date, interest begins 30 days after invoice or delivery, whichever is later.
    ThirtyDaysWithoutDate,
    /// The contract has no other substantial remedy for late payment.
    NoOtherRemedy,
    /// The rate is printed on the invoice.
    RateOnInvoice,
    /// The invoice told the consumer that they are in default 30 days after it, or the due date is one of the calendar.
    ConsumerTold,
    /// A due date on a weekend or holiday moves to the next working day first.
    DueDateMoves,
    /// A contract may agree another rate: in France at least three times the legal interest.
    ContractMayDiffer,
    /// The debtor is responsible for the delay.
    DebtorResponsible,
}

/// The rules of one law. Percentages in hundredths.
struct Statute {
    reference: Reference,
    fixing: Fixing,
    margin: i64,
    consumer_margin: Option<i64>,
    conditions: &'static [Condition],
    source: &'static str,
}

const DIRECTIVE: &[Condition] = &[Condition::ThirtyDaysWithoutDate];

const fn directive(source: &'static str) -> Statute {
    Statute { reference: Reference::Ecb, fixing: Fixing::HalfYear, margin: 800, consumer_margin: None, conditions: DIRECTIVE, source }
}

/// A reference rate with its margin, as the law applies it from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AppliedRate {
    /// The first day it applies to.
    pub from: NaiveDate,
    /// The day whose reference rate it is.
    pub reference_on: NaiveDate,
    /// The reference rate, in percent.
    pub reference: Decimal,
    /// The percentage points that the law adds.
    pub margin: Decimal,
    /// The rate a year, after the law's own rounding.
    pub percent: Decimal,
}

impl Preset {
    /// All of them, in the order to offer them.
    pub const ALL: [Self; 9] = [
        Self::UnitedKingdom,
        Self::EuropeanUnion,
        Self::Germany,
        Self::France,
        Self::Belgium,
        Self::Ireland,
        Self::Austria,
        Self::Netherlands,
        Self::Poland,
    ];

    /// The law of a country, if it is known here.
    pub fn of(country: Country) -> Option<Self> {
        Some(match country {
            Country::Gb => Self::UnitedKingdom,
            Country::De => Self::Germany,
            Country::Fr => Self::France,
            Country::Be => Self::Belgium,
            Country::Ie => Self::Ireland,
            Country::At => Self::Austria,
            Country::Nl => Self::Netherlands,
            Country::Es | Country::It | Country::Pt => Self::EuropeanUnion,
            Country::Us | Country::Ch | Country::Ca | Country::Au | Country::Nz => return None,
        })
    }

    fn statute(self) -> Statute {
        match self {
            Self::UnitedKingdom => Statute {
                reference: Reference::BankRate,
                fixing: Fixing::AtStart,
                conditions: &[Condition::ThirtyDaysWithoutDate, Condition::NoOtherRemedy],
                ..directive("Late Payment of Commercial Debts (Interest) Act 1998 s. 4; SI 2002/1675 (Scotland has its own order)")
            },
            Self::EuropeanUnion => directive("Directive 2011/7/EU art. 2(6), 3, 6"),
            Self::Germany => Statute {
                reference: Reference::GermanBase,
                margin: 900, // since 29 July 2014 †, 8 before
                consumer_margin: Some(500),
                conditions: &[Condition::ThirtyDaysWithoutDate, Condition::ConsumerTold, Condition::DueDateMoves],
                ..directive("BGB 193, 247, 286, 288; BGH III ZR 159/06")
            },
            Self::France => Statute {
                margin: 1000,
                conditions: &[Condition::RateOnInvoice, Condition::ContractMayDiffer],
                ..directive("Code de commerce L441-10")
            },
            Self::Belgium => directive("Law of 2 August 2002; rate rounded up to the next half percent"),
            Self::Ireland => Statute {
                fixing: Fixing::AtPayment,
                ..directive("S.I. 580/2012; enterprise.gov.ie: one ECB rate applies, that in force on the payment date")
            },
            Self::Austria => Statute {
                reference: Reference::AustrianBase,
                margin: 920,
                conditions: &[Condition::DebtorResponsible],
                ..directive("UGB 456, 458; oenb.at, interest rates on business arrears")
            },
            Self::Netherlands => directive("BW 6:119a, 6:120"),
            Self::Poland => Statute {
                reference: Reference::PolishRate,
                margin: 1000, // † 8 for hospitals
                ..directive("Act of 8 March 2013 on payment terms in commercial transactions")
            },
        }
    }

    /// Whose rate it adds to.
    pub fn reference(self) -> Reference {
        self.statute().reference
    }

    /// When the reference rate is looked up. In the United Kingdom some calculators look it up anew for every half-year or change instead.
    pub fn fixing(self) -> Fixing {
        self.statute().fixing
    }

    /// What has to be true besides.
    pub fn conditions(self) -> &'static [Condition] {
        self.statute().conditions
    }

    /// Where the rules come from.
    pub fn source(self) -> &'static str {
        self.statute().source
    }

    /// How a letter names the law.
    pub const fn citation(self) -> &'static str {
        match self {
            Self::UnitedKingdom => "Late Payment of Commercial Debts (Interest) Act 1998",
            Self::EuropeanUnion => "Directive 2011/7/EU",
            Self::Germany => "§§ 286, 288 BGB",
            Self::France => "article L441-10 du Code de commerce",
            Self::Belgium => "Loi du 2 août 2002 / Wet van 2 augustus 2002",
            Self::Ireland => "S.I. No. 580/2012",
            Self::Austria => "§§ 456, 458 UGB",
            Self::Netherlands => "artikel 6:119a en 6:96 BW",
            Self::Poland => "Ustawa z dnia 8 marca 2013 r.",
        }
    }

    /// The percentage points it adds for a kind of debtor; none where the law does not bind them.
    pub fn margin(self, debtor: CustomerKind) -> Option<Decimal> {
        let statute = self.statute();
        let hundredths = match debtor {
            CustomerKind::Business => Some(statute.margin),
            CustomerKind::Consumer => statute.consumer_margin,
        };
        hundredths.map(|hundredths| Decimal::new(hundredths, 2))
    }

    /// The rate that a reference rate and a margin make: Belgium rounds it up to the next half percent.
    pub fn percent(self, reference: Decimal, margin: Decimal) -> Result<Decimal, RateError> {
        let sum = with_margin(reference, margin)?;
        if self != Self::Belgium {
            return Ok(sum);
        }
        check_percent((sum * Decimal::TWO).ceil() / Decimal::TWO)
    }

    /// The rate that holds from a day on, looked up in `references`.
    pub fn applied(self, from: NaiveDate, margin: Decimal, fixing: Fixing, references: &RateTable) -> Result<AppliedRate, InterestError> {
        let half_year = half_year_of(from);
        let reference_on = match (self, fixing) {
            (_, Fixing::EveryChange) => from,
            // SI 2002/1675 art. 4: the rate of the day before the half-year in which interest begins.
            (Self::UnitedKingdom, _) => add_days(half_year, -1),
            _ => half_year,
        };
        let reference = references.on(reference_on).ok_or(InterestError::NoRate(reference_on))?;
        Ok(AppliedRate { from, reference_on, reference, margin, percent: self.percent(reference, margin)? })
    }
}

/// A reference rate with a margin on top, never below zero.
pub fn with_margin(reference: Decimal, margin: Decimal) -> Result<Decimal, RateError> {
    check_percent(reference.checked_add(margin).unwrap_or(Decimal::MAX).max(Decimal::ZERO))
}

/// The day on which statutory interest begins: the one after the due date.
pub fn first_day(due: NaiveDate) -> NaiveDate {
    add_days(due, 1)
}

/// The first day of the half-year of a day.
pub(in crate::domain::interest) fn half_year_of(day: NaiveDate) -> NaiveDate {
    NaiveDate::from_ymd_opt(day.year(), if day.month() <= 6 { 1 } else { 7 }, 1).unwrap_or(day)
}

#[cfg(test)]
mod tests;
