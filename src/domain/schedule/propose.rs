//! From the terms of a plan to its schedule.
//!
//! [`propose`] is what the form shows live and what accepting a plan writes down; it changes nothing. [`propose_with`] adds what is
//! agreed besides: interest by days, months without an instalment, days without business.

use super::dates::{Period, SkippedMonths, periods};
use super::level::{amount_at_rates, equal_parts, interest_free, rate_schedule};
use super::terms::{Instalment, Instalments, PlanProposal, PlanTerms, TermsError};
use super::{MAX_INSTALMENTS, PeriodRate, Schedule, ScheduleError};
use crate::domain::calendar::{BusinessDayRule, day_of, working_day};
use crate::domain::interest::rate::MAX_DECIMALS;
use crate::domain::money::{Money, MoneyError, Rounding};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// For which time an instalment bears interest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InterestPeriods {
    /// A year divided by the periods in it, however many days they have; the first instalment bears one period, too.
    #[default]
    Equal,
    /// The days from the acceptance or the date before, by a year of so many days (ACT/365, ACT/360).
    Actual {
        /// 365 or 360.
        year_days: u32,
    },
}

/// What is agreed besides the [`PlanTerms`].
#[derive(Clone, Copy)]
pub struct Refinements<'a> {
    /// Since when the plan holds: nothing is due before, and interest by days begins here.
    pub accepted: NaiveDate,
    /// How interest is counted.
    pub interest: InterestPeriods,
    /// What of the total bears no interest.
    pub interest_free: Option<Money>,
    /// Months without an instalment. Interest runs on in them, without interest on interest.
    pub skipped: SkippedMonths,
    /// What becomes of a due date on a day without business. Interest runs between the dates before they are moved.
    pub moved: BusinessDayRule,
    /// Whether no business is done on a day.
    pub closed: &'a dyn Fn(NaiveDate) -> bool,
}

impl Refinements<'static> {
    /// Nothing besides.
    pub fn none(accepted: NaiveDate) -> Self {
        Self {
            accepted,
            interest: InterestPeriods::Equal,
            interest_free: None,
            skipped: SkippedMonths::NONE,
            moved: BusinessDayRule::Unadjusted,
            closed: &|_| false,
        }
    }
}

impl Refinements<'_> {
    /// Refuses a due date before the acceptance.
    fn allow(&self, due: NaiveDate) -> Result<(), TermsError> {
        if due < self.accepted { Err(TermsError::BeforeAcceptance { first_due: due, accepted: self.accepted }) } else { Ok(()) }
    }
}

/// The schedule of the terms, or the first thing that is wrong with them. All parts sum exactly:
/// down payment + instalments = total + interest.
pub fn propose(terms: &PlanTerms) -> Result<PlanProposal, TermsError> {
    propose_with(terms, &Refinements::none(terms.first_due))
}

/// The same with what is agreed besides. (domain rules §6)
pub fn propose_with(terms: &PlanTerms, besides: &Refinements) -> Result<PlanProposal, TermsError> {
    let principal = financed(terms)?;
    besides.allow(terms.first_due)?;
    let schedule = repay(terms, besides, principal)?;
    let total_to_pay = terms.total.checked_add(schedule.total_interest).map_err(ScheduleError::from)?;
    let mut instalments = Vec::with_capacity(schedule.rows.len());
    for (row, period) in schedule.rows.iter().zip(periods(terms.first_due, terms.frequency, besides.skipped)) {
        let nominal = period?.nominal;
        let due = working_day(nominal, besides.moved, besides.closed);
        besides.allow(due)?;
        instalments.push(Instalment {
            number: row.number,
            due,
            nominal,
            amount: row.payment,
            interest: row.interest,
            principal: row.principal,
            balance_after: row.balance,
        });
    }
    Ok(PlanProposal { down_payment: terms.down_payment, instalments, total_interest: schedule.total_interest, total_to_pay })
}

/// The payments that repay what is financed.
fn repay(terms: &PlanTerms, besides: &Refinements, principal: Money) -> Result<Schedule, ScheduleError> {
    let rate = PeriodRate::of_year(terms.rate_pct, terms.frequency.per_year())?;
    let mut since = besides.accepted;
    let mut of_period = |period: Period| match besides.interest {
        InterestPeriods::Equal => Ok::<_, ScheduleError>(rate.times(period.length)?),
        InterestPeriods::Actual { year_days } => {
            let from = std::mem::replace(&mut since, period.nominal);
            PeriodRate::between(terms.rate_pct, day_of(from), day_of(period.nominal), year_days)
        }
    };
    let rates = periods(terms.first_due, terms.frequency, besides.skipped);
    let rates = rates.map(|period| Ok(of_period(period?)?.without(besides.interest_free, terms.total)?));
    let rounding = match besides.interest {
        InterestPeriods::Equal => Rounding::HalfUp,
        InterestPeriods::Actual { .. } => Rounding::HalfEven,
    };
    match terms.instalments {
        Instalments::Amount(instalment) => amount_at_rates(principal, instalment, rounding, rates),
        Instalments::Count(count) if count > MAX_INSTALMENTS => Err(ScheduleError::TooManyInstalments),
        Instalments::Count(count) if terms.rate_pct.is_zero() => interest_free(principal, equal_parts(principal, count, terms.residual)?),
        Instalments::Count(count) => rate_schedule(principal, &rates.take(count as usize).collect::<Result<Vec<_>, _>>()?, rounding),
    }
}

/// What is left for the instalments.
pub(super) fn financed(terms: &PlanTerms) -> Result<Money, TermsError> {
    let PlanTerms { total, down_payment, .. } = *terms;
    if down_payment.currency() != total.currency() {
        return Err(TermsError::DownPaymentCurrency { down_payment, total });
    }
    if let Instalments::Amount(instalment) = terms.instalments
        && instalment.currency() != total.currency()
    {
        return Err(TermsError::InstalmentCurrency { instalment, total });
    }
    if terms.rate_pct.normalize().scale() > MAX_DECIMALS {
        return Err(ScheduleError::RateDecimals(terms.rate_pct).into());
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
