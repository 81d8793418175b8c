//! What paying an invoice early earns: the discount that new invoices get ([`DiscountRule`]) and the terms of one invoice ([`InvoiceTerms`]).
//!
//! Deliberately not here: when the whole amount is due (the invoice has a due date of its own) and the arithmetic ([`discount`](super::discount)).

use super::discount::PartPayments;
use super::money::Money;
use super::terms::{InvoiceDates, PaymentTerms, TermsProblem, WeekendRule, due::Offer};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A discount for paying early, as agreed with everybody, with a tier or with one customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiscountRule {
    /// The discounts and from when their days count: “2/10 net 30”, “3/15 EOM”.
    pub terms: PaymentTerms,
    /// Whether a part payment in time earns its part.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub part_payments: PartPayments,
    /// The tax within invoices in percent, to show which part of a discount is tax; `None` when it is not to be shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_pct: Option<Decimal>,
}

fn is_usual(parts: &PartPayments) -> bool {
    *parts == PartPayments::default()
}

/// What a tier or a customer says about discounts, when it says anything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DiscountWish {
    /// None, whatever others get.
    Nothing,
    /// This one.
    Rule(DiscountRule),
}

/// The terms of one invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceTerms {
    /// The discount.
    pub discount: DiscountRule,
    /// Freight and whatever else of the amount gets no discount; above zero.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_discountable: Option<Money>,
    /// The day the goods were received, from which terms “ROG” count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received: Option<NaiveDate>,
}

/// What the owner says about the discount of a new invoice.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TermsChoice {
    /// What the customer, their tier or the policy gets.
    #[default]
    Usual,
    /// No discount.
    Nothing,
    /// These.
    Own(InvoiceTerms),
}

/// Why an invoice cannot have such terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum InvoiceTermsProblem {
    /// Terms without a discount.
    #[error("Write a discount such as “2/10” before the rest of the terms, or choose no discount.")]
    NoDiscount,
    /// The discount could be had after the whole amount is due.
    #[error("The discount could be had until {until}, after the due date.")]
    AfterDue {
        /// Its last day.
        until: NaiveDate,
    },
    /// A tax rate below 0 or above 100 %.
    #[error("A tax rate must be between 0 and 100 %, not {0} %.")]
    TaxRate(Decimal),
    /// More without discount than the invoice is over, or less than nothing.
    #[error("What gets no discount must be above zero and less than the invoice.")]
    NotDiscountable,
    /// In another currency than the invoice.
    #[error("What gets no discount must be in the currency of the invoice.")]
    OtherCurrency,
    /// Goods received before the invoice.
    #[error("The goods cannot have been received before the invoice date.")]
    ReceivedEarly,
    /// Interest and fees get no discount.
    #[error("Only invoices can have a discount for paying early.")]
    NotAnInvoice,
}

impl InvoiceTermsProblem {
    /// The form field the sentence belongs beside.
    pub fn field(&self) -> &'static str {
        match self {
            Self::TaxRate(_) => "tax_pct",
            Self::NotDiscountable | Self::OtherCurrency => "not_discountable",
            Self::ReceivedEarly => "goods_received",
            Self::NoDiscount | Self::AfterDue { .. } | Self::NotAnInvoice => "discount",
        }
    }
}

impl DiscountRule {
    /// A discount by terms alone; `None` when the terms have no discount.
    pub fn of(terms: PaymentTerms) -> Option<Self> {
        let rule = Self { terms, part_payments: PartPayments::default(), tax_pct: None };
        (!rule.terms.tiers().is_empty()).then_some(rule)
    }

    /// Refuses what makes no sense.
    pub fn checked(&self) -> Result<(), InvoiceTermsProblem> {
        if self.terms.tiers().is_empty() {
            return Err(InvoiceTermsProblem::NoDiscount);
        }
        match self.tax_pct {
            Some(pct) if !(Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&pct) => Err(InvoiceTermsProblem::TaxRate(pct)),
            _ => Ok(()),
        }
    }
}

impl InvoiceTerms {
    /// A discount on the whole of an invoice.
    pub fn of(discount: DiscountRule) -> Self {
        Self { discount, not_discountable: None, received: None }
    }

    /// Refuses what makes no sense for an invoice of this amount and day.
    pub fn checked(&self, issued: NaiveDate, amount: Money) -> Result<(), InvoiceTermsProblem> {
        self.discount.checked()?;
        if let Some(part) = self.not_discountable {
            if part.currency() != amount.currency() {
                return Err(InvoiceTermsProblem::OtherCurrency);
            }
            if !part.is_positive() || part.minor() >= amount.minor() {
                return Err(InvoiceTermsProblem::NotDiscountable);
            }
        }
        if self.received.is_some_and(|received| received < issued) {
            return Err(InvoiceTermsProblem::ReceivedEarly);
        }
        Ok(())
    }

    /// The discounts with their last days; none while the terms count from a receipt of goods that is not known yet.
    ///
    /// A last day is not moved off a weekend: a discount is not prolonged unless that was agreed. (domain rules §5)
    pub fn offers(&self, issued: NaiveDate) -> Vec<Offer> {
        self.offers_or_why(issued).unwrap_or_default()
    }

    /// As [`Self::offers`], with the reason why there are none.
    pub fn offers_or_why(&self, issued: NaiveDate) -> Result<Vec<Offer>, TermsProblem> {
        self.discount.terms.offers(InvoiceDates { issued, received: self.received }, WeekendRule::LEAVE)
    }

    /// Refuses discounts that could be had after the whole amount is due.
    pub fn before_due(&self, issued: NaiveDate, due: NaiveDate) -> Result<(), InvoiceTermsProblem> {
        match self.offers(issued).last() {
            Some(last) if last.until > due => Err(InvoiceTermsProblem::AfterDue { until: last.until }),
            _ => Ok(()),
        }
    }
}
