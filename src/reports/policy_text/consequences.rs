//! What happens when nothing is paid: the owner's own words, or those that follow from the schedule.

use super::{Reader, days};
use crate::domain::customer::CustomerDetails;
use crate::domain::policy::{Besides, Channel, CreditPolicy, Purpose, ReminderStep};

/// The sentences.
pub(super) fn sentences(reader: &Reader) -> Vec<String> {
    let own = &reader.policy.consequences;
    let text = if own.is_empty() { usual_consequences(reader.policy, &reader.details) } else { own.clone() };
    text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}

/// The words that follow from the schedule a customer goes by, a sentence on each line.
pub fn usual_consequences(policy: &CreditPolicy, details: &CustomerDetails) -> String {
    let steps = policy.followed(&details.approach).steps;
    let after: Vec<&ReminderStep> = steps.iter().filter(|step| step.offset_days > 0).collect();
    let told: Vec<String> = after.iter().filter_map(|step| told(policy, step)).collect();
    let mut said = Vec::new();
    if !told.is_empty() {
        said.push(format!("If an invoice stays unpaid after its due date, you hear from us: {}.", told.join("; ")));
    }
    said.push(format!(
        "While an invoice is more than {} past due we may deliver only against payment in advance.",
        days(policy.decision.hold_days)
    ));
    if after.iter().any(|step| step.purpose == Purpose::AgencyReview || step.besides.contains(&Besides::Agency)) {
        said.push("After that we may hand the claim to a collection agency or a lawyer.".to_owned());
    }
    said.join("\n")
}

/// When a step comes and what it is; nothing for what is between the owner and nobody else.
fn told(policy: &CreditPolicy, step: &ReminderStep) -> Option<String> {
    let what = match (step.purpose, step.channel) {
        (Purpose::AgencyReview | Purpose::WriteOffReview, _) => return None,
        (Purpose::LetterBeforeAction, _) => "a last letter before legal action",
        (Purpose::FinalDemand, _) => "a final demand",
        (_, Channel::Phone) => "a call",
        (_, Channel::Letter) => "a reminder by letter",
        _ => "a reminder",
    };
    let offset = u32::from(step.offset_days.unsigned_abs()) + u32::from(policy.grace_days);
    Some(format!("after {} {what}", days(offset)))
}
