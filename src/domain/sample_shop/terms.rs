//! The terms of the sample: a late fee that two customers agreed to, a discount that one of them takes, who may owe how much.

use super::Shop;
use crate::domain::charge::TaxCategory;
use crate::domain::command::{AllocationChoice, Command, DiscountGrant};
use crate::domain::credit_file::{AgencyScore, CreditFile, TradeReference};
use crate::domain::currency::Currency;
use crate::domain::customer::CustomerDetails;
use crate::domain::ids::CustomerId;
use crate::domain::invoice_terms::{DiscountRule, DiscountWish};
use crate::domain::late_fee::{Cap, Charge, LateFeeRule, Often, Tier};
use crate::domain::money::Money;
use crate::domain::rejection::Rejection;
use rust_decimal::Decimal;

/// The customer with an application for credit, a limit nearly used up, and a discount.
const ON_FILE: usize = 13;

impl Shop {
    /// Two percent of what is open, once, ten days after the due date, in each currency of the shop.
    pub(super) fn late_fee(&mut self) -> Result<(), Rejection> {
        let rule = |(place, currency)| LateFeeRule {
            rule: place,
            tiers: vec![Tier { from: Money::from_minor(10_000, currency), charge: Charge::Percent(Decimal::TWO) }],
            often: Often::Once,
            grace_days: 10,
            cap: Cap { amount: Some(Money::from_minor(5_000, currency)), percent: None },
            tax: TaxCategory::default(),
        };
        let late_fees = (1..).zip([Currency::USD, Currency::EUR, Currency::GBP]).map(rule).collect();
        let policy = crate::domain::policy::CreditPolicy { late_fees, ..self.ledger.policy().clone() };
        self.run(Command::ChangePolicy { policy }, 400)
    }

    /// Two customers accept the terms; one of them gets 2 % for paying within ten days.
    pub(super) fn acceptance(&mut self) -> Result<(), Rejection> {
        let accepted = Some(self.day(120));
        self.change(5, |details| details.terms_accepted = accepted)?;
        let discount = "2/10 net 30".parse().ok().map(|terms| {
            let rule = DiscountRule { terms, part_payments: Default::default(), tax_pct: None };
            DiscountWish::Rule(rule)
        });
        let credit_file = CreditFile {
            applied: Some(self.day(130)),
            legal_form: "Private limited company".to_owned(),
            references: vec![TradeReference {
                who: "Avon Dairy Ltd".to_owned(),
                said: "Customer for six years, pays within the terms".to_owned(),
                on: Some(self.day(128)),
            }],
            agency: Some(AgencyScore { agency: "Credit agency".to_owned(), score: "71 of 100".to_owned(), on: Some(self.day(127)) }),
            review: Some(self.day(-60)),
            ..CreditFile::default()
        };
        self.change(ON_FILE, |details| {
            details.terms_accepted = accepted;
            details.discount = discount;
            details.credit_file = credit_file;
        })
    }

    /// An invoice paid early with its discount, and limits: one nearly used up, one with much left.
    pub(super) fn discount_and_limits(&mut self) -> Result<(), Rejection> {
        let invoice = self.invoice(ON_FILE, 33, 118_000)?;
        let cash = Money::from_minor(115_640, Currency::GBP);
        let pay = Command::RecordPayment {
            customer: CustomerId::from_index(ON_FILE),
            received: self.day(25),
            amount: cash,
            method: "Bank transfer".to_owned(),
            reference: String::new(),
            choice: AllocationChoice::Chosen(vec![(invoice, cash)]),
            discounts: vec![DiscountGrant { invoice, reason: String::new() }],
        };
        self.run(pay, 25)?;
        let open = self.ledger.open_invoices_of(CustomerId::from_index(ON_FILE)).map(|invoice| self.ledger.balance(invoice).minor());
        // A little more than they owe, in whole hundreds: above the 90 % at which the watch list begins.
        let limit = (open.sum::<i64>() / 10_000 + 2) * 10_000;
        self.change(ON_FILE, |details| details.credit_limit = Some(Money::from_minor(limit, Currency::GBP)))?;
        self.change(2, |details| details.credit_limit = Some(Money::from_minor(1_000_000, Currency::USD)))
    }

    fn change(&mut self, customer: usize, with: impl FnOnce(&mut CustomerDetails)) -> Result<(), Rejection> {
        let customer = CustomerId::from_index(customer);
        let Some(mut details) = self.ledger.customer(customer).map(|found| found.details.clone()) else {
            return Err(Rejection::NotFound("customer"));
        };
        with(&mut details);
        self.run(Command::ChangeCustomer { customer, details }, 120)
    }
}
