//! What an invoice had open at the end of which day, and for which days interest was charged already.

use super::{InvoiceInterest, Period, on_plan};
use crate::domain::calendar::add_days;
use crate::domain::ids::InvoiceId;
use crate::domain::interest::spared::Days;
use crate::domain::interest::{Accrual, DayCount, OpenBalance, open_balances};
use crate::domain::invoice::{DocumentKind, Invoice};
use crate::domain::ledger::Ledger;
use crate::domain::money::{Money, MoneyError};
use crate::domain::text_rules::limits;
use chrono::NaiveDate;

/// The balances of an invoice by its allocations: a payment lowers it from its day on, one that came back raises it again.
pub fn balances_of(ledger: &Ledger, invoice: &Invoice) -> Result<Vec<OpenBalance>, MoneyError> {
    let mut changes: Vec<(NaiveDate, Money)> = invoice.voided.map(|on| (on, invoice.amount)).into_iter().collect();
    for part in ledger.allocations_to(invoice.id).filter(|part| part.until.is_none_or(|until| until > part.on)) {
        changes.push((part.on, part.amount));
        if let Some(until) = part.until {
            changes.push((until, Money::zero(part.amount.currency()).checked_sub(part.amount)?));
        }
    }
    open_balances(invoice.issued, invoice.amount, &changes)
}

/// What was charged for an invoice by a day.
pub(super) struct Posted {
    /// The days for which interest was charged, waived or not, in order.
    pub periods: Vec<(NaiveDate, NaiveDate)>,
    /// Whether a fixed sum was charged.
    pub fixed_sum: bool,
    /// Every document of a fee or interest, with what it owes; not those that a plan in force covers.
    pub open: Vec<(InvoiceId, Money)>,
}

impl Posted {
    pub fn of(ledger: &Ledger, invoice: InvoiceId, as_of: NaiveDate) -> Self {
        let counts = |charge: &&Invoice| charge.issued <= as_of && charge.voided.is_none_or(|voided| as_of < voided);
        let charges: Vec<&Invoice> = ledger.charges_on(invoice).filter(counts).collect();
        let interest = charges.iter().filter(|charge| charge.kind == DocumentKind::Interest);
        let mut periods: Vec<_> = interest.filter_map(|charge| charge.charge.as_ref()).map(|basis| (basis.from, basis.to)).collect();
        periods.sort_unstable();
        Self {
            periods,
            fixed_sum: charges.iter().any(|charge| charge.kind == DocumentKind::FixedSum),
            open: charges
                .iter()
                .filter(|charge| !on_plan(ledger, charge, as_of))
                .map(|charge| (charge.id, ledger.owed_on(charge, as_of)))
                .collect(),
        }
    }
}

/// Days that bear interest and were not charged.
pub(super) struct Free {
    /// The last day that counts as charged before them.
    pub after: NaiveDate,
    /// The first one.
    pub from: NaiveDate,
    /// The last one.
    pub to: NaiveDate,
}

/// The days up to `as_of` that bear interest and lie in none of the periods, in parts between which days were charged or spared.
pub(super) fn free_periods(accrual: &Accrual, charged: &[Days], spared: &[Days], as_of: NaiveDate) -> Vec<Free> {
    let Some(first) = accrual.segments.iter().map(|segment| segment.from).min() else { return Vec::new() };
    let mut taken: Vec<_> = charged.iter().map(|days| (*days, true)).chain(spared.iter().map(|days| (*days, false))).collect();
    taken.sort_unstable();
    let mut free = Vec::new();
    let (mut after, mut next) = (add_days(first, -1), first);
    for ((from, to), was_charged) in taken {
        free.push(Free { after, from: next, to: add_days(from, -1).min(as_of) });
        // What is free before spared days is charged with them: it is not counted again after them.
        if was_charged {
            after = after.max(to);
        } else if from > next {
            after = add_days(from, -1);
        }
        next = next.max(add_days(to, 1));
    }
    free.push(Free { after, from: next, to: as_of });
    // A period begins and ends with a day that bears interest.
    let bearing = |Free { after, from, to }: Free| {
        let inside = || accrual.segments.iter().filter(move |segment| segment.from <= to && segment.to >= from);
        let first = inside().map(|segment| segment.from.max(from)).min()?;
        Some(Free { after, from: first, to: inside().map(|segment| segment.to.min(to)).max()? })
    };
    free.into_iter().filter(|free| free.from <= free.to).filter_map(bearing).collect()
}

/// How a convention is written beside a rate.
pub(super) const fn convention(count: DayCount) -> &'static str {
    match count {
        DayCount::Act365 => "actual/365",
        DayCount::Act360 => "actual/360",
        DayCount::ActAct => "actual/actual",
        DayCount::BondBasis => "30/360",
        DayCount::Eurobond => "30E/360",
        DayCount::Us => "30/360 US",
    }
}

/// How the interest of a period came about, in one line for its document.
pub fn calculation(interest: &InvoiceInterest, period: Period) -> String {
    let inside = interest.accrual.segments.iter().filter(|segment| segment.from <= period.to && segment.to >= period.from);
    let part = |segment: &crate::domain::interest::Segment| {
        let (from, to) = (segment.from.max(period.from), segment.to.min(period.to));
        format!("{} at {} % from {from} to {to}", segment.principal, segment.percent.normalize())
    };
    let parts: Vec<String> = inside.map(part).collect();
    let counted = convention(interest.day_count());
    let line = format!("{}; {counted}", parts.join(", "));
    if line.chars().count() <= limits::REASON {
        line
    } else {
        format!("{} parts from {} to {}; {counted}", parts.len(), period.from, period.to)
    }
}
