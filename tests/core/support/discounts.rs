//! Random terms, and discounts given with payments.

use super::random::Random;
use chrono::{Days, NaiveDate};
use recoup::domain::command::{AllocationChoice, DiscountGrant};
use recoup::domain::discount::PartPayments;
use recoup::domain::ids::{CustomerId, InvoiceId};
use recoup::domain::invoice_terms::{DiscountRule, DiscountWish, InvoiceTerms, TermsChoice};
use recoup::domain::ledger::Ledger;
use recoup::domain::money::Money;

pub fn rule(dice: &mut Random) -> DiscountRule {
    let terms = *dice.pick(&["2/10 net 30", "3/10 2/20 net 60", "5/0 net 7", "50/40 net 60", "2/10 ROG"]);
    let part_payments = if dice.chance(40) { PartPayments::Earn } else { PartPayments::EarnNothing };
    let tax_pct = dice.chance(30).then(|| 19.into());
    DiscountRule { terms: terms.parse().unwrap(), part_payments, tax_pct }
}

pub fn wish(dice: &mut Random) -> Option<DiscountWish> {
    match dice.below(10) {
        0 => Some(DiscountWish::Nothing),
        1..3 => Some(DiscountWish::Rule(rule(dice))),
        _ => None,
    }
}

pub fn terms(dice: &mut Random, issued: NaiveDate, amount: Money) -> InvoiceTerms {
    let part = Money::from_minor(dice.between(0, amount.minor().clamp(0, 1_000_000) / 4), amount.currency());
    InvoiceTerms {
        discount: rule(dice),
        not_discountable: if dice.chance(5) { Some(amount) } else { dice.chance(30).then_some(part) },
        received: dice.chance(40).then(|| issued + Days::new(dice.below(12)) - Days::new(u64::from(dice.chance(5)))),
    }
}

pub fn terms_choice(dice: &mut Random, issued: NaiveDate, amount: Money) -> TermsChoice {
    match dice.below(10) {
        0..5 => TermsChoice::Usual,
        5..7 => TermsChoice::Nothing,
        _ => TermsChoice::Own(terms(dice, issued, amount)),
    }
}

fn reason(dice: &mut Random) -> String {
    if dice.chance(60) { "two days late".to_owned() } else { String::new() }
}

/// A payment of what settles one of the customer's invoices, with its discount; mostly what the ledger takes.
pub fn settling(
    dice: &mut Random,
    ledger: &Ledger,
    customer: CustomerId,
    on: NaiveDate,
) -> Option<(Money, AllocationChoice, Vec<DiscountGrant>)> {
    let offered: Vec<_> = ledger.open_invoices_of(customer).filter(|invoice| invoice.terms.is_some()).collect();
    let invoice = offered.get(dice.below(offered.len().max(1)))?;
    let open = ledger.discount_available(invoice, if dice.chance(50) { invoice.issued } else { on });
    let mut minor = open.map_or(ledger.balance(invoice).minor(), |open| open.cash.minor()).max(1);
    if dice.chance(30) {
        minor = dice.between(1, minor);
    }
    let amount = Money::from_minor(minor, invoice.amount.currency());
    let choice = if dice.chance(60) { AllocationChoice::Chosen(vec![(invoice.id, amount)]) } else { AllocationChoice::OldestFirst };
    let mut grants = vec![DiscountGrant { invoice: invoice.id, reason: reason(dice) }];
    if dice.chance(10) {
        grants.push(DiscountGrant { invoice: InvoiceId::from_index(dice.below(ledger.facts().invoices.len())), reason: reason(dice) });
    }
    Some((amount, choice, grants))
}

pub fn grant(dice: &mut Random, invoice: InvoiceId) -> DiscountGrant {
    DiscountGrant { invoice, reason: reason(dice) }
}
