//! The credit limit: said only to a customer, or the customers of a tier, with limits of their own.

use super::Reader;
use crate::domain::policy::TermSource;

/// The sentences.
pub(super) fn sentences(reader: &Reader) -> Vec<String> {
    let (policy, details) = (reader.policy, &reader.details);
    let own = |currency| match policy.limit_of(details, currency) {
        (Some(limit), TermSource::Customer | TermSource::Tier) => Some(reader.spell.money(limit)),
        _ => None,
    };
    let amounts: Vec<_> = policy.limited_currencies(details).into_iter().filter_map(own).collect();
    if amounts.is_empty() {
        return Vec::new();
    }
    vec![
        format!("The most that can be open at one time is {}, unless we agree on something else with you.", amounts.join(" or ")),
        "What an order takes beyond it is to be paid before the order ships.".to_owned(),
    ]
}
