//! The words for how a customer is treated, and for whether more may go out on credit.

use crate::domain::approach::{Approach, CustomerKind, Language};
use crate::domain::policy::{CreditPolicy, TermSource, WhenDue};
use crate::domain::text_rules::capitalized;
use crate::ui::components::Tone;
use crate::ui::format;

/// The kinds of customer, in the order of the form.
pub const CUSTOMER_KINDS: [CustomerKind; 2] = [CustomerKind::Business, CustomerKind::Consumer];

/// The languages of messages, in the order of the form.
pub const LANGUAGES: [Language; 7] = Language::ALL;

/// The kind of a customer.
pub const fn customer_kind(kind: CustomerKind) -> &'static str {
    match kind {
        CustomerKind::Business => "business",
        CustomerKind::Consumer => "consumer",
    }
}

/// The name of a language.
pub const fn language(language: Language) -> &'static str {
    match language {
        Language::En => "English",
        Language::Es => "Spanish",
        Language::De => "German",
        Language::Fr => "French",
        Language::Pt => "Portuguese",
        Language::It => "Italian",
        Language::Nl => "Dutch",
    }
}

/// What marks a customer, for badges.
pub fn marks(approach: &Approach) -> Vec<(&'static str, Tone)> {
    let all =
        [(approach.vip, "VIP", Tone::Info), (approach.hardship, "hardship", Tone::Warn), (approach.in_person, "in person", Tone::Neutral)];
    all.into_iter().filter(|(marked, ..)| *marked).map(|(_, words, tone)| (words, tone)).collect()
}

/// “30 days”, or the terms in words and as invoices write them: when invoices fall due.
pub fn when_due(when: &WhenDue) -> String {
    match when {
        WhenDue::Days(days) => format::plural((*days).into(), "day", "days"),
        WhenDue::Terms(_) => format!("{} ({when})", when.words()),
    }
}

/// The same at the beginning of a sentence: “Net 30 days”.
pub fn net_terms(when: &WhenDue) -> String {
    match when {
        WhenDue::Days(_) => format!("Net {}", when_due(when)),
        WhenDue::Terms(_) => capitalized(&when_due(when)),
    }
}

/// “, from the tier Wholesale”: whose word a term is, where it is the tier's.
pub fn of_tier(source: TermSource, approach: &Approach) -> String {
    if source == TermSource::Tier { format!(", from the tier {}", approach.tier) } else { String::new() }
}

/// What a customer names that is not in the policy any more, and what is done instead, a sentence each.
pub fn lost_terms(policy: &CreditPolicy, approach: &Approach) -> Vec<String> {
    let followed = policy.followed(approach).name;
    let tier = policy.tier_named(&approach.tier);
    let mut found = Vec::new();
    if policy.schedule_named(&approach.schedule).is_none() {
        found.push(format!("The schedule “{}” is not in your policy any more: {followed} is followed.", approach.schedule));
    }
    if tier.is_none() && !approach.tier.is_empty() {
        found.push(format!("The tier “{}” is not in your policy any more: it decides nothing.", approach.tier));
    }
    let of_tier = tier.map_or("", |tier| &tier.schedule);
    if policy.schedule_named(of_tier).is_none() {
        found.push(format!(
            "The schedule “{of_tier}” of the tier {} is not in your policy any more: {followed} is followed.",
            approach.tier
        ));
    }
    found
}
