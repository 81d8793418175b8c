//! The allowance for doubtful accounts on a day, by currency: what the owner's rates ask for, what is there, and the entry between the two.
//!
//! Rules (domain rules §2):
//! - what is owed is counted by customer, the customer's own unapplied credit taken off the oldest of it first; credit that is left over lowers nobody
//!   else's loss;
//! - accounts that are judged one by one are left out of every rate; what is set aside for them, at most what they owe, is added to the balance asked for;
//! - aging and percentage of receivables ask for a balance; the entry is what is missing to it, a debit balance added, and below zero a release;
//! - percentage of sales asks for an expense, whatever the balance is; what was posted in the period before is a part of it;
//! - opening + expense − write-offs + recoveries = ending.
//!
//! One file per question: `moves` (what moved the balance), [`past`] (what past debts came to), here what is asked for.

mod moves;
pub mod past;
#[cfg(test)]
mod tests;

pub use moves::{Posted, allowance_balance, history, roll_forward};
pub use past::{Fate, Rolls};

use super::aging::{AgingParameters, AgingReport, aging};
use super::journals::each_entry;
use crate::domain::aging_buckets::AgingBuckets;
use crate::domain::allowance::{AllowanceMethod, AllowanceRules, RollForward, expense, percentage};
use crate::domain::bookkeeping::AccountRole;
use crate::domain::currency::Currency;
use crate::domain::journal::Side;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::reserve::Reserve;
use crate::domain::write_off::WriteOffMethod;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// What is owed at one age, and what of it will probably not be paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgeLine {
    /// The age, in the words of the aging report.
    pub age: String,
    /// What is owed, the customers' own credit taken off.
    pub owed: Money,
    /// The owner's rate in percent.
    pub rate_pct: Option<Decimal>,
    /// Owed × rate, rounded to the minor unit.
    pub loss: Option<Money>,
}

/// An account that is judged by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReserveLine {
    /// The reserve.
    pub reserve: Reserve,
    /// What the account owes, its own credit taken off.
    pub owed: Money,
    /// What counts of the reserve: at most what is owed.
    pub counted: Money,
}

/// What one method asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Estimate {
    /// Which.
    pub method: AllowanceMethod,
    /// The amount that the rate is of, and the rate; several rates have none.
    pub of: Option<(Money, Decimal)>,
    /// The balance that it asks for; percentage of sales asks for none.
    pub required: Option<Money>,
    /// The expense of the whole period, for percentage of sales.
    pub expense: Option<Money>,
    /// The entry: above zero an expense, below zero a release.
    pub entry: Money,
    /// The balance after it.
    pub ending: Money,
}

/// The allowance in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowanceSheet {
    /// Which.
    pub currency: Currency,
    /// By age, in order.
    pub ages: Vec<AgeLine>,
    /// The accounts that are judged one by one; they are in no other figure of what is owed.
    pub reserves: Vec<ReserveLine>,
    /// What is owed by the others, before credit.
    pub open: Money,
    /// The part of unapplied credit that was taken off.
    pub credit: Money,
    /// What is owed less that credit.
    pub owed: Money,
    /// Sales of the period less returns, both without tax where it is known.
    pub sales: Money,
    /// What was set aside in the period before, less what was released.
    pub provided: Money,
    /// The balance on the day; below zero a debit balance.
    pub existing: Money,
    /// One for each method whose rates are known.
    pub estimates: Vec<Estimate>,
    /// What became of past invoices.
    pub fate: Option<Fate>,
    /// What became of past balances.
    pub rolls: Option<Rolls>,
    /// The period.
    pub moves: RollForward,
    /// Every entry up to the day, oldest first.
    pub history: Vec<Posted>,
}

/// The ages of the matrix: those of the owner's rates, or of the aging report while there are none.
pub fn ages_of(ledger: &Ledger) -> &AgingBuckets {
    let settings = ledger.settings();
    settings.allowance.ages.as_ref().map_or(&settings.aging_buckets, |ages| &ages.buckets)
}

/// The allowance on a day in every currency in which anything is owed or was set aside, with what happened from a day on.
pub fn allowance(ledger: &Ledger, from: NaiveDate, as_of: NaiveDate) -> Vec<AllowanceSheet> {
    let parameters = AgingParameters { buckets: ages_of(ledger).clone(), ..AgingParameters::of(ledger, as_of) };
    let report = aging(ledger, &parameters);
    let sales = net_sales(ledger, from, as_of);
    let posted = ledger.facts().allowance.iter().filter(|entry| !entry.taken_back && entry.draft.on <= as_of);
    let given_up = ledger.facts().write_offs.iter().filter(|one| one.method == WriteOffMethod::Allowance);
    let given_up = given_up.filter_map(|one| ledger.credit_note(one.credit_note)).filter(|note| note.issued <= as_of);
    let amounts = posted.map(|entry| entry.draft.amount).chain(reserves_on(ledger, as_of).map(|reserve| reserve.amount));
    let owed = report.totals.iter().map(|(currency, _)| *currency);
    let currencies: BTreeSet<Currency> = owed.chain(amounts.chain(given_up.map(|note| note.amount)).map(Money::currency)).collect();
    let of_currency = |currency: Currency| sheet(ledger, &report, currency, sales.get(&currency).copied().unwrap_or(0), from);
    currencies.into_iter().map(of_currency).collect()
}

/// The reserves that hold on a day.
fn reserves_on(ledger: &Ledger, day: NaiveDate) -> impl Iterator<Item = &Reserve> {
    ledger.facts().reserves.iter().filter(move |reserve| reserve.holds(day))
}

fn sheet(ledger: &Ledger, report: &AgingReport, currency: Currency, sales: i64, from: NaiveDate) -> AllowanceSheet {
    let (rules, as_of) = (&ledger.settings().allowance, report.parameters.as_of);
    let money = |minor| Money::from_minor(minor, currency);
    let buckets = &report.parameters.buckets;
    let (mut open, mut owed) = (0, vec![0; buckets.count()]);
    let none = |reserve: &Reserve| ReserveLine { reserve: reserve.clone(), owed: money(0), counted: money(0) };
    let mut reserves: Vec<_> = reserves_on(ledger, as_of).filter(|one| one.amount.currency() == currency).map(none).collect();
    for row in report.rows.iter().filter(|row| row.currency == currency) {
        let left = row.amounts.with_credit_on_oldest();
        if let Some(line) = reserves.iter_mut().find(|line| line.reserve.customer == row.customer) {
            line.owed = money(left.open());
            line.counted = money(line.reserve.amount.minor().min(left.open()));
            continue;
        }
        open += row.amounts.open();
        owed.iter_mut().zip(left.buckets).for_each(|(sum, part)| *sum += part);
    }
    let rate = |place: usize| rules.ages.as_ref().and_then(|ages| ages.rates.get(place).copied());
    let line = |(place, owed): (usize, &i64)| {
        let (owed, rate_pct) = (money(*owed), rate(place));
        let loss = rate_pct.and_then(|rate| percentage(owed, rate).ok());
        AgeLine { age: buckets.label(place), owed, rate_pct, loss }
    };
    let ages: Vec<AgeLine> = owed.iter().enumerate().map(line).collect();
    let by_age: Vec<Money> = owed.iter().copied().map(money).collect();
    let owed = owed.iter().sum();
    let moves = roll_forward(ledger, currency, from, as_of);
    let mut sheet = AllowanceSheet {
        currency,
        ages,
        reserves,
        open: money(open),
        credit: money(open - owed),
        owed: money(owed),
        sales: money(sales),
        provided: moves.expense,
        existing: allowance_balance(ledger, currency, as_of),
        fate: past::fate(ledger, &report.parameters, &by_age, rules.factor()),
        rolls: past::rolls(ledger, &report.parameters, &by_age, rules.factor()),
        estimates: Vec::new(),
        moves,
        history: history(ledger, currency, as_of),
    };
    sheet.estimates = AllowanceMethod::ALL.iter().filter_map(|method| estimate(&sheet, rules, *method)).collect();
    sheet
}

impl AllowanceSheet {
    /// What is set aside for the accounts that are judged one by one.
    pub fn reserved(&self) -> Money {
        Money::from_minor(self.reserves.iter().map(|line| line.counted.minor()).sum(), self.currency)
    }
}

fn estimate(sheet: &AllowanceSheet, rules: &AllowanceRules, method: AllowanceMethod) -> Option<Estimate> {
    let (of, required, whole) = match method {
        AllowanceMethod::Aging => {
            let zero = Money::zero(sheet.currency);
            let sum = sheet.ages.iter().try_fold(zero, |sum, line| sum.checked_add(line.loss?).ok())?;
            (None, Some(sum), None)
        }
        AllowanceMethod::Receivables => {
            let rate = rules.receivables_pct?;
            (Some((sheet.owed, rate)), Some(percentage(sheet.owed, rate).ok()?), None)
        }
        AllowanceMethod::History => (None, Some(sheet.fate.as_ref()?.required?), None),
        AllowanceMethod::RollRates => (None, Some(sheet.rolls.as_ref()?.required?), None),
        AllowanceMethod::Sales => {
            let rate = rules.sales_pct?;
            (Some((sheet.sales, rate)), None, Some(percentage(sheet.sales, rate).ok()?))
        }
    };
    let required = required.and_then(|required| required.checked_add(sheet.reserved()).ok());
    let entry = match (required, whole) {
        (Some(required), _) => expense(required, sheet.existing).ok()?,
        (None, whole) => whole?.checked_sub(sheet.provided).ok()?,
    };
    Some(Estimate { method, of, required, expense: whole, entry, ending: sheet.existing.checked_add(entry).ok()? })
}

/// What the entries of the period come to on the accounts of sales and of returns, by currency.
fn net_sales(ledger: &Ledger, from: NaiveDate, to: NaiveDate) -> BTreeMap<Currency, i64> {
    let mut sums = BTreeMap::new();
    each_entry(ledger, |entry| {
        if entry.date < from || entry.date > to {
            return;
        }
        for posting in entry.entry.postings().iter().filter(|one| matches!(one.account, AccountRole::Sales | AccountRole::Returns)) {
            let sign = if posting.side == Side::Credit { 1 } else { -1 };
            *sums.entry(posting.amount.currency()).or_default() += sign * posting.amount.minor();
        }
    });
    sums
}
