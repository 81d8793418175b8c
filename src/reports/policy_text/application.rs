//! Which debts a payment settles first.

use super::Reader;
use crate::domain::application::{Part, SameDay};

const fn name(part: Part) -> &'static str {
    match part {
        Part::Costs => "fees",
        Part::Interest => "interest",
        Part::Principal => "invoices",
    }
}

/// Said only where the order is another than the oldest document first, which everybody expects.
pub(super) fn sentences(reader: &Reader) -> Vec<String> {
    let rule = reader.policy.application;
    let mut said = Vec::new();
    if let Some(order) = rule.parts {
        let [first, second, third] = order.parts().map(name);
        said.push(format!("A payment settles {first} first, then {second}, then {third}, the oldest of each first."));
    }
    if rule.same_day == SameDay::ProRata {
        said.push("What is due on the same day is paid in proportion.".to_owned());
    }
    if !said.is_empty() {
        said.push("What you say when you pay comes first.".to_owned());
    }
    said
}

#[cfg(test)]
mod tests {
    use super::super::policy_text;
    use crate::domain::application::{Order, Part, SameDay};
    use crate::domain::policy::{ApplicationOrder, CreditPolicy};
    use crate::domain::settings::Business;
    use crate::domain::spelling::Neutral;

    #[test]
    fn an_order_of_its_own_is_told_to_customers() {
        let told = |application: ApplicationOrder| {
            let sections = policy_text(&CreditPolicy { application, ..CreditPolicy::default() }, &Business::default(), "", &Neutral);
            sections.into_iter().find(|section| section.title == "What a payment settles first").map(|section| section.sentences.join(" "))
        };
        assert_eq!(told(ApplicationOrder::default()), None);
        let parts = Order::beginning_with(&[Part::Costs, Part::Interest]).ok();
        assert_eq!(
            told(ApplicationOrder { parts, same_day: SameDay::InOrder }).as_deref(),
            Some(
                "A payment settles fees first, then interest, then invoices, the oldest of each first. What you say when you pay comes first."
            )
        );
        let in_proportion = told(ApplicationOrder { parts: None, same_day: SameDay::ProRata });
        assert_eq!(
            in_proportion.as_deref(),
            Some("What is due on the same day is paid in proportion. What you say when you pay comes first.")
        );
    }
}
