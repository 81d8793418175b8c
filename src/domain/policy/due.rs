//! When invoices fall due: a number of days, or terms in the wording of invoices; and whether a due date leaves weekends and holidays.

use super::CreditPolicy;
use crate::domain::calendar::{BusinessDayRule, add_days, working_day};
use crate::domain::country::Country;
use crate::domain::customer::CustomerDetails;
use crate::domain::schedule::DueDate;
use crate::domain::terms::{Dating, InvoiceDates, LateInMonth, MOST_DAYS, Net, PaymentTerms, TermsProblem, WeekendRule};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// Terms for every invoice: `net 15 EOM`, `20 prox`, `due on receipt`. A discount is none of them, nor is a date of one invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DueTerms(PaymentTerms);

/// Why something is not terms for every invoice.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DueTermsProblem {
    /// No terms at all.
    #[error(transparent)]
    Unreadable(#[from] TermsProblem),
    /// A discount is set in its own place.
    #[error("These terms name a discount. Write only when the whole amount is due, such as “net 15 EOM”.")]
    Discount,
    /// A date, or the receipt of goods.
    #[error("Terms for every invoice cannot name a date or the receipt of goods: these belong to one invoice.")]
    OneInvoice,
}

impl TryFrom<PaymentTerms> for DueTerms {
    type Error = DueTermsProblem;

    fn try_from(terms: PaymentTerms) -> Result<Self, DueTermsProblem> {
        if !terms.tiers().is_empty() {
            Err(DueTermsProblem::Discount)
        } else if matches!(terms.dating(), Dating::AsOf(_) | Dating::ReceiptOfGoods) || matches!(terms.due(), Net::On(_)) {
            Err(DueTermsProblem::OneInvoice)
        } else {
            Ok(Self(terms))
        }
    }
}

impl TryFrom<String> for DueTerms {
    type Error = DueTermsProblem;

    fn try_from(text: String) -> Result<Self, DueTermsProblem> {
        Self::try_from(text.parse::<PaymentTerms>()?)
    }
}

impl From<DueTerms> for String {
    fn from(terms: DueTerms) -> Self {
        terms.to_string()
    }
}

impl fmt::Display for DueTerms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// When an invoice falls due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhenDue {
    /// So many days after the invoice date.
    Days(u16),
    /// By terms that say it otherwise.
    Terms(DueTerms),
}

impl FromStr for WhenDue {
    type Err = DueTermsProblem;

    /// `30`, or terms in the wording of invoices.
    fn from_str(text: &str) -> Result<Self, DueTermsProblem> {
        let text = text.trim();
        if let Ok(days) = text.parse::<u16>() {
            return if days > MOST_DAYS { Err(TermsProblem::TooFar.into()) } else { Ok(Self::Days(days)) };
        }
        let terms = DueTerms::try_from(text.to_owned())?;
        Ok(match (terms.0.dating(), terms.0.due()) {
            (Dating::Ordinary, Net::Days(days)) => Self::Days(days),
            _ => Self::Terms(terms),
        })
    }
}

impl fmt::Display for WhenDue {
    /// The wording that reads back as the same.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Days(days) => write!(f, "{days}"),
            Self::Terms(terms) => terms.fmt(f),
        }
    }
}

impl WhenDue {
    /// From how a policy, tier or customer keeps it, when it says anything.
    pub fn kept(terms: Option<&DueTerms>, net_days: Option<u16>) -> Option<Self> {
        terms.cloned().map(Self::Terms).or(net_days.map(Self::Days))
    }

    /// How it is kept: the days, or the terms that stand in their place.
    pub fn parts(self) -> (Option<u16>, Option<DueTerms>) {
        match self {
            Self::Days(days) => (Some(days), None),
            Self::Terms(terms) => (None, Some(terms)),
        }
    }

    /// The day for an invoice, weekends and holidays not looked at.
    pub fn nominal(&self, issued: NaiveDate) -> NaiveDate {
        match self {
            Self::Days(days) => add_days(issued, i64::from(*days)),
            // Terms for every invoice need no other date, so they always have a day.
            Self::Terms(terms) => {
                terms.0.due_date(InvoiceDates { issued, received: None }, WeekendRule::LEAVE).map_or(issued, |due| due.nominal)
            }
        }
    }

    /// In words: “15 days after the end of the invoice's month”.
    pub fn words(&self) -> String {
        let counted = |days: u16| if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
        let terms = match self {
            Self::Days(days) => return format!("{} after the invoice date", counted(*days)),
            Self::Terms(DueTerms(terms)) => terms,
        };
        let late = |late| if late == LateInMonth::NextMonth { "; from the 26th on, a month later" } else { "" };
        match (terms.due(), terms.dating()) {
            (Net::Days(0), Dating::EndOfMonth(from)) => format!("at the end of the invoice’s month{}", late(from)),
            (Net::Days(days), Dating::EndOfMonth(from)) => format!("{} after the end of the invoice’s month{}", counted(days), late(from)),
            (Net::Days(days), Dating::Proximo(from)) => format!("on day {days} of the month after the invoice{}", late(from)),
            (Net::Days(days), Dating::Extra(extra)) => format!("{} after the invoice date", counted(days.saturating_add(extra))),
            (Net::Days(days), _) => format!("{} after the invoice date", counted(days)),
            (Net::MonthEnd, _) => "at the end of the invoice’s month".to_owned(),
            (Net::InAdvance, _) => "before delivery".to_owned(),
            (Net::OnReceipt | Net::AfterDiscount | Net::On(_), _) => "on receipt of the invoice".to_owned(),
        }
    }
}

impl CreditPolicy {
    /// The due date of a new invoice: by the terms of the customer, and moved off a day without business when the policy says so.
    pub fn due_date(&self, details: &CustomerDetails, issued: NaiveDate) -> DueDate {
        self.due_by(self.terms_of(details).0.nominal(issued), details)
    }

    /// A due date by terms that somebody else gave, moved off a day without business when the policy says so.
    pub fn due_by(&self, nominal: NaiveDate, details: &CustomerDetails) -> DueDate {
        let rule = if self.due_on_working_day { BusinessDayRule::Following } else { BusinessDayRule::Unadjusted };
        let country = Country::from_text(&details.country);
        DueDate { nominal, adjusted: working_day(nominal, rule, &|day| self.closed_days.no_business(day, country)) }
    }
}

#[cfg(test)]
mod tests;
