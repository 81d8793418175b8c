//! `fee.*`: fixed sums and the most that the law allows.

use crate::input::{Answer, Input, sentence};
use recoup::domain::currency::Currency;
use recoup::domain::interest::statutory::uk_fixed_sum;
use recoup::domain::late_fee::national::{be_consumer_costs, nl_collection_costs, us_returned_payment_fee};
use serde_json::json;

pub fn run(function: &str, input: Input) -> Option<Answer> {
    Some(match function {
        "fee.uk_fixed" => uk_fixed(input),
        "fee.nl_wik" => nl_wik(input),
        "fee.be_b2c" => be_b2c(input),
        "fee.nsf" => nsf(input),
        _ => return None,
    })
}

fn uk_fixed(input: Input) -> Answer {
    Ok(json!({ "fee": uk_fixed_sum(input.money("debt", Currency::GBP)?).to_plain() }))
}

fn nl_wik(input: Input) -> Answer {
    let costs = nl_collection_costs(input.money("principal", Currency::EUR)?).map_err(sentence)?;
    Ok(json!({ "fee": costs.to_plain() }))
}

fn be_b2c(input: Input) -> Answer {
    let costs = be_consumer_costs(input.money("debt", Currency::EUR)?).map_err(sentence)?;
    Ok(json!({ "max_fee": costs.to_plain() }))
}

fn nsf(input: Input) -> Answer {
    let state: String = input.read("state")?;
    let fee = us_returned_payment_fee(&state, input.money("amount", Currency::USD)?).map_err(sentence)?;
    Ok(json!({ "max_fee": fee.ok_or_else(|| format!("no fee is known for {state}"))?.to_plain() }))
}
