//! What a payment earns together with others rests on them too.

use crate::domain::ids::PaymentId;
use std::collections::BTreeMap;

/// The payments that it took besides the one that was the last, by their parts. The smallest could be missing, as long as what was paid beyond
/// the need (`spare`) makes up for all of them.
pub(super) fn needed(parts: impl Iterator<Item = (PaymentId, i64)>, mut spare: i64) -> Vec<PaymentId> {
    let mut sums: BTreeMap<PaymentId, i64> = BTreeMap::new();
    parts.for_each(|(payment, part)| *sums.entry(payment).or_default() += part);
    let mut sums: Vec<_> = sums.into_iter().collect();
    sums.sort_by_key(|(_, sum)| *sum);
    sums.retain(|(_, sum)| {
        let can_miss = *sum <= spare;
        spare -= if can_miss { *sum } else { 0 };
        !can_miss
    });
    let mut found: Vec<_> = sums.into_iter().map(|(payment, _)| payment).collect();
    found.sort_unstable();
    found
}
