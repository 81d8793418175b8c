//! What became of the ledger's own past debts, and the loss rates that follow from it.
//!
//! Only invoices count, as things stand on the day: a payment that was taken back since paid nothing, what was voided never was. What a settlement
//! forgave was never paid, nor what was written off and did not come all the same. Two ways to look at it:
//! - by the fate of whole invoices ([`Fate`]): of what was unpaid when an age began, the part that is unpaid to this day;
//! - by steps of 30 days ([`Rolls`]): what of the balances of an age was paid, lost or at which age one step later, and where that leads in the end.

use crate::domain::allowance::{Chain, CohortLoss, Ends, cohort_losses};
use crate::domain::calendar::{add_days, days_past_due};
use crate::domain::credit::{Allocation, CreditKind, CreditSource};
use crate::domain::currency::Currency;
use crate::domain::invoice::{DocumentKind, Invoice};
use crate::domain::ledger::Ledger;
use crate::domain::money::{Money, Rounding};
use crate::domain::settings::AgingBasis;
use crate::reports::aging::AgingParameters;
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// With fewer invoices than these, rates say little.
pub const FEW: usize = 30;
/// Balances are followed from one of these many days to the next.
pub const STEP_DAYS: i64 = 30;
/// How many steps back.
pub const STEPS: i64 = 24;

/// One age of the fate of past invoices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FateLine {
    /// What was unpaid when the age began.
    pub began: Money,
    /// What is owed at this age today.
    pub owed: Money,
    /// The rate and what it makes of today's balance; nothing when no invoice was unpaid at this age.
    pub loss: Option<CohortLoss>,
}

/// What became of the invoices that are old enough to have reached the last age.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fate {
    /// How many there are.
    pub invoices: usize,
    /// How many of them were not paid in full.
    pub unpaid: usize,
    /// What of them is unpaid to this day.
    pub never_paid: Money,
    /// By age.
    pub ages: Vec<FateLine>,
    /// What today's balances will lose, times what is ahead; nothing when an age that is owed has no past.
    pub required: Option<Money>,
}

/// What became of the balances of one age within a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollLine {
    /// The balances at the beginning of the steps.
    pub from: Money,
    /// Of them at each age at the end.
    pub to: Vec<Money>,
    /// Paid meanwhile.
    pub paid: Money,
    /// Forgiven or written off meanwhile.
    pub lost: Money,
}

/// What became of the balances of every age from step to step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rolls {
    /// How many invoices were followed.
    pub invoices: usize,
    /// By age.
    pub ages: Vec<RollLine>,
    /// Where the balances of each age end; nothing when that cannot be told.
    pub ends: Option<Vec<Ends>>,
    /// What today's balances will lose, times what is ahead.
    pub required: Option<Money>,
}

/// An invoice and what was taken off it: the day, how much, and whether that was a loss.
struct Debt {
    issued: NaiveDate,
    since: NaiveDate,
    amount: i64,
    parts: Vec<(NaiveDate, i64, bool)>,
}

impl Debt {
    fn of(ledger: &Ledger, invoice: &Invoice, parameters: &AgingParameters) -> Self {
        let day = parameters.as_of;
        let counts = ledger.allocations_to(invoice.id).filter(|used| used.on <= day && used.until.is_none_or(|until| until > day));
        // Of what was written off, the part that came all the same is no loss.
        let lost = |used: &Allocation| match used.source {
            CreditSource::Payment(_) => 0,
            CreditSource::CreditNote(id) => match ledger.credit_note(id).map(|note| note.kind) {
                Some(CreditKind::Settlement) => used.amount.minor(),
                Some(CreditKind::WriteOff) => {
                    used.amount.minor() - ledger.write_off_by(id).map_or(0, |one| ledger.recovered(one, day).minor())
                }
                _ => 0,
            },
        };
        let since = match parameters.basis {
            AgingBasis::DueDate => invoice.due,
            AgingBasis::InvoiceDate => invoice.issued,
        };
        let parts = counts.flat_map(|used| [(used.on, lost(used), true), (used.on, used.amount.minor() - lost(used), false)]);
        let parts = parts.filter(|(_, amount, _)| *amount > 0).collect();
        Self { issued: invoice.issued, since, amount: invoice.amount.minor(), parts }
    }

    fn sum(&self, counts: impl Fn(NaiveDate, bool) -> bool) -> i64 {
        self.parts.iter().filter(|(on, _, lost)| counts(*on, *lost)).map(|(_, amount, _)| amount).sum()
    }

    /// What was not paid by the end of a day, losses among it.
    fn unpaid(&self, day: NaiveDate) -> i64 {
        self.amount - self.sum(|on, lost| on <= day && !lost)
    }

    fn open(&self, day: NaiveDate) -> i64 {
        self.amount - self.sum(|on, _| on <= day)
    }
}

/// The invoices of a currency that count on the day.
fn debts(ledger: &Ledger, currency: Currency, parameters: &AgingParameters) -> Vec<Debt> {
    let day = parameters.as_of;
    let counts = |invoice: &&Invoice| {
        invoice.kind == DocumentKind::Invoice
            && invoice.amount.currency() == currency
            && invoice.issued <= day
            && invoice.voided.is_none_or(|voided| voided > day)
    };
    ledger.facts().invoices.iter().filter(counts).map(|invoice| Debt::of(ledger, invoice, parameters)).collect()
}

/// What became of the invoices whose last age has begun; `owed` is what is owed at each age today, `factor` what is ahead.
pub fn fate(ledger: &Ledger, parameters: &AgingParameters, owed: &[Money], factor: Decimal) -> Option<Fate> {
    let currency = owed.first()?.currency();
    let (day, edges) = (parameters.as_of, parameters.buckets.last_days());
    let last = i64::from(*edges.last()?);
    let old = debts(ledger, currency, parameters).into_iter().filter(|debt| days_past_due(debt.since, day) > last);
    let (mut invoices, mut unpaid, mut never_paid, mut began) = (0, 0, 0, vec![0; edges.len() + 1]);
    for debt in old {
        let left = debt.unpaid(day);
        invoices += 1;
        unpaid += usize::from(left > 0);
        never_paid += left;
        began[0] += debt.amount;
        for (sum, edge) in began[1..].iter_mut().zip(edges) {
            *sum += debt.unpaid(add_days(debt.since, i64::from(*edge)));
        }
    }
    let money = |minor: i64| Money::from_minor(minor, currency);
    let never_paid = money(never_paid);
    let reached = began.iter().take_while(|sum| **sum > 0).count();
    let unpaid_at: Vec<Money> = began.iter().copied().map(money).collect();
    let losses = cohort_losses(never_paid, &unpaid_at[..reached], &owed[..reached]).ok()?;
    let ages: Vec<FateLine> = (unpaid_at.into_iter().zip(owed).enumerate())
        .map(|(place, (began, owed))| FateLine { began, owed: *owed, loss: losses.get(place).copied() })
        .collect();
    let known = ages.iter().all(|age| age.loss.is_some() || age.owed.is_zero());
    let exact = |age: &FateLine| age.loss.and_then(|loss| loss.exact.checked_mul(factor)).map(|loss| loss.min(age.owed.to_decimal()));
    let sum: Decimal = ages.iter().filter_map(exact).sum();
    let required = if known { Money::from_decimal(sum, currency, Rounding::HalfUp).ok() } else { None };
    Some(Fate { invoices, unpaid, never_paid, ages, required })
}

/// What became of the balances of each age from step to step, and where today's lead.
pub fn rolls(ledger: &Ledger, parameters: &AgingParameters, owed: &[Money], factor: Decimal) -> Option<Rolls> {
    let currency = owed.first()?.currency();
    let (day, buckets) = (parameters.as_of, &parameters.buckets);
    let ages = buckets.count();
    let mut sums = vec![(0_i64, vec![0_i64; ages], 0_i64, 0_i64); ages];
    let mut invoices = 0;
    for debt in debts(ledger, currency, parameters) {
        let mut followed = false;
        for step in 0..STEPS {
            let (from, to) = (add_days(day, -(step + 1) * STEP_DAYS), add_days(day, -step * STEP_DAYS));
            if debt.issued > from {
                break;
            }
            let open = debt.open(from);
            if open <= 0 {
                continue;
            }
            followed = true;
            let age = |at| buckets.bucket_of(days_past_due(debt.since, at));
            let (whole, moved, paid, lost) = &mut sums[age(from)];
            *whole += open;
            moved[age(to)] += debt.open(to);
            *paid += debt.sum(|on, lost| on > from && on <= to && !lost);
            *lost += debt.sum(|on, lost| on > from && on <= to && lost);
        }
        invoices += usize::from(followed);
    }
    let ends = ends(&sums, owed);
    let money = |minor: i64| Money::from_minor(minor, currency);
    let required = ends.as_ref().and_then(|ends| {
        let parts = ends.iter().zip(owed).map(|(ends, owed)| {
            let loss = owed.to_decimal().checked_mul(ends.lost)?.checked_mul(factor)?;
            Some(loss.min(owed.to_decimal()))
        });
        Money::from_decimal(parts.sum::<Option<Decimal>>()?, currency, Rounding::HalfUp).ok()
    });
    let line = |(from, to, paid, lost): (i64, Vec<i64>, i64, i64)| RollLine {
        from: money(from),
        to: to.into_iter().map(money).collect(),
        paid: money(paid),
        lost: money(lost),
    };
    Some(Rolls { invoices, ages: sums.into_iter().map(line).collect(), ends, required })
}

/// Where the balances of each age end; nothing when nothing was lost on record, since that is no past to go by. An age that never had a balance counts as paid when nothing leads to it and nothing is owed there; else
/// nothing can be told.
fn ends(sums: &[(i64, Vec<i64>, i64, i64)], owed: &[Money]) -> Option<Vec<Ends>> {
    if sums.iter().all(|(.., lost)| *lost == 0) {
        return None;
    }
    let is_entered = |age: usize| sums.iter().any(|(_, to, ..)| to[age] > 0);
    let mut moves = Vec::with_capacity(sums.len());
    let mut out = Vec::with_capacity(sums.len());
    for (age, (from, to, _, lost)) in sums.iter().enumerate() {
        if *from == 0 {
            if is_entered(age) || !owed[age].is_zero() {
                return None;
            }
            moves.push(vec![Decimal::ZERO; sums.len()]);
            out.push(Ends { paid: Decimal::ONE, lost: Decimal::ZERO });
            continue;
        }
        let share = |part: i64| Decimal::from(part) / Decimal::from(*from);
        let row: Vec<Decimal> = to.iter().copied().map(share).collect();
        let lost = share(*lost);
        // The rest, so that a row is the whole in spite of thirds.
        let paid = (Decimal::ONE - lost - row.iter().sum::<Decimal>()).max(Decimal::ZERO);
        moves.push(row);
        out.push(Ends { paid, lost });
    }
    Chain::new(&moves, &out).ok().map(|chain| chain.ends().to_vec())
}
