//! Payment plans: an accepted agreement to pay certain invoices in instalments.
//!
//! The plan replaces the invoices' due dates for reminders; the documents keep their own for aging and
//! limitation. What has been paid on a plan is not stored: it is what its documents no longer owe.

use super::calendar::add_days;
use super::ids::{CreditNoteId, CustomerId, InvoiceId, PlanId, PlanOfferId};
use super::money::Money;
use super::policy::PlanRules;
use super::schedule::{AgreedTerms, Frequency, PlanProposal};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// One date on which a plan expects money. The down payment, if there is one, is the first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanInstalment {
    /// When it is due.
    pub due: NaiveDate,
    /// What is due, interest included.
    pub amount: Money,
    /// The part that is interest.
    pub interest: Money,
    /// The day it was before it was moved off one without business; left out when it was not moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nominal: Option<NaiveDate>,
}

impl PlanInstalment {
    /// The dates and amounts of a proposal, with the down payment on the day of acceptance in front.
    pub fn all_of(proposal: &PlanProposal, accepted: NaiveDate) -> Vec<Self> {
        let down_payment = proposal.down_payment;
        let down = Self { due: accepted, amount: down_payment, interest: Money::zero(down_payment.currency()), nominal: None };
        let parts = proposal.instalments.iter().map(|part| Self {
            due: part.due,
            amount: part.amount,
            interest: part.interest,
            nominal: Some(part.nominal).filter(|nominal| *nominal != part.due),
        });
        Some(down).filter(|_| down_payment.is_positive()).into_iter().chain(parts).collect()
    }
}

/// Why and when a plan stopped holding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanEnd {
    /// The first day on which it no longer holds. Equal to the acceptance when it was a mistake.
    pub on: NaiveDate,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The credit note over the interest that was not earned by then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interest_credit: Option<CreditNoteId>,
    /// When the interest document was due before; what was earned of it is due on the day itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interest_was_due: Option<NaiveDate>,
}

impl PlanEnd {
    /// An end that credits nothing.
    pub fn new(on: NaiveDate, reason: String) -> Self {
        Self { on, reason, interest_credit: None, interest_was_due: None }
    }
}

/// A default that the owner declared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanDefault {
    /// Since when the plan is in default.
    pub on: NaiveDate,
    /// Whether all that was left became due on that day: the documents then count by their own due dates again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub accelerated: bool,
    /// The credit note over the interest that was not earned by then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interest_credit: Option<CreditNoteId>,
    /// When the interest document was due before; what was earned of it is due on the day of the default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interest_was_due: Option<NaiveDate>,
    /// The first day on which the plan went on. Equal to `on` when the default was a mistake.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reinstated: Option<NaiveDate>,
}

impl PlanDefault {
    /// Whether the plan is in default on a day.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.on <= day && self.reinstated.is_none_or(|again| day < again)
    }

    /// Whether it was taken back as a mistake.
    pub fn was_a_mistake(&self) -> bool {
        self.reinstated == Some(self.on)
    }
}

/// A payment plan that the customer accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Position in the ledger, from 1.
    pub id: PlanId,
    /// Who pays.
    pub customer: CustomerId,
    /// Since when it holds.
    pub accepted: NaiveDate,
    /// The documents it covers, the interest document (if any) included.
    pub invoices: Vec<InvoiceId>,
    /// The document that holds the plan's interest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interest_document: Option<InvoiceId>,
    /// Rhythm of the instalments.
    pub frequency: Frequency,
    /// Nominal interest rate in percent a year; zero for none.
    pub rate_pct: Decimal,
    /// Whether the first instalment is a down payment.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub down_payment: bool,
    /// All dates and amounts; they sum to the balances at acceptance plus the interest.
    pub instalments: Vec<PlanInstalment>,
    /// How the schedule was made; left out in plans from before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<AgreedTerms>,
    /// The offer it came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<PlanOfferId>,
    /// Set when the plan was ended before it was paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<PlanEnd>,
    /// The rules it was made under.
    #[serde(default, skip_serializing_if = "PlanRules::is_usual")]
    pub rules: PlanRules,
    /// The defaults that were declared, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub defaults: Vec<PlanDefault>,
    /// The plan that this one took the place of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<PlanId>,
}

impl Plan {
    /// Whether the plan holds on a day (paid or not): its dates stand for the due dates of its documents.
    pub fn in_force(&self, day: NaiveDate) -> bool {
        let ended = self.ended.as_ref().is_some_and(|end| end.on <= day);
        self.accepted <= day && !ended && self.default_on(day).is_none_or(|default| !default.accelerated)
    }

    /// The day from which its interest is counted: that of the offer where days count and it was offered before, else that of its acceptance.
    pub fn interest_since(&self) -> NaiveDate {
        self.terms.as_ref().and_then(|terms| terms.interest_from).unwrap_or(self.accepted)
    }

    /// The days on which the plan holds, in order, as first and last ones.
    pub fn days_in_force(&self) -> Vec<(NaiveDate, NaiveDate)> {
        let mut turns = vec![self.accepted];
        turns.extend(self.ended.iter().map(|end| end.on));
        turns.extend(self.defaults.iter().flat_map(|default| [Some(default.on), default.reinstated]).flatten());
        turns.sort_unstable();
        turns.dedup();
        let lasts = turns.iter().skip(1).map(|next| add_days(*next, -1)).chain([NaiveDate::MAX]);
        turns.iter().copied().zip(lasts).filter(|(from, _)| self.in_force(*from)).collect()
    }

    /// The default that holds on a day.
    pub fn default_on(&self, day: NaiveDate) -> Option<&PlanDefault> {
        self.defaults.iter().find(|default| default.holds(day))
    }

    /// Whether it was taken back as a mistake.
    pub fn was_a_mistake(&self) -> bool {
        self.ended.as_ref().is_some_and(|end| end.on == self.accepted)
    }
}
