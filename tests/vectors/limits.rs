//! `be.*` and `limitation.*`: dates that the law counts.

use crate::input::{Answer, Input};
use recoup::domain::limits::first_reminder::{Sent, free_period};
use recoup::domain::limits::limitation::{anniversary, year_end};
use serde_json::json;

pub fn run(function: &str, input: Input) -> Option<Answer> {
    match function {
        "be.first_reminder" => Some(first_reminder(input)),
        "limitation.year_end" => Some(ends_with_year(input)),
        "limitation.anniversary" => Some(ends_on_anniversary(input)),
        _ => None,
    }
}

fn first_reminder(input: Input) -> Answer {
    let sent = match input.read::<String>("channel")?.as_str() {
        "email" => Sent::Email,
        "post" | "letter" => Sent::Post,
        other => return Err(format!("no period is known for {other}")),
    };
    let period = free_period(sent, input.date("sent")?);
    Ok(json!({ "period_starts": period.starts, "last_free_day": period.last_day }))
}

fn ends_with_year(input: Input) -> Answer {
    Ok(json!({ "last_day": year_end(input.date("claim_arises")?, input.read("years")?) }))
}

fn ends_on_anniversary(input: Input) -> Answer {
    Ok(json!({ "expiry": anniversary(input.date("accrual")?, input.read("years")?) }))
}
