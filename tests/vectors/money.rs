//! `money.*`: rounding to minor units.

use crate::input::{Answer, Input, currency_with, sentence};
use recoup::domain::money::{Money, Rounding};
use serde_json::json;

pub fn run(function: &str, input: Input) -> Option<Answer> {
    match function {
        "money.round" => Some(round(input)),
        _ => None,
    }
}

fn round(input: Input) -> Answer {
    let currency = currency_with(input.read("minor_units")?)?;
    let rounded = Money::from_decimal(input.decimal("amount")?, currency, Rounding::HalfUp).map_err(sentence)?;
    Ok(json!({ "rounded": rounded.to_plain() }))
}
