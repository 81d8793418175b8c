//! The checks of the exam as functions: `Err` says what does not hold, so that a planted bug can prove they see it.

use super::naive_ledger::{NaiveLedger, NaiveRow, holds};
use chrono::NaiveDate;
use recoup::domain::credit::CreditSource;
use recoup::domain::event::Event;
use recoup::domain::ids::{CreditNoteId, PaymentId};
use recoup::domain::ledger::Ledger;
use recoup::reports::aging::{AgingParameters, AgingReport, aging, balance_as_of};
use recoup::reports::allowance::allowance_balance;

pub type Checked = Result<(), String>;

fn same<T: PartialEq + std::fmt::Debug>(what: impl Fn() -> String, real: T, naive: T) -> Checked {
    if real == naive { Ok(()) } else { Err(format!("{}: {real:?}, expected {naive:?}", what())) }
}

/// Item 7: every balance, and the aging of the days, as the naive ledger counts them.
pub fn agrees(ledger: &Ledger, naive: &NaiveLedger, days: &[NaiveDate]) -> Checked {
    let facts = ledger.facts();
    same(|| "invoices".into(), facts.invoices.len(), naive.invoices.len())?;
    same(|| "credits".into(), facts.payments.len() + facts.credit_notes.len(), naive.credits.len())?;
    same(|| "allocations".into(), facts.allocations.len(), naive.uses.len())?;
    same(|| "customers".into(), facts.customers.len(), naive.customers.len())?;
    for (place, customer) in naive.customers.iter().enumerate() {
        same(|| format!("customer {place} removed"), facts.customers[place].removed, customer.removed)?;
    }
    for (place, invoice) in facts.invoices.iter().enumerate() {
        same(|| format!("balance of invoice {}", invoice.id), ledger.balance(invoice).minor(), naive.owes(place))?;
        same(|| format!("terms of invoice {}", invoice.id), &invoice.terms, &naive.invoices[place].terms)?;
        same(|| format!("due date of invoice {}", invoice.id), invoice.due, naive.invoices[place].due)?;
    }
    for (place, credit) in naive.credits.iter().enumerate() {
        same(|| format!("unapplied of {:?}", credit.source), ledger.unapplied(credit.source), naive.left(place))?;
    }
    for day in days {
        let real = |currency| (currency, allowance_balance(ledger, currency, *day).minor());
        let expected = naive.allowance_on(*day);
        same(|| format!("the allowance on {day}"), expected.keys().copied().map(real).collect(), expected)?;
    }
    days.iter().try_for_each(|day| same_aging(ledger, naive, *day))
}

fn same_aging(ledger: &Ledger, naive: &NaiveLedger, day: NaiveDate) -> Checked {
    let report = aging(ledger, &AgingParameters::of(ledger, day));
    let expected = naive.aging(day);
    same(|| format!("lines of the aging as of {day}"), report.rows.len(), expected.len())?;
    for (row, ((customer, currency), naive_row)) in report.rows.iter().zip(expected) {
        same(|| format!("line of the aging as of {day}"), (row.customer.index(), row.currency), (customer, currency))?;
        let amounts = row.amounts.clone();
        let real = NaiveRow {
            buckets: amounts.buckets,
            counts: amounts.counts,
            unapplied: amounts.unapplied,
            disputed: amounts.disputed,
            disputed_count: amounts.disputed_count,
            on_plan: amounts.on_plan,
            control: amounts.control,
        };
        same(|| format!("aging of customer {} as of {day}", row.customer), real, naive_row)?;
    }
    Ok(())
}

/// Item 8: the sums that always hold, on each of the days and when everything is counted.
pub fn balances(ledger: &Ledger, days: &[NaiveDate]) -> Checked {
    let facts = ledger.facts();
    if let Some(problem) = ledger.check().first() {
        return Err(problem.to_string());
    }
    for day in days {
        let report = aging(ledger, &AgingParameters::of(ledger, *day));
        report_balances(&report)?;
        let mut open = 0;
        for invoice in &facts.invoices {
            let in_force = ledger.allocations_to(invoice.id).filter(|part| holds(part.on, part.until, *day));
            let used: i64 = in_force.map(|part| part.amount.minor()).sum();
            match balance_as_of(ledger, invoice.id, *day) {
                None => same(|| format!("allocations to void invoice {} on {day}", invoice.id), used, 0)?,
                Some(left) => {
                    same(|| format!("invoice {} on {day}", invoice.id), used + left.minor(), invoice.amount.minor())?;
                    same(|| format!("invoice {} is not overpaid on {day}", invoice.id), left.minor() >= 0, true)?;
                    open += left.minor();
                }
            }
        }
        same(|| format!("open on {day}"), report.totals.iter().map(|(_, sum)| sum.open()).sum(), open)?;
    }
    let payments = facts.payments.iter().map(|one| (CreditSource::Payment(one.id), one.amount, one.reversed.is_none()));
    let notes = facts.credit_notes.iter().map(|one| (CreditSource::CreditNote(one.id), one.amount, one.voided.is_none()));
    for (source, amount, live) in payments.chain(notes) {
        let used: i64 = ledger.allocations_from(source).filter(|part| part.until.is_none()).map(|part| part.amount.minor()).sum();
        let used = used + if live { ledger.refunded(source, NaiveDate::MAX) } else { 0 };
        same(|| format!("{source:?}"), used + ledger.unapplied(source), if live { amount.minor() } else { 0 })?;
    }
    Ok(())
}

fn report_balances(report: &AgingReport) -> Checked {
    let day = report.parameters.as_of;
    same(|| format!("lines out of balance on {day}"), report.out_of_balance().len(), 0)?;
    for (currency, total) in &report.totals {
        let rows = report.rows.iter().filter(|row| row.currency == *currency);
        same(|| format!("control total of {currency} on {day}"), rows.map(|row| row.amounts.total()).sum(), total.control)?;
    }
    for row in &report.rows {
        let open = row.amounts.open();
        let apart = row.amounts.disputed <= open && row.amounts.on_plan <= open;
        same(|| format!("parts of customer {} on {day} within what is open", row.customer), apart, true)?;
    }
    Ok(())
}

/// Item 8: replaying the events gives the same ledger, and so do the facts.
pub fn replays(ledger: &Ledger, events: &[Event], day: NaiveDate) -> Checked {
    let mut replayed = Ledger::default();
    events.iter().for_each(|event| replayed.apply(event));
    same(|| "replay of the events".into(), &replayed == ledger, true)?;
    let rebuilt = Ledger::from_facts(ledger.facts().clone()).map_err(|problems| format!("facts refused: {problems:?}"))?;
    same(|| "facts of the rebuilt ledger".into(), rebuilt.facts() == ledger.facts(), true)?;
    same(|| "what the rebuilt ledger shows".into(), visible(&rebuilt, &[day]), visible(ledger, &[day]))
}

/// Everything a person can see of the money: aging on the days, open documents, and what each credit has left.
#[derive(Debug, PartialEq)]
pub struct Visible {
    reports: Vec<AgingReport>,
    open: Vec<(u32, i64)>,
    unapplied: Vec<(CreditSource, i64)>,
}

pub fn visible(ledger: &Ledger, days: &[NaiveDate]) -> Visible {
    let facts = ledger.facts();
    let mut open: Vec<_> =
        ledger.open_invoices().iter().map(|place| (*place, ledger.balance(&facts.invoices[*place as usize]).minor())).collect();
    open.sort_unstable();
    let payments = (0..facts.payments.len()).map(|place| CreditSource::Payment(PaymentId::from_index(place)));
    let notes = (0..facts.credit_notes.len()).map(|place| CreditSource::CreditNote(CreditNoteId::from_index(place)));
    let left = payments.chain(notes).map(|source| (source, ledger.unapplied(source))).filter(|(_, left)| *left != 0);
    let reports = days.iter().map(|day| aging(ledger, &AgingParameters::of(ledger, *day))).collect();
    Visible { reports, open, unapplied: left.collect() }
}
