//! The discount for paying early.

use super::{Reader, days};
use crate::domain::discount::PartPayments;
use crate::domain::terms::Dating;

/// The sentences.
pub(super) fn sentences(reader: &Reader) -> Vec<String> {
    let Some(rule) = reader.policy.discount_of(&reader.details).0 else { return Vec::new() };
    let from = match rule.terms.dating() {
        Dating::Ordinary => "after the invoice date".to_owned(),
        Dating::EndOfMonth(_) => "after the end of the month of the invoice".to_owned(),
        Dating::Proximo(_) => "of the month after the invoice".to_owned(),
        Dating::ReceiptOfGoods => "after you received the goods".to_owned(),
        Dating::AsOf(day) => format!("after {}", reader.spell.date(day)),
        Dating::Extra(extra) => format!("and {extra} extra days after the invoice date"),
    };
    let tiers = rule.terms.tiers().iter();
    let tiers: Vec<_> = tiers.map(|tier| format!("{} % within {}", tier.pct.normalize(), days(tier.days))).collect();
    let part = match rule.part_payments {
        PartPayments::Earn => "A part payment in time earns its part of the discount.",
        PartPayments::EarnNothing => "The discount comes with the payment that completes the invoice in time.",
    };
    vec![
        format!("If you pay early you may take off {} {from}. Paying on the last day is in time.", tiers.join(", or ")),
        "It is taken of the goods after returns, not of freight. Paid later, the whole amount is due.".to_owned(),
        part.to_owned(),
    ]
}
