//! What a customer owes late and may be asked for: documents, and the missed instalments of a plan in place of the documents on it.
//!
//! What is contested, covered by unapplied credit (oldest due first) and promised is taken off, in this order, as reminders
//! do. A promise lets rest what it promises and no more, so one of a cent protects a cent.

use super::aging::balance_as_of;
use super::open_items::unapplied_as_of;
use super::plan_progress::{InstalmentState, plan_progress};
use super::promises::{PromiseProgress, PromiseState};
use crate::domain::currency::Currency;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::ledger::Ledger;
use crate::domain::message::DueItem;
use crate::domain::money::Money;
use crate::domain::plan::Plan;
use crate::domain::promise::PromiseToPay;
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashSet};

/// A late document or missed instalment, and what of it may be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LateItem {
    pub item: DueItem,
    pub due: NaiveDate,
    /// Above zero.
    pub left: Money,
}

/// A promise that still stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing<'a> {
    pub promise: &'a PromiseToPay,
    /// What has not come of it yet, in minor units.
    left: i64,
    last_day: NaiveDate,
}

/// The promises that still stand, in the order in which they let debts rest: those that name documents first, then by their days.
pub(super) fn standing<'a>(ledger: &'a Ledger, progress: &[PromiseProgress]) -> Vec<Standing<'a>> {
    let open = progress.iter().filter(|progress| progress.state == PromiseState::Open);
    let standing = |progress: &PromiseProgress| {
        let promise = ledger.promise(progress.promise)?;
        Some(Standing { promise, left: promise.amount.minor() - progress.received.minor(), last_day: progress.last_day })
    };
    let mut standing: Vec<_> = open.filter_map(standing).collect();
    standing.sort_by_key(|one| (one.promise.invoices.is_empty(), one.promise.due, one.promise.id));
    standing
}

/// What promises let rest of each debt, in minor units, and up to and including which day. The debts are those of one
/// customer in the order of their due days; one look at each for every promise.
pub(super) fn resting(ledger: &Ledger, standing: &[Standing], debts: &[(DueItem, Money)]) -> Vec<(i64, Option<NaiveDate>)> {
    let mut rests = vec![(0, None); debts.len()];
    for Standing { promise, left, last_day } in standing {
        let (mut left, named): (_, HashSet<InvoiceId>) = (*left, promise.invoices.iter().copied().collect());
        let is_about = |item: DueItem| match item {
            _ if named.is_empty() => true,
            DueItem::Invoice(id) => named.contains(&id),
            DueItem::Instalment(id, _) => ledger.plan(id).is_some_and(|plan| plan.invoices.iter().any(|id| named.contains(id))),
        };
        for ((item, open), (rests, until)) in debts.iter().zip(&mut rests) {
            if left <= 0 {
                break;
            }
            let part = (open.minor() - *rests).min(left);
            if part > 0 && open.currency() == promise.amount.currency() && is_about(*item) {
                left -= part;
                *rests += part;
                *until = (*until).max(Some(*last_day));
            }
        }
    }
    rests
}

/// Unapplied credit of one customer that no debt has taken yet.
#[derive(Default)]
pub(super) struct FreeCredit(BTreeMap<Currency, i64>);

impl FreeCredit {
    /// What credit covers of a debt, in minor units. Ask for the oldest first.
    pub(super) fn cover(&mut self, ledger: &Ledger, customer: CustomerId, debt: Money, as_of: NaiveDate) -> i64 {
        let currency = debt.currency();
        let free = self.0.entry(currency).or_insert_with(|| unapplied_as_of(ledger, customer, currency, as_of).max(0));
        let covered = debt.minor().min(*free);
        *free -= covered;
        covered
    }
}

/// What a customer's documents with these balances, and their plans, leave to ask for on a day, oldest due first.
pub(super) fn late_items(
    ledger: &Ledger,
    customer: CustomerId,
    open: &[(InvoiceId, i64)],
    standing: &[Standing],
    as_of: NaiveDate,
) -> Vec<LateItem> {
    let mut late: Vec<LateItem> = Vec::new();
    for (id, balance) in open {
        let Some(invoice) = ledger.invoice(*id).filter(|invoice| invoice.due < as_of) else { continue };
        let contested = ledger.open_dispute(*id, as_of).map_or(0, |dispute| dispute.contested(*balance));
        if ledger.plan_of(*id, as_of).is_none() {
            let left = Money::from_minor(balance - contested, invoice.amount.currency());
            late.push(LateItem { item: DueItem::Invoice(*id), due: invoice.due, left });
        }
    }
    let plans = ledger.lists(customer).plans.iter().map(|place| &ledger.facts().plans[*place as usize]);
    plans.filter(|plan| plan.in_force(as_of)).for_each(|plan| missed(ledger, plan, as_of, &mut late));
    late.sort_unstable_by_key(|one| (one.due, one.item));
    let mut credit = FreeCredit::default();
    for one in late.iter_mut().filter(|one| one.left.is_positive()) {
        one.left = less(one.left, credit.cover(ledger, customer, one.left, as_of));
    }
    let debts: Vec<_> = late.iter().map(|one| (one.item, one.left)).collect();
    for (one, (rests, _)) in late.iter_mut().zip(resting(ledger, standing, &debts)) {
        one.left = less(one.left, rests);
    }
    late.retain(|one| one.left.is_positive());
    late
}

/// The missed instalments of a plan. What is contested of its documents is taken off from the last instalment on.
fn missed(ledger: &Ledger, plan: &Plan, as_of: NaiveDate, late: &mut Vec<LateItem>) {
    let Some(progress) = plan_progress(ledger, plan, as_of).filter(|progress| progress.missed() > 0) else { return };
    let contested = |id: &InvoiceId| {
        let balance = balance_as_of(ledger, *id, as_of)?;
        ledger.open_dispute(*id, as_of).map(|dispute| dispute.contested(balance.minor()))
    };
    let mut contested: i64 = plan.invoices.iter().filter_map(contested).sum();
    for instalment in progress.instalments.iter().rev() {
        let part = contested.min(instalment.left().minor());
        contested -= part;
        if instalment.state == InstalmentState::Missed {
            let item = DueItem::Instalment(plan.id, instalment.number);
            late.push(LateItem { item, due: instalment.due, left: less(instalment.left(), part) });
        }
    }
}

fn less(money: Money, minor: i64) -> Money {
    Money::from_minor(money.minor() - minor, money.currency())
}
