//! Discounts for paying early, counted from scratch. Whole percentages and days counted from the invoice or the receipt only, which is what the
//! random commands ask for.

use super::{only_if, past};
use crate::support::naive_ledger::{NaiveCredit, NaiveInvoice, NaiveLedger, NaiveUse};
use chrono::{Days, NaiveDate};
use recoup::domain::application::pro_rata;
use recoup::domain::command::{AllocationChoice, DiscountGrant};
use recoup::domain::discount::PartPayments;
use recoup::domain::invoice::DocumentKind;
use recoup::domain::invoice_terms::{DiscountWish, InvoiceTerms, TermsChoice};
use recoup::domain::money::Money;
use recoup::domain::terms::Dating;
use rust_decimal::prelude::ToPrimitive;

/// `round(amount × above / below)`, half up.
fn rounded(amount: i64, above: i64, below: i64) -> i64 {
    let (amount, above, below) = (i128::from(amount), i128::from(above), i128::from(below));
    ((2 * amount * above + below) / (2 * below)) as i64
}

/// Percentages with their last days.
fn offers(terms: &InvoiceTerms, issued: NaiveDate) -> Vec<(i64, NaiveDate)> {
    let from = match terms.discount.terms.dating() {
        Dating::Ordinary => Some(issued),
        Dating::ReceiptOfGoods => terms.received,
        other => panic!("{other:?} is not counted here"),
    };
    let tiers = terms.discount.terms.tiers().iter();
    let offer = |from: NaiveDate| tiers.map(move |tier| (tier.pct.to_i64().unwrap(), from + Days::new(u64::from(tier.days)))).collect();
    from.map_or(Vec::new(), offer)
}

fn fits(terms: &InvoiceTerms, issued: NaiveDate, amount: Money) -> Option<()> {
    let excluded = terms.not_discountable;
    only_if(excluded.is_none_or(|part| part.currency() == amount.currency() && part.minor() > 0 && part.minor() < amount.minor()))?;
    only_if(terms.received.is_none_or(|received| received >= issued))
}

fn in_time(terms: &InvoiceTerms, issued: NaiveDate, due: NaiveDate) -> Option<()> {
    only_if(offers(terms, issued).iter().all(|(_, until)| *until <= due))
}

impl NaiveLedger {
    pub(super) fn terms_of_new(
        &self,
        customer: usize,
        choice: &TermsChoice,
        issued: NaiveDate,
        due: NaiveDate,
        amount: Money,
    ) -> Option<Option<InvoiceTerms>> {
        match choice {
            TermsChoice::Nothing => Some(None),
            TermsChoice::Own(terms) => {
                fits(terms, issued, amount)?;
                in_time(terms, issued, due)?;
                Some(Some(terms.clone()))
            }
            TermsChoice::Usual => {
                let found = &self.customers[customer];
                let policy = self.policy_of(issued);
                let of_tier = policy.tiers.iter().find(|tier| tier.name == found.tier).and_then(|tier| tier.discount.clone());
                let usual = match found.discount.clone().or(of_tier) {
                    Some(DiscountWish::Nothing) => None,
                    Some(DiscountWish::Rule(rule)) => Some(rule),
                    None => policy.discount.clone(),
                };
                Some(usual.map(InvoiceTerms::of).filter(|terms| in_time(terms, issued, due).is_some()))
            }
        }
    }

    pub(super) fn change_terms(&mut self, place: usize, terms: Option<&InvoiceTerms>, today: NaiveDate) -> Option<()> {
        let place = self.live_invoice(place)?;
        let NaiveInvoice { issued, due, amount, currency, terms: before, kind, .. } = self.invoices[place].clone();
        only_if(kind == DocumentKind::Invoice && terms != before.as_ref())?;
        if let Some(terms) = terms {
            fits(terms, issued, Money::from_minor(amount, currency))?;
            if before.as_ref().is_none_or(|before| before.discount != terms.discount) {
                in_time(terms, issued, due)?;
            }
            if let Some(received) = terms.received.filter(|_| before.is_none_or(|before| before.received != terms.received)) {
                past(received, today, NaiveDate::MIN)?;
            }
        }
        self.invoices[place].terms = terms.cloned();
        Some(())
    }

    /// What goes to the invoice, the discount that it earns, and what the discount would be more if less had been paid.
    fn earned(&self, place: usize, on: NaiveDate, cash: i64, just: bool, late: bool, without: Option<usize>) -> Option<(i64, i64, i64)> {
        let invoice = &self.invoices[place];
        let terms = invoice.terms.as_ref().filter(|_| invoice.voided.is_none())?;
        let sum = |wanted: &dyn Fn(&NaiveCredit) -> bool| -> i64 {
            let counts = |part: &&NaiveUse| {
                let credit = &self.credits[part.credit];
                let own = without.is_some() && (Some(part.credit) == without || credit.with == without);
                part.invoice == place && part.until.is_none() && !own && wanted(credit)
            };
            self.uses.iter().filter(counts).map(|part| part.amount).sum()
        };
        let given = sum(&|credit| credit.is_discount);
        let paid = sum(&|credit| credit.is_payment());
        let returned = sum(&|credit| !credit.is_payment() && !credit.is_discount);
        let excluded = terms.not_discountable.map_or(0, Money::minor);
        let goods = invoice.amount - excluded - returned;
        let (whole, excluded) = (goods.max(0), excluded + goods.min(0));
        let open = whole + excluded - paid - given;
        let rest = (whole - paid - given).max(0);
        let earn = terms.discount.part_payments == PartPayments::Earn;
        let whole = if open > 0 { whole } else { rest };
        let full = |pct| if earn { rounded(rest, pct, 100) } else { (rounded(whole, pct, 100) - given).max(0) };
        let offers = offers(terms, invoice.issued);
        let first = offers.iter().find(|(_, until)| on <= *until);
        let lapsed = offers.iter().rev().filter(|(_, until)| late && *until < on);
        let candidates: Vec<i64> = first.into_iter().chain(lapsed).map(|(pct, _)| *pct).collect();
        let cash = if just { cash.min(open) } else { cash };
        let settled = candidates.iter().find_map(|pct| {
            let discount = full(*pct).min(open);
            only_if(discount > 0 && cash >= open - discount)?;
            let used = if just { cash } else { open - discount };
            let discount = discount.min(open - used);
            (discount > 0).then_some((used, discount, full(*pct) - discount))
        });
        settled.or_else(|| {
            let pct = *candidates.first()?;
            let used = cash.min(open);
            let cleared = rounded(used, 100, 100 - pct);
            let part = match () {
                () if used >= open - full(pct) => full(pct),
                () if !earn => 0,
                () if cleared < rest => cleared - used,
                () => full(pct),
            };
            let discount = part.min(open - used);
            (discount > 0).then_some((used, discount, full(pct) - discount))
        })
    }

    pub(super) fn pay(&mut self, credit: usize, since: NaiveDate, choice: &AllocationChoice, grants: &[DiscountGrant]) -> Option<()> {
        let grant_of = |place: usize| grants.iter().find(|grant| grant.invoice.index() == place);
        let mut given: Vec<(usize, (i64, i64))> = Vec::new();
        if matches!(choice, AllocationChoice::OldestFirst) && !grants.is_empty() {
            let NaiveCredit { customer, currency, amount, .. } = self.credits[credit].clone();
            let mut left = amount;
            let earns = |place: usize, cash: i64, just: bool| {
                let grant = grant_of(place)?;
                self.earned(place, since, cash, just, late(grant), None)
            };
            let mut uses: Vec<(usize, i64)> = Vec::new();
            for group in self.in_order(customer, currency, since).chunk_by(|a, b| self.together(*a, *b, since)) {
                if left <= 0 {
                    break;
                }
                // All of them as if each were alone; too little for that is divided by what is owed.
                let mut parts: Vec<(i64, Option<(i64, i64)>)> = Vec::new();
                for place in group {
                    let earned = earns(*place, left, false);
                    let enough = earned.is_some_and(|(cash, discount, _)| cash + discount == self.owes(*place));
                    let cash = earned.filter(|_| enough).map_or(self.owes(*place), |(cash, ..)| cash);
                    parts.push((cash, earned.map(|(_, discount, spare)| (discount, spare))));
                }
                let needed: i64 = parts.iter().map(|(cash, _)| cash).sum();
                if group.len() == 1 {
                    parts[0].0 = needed.min(left);
                } else if needed > left {
                    let owed: Vec<_> = group.iter().map(|place| self.money(*place)).collect();
                    let shares = pro_rata(Money::from_minor(left, currency), &owed).ok()?;
                    for (nth, place) in group.iter().enumerate() {
                        let cash = shares[nth].minor();
                        parts[nth] = (cash, earns(*place, cash, true).filter(|_| cash > 0).map(|(_, discount, spare)| (discount, spare)));
                    }
                }
                for (place, (cash, discount)) in group.iter().zip(parts) {
                    left -= cash;
                    uses.push((*place, cash));
                    given.extend(discount.map(|discount| (*place, discount)));
                }
            }
            for (place, cash) in uses.into_iter().filter(|(_, cash)| *cash > 0) {
                let on = self.begin(since, Some(credit), place);
                self.uses.push(NaiveUse { credit, invoice: place, amount: cash, on, until: None });
            }
        } else {
            let before = self.clone();
            self.use_credit(credit, since, choice)?;
            for part in &self.uses[before.uses.len()..] {
                let earned =
                    grant_of(part.invoice).and_then(|grant| before.earned(part.invoice, since, part.amount, true, late(grant), None));
                given.extend(earned.map(|(_, discount, spare)| (part.invoice, (discount, spare))));
            }
        }
        only_if(grants.len() == given.len())?;
        for (place, discount) in given {
            self.give_discount(credit, place, discount, since);
        }
        Some(())
    }

    fn give_discount(&mut self, payment: usize, place: usize, (discount, spare): (i64, i64), issued: NaiveDate) {
        let NaiveInvoice { customer, currency, .. } = self.invoices[place];
        let whole = self.invoices[place].terms.as_ref().is_some_and(|terms| terms.discount.part_payments == PartPayments::EarnNothing);
        let helpers = if whole { self.helpers(&[place], payment, spare, |_| true) } else { Vec::new() };
        let note = self.add_credit(false, customer, "discount", issued, Money::from_minor(discount, currency));
        (self.credits[note].with, self.credits[note].also, self.credits[note].is_discount) = (Some(payment), helpers, true);
        let on = self.begin(issued, None, place);
        self.uses.push(NaiveUse { credit: note, invoice: place, amount: discount, on, until: None });
    }

    pub(super) fn grant_discount(&mut self, payment: usize, grant: &DiscountGrant, on: NaiveDate, today: NaiveDate) -> Option<()> {
        let received = self.credits[payment].date;
        only_if(self.credits[payment].ended.is_none())?;
        past(on, today, received)?;
        let place = self.live_invoice(grant.invoice.index())?;
        let uses = self.uses.iter().filter(|part| part.invoice == place && part.until.is_none());
        let paid: i64 = uses.filter(|part| part.credit == payment).map(|part| part.amount).sum();
        let gave = |part: &NaiveUse| {
            part.invoice == place && self.credits[part.credit].with == Some(payment) && self.credits[part.credit].ended.is_none()
        };
        only_if(paid > 0 && !self.uses.iter().any(gave))?;
        let (_, discount, spare) = self.earned(place, received, paid, true, late(grant), Some(payment))?;
        let discount = discount.min(self.owes(place));
        only_if(discount > 0)?;
        self.give_discount(payment, place, (discount, spare), on);
        Some(())
    }
}

fn late(grant: &DiscountGrant) -> bool {
    !grant.reason.trim().is_empty()
}
