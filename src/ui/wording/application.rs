//! The words for the order in which payments settle debts.

use crate::domain::application::{Order, Part, SameDay};
use crate::domain::policy::ApplicationOrder;
use crate::domain::text_rules::capitalized;

const fn part(part: Part) -> &'static str {
    match part {
        Part::Costs => "fees",
        Part::Interest => "interest",
        Part::Principal => "invoices",
    }
}

/// The order of the parts: “Fees first, then interest, then invoices”; without one the oldest document.
pub fn order(order: Option<Order>) -> String {
    match order.map(|order| order.parts().map(part)) {
        None => "The oldest document first".to_owned(),
        Some([first, second, third]) => format!("{} first, then {second}, then {third}", capitalized(first)),
    }
}

/// The whole rule in a sentence.
pub fn application(rule: ApplicationOrder) -> String {
    let of_each = if rule.parts.is_some() { ", the oldest of each first" } else { "" };
    let same_day = match rule.same_day {
        SameDay::InOrder => "",
        SameDay::ProRata => ", those of one due date in proportion",
    };
    format!("{}{of_each}{same_day}.", order(rule.parts))
}
