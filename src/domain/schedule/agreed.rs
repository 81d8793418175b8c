//! Everything the schedule of a plan follows from, as a plan keeps it: enough to print it, and to make it anew.

use super::custom::{CustomPlan, custom_schedule};
use super::dates::SkippedMonths;
use super::propose::{InterestPeriods, Refinements, financed, propose_with};
use super::terms::{Instalment, Instalments, PlanProposal, PlanTerms, TermsError};
use super::{CustomError, ScheduleError};
use crate::domain::calendar::BusinessDayRule;
use crate::domain::money::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The terms of a plan with what is agreed besides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreedTerms {
    /// Debt, down payment, instalments, rhythm and rate.
    pub terms: PlanTerms,
    /// How interest is counted. Dates of one's own always count days.
    #[serde(default, skip_serializing_if = "is_default")]
    pub interest: InterestPeriods,
    /// The first day of interest by days, when it is not the day of acceptance: that of an offer runs from the offer on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interest_from: Option<NaiveDate>,
    /// What of the debt bears no interest: fees, and interest of before. Every payment repays it and the rest in proportion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interest_free: Option<Money>,
    /// What becomes of a due date on a day without business. Dates of one's own stay.
    #[serde(default, skip_serializing_if = "is_default")]
    pub moved: BusinessDayRule,
    /// Months without an instalment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub skipped: SkippedMonths,
    /// Dates and amounts of one's own, in order; they stand in place of number, amount, rhythm and first date.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub own: Vec<OwnPart>,
}

/// What a plan is to repay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Debt {
    /// All of it.
    pub total: Money,
    /// What of it bears no interest.
    pub interest_free: Money,
}

/// One instalment as the owner typed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnPart {
    /// When it is due.
    pub due: NaiveDate,
    /// What is due, interest included.
    pub amount: Money,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl From<PlanTerms> for AgreedTerms {
    fn from(terms: PlanTerms) -> Self {
        let (interest, moved, skipped) = Default::default();
        Self { terms, interest, interest_from: None, interest_free: None, moved, skipped, own: Vec::new() }
    }
}

impl AgreedTerms {
    /// The same for another debt; what dates of one's own say of number and first date follows from them.
    pub fn for_debt(&self, Debt { total, interest_free }: Debt) -> Self {
        let mut agreed = self.clone();
        agreed.terms.total = total;
        agreed.interest_free = Some(interest_free).filter(|free| free.is_positive() && !agreed.terms.rate_pct.is_zero());
        if let Some(first) = self.own.first() {
            agreed.terms.first_due = first.due;
            agreed.terms.instalments = Instalments::Count(u32::try_from(self.own.len()).unwrap_or(u32::MAX));
            agreed.interest = InterestPeriods::Actual { year_days: self.year_days() };
            (agreed.moved, agreed.skipped) = Default::default();
        }
        agreed
    }

    /// What the arithmetic takes besides the terms.
    pub fn besides<'a>(&self, accepted: NaiveDate, closed: &'a dyn Fn(NaiveDate) -> bool) -> Refinements<'a> {
        let (interest, interest_free) = (self.interest, self.interest_free);
        Refinements { accepted, interest, interest_free, skipped: self.skipped, moved: self.moved, closed }
    }

    /// The schedule when the plan is accepted on a day; `closed` says on which days no business is done. (domain rules §6)
    pub fn proposal(&self, accepted: NaiveDate, closed: &dyn Fn(NaiveDate) -> bool) -> Result<PlanProposal, TermsError> {
        if let InterestPeriods::Actual { year_days } = self.interest
            && !matches!(year_days, 360 | 365)
        {
            return Err(ScheduleError::YearDays(year_days).into());
        }
        if self.own.is_empty() { propose_with(&self.terms, &self.besides(accepted, closed)) } else { self.own_schedule(accepted) }
    }

    fn year_days(&self) -> u32 {
        match self.interest {
            InterestPeriods::Actual { year_days } => year_days,
            InterestPeriods::Equal => 365,
        }
    }

    fn own_schedule(&self, accepted: NaiveDate) -> Result<PlanProposal, TermsError> {
        let principal = financed(&self.terms)?;
        let parts: Vec<_> = self.own.iter().map(|part| (part.due, part.amount)).collect();
        let (rate_pct, year_days, debt) = (self.terms.rate_pct, self.year_days(), (self.terms.total, self.interest_free));
        let plan = CustomPlan { principal, accepted, rate_pct, year_days, debt, parts: &parts };
        let schedule = custom_schedule(&plan).map_err(TermsError::of_own)?;
        let total_to_pay = self.terms.total.checked_add(schedule.total_interest).map_err(ScheduleError::from)?;
        let instalment = |(row, (due, _)): (&super::ScheduleRow, &(NaiveDate, Money))| Instalment {
            number: row.number,
            due: *due,
            nominal: *due,
            amount: row.payment,
            interest: row.interest,
            principal: row.principal,
            balance_after: row.balance,
        };
        let instalments = schedule.rows.iter().zip(&parts).map(instalment).collect();
        let down_payment = self.terms.down_payment;
        Ok(PlanProposal { down_payment, instalments, total_interest: schedule.total_interest, total_to_pay })
    }
}

impl TermsError {
    /// What is wrong with a whole schedule of one's own is wrong with the terms.
    fn of_own(error: CustomError) -> Self {
        match error {
            CustomError::Schedule(error) => Self::Schedule(error),
            CustomError::Money(error) => Self::Schedule(error.into()),
            error => Self::Own(error),
        }
    }
}
