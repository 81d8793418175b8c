//! The terms of a payment plan as the owner sets them, and what a schedule of them looks like; [`propose`](super::propose()) leads from
//! one to the other.

use super::{CustomError, Frequency, ScheduleError};
use crate::domain::money::{Money, Residual};
use crate::domain::spelling::{Neutral, Spelling};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// How the debt is cut into instalments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Instalments {
    /// This many, of the amount that takes.
    Count(u32),
    /// This amount each, as many as that takes; the last is smaller.
    Amount(Money),
}

/// What the owner sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanTerms {
    /// The debt, down payment included.
    pub total: Money,
    /// Paid at once; zero for none.
    pub down_payment: Money,
    /// The number or the amount of the instalments.
    pub instalments: Instalments,
    /// How often one is due.
    pub frequency: Frequency,
    /// When the first is due (with [`Frequency::EndOfMonth`]: the end of that month).
    pub first_due: NaiveDate,
    /// Nominal interest in percent a year on what is left after the down payment; zero for none.
    ///
    /// Interest is per period, a year divided by the periods in it; also the first instalment bears one period.
    pub rate_pct: Decimal,
    /// Who takes the odd units of a division without interest; with interest the last instalment always does.
    pub residual: Residual,
}

/// One instalment of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instalment {
    /// Counts from 1.
    pub number: u32,
    /// The due date, moved off days without business if that was agreed.
    pub due: NaiveDate,
    /// The due date as counted from the first one; interest runs between these.
    pub nominal: NaiveDate,
    /// What is due: interest plus principal.
    pub amount: Money,
    /// The part that is interest.
    pub interest: Money,
    /// The part that repays the debt, at least one minor unit.
    pub principal: Money,
    /// The debt left once this is paid; zero after the last.
    pub balance_after: Money,
}

/// The schedule that follows from [`PlanTerms`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanProposal {
    /// Paid at once; may be zero.
    pub down_payment: Money,
    /// In order of due date, never empty. Their principal parts sum to total − down payment.
    pub instalments: Vec<Instalment>,
    /// All interest together.
    pub total_interest: Money,
    /// Down payment and all instalments: the debt plus its interest.
    pub total_to_pay: Money,
}

/// Why the terms do not make a plan, as a sentence for the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TermsError {
    /// Nothing is owed.
    TotalNotPositive(Money),
    /// A negative down payment.
    DownPaymentNegative(Money),
    /// Nothing would be left to pay in instalments.
    DownPaymentTooLarge {
        /// What was to be paid at once.
        down_payment: Money,
        /// What is owed.
        total: Money,
    },
    /// The down payment is in another currency than the debt.
    DownPaymentCurrency {
        /// What was to be paid at once.
        down_payment: Money,
        /// What is owed.
        total: Money,
    },
    /// The instalment is in another currency than the debt.
    InstalmentCurrency {
        /// What was to be paid each time.
        instalment: Money,
        /// What is owed.
        total: Money,
    },
    /// The first instalment is due before the customer accepts.
    BeforeAcceptance {
        /// When the first would be due.
        first_due: NaiveDate,
        /// When the customer accepts.
        accepted: NaiveDate,
    },
    /// Dates and amounts of one's own that do not repay the debt.
    Own(CustomError),
    /// The figures have no schedule.
    Schedule(#[from] ScheduleError),
}

/// A field of the plan form, beside which an error belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PlanField {
    /// The debt.
    Total,
    /// The down payment.
    DownPayment,
    /// The number or amount of the instalments.
    Instalments,
    /// The first due date.
    FirstDue,
    /// The interest rate.
    Rate,
    /// The dates and amounts of one's own; the number of the instalment, when it is one of them.
    Own(Option<u32>),
}

impl fmt::Display for TermsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words(&Neutral))
    }
}

impl TermsError {
    /// What is wrong, without a capital and a full stop, with amounts written as `spell` does.
    pub fn words(&self, spell: &dyn Spelling) -> String {
        match *self {
            Self::TotalNotPositive(total) => format!("the total must be above zero, not {}", spell.money(total)),
            Self::DownPaymentNegative(amount) => format!("the down payment must not be negative, not {}", spell.money(amount)),
            Self::DownPaymentTooLarge { down_payment, total } => {
                format!("the down payment of {} must be below the total of {}", spell.money(down_payment), spell.money(total))
            }
            Self::DownPaymentCurrency { down_payment, total } => {
                format!("the down payment of {} must be in the currency of the total, {}", spell.money(down_payment), total.currency())
            }
            Self::InstalmentCurrency { instalment, total } => {
                format!("the instalment of {} must be in the currency of the total, {}", spell.money(instalment), total.currency())
            }
            Self::BeforeAcceptance { first_due, accepted } => {
                format!("the first instalment on {} is due before the plan is accepted on {}", spell.date(first_due), spell.date(accepted))
            }
            Self::Own(error) => error.words(spell),
            Self::Schedule(error) => error.words(spell),
        }
    }

    /// The field to correct.
    pub fn field(&self) -> PlanField {
        use ScheduleError as E;
        match self {
            Self::DownPaymentNegative(_) | Self::DownPaymentTooLarge { .. } | Self::DownPaymentCurrency { .. } => PlanField::DownPayment,
            Self::Own(error) => PlanField::Own(error.number()),
            Self::TotalNotPositive(_) | Self::Schedule(E::NothingToRepay(_) | E::Money(_)) => PlanField::Total,
            Self::Schedule(E::RateOutOfRange(_) | E::RateDecimals(_) | E::YearDays(_)) => PlanField::Rate,
            Self::BeforeAcceptance { .. } | Self::Schedule(E::DateOutOfRange | E::DatesOutOfOrder | E::SkippedMonths) => {
                PlanField::FirstDue
            }
            Self::InstalmentCurrency { .. }
            | Self::Schedule(
                E::NoInstalments
                | E::TooManyInstalments
                | E::BelowOneUnit { .. }
                | E::Uneven { .. }
                | E::InstalmentNotPositive(_)
                | E::NeverPaidOff { .. }
                | E::InstalmentTooSmall(_)
                | E::NoPeriods
                | E::NegativeMonths(_),
            ) => PlanField::Instalments,
        }
    }
}
