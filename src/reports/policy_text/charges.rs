//! Late fees and interest, and from when they run.

use super::Reader;
use crate::domain::interest::InterestRule;
use crate::reports::charges::late_fee_words;
use crate::reports::interest::words::rule_words;

/// The sentences.
pub(super) fn sentences(reader: &Reader) -> Vec<String> {
    let policy = reader.policy;
    let mut said = Vec::new();
    if policy.pays_late_fees(&reader.details).0 {
        said.extend(policy.late_fees.iter().map(|rule| late_fee_words(rule, reader.spell)));
    }
    let interest = policy.interest_rule_of(&reader.details).0;
    let agreed = !said.is_empty() || matches!(interest, InterestRule::Agreed(_));
    if !interest.is_none() {
        said.push(rule_words(interest, policy.charge_grace()));
    }
    if agreed && policy.fees_need_acceptance {
        said.push("Agreed fees and interest run only from the day on which you accepted these terms.".to_owned());
    }
    if !said.is_empty() {
        said.push("No fee or interest is charged on fees and interest.".to_owned());
    }
    said
}
