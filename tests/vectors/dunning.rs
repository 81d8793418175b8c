//! `dunning.*`: the reminder step that a document's age has reached.

use crate::input::{Answer, Input};
use recoup::domain::calendar::days_past_due;
use recoup::domain::policy::{Channel, CreditPolicy, Purpose, ReminderStep, Tone};
use serde_json::json;

pub fn run(function: &str, input: Input) -> Option<Answer> {
    match function {
        "dunning.level" => Some(level(input)),
        _ => None,
    }
}

fn level(input: Input) -> Answer {
    let offsets: Vec<i16> = input.read("levels_days")?;
    let step = |offset_days| ReminderStep::new(offset_days, Channel::Email, Tone::Friendly, Purpose::PastDue);
    let policy = CreditPolicy { schedule: offsets.into_iter().map(step).collect(), ..CreditPolicy::default() };
    let (due, as_of) = (input.date("due")?, input.date("as_of")?);
    Ok(json!({ "days_past_due": days_past_due(due, as_of), "level_by_age": policy.steps_reached(due, as_of) }))
}
