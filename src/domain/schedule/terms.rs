//! The terms of a payment plan as the owner sets them, and the schedule they lead to.
//!
//! [`propose`] is what the form shows live and what accepting a plan writes down; it changes nothing.

use super::level::{amount_schedule, equal_parts, interest_free, level_schedule};
use super::{Frequency, MAX_INSTALMENTS, ScheduleError, dates};
use crate::domain::calendar::BusinessDayRule;
use crate::domain::money::{Money, MoneyError, Residual};
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
    /// The due date, not moved off weekends.
    pub due: NaiveDate,
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
            Self::Schedule(error) => error.words(spell),
        }
    }

    /// The field to correct.
    pub fn field(&self) -> PlanField {
        use ScheduleError as E;
        match self {
            Self::DownPaymentNegative(_) | Self::DownPaymentTooLarge { .. } | Self::DownPaymentCurrency { .. } => PlanField::DownPayment,
            Self::TotalNotPositive(_) | Self::Schedule(E::NothingToRepay(_) | E::Money(_)) => PlanField::Total,
            Self::Schedule(E::RateOutOfRange(_)) => PlanField::Rate,
            Self::Schedule(E::DateOutOfRange) => PlanField::FirstDue,
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

/// The schedule of the terms, or the first thing that is wrong with them. All parts sum exactly:
/// down payment + instalments = total + interest.
pub fn propose(terms: &PlanTerms) -> Result<PlanProposal, TermsError> {
    let principal = financed(terms)?;
    let per_year = terms.frequency.per_year();
    let schedule = match terms.instalments {
        Instalments::Count(count) if terms.rate_pct.is_zero() => interest_free(principal, equal_parts(principal, count, terms.residual)?)?,
        Instalments::Count(count) => level_schedule(principal, terms.rate_pct, per_year, count)?,
        Instalments::Amount(instalment) => amount_schedule(principal, terms.rate_pct, per_year, instalment)?,
    };
    let total_to_pay = terms.total.checked_add(schedule.total_interest).map_err(ScheduleError::from)?;
    let count = u32::try_from(schedule.rows.len()).unwrap_or(MAX_INSTALMENTS);
    let due_dates = dates(terms.first_due, terms.frequency, count, BusinessDayRule::Unadjusted, &[])?;
    let instalments = schedule.rows.iter().zip(due_dates).map(|(row, date)| Instalment {
        number: row.number,
        due: date.nominal,
        amount: row.payment,
        interest: row.interest,
        principal: row.principal,
        balance_after: row.balance,
    });
    Ok(PlanProposal {
        down_payment: terms.down_payment,
        instalments: instalments.collect(),
        total_interest: schedule.total_interest,
        total_to_pay,
    })
}

/// What is left for the instalments.
fn financed(terms: &PlanTerms) -> Result<Money, TermsError> {
    let PlanTerms { total, down_payment, .. } = *terms;
    if down_payment.currency() != total.currency() {
        return Err(TermsError::DownPaymentCurrency { down_payment, total });
    }
    if let Instalments::Amount(instalment) = terms.instalments
        && instalment.currency() != total.currency()
    {
        return Err(TermsError::InstalmentCurrency { instalment, total });
    }
    if !total.is_positive() {
        return Err(TermsError::TotalNotPositive(total));
    }
    if down_payment.minor() < 0 {
        return Err(TermsError::DownPaymentNegative(down_payment));
    }
    if down_payment.minor() >= total.minor() {
        return Err(TermsError::DownPaymentTooLarge { down_payment, total });
    }
    total.checked_sub(down_payment).map_err(|error: MoneyError| ScheduleError::from(error).into())
}
