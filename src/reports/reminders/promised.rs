//! What open promises leave to ask for.

use super::case::{Case, CaseItem};
use super::{Silence, SilenceReason};
use crate::domain::ledger::Ledger;
use crate::domain::message::DueItem;
use crate::domain::money::Money;
use crate::domain::policy::CreditPolicy;
use crate::domain::promise::PromiseToPay;
use crate::reports::promises::{PromiseState, promises_of};
use chrono::NaiveDate;

/// Lets what is promised and has not come yet rest: of the documents a promise names, or of the oldest ones when it names
/// none. The rest is still asked for.
pub(super) fn rest(case: &mut Case, ledger: &Ledger, policy: &CreditPolicy, as_of: NaiveDate) {
    if ledger.lists(case.customer).promises.is_empty() {
        return;
    }
    let progress = promises_of(ledger, policy, case.customer, as_of).into_iter().filter(|progress| progress.state == PromiseState::Open);
    let mut open: Vec<_> = progress.filter_map(|progress| Some((ledger.promise(progress.promise)?, progress))).collect();
    open.sort_by_key(|(promise, _)| (promise.invoices.is_empty(), promise.due, promise.id));
    for (promise, progress) in open {
        let mut left = promise.amount.minor() - progress.received.minor();
        for item in case.items.iter_mut().filter(|item| is_about(ledger, promise, item)) {
            let part = item.left().min(left).max(0);
            if part > 0 {
                left -= part;
                item.promised += part;
                item.promised_until = item.promised_until.max(Some(progress.last_day));
            }
        }
    }
    for item in case.items.iter().filter(|item| item.promised > 0) {
        let open = Money::from_minor(item.promised, item.open.currency());
        let reason = SilenceReason::Promised(item.promised_until.unwrap_or(as_of));
        case.silent.push(Silence { customer: case.customer, item: item.item, open, reason });
    }
}

fn is_about(ledger: &Ledger, promise: &PromiseToPay, item: &CaseItem) -> bool {
    match item.item {
        DueItem::Invoice(id) => promise.is_about(id, item.open),
        DueItem::Instalment(plan, _) => ledger.plan(plan).is_some_and(|plan| promise.is_about_plan(plan, item.open)),
    }
}
