//! What a customer can pay in a month, as a plan: how many instalments, how much the last one, how much in all.

use super::propose::{Refinements, propose_with};
use super::terms::{Instalments, PlanProposal, PlanTerms, TermsError};
use super::{Frequency, ScheduleError};
use crate::domain::money::{Money, MoneyError};

/// The plan that a monthly sum leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Affordable {
    /// The regular instalment: the monthly sum, or its share of a shorter period.
    pub instalment: Money,
    /// How many there are, the last included.
    pub count: u32,
    /// The last one, which may be smaller.
    pub last: Money,
    /// The whole plan.
    pub proposal: PlanProposal,
}

/// What `monthly` comes to in one period, rounded down so that a year never costs more than twelve months.
pub fn per_period(monthly: Money, frequency: Frequency) -> Result<Money, MoneyError> {
    let minor = i128::from(monthly.minor()) * 12 / i128::from(frequency.per_year());
    i64::try_from(minor).map(|minor| Money::from_minor(minor, monthly.currency())).map_err(|_| MoneyError::TooLarge)
}

/// The plan of a customer who can pay `monthly`; what the terms say about the instalments does not matter.
///
/// Refuses a sum that never pays off the debt, or that needs too many instalments. (domain rules §6)
pub fn affordable(terms: &PlanTerms, monthly: Money, besides: &Refinements) -> Result<Affordable, TermsError> {
    let instalment = per_period(monthly, terms.frequency).map_err(ScheduleError::from)?;
    let proposal = propose_with(&PlanTerms { instalments: Instalments::Amount(instalment), ..*terms }, besides)?;
    let last = proposal.instalments.last().ok_or(ScheduleError::NoInstalments)?;
    Ok(Affordable { instalment, count: last.number, last: last.amount, proposal })
}
