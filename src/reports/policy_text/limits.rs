//! The credit limit: said only to the customers of a tier that has limits of its own.

use super::Reader;

/// The sentences.
pub(super) fn sentences(reader: &Reader) -> Vec<String> {
    let limits = reader.policy.tier_named(&reader.details.approach.tier).map_or(&[][..], |tier| &tier.limits);
    let amounts: Vec<_> = limits.iter().map(|limit| reader.spell.money(*limit)).collect();
    if amounts.is_empty() {
        return Vec::new();
    }
    vec![
        format!("The most that can be open at one time is {}, unless we agree on something else with you.", amounts.join(" or ")),
        "What an order takes beyond it is to be paid before the order ships.".to_owned(),
    ]
}
