//! What open promises leave to ask for.

use super::case::Case;
use super::{Silence, SilenceReason};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::policy::CreditPolicy;
use crate::reports::late::{resting, standing};
use crate::reports::promises::promises_of;
use chrono::NaiveDate;

/// Lets what is promised and has not come yet rest: of the documents a promise names, or of the oldest ones when it names
/// none. The rest is still asked for.
pub(super) fn rest(case: &mut Case, ledger: &Ledger, policy: &CreditPolicy, as_of: NaiveDate) {
    if ledger.lists(case.customer).promises.is_empty() {
        return;
    }
    let standing = standing(ledger, &promises_of(ledger, policy, case.customer, as_of));
    let debts: Vec<_> = case.items.iter().map(|item| (item.item, Money::from_minor(item.left(), item.open.currency()))).collect();
    for (item, (promised, until)) in case.items.iter_mut().zip(resting(ledger, &standing, &debts)) {
        (item.promised, item.promised_until) = (promised, until);
    }
    for item in case.items.iter().filter(|item| item.promised > 0) {
        let open = Money::from_minor(item.promised, item.open.currency());
        let reason = SilenceReason::Promised(item.promised_until.unwrap_or(as_of));
        case.silent.push(Silence { customer: case.customer, item: item.item, open, reason });
    }
}
