//! Why a policy cannot be used.

use super::step::offset_words;
use super::{MOST_LATE_FEES, MOST_MISSED, MOST_SCHEDULES, MOST_TIERS, NAME_LENGTH};
use crate::domain::interest::RuleProblem;
use crate::domain::invoice_terms::InvoiceTermsProblem;
use crate::domain::late_fee::FeeError;
use crate::domain::schedule::MAX_INSTALMENTS;
use crate::domain::spelling::as_sentence;
use crate::domain::template::TemplateProblem;
use thiserror::Error;

/// Why a policy cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PolicyProblem {
    /// A policy without a step would never remind anybody.
    #[error("The schedule needs at least one step.")]
    NoSteps,
    /// Too many steps.
    #[error("The schedule can have at most 30 steps.")]
    TooManySteps,
    /// Two steps on the same day.
    #[error("Two steps are set for the same day ({}).", offset_words(*.0))]
    SameDay(i16),
    /// A schedule without a name, or with one that cannot be shown.
    #[error("Give the schedule a name of at most {} characters.", NAME_LENGTH)]
    ScheduleName,
    /// Two schedules of one name.
    #[error("There is a schedule named “{0}” already.")]
    SameName(String),
    /// Too many schedules.
    #[error("There can be at most {} schedules beside the standard one.", MOST_SCHEDULES)]
    TooManySchedules,
    /// A tier without a name, or with one that cannot be shown.
    #[error("Give the tier a name of at most {} characters.", NAME_LENGTH)]
    TierName,
    /// Two tiers of one name.
    #[error("There is a tier named “{0}” already.")]
    SameTier(String),
    /// A default that needs no missed instalment, or plans without instalments.
    #[error("A default takes 1 to {} missed instalments, and a plan has 1 to {} instalments.", MOST_MISSED, MAX_INSTALMENTS)]
    PlanRules,
    /// Too many tiers.
    #[error("There can be at most {} tiers.", MOST_TIERS)]
    TooManyTiers,
    /// A least amount that is none.
    #[error("A least amount has to be above zero.")]
    LeastAmount,
    /// Two least amounts of one currency.
    #[error("Name one least amount for each currency.")]
    LeastTwice,
    /// A late fee that nobody can agree on.
    #[error("{}", as_sentence(&.0.to_string()))]
    LateFee(FeeError),
    /// Two late fees that cannot be told apart.
    #[error("Two late fees have the number {0}.")]
    SameLateFee(u32),
    /// Too many late fees.
    #[error("There can be at most {} late fees.", MOST_LATE_FEES)]
    TooManyLateFees,
    /// A credit limit that is none.
    #[error("A credit limit has to be above zero.")]
    LimitAmount,
    /// Two credit limits of one currency.
    #[error("Name one credit limit for each currency.")]
    LimitTwice,
    /// Too many credit limits.
    #[error("Limits can be named in at most 20 currencies.")]
    TooManyLimits,
    /// A text that cannot be kept.
    #[error("The consequences can have at most 2,000 characters, and none that cannot be shown.")]
    Consequences,
    /// Too many days of the owner's own.
    #[error("At most 400 days can be added or taken out.")]
    TooManyDays,
    /// A day of the owner's own far off.
    #[error("A day of your own has to be between 1950 and 2100.")]
    OddDay,
    /// A number beyond what makes sense.
    #[error("{what} can be at most {most} days.")]
    TooLong {
        /// Which number.
        what: &'static str,
        /// The largest value accepted.
        most: u16,
    },
    /// A percentage that cannot be.
    #[error("{what} has to be between 1 and 100 percent.")]
    Percent {
        /// Of what.
        what: &'static str,
    },
    /// A deposit would be asked for only after credit was stopped.
    #[error("A deposit has to be asked for before credit is stopped, or on the same day.")]
    DepositAfterHold,
    /// A message text that cannot be filled in.
    #[error("A message text cannot be used. {0}")]
    Template(TemplateProblem),
    /// A rule on interest that makes no sense.
    #[error("Interest cannot be counted so: {0}.")]
    Interest(#[from] RuleProblem),
    /// A discount that makes no sense.
    #[error(transparent)]
    Discount(#[from] InvoiceTermsProblem),
    /// Two message texts for the same purpose, kind and language.
    #[error("There are two message texts for the same purpose, channel and language.")]
    TwoTemplates,
}

/// Refuses a number of days above the most that makes sense.
pub(super) fn at_most(what: &'static str, value: u16, most: u16) -> Result<(), PolicyProblem> {
    if value > most { Err(PolicyProblem::TooLong { what, most }) } else { Ok(()) }
}
