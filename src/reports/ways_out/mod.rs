//! The ways out of what a customer owes late, compared: what is asked for, how much of it may come, and what each way would bring.
//!
//! What is contested, on a payment plan or covered by unapplied credit stays out of it. The arithmetic is in `domain::ways_out`.

#[cfg(test)]
mod tests;

use super::limitation::claims_of;
use crate::domain::calendar::{add_days, days_past_due};
use crate::domain::credit::CreditSource;
use crate::domain::currency::Currency;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::invoice::Invoice;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::ways_out::{Debt, Outcome, age_place, outcomes};
use crate::reports::open_items::{open_invoices, unapplied_as_of};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap};

/// The owner's own history counts from so many documents on.
const ENOUGH: usize = 20;
/// The days past due that a document must have reached to tell something of an age: its last day.
const REACHED: [i64; 5] = [90, 180, 365, 730, 731];
/// And it must have had so much time to be paid since.
const TIME_TO_PAY: i64 = 90;

/// What came in of documents that had once been as old as the debts of an age get.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnChance {
    /// In percent of what was open then, not rounded.
    pub percent: Decimal,
    /// How many documents it rests on.
    pub documents: usize,
}

/// One currency of what a customer owes late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountWays {
    /// The debt.
    pub debt: Debt,
    /// How many documents.
    pub documents: usize,
    /// What is late and stays out: contested, on a plan, covered by credit.
    pub apart: Money,
    /// Where the chance comes from: the owner's history, or the figures by age.
    pub own: Option<OwnChance>,
    /// The first limitation date, where a law is known, and its document.
    pub lapses: Option<(InvoiceId, NaiveDate)>,
    /// What each way would bring.
    pub outcomes: [Outcome; 6],
}

impl AccountWays {
    /// The way that would leave most; of equals the first.
    pub fn best(&self) -> &Outcome {
        self.outcomes.iter().rev().max_by_key(|one| one.net.minor()).unwrap_or(&self.outcomes[0])
    }
}

/// The comparison for each currency in which a customer owes something late that can be asked for.
pub fn ways_out(ledger: &Ledger, customer: CustomerId, day: NaiveDate) -> Vec<AccountWays> {
    ways_by(ledger, customer, day, &mut OwnChances::new())
}

/// The owner's history by currency and age, looked up once each.
type OwnChances = HashMap<(Currency, usize), Option<OwnChance>>;

fn ways_by(ledger: &Ledger, customer: CustomerId, day: NaiveDate, known: &mut OwnChances) -> Vec<AccountWays> {
    let late = ledger.invoices_of(customer).filter(|invoice| invoice.due < day);
    let late: Vec<_> = late.map(|invoice| (invoice, ledger.owed_on(invoice, day).minor())).filter(|(_, owed)| *owed > 0).collect();
    let mut currencies: Vec<Currency> = late.iter().map(|(invoice, _)| invoice.amount.currency()).collect();
    currencies.sort_unstable();
    currencies.dedup();
    currencies.into_iter().filter_map(|currency| account(ledger, customer, currency, &late, day, known)).collect()
}

fn account(
    ledger: &Ledger,
    customer: CustomerId,
    currency: Currency,
    late: &[(&Invoice, i64)],
    day: NaiveDate,
    known: &mut OwnChances,
) -> Option<AccountWays> {
    let money = |minor| Money::from_minor(minor, currency);
    let inputs = &ledger.settings().ways_out;
    let mine = || late.iter().filter(|(invoice, _)| invoice.amount.currency() == currency);
    let all: i64 = mine().map(|(_, owed)| owed).sum();
    let asked: Vec<(&Invoice, i64)> = mine()
        .filter(|(invoice, _)| ledger.plan_of(invoice.id, day).is_none())
        .map(|(invoice, owed)| (*invoice, owed - ledger.open_dispute(invoice.id, day).map_or(0, |dispute| dispute.contested(*owed))))
        .filter(|(_, owed)| *owed > 0)
        .collect();
    let asked_for: i64 = asked.iter().map(|(_, owed)| owed).sum();
    let owed = asked_for - unapplied_as_of(ledger, customer, currency, day);
    let age = asked.iter().map(|(invoice, _)| days_past_due(invoice.due, day)).max().filter(|_| owed > 0)?;
    let claims: Vec<_> = claims_of(ledger, customer, day)
        .into_iter()
        .filter(|(id, ..)| asked.iter().any(|(invoice, _)| invoice.id == *id))
        .map(|(id, _, end)| (id, end.last_day))
        .collect();
    let lapsed = |id: InvoiceId| claims.iter().any(|(claim, last_day)| *claim == id && *last_day < day);
    let in_time: i64 = asked.iter().filter(|(invoice, _)| !lapsed(invoice.id)).map(|(_, owed)| owed).sum();
    let place = age_place(age);
    let mut own = || *known.entry((currency, place)).or_insert_with(|| own_chance(ledger, currency, place, day));
    let own = if inputs.own_history { own() } else { None };
    let chance = own.map_or_else(|| Decimal::from(inputs.chance[place]), |own| own.percent);
    let debt = Debt { owed: money(owed), enforceable: money(in_time.min(owed)), days_past_due: age, chance };
    Some(AccountWays {
        debt,
        documents: asked.len(),
        apart: money(all - owed),
        own,
        lapses: claims.first().copied(),
        outcomes: outcomes(&debt, inputs),
    })
}

/// What came in later of the documents in a currency that were still open on the last day of an age; none where there are too few. Credit notes
/// are no money: what they took off counts as if it had not been owed.
pub fn own_chance(ledger: &Ledger, currency: Currency, age: usize, day: NaiveDate) -> Option<OwnChance> {
    let (mut open, mut came, mut documents) = (0_i64, 0_i64, 0);
    for invoice in ledger.facts().invoices.iter().filter(|invoice| invoice.amount.currency() == currency && invoice.voided.is_none()) {
        let reached = add_days(invoice.due, REACHED[age.min(REACHED.len() - 1)]);
        if add_days(reached, TIME_TO_PAY) > day {
            continue;
        }
        let left = ledger.owed_on(invoice, reached).minor();
        if left <= 0 {
            continue;
        }
        let later = ledger
            .allocations_to(invoice.id)
            .filter(|part| part.on > reached && part.on <= day && part.until.is_none_or(|until| day < until));
        let (mut paid, mut credited) = (0_i64, 0_i64);
        for part in later {
            match part.source {
                CreditSource::Payment(_) => paid += part.amount.minor(),
                CreditSource::CreditNote(_) => credited += part.amount.minor(),
            }
        }
        let (left, paid) = ((left - credited).max(0), paid.min(left));
        open += left;
        came += paid.min(left);
        documents += usize::from(left > 0);
    }
    let percent = Decimal::from(came).checked_mul(Decimal::ONE_HUNDRED)?.checked_div(Decimal::from(open))?;
    (documents >= ENOUGH).then_some(OwnChance { percent, documents })
}

/// One customer in one currency, for the list of accounts that need a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoveryRow {
    /// Who.
    pub customer: CustomerId,
    /// The comparison.
    pub ways: AccountWays,
}

/// The accounts that are past due by more than some days, the one that may bring most first.
pub fn recovery(ledger: &Ledger, more_than_days: i64, day: NaiveDate) -> Vec<RecoveryRow> {
    let mut oldest: BTreeMap<CustomerId, i64> = BTreeMap::new();
    for (place, _) in open_invoices(ledger, day) {
        if let Some(invoice) = ledger.invoice(InvoiceId::from_index(place as usize)) {
            let days = oldest.entry(invoice.customer).or_default();
            *days = (*days).max(days_past_due(invoice.due, day));
        }
    }
    let old = oldest.into_iter().filter(|(_, days)| *days > more_than_days);
    let mut known = OwnChances::new();
    let rows = old
        .flat_map(|(customer, _)| ways_by(ledger, customer, day, &mut known).into_iter().map(move |ways| RecoveryRow { customer, ways }));
    let mut rows: Vec<_> = rows.filter(|row| row.ways.debt.days_past_due > more_than_days).collect();
    rows.sort_by_key(|row| (row.ways.debt.owed.currency().code(), std::cmp::Reverse(row.ways.best().net.minor()), row.customer));
    rows
}
