//! `plan.*` and `note.interest`: schedules, splits and due dates.

use crate::input::{Answer, Input, currency_with, decimal, sentence};
use chrono::NaiveDate;
use recoup::domain::calendar::{BusinessDayRule, business_day};
use recoup::domain::currency::Currency;
use recoup::domain::money::Rounding;
use recoup::domain::schedule::{
    Frequency, Schedule, ScheduleRow, dates, equal_parts, factor_schedule, level_schedule, simple_month_interest,
};
use serde_json::{Value, json};

/// Vectors have two minor digits unless they say other.
const CURRENCY: Currency = Currency::USD;

pub fn run(function: &str, input: Input) -> Option<Answer> {
    Some(match function {
        "plan.schedule" | "plan.payment" => schedule(input),
        "plan.emi" => emi(input),
        "plan.split" => split(input),
        "plan.month_dates" => month_dates(input),
        "plan.business_day" => business_days(input),
        "note.interest" => note(input),
        _ => return None,
    })
}

fn schedule(input: Input) -> Answer {
    let principal = input.money("principal", CURRENCY)?;
    let schedule = level_schedule(principal, input.decimal("rate_pct")?, input.read("per_year")?, input.read("n")?).map_err(sentence)?;
    Ok(json!({
        "payment": schedule.payment.to_plain(),
        "rows": rows(&schedule, input)?,
        "final_payment": schedule.final_payment.to_plain(),
        "total_interest": schedule.total_interest.to_plain(),
    }))
}

fn emi(input: Input) -> Answer {
    let factors = input.need("rate_factors")?.as_array().ok_or("in.rate_factors is not a list")?;
    let factors = factors.iter().map(decimal).collect::<Result<Vec<_>, _>>()?;
    let schedule = factor_schedule(input.money("principal", CURRENCY)?, &factors, Rounding::HalfEven).map_err(sentence)?;
    Ok(json!({
        "emi": schedule.payment.to_plain(),
        "rows": rows(&schedule, input)?,
        "final_payment": schedule.final_payment.to_plain(),
        "total_interest": schedule.total_interest.to_plain(),
    }))
}

/// The rows that `in.rows` asks for by number, or all.
fn rows(schedule: &Schedule, input: Input) -> Result<Vec<Value>, String> {
    let wanted: Option<Vec<u32>> = input.get("rows").map(|_| input.read("rows")).transpose()?;
    let wanted = |row: &&ScheduleRow| wanted.as_ref().is_none_or(|numbers| numbers.contains(&row.number));
    let plain = |row: &ScheduleRow| {
        json!([row.number, row.payment.to_plain(), row.interest.to_plain(), row.principal.to_plain(), row.balance.to_plain()])
    };
    Ok(schedule.rows.iter().filter(wanted).map(plain).collect())
}

fn split(input: Input) -> Answer {
    let currency = currency_with(input.read("minor_units")?)?;
    let parts = equal_parts(input.money("total", currency)?, input.read("n")?, input.read("residual")?).map_err(sentence)?;
    Ok(json!({ "parts": parts.iter().map(|part| part.to_plain()).collect::<Vec<_>>() }))
}

fn month_dates(input: Input) -> Answer {
    let end_of_month = input.get("end_of_month").is_some_and(|flag| flag == true);
    let frequency = if end_of_month { Frequency::EndOfMonth } else { Frequency::Monthly };
    let dates = dates(input.date("first")?, frequency, input.read("count")?, BusinessDayRule::Unadjusted, &[]).map_err(sentence)?;
    Ok(json!({ "dates": dates.iter().map(|date| date.nominal).collect::<Vec<_>>() }))
}

fn business_days(input: Input) -> Answer {
    let rule: BusinessDayRule = input.read("convention")?;
    let dates: Vec<NaiveDate> = input.read("dates")?;
    let holidays: Vec<NaiveDate> = input.get("holidays").map_or(Ok(Vec::new()), |_| input.read("holidays"))?;
    Ok(json!({ "dates": dates.iter().map(|date| business_day(*date, rule, &holidays)).collect::<Vec<_>>() }))
}

fn note(input: Input) -> Answer {
    let principal = input.money("principal", CURRENCY)?;
    let note = simple_month_interest(principal, input.decimal("rate_pct")?, input.decimal("months")?).map_err(sentence)?;
    Ok(json!({ "interest": note.interest.to_plain(), "maturity": note.maturity.to_plain() }))
}
