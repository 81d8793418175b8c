//! `alloc.*` and `agency.split`: what a payment clears.

use crate::input::{Answer, Input, sentence, text};
use recoup::domain::application::{Debt, Order, Owed, Part, SameDay, agency_split, oldest_first, us_rule, waterfall};
use recoup::domain::calendar::Day;
use recoup::domain::currency::Currency;
use recoup::domain::money::Money;
use recoup::domain::schedule::PeriodRate;
use serde_json::{Map, Value, json};

const CURRENCY: Currency = Currency::USD;

pub fn run(function: &str, input: Input) -> Option<Answer> {
    Some(match function {
        "alloc.waterfall" => parts(input),
        "alloc.us_rule" => us(input),
        "alloc.oldest_first_same_day_prorata" => debts(input),
        "agency.split" => agency(input),
        _ => return None,
    })
}

fn parts(input: Input) -> Answer {
    let order = Order::beginning_with(&input.read::<Vec<Part>>("order")?).map_err(sentence)?;
    let none = Money::zero(CURRENCY);
    let mut owed = Owed { costs: none, interest: none, principal: none };
    let mut names = Vec::new();
    for (name, amount) in input.need("owed")?.as_object().ok_or("in.owed is not an object")? {
        let part: Part = serde_json::from_value(json!(name)).map_err(sentence)?;
        let amount = Money::parse_plain(&text(amount), CURRENCY).map_err(sentence)?;
        match part {
            Part::Costs => owed.costs = amount,
            Part::Interest => owed.interest = amount,
            Part::Principal => owed.principal = amount,
        }
        names.push((name, part));
    }
    let done = waterfall(input.money("payment", CURRENCY)?, owed, order).map_err(sentence)?;
    let named =
        |amounts: Owed| names.iter().map(|(name, part)| ((*name).clone(), json!(amounts.of(*part).to_plain()))).collect::<Map<_, _>>();
    Ok(json!({ "applied": named(done.applied), "left": named(done.left), "unapplied": done.unapplied.to_plain() }))
}

/// The balance after a payment is the principal; on the last day it is all that is due.
fn us(input: Input) -> Answer {
    let (rate_pct, year) = (input.decimal("rate_pct")?, input.read("year")?);
    let mut payments = Vec::new();
    for (day, amount) in input.read::<Vec<(Day, Value)>>("payments_day_amount")? {
        payments.push((day, Money::parse_plain(&text(&amount), CURRENCY).map_err(sentence)?));
    }
    let until: Day = input.read("maturity_day")?;
    let rate = |from, until| PeriodRate::between(rate_pct, from, until, year);
    let found = us_rule(input.money("principal", CURRENCY)?, (0, until), &payments, &rate).map_err(sentence)?;
    let mut events: Vec<_> = found.payments.iter().map(|row| json!([row.day, row.interest.to_plain(), row.principal.to_plain()])).collect();
    events.push(json!([until, found.interest.to_plain(), found.due.to_plain()]));
    Ok(json!({
        "events_day_interest_balance": events,
        "balance_due": found.due.to_plain(),
        "total_interest": found.total_interest.to_plain(),
    }))
}

fn debts(input: Input) -> Answer {
    let (mut names, mut debts) = (Vec::new(), Vec::new());
    for value in input.need("debts")?.as_array().ok_or("in.debts is not a list")? {
        let debt = Input::new(value);
        names.push(debt.read::<String>("id")?);
        debts.push(Debt { since: debt.date("date")?, open: debt.money("open", CURRENCY)? });
    }
    let applied = oldest_first(input.money("payment", CURRENCY)?, &debts, SameDay::ProRata).map_err(sentence)?;
    let parts: Map<_, _> = names.into_iter().zip(&applied.parts).map(|(name, part)| (name, json!(part.to_plain()))).collect();
    Ok(json!({ "applied": parts, "unapplied": applied.unapplied.to_plain() }))
}

fn agency(input: Input) -> Answer {
    let split = agency_split(input.money("collected", CURRENCY)?, input.decimal("fee_pct")?).map_err(sentence)?;
    Ok(json!({ "credit_to_debtor": split.credit.to_plain(), "fee": split.fee.to_plain(), "net_remitted": split.net.to_plain() }))
}
