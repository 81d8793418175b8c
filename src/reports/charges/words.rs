//! Late fees in sentences, as the printed policy gives them to customers.

use crate::domain::late_fee::{Charge, LateFeeRule, Often, Tier};
use crate::domain::spelling::Spelling;

/// A late fee in one or two sentences.
pub fn late_fee_words(rule: &LateFeeRule, spell: &dyn Spelling) -> String {
    let fee = |tier: &Tier| match tier.charge {
        Charge::Amount(amount) => spell.money(amount),
        Charge::Percent(percent) => format!("{} % of what is open", percent.normalize()),
    };
    let tier = |tier: &Tier| {
        if tier.from.is_zero() { fee(tier) } else { format!("{} where at least {} is open", fee(tier), spell.money(tier.from)) }
    };
    let fees: Vec<String> = rule.tiers.iter().map(tier).collect();
    let after = match rule.grace_days {
        0 => "by the due date".to_owned(),
        1 => "within 1 day after the due date".to_owned(),
        days => format!("within {days} days after the due date"),
    };
    let often = match rule.often {
        Often::Once => "once".to_owned(),
        Often::EveryDays(1) => "and again every day".to_owned(),
        Often::EveryDays(days) => format!("and again every {days} days"),
        Often::Monthly => "and again every month".to_owned(),
        Often::EachStep => "with each reminder that names one".to_owned(),
    };
    let caps = [
        rule.cap.amount.map(|amount| spell.money(amount)),
        rule.cap.percent.map(|percent| format!("{} % of the invoice", percent.normalize())),
    ];
    let caps: Vec<String> = caps.into_iter().flatten().collect();
    let most =
        if caps.is_empty() { String::new() } else { format!(" All late fees for one invoice are at most {}.", caps.join(" and at most ")) };
    format!("An invoice that is not paid {after} bears a late fee, {often}: {}.{most}", fees.join("; "))
}
