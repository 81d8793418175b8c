//! When to pay: the terms, due dates on days without business, days of grace.

use super::{Reader, days};
use crate::domain::interest::{Grace, InterestRule};

/// The sentences.
pub(super) fn sentences(reader: &Reader) -> Vec<String> {
    let policy = reader.policy;
    let when = policy.terms_of(&reader.details).0;
    let mut said = vec![format!("An invoice is due {}, unless it names another day.", when.words())];
    if policy.due_on_working_day {
        said.push("A due date on a weekend or public holiday moves to the next business day.".to_owned());
    }
    let charged = matches!(policy.interest_rule_of(&reader.details).0, InterestRule::Agreed(_));
    if policy.grace_days > 0 {
        let grace = days(policy.grace_days);
        said.push(match policy.charge_grace() {
            _ if !charged => format!("We allow {grace} of grace after the due date before we remind you."),
            Grace::Forgives(_) => format!(
                "We allow {grace} of grace after the due date: what is paid within them bears no agreed interest. After them it runs from the day after the due date."
            ),
            Grace::Delays(_) => {
                format!("We allow {grace} of grace after the due date: agreed interest runs only from the day after the last of them.")
            }
            Grace::None => {
                format!("We allow {grace} of grace after the due date before we remind you. Agreed interest runs from the day after the due date.")
            }
        });
    }
    said
}
