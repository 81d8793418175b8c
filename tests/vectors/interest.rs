//! `interest.*` and `daycount.*`: interest on late payment.

use crate::input::{Answer, Input, sentence, text};
use chrono::NaiveDate;
use recoup::domain::approach::CustomerKind;
use recoup::domain::currency::Currency;
use recoup::domain::interest::statutory::{AppliedRate, Reference, first_day, with_margin};
use recoup::domain::interest::{DayCount, Debt, OpenBalance, Preset, claim, effective, simple_interest};
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// Vectors have two minor digits.
const CURRENCY: Currency = Currency::GBP;
const UK: Preset = Preset::UnitedKingdom;

pub fn run(function: &str, input: Input) -> Option<Answer> {
    Some(match function {
        "daycount.30_360" => days(input),
        "interest.simple" => simple(input),
        "interest.uk_claim" => uk_claim(input),
        "interest.uk_rate" => uk_rate(input),
        "interest.margin" => margin(input),
        "interest.be_rate" => be_rate(input),
        "interest.effective" => yearly(input),
        _ => return None,
    })
}

fn days(input: Input) -> Answer {
    let variant: DayCount = input.read("variant")?;
    Ok(json!({ "days": variant.days(input.date("d1")?, input.date("d2")?) }))
}

/// A count that vectors write as text.
fn count(value: &Value) -> Result<u32, String> {
    text(value).parse().map_err(sentence)
}

fn simple(input: Input) -> Answer {
    let year = input.get("year").map_or(Ok(365), count)?;
    let principal = input.money("principal", CURRENCY)?;
    let simple = simple_interest(principal, input.decimal("rate_pct")?, count(input.need("days")?)?, year).map_err(sentence)?;
    Ok(json!({
        "interest": simple.interest.to_plain(),
        "daily": format!("{:.4}", simple.daily),
        "variant_daily_rounded_2dp": simple.by_rounded_days.to_plain(),
    }))
}

fn uk_claim(input: Input) -> Answer {
    let (due, paid): (NaiveDate, NaiveDate) = (input.date("due")?, input.date("paid")?);
    let balances = [OpenBalance { since: due, open: input.money("debt", CURRENCY)? }];
    let debt = Debt { due, balances: &balances, debtor: CustomerKind::Business, fixed_sum_charged: false };
    let claim = claim(UK, UK.fixing(), &Reference::BankRate.built_in(), &debt, paid).map_err(sentence)?;
    let segment = claim.accrual.segments.first().ok_or("no interest")?;
    Ok(json!({
        "days": segment.fraction.days,
        "rate_pct": two_decimals(segment.percent),
        "interest": claim.accrual.interest.to_plain(),
        "fixed_sum": claim.fixed_sum.map_err(|why| format!("{why:?}"))?.to_plain(),
        "total_due": claim.total.to_plain(),
    }))
}

fn uk_rate(input: Input) -> Answer {
    let margin = UK.margin(CustomerKind::Business).ok_or("no margin")?;
    let starts = first_day(input.date("due")?);
    let rate: AppliedRate = UK.applied(starts, margin, UK.fixing(), &Reference::BankRate.built_in()).map_err(sentence)?;
    Ok(json!({
        "interest_starts": rate.from,
        "reference_date": rate.reference_on,
        "base_pct": two_decimals(rate.reference),
        "rate_pct": two_decimals(rate.percent),
    }))
}

fn margin(input: Input) -> Answer {
    let percent = with_margin(input.decimal("reference_pct")?, input.decimal("margin_pp")?).map_err(sentence)?;
    Ok(json!({ "rate_pct": two_decimals(percent) }))
}

fn be_rate(input: Input) -> Answer {
    let margin = Preset::Belgium.margin(CustomerKind::Business).ok_or("no margin")?;
    let percent = Preset::Belgium.percent(input.decimal("ecb_reference_pct")?, margin).map_err(sentence)?;
    Ok(json!({ "rate_pct": two_decimals(percent) }))
}

fn yearly(input: Input) -> Answer {
    let both = effective(input.decimal("pct_per_period")?, input.read("periods")?).map_err(sentence)?;
    Ok(json!({ "nominal_pct": two_decimals(both.nominal), "effective_pct": two_decimals(both.effective) }))
}

/// Only writes zeros: every percentage here has at most two decimals.
fn two_decimals(percent: Decimal) -> String {
    format!("{percent:.2}")
}
