//! `allowance.*`, `markov.*`, `je.*` and `sale_of_debt`: what is never paid, and its entries.

use crate::input::{Answer, Input, decimal, sentence, text};
use recoup::domain::allowance::{
    AllowanceError, Chain, Ends, Required, RollForward, cohort_losses, expense, loss_of_sale, matrix, net_realisable, percentage,
};
use recoup::domain::currency::Currency;
use recoup::domain::journal::{Entry, Posting, Side};
use recoup::domain::money::{Money, Rounding, round};
use rust_decimal::Decimal;
use serde_json::{Value, json};

const CURRENCY: Currency = Currency::USD;

pub fn run(function: &str, input: Input) -> Option<Answer> {
    Some(match function {
        "allowance.matrix" => by_age(input),
        "allowance.pct_receivables" => of_receivables(input),
        "allowance.pct_sales" => of_sales(input),
        "allowance.adjust" => adjusted(input),
        "allowance.nrv" => net(input),
        "allowance.rollforward" => rolled(input),
        "allowance.cohort_rates" => cohort(input),
        "markov.absorb" => chain(input),
        "je.balanced" => entry(input),
        "sale_of_debt" => sale(input),
        _ => return None,
    })
}

fn money(value: &Value) -> Result<Money, String> {
    Money::parse_plain(&text(value), CURRENCY).map_err(sentence)
}

fn list(input: Input, key: &str) -> Result<Vec<Value>, String> {
    input.read(key)
}

/// The existing balance; none where the vector names none.
fn existing(input: Input) -> Result<Money, String> {
    if input.get("existing_credit").is_some() { input.money("existing_credit", CURRENCY) } else { Ok(Money::zero(CURRENCY)) }
}

fn answer(required: Result<Required, AllowanceError>, input: Input) -> Answer {
    let required = required.map_err(sentence)?;
    let lines: Vec<_> = required.lines.iter().map(|line| line.to_plain()).collect();
    let entry = expense(required.total, existing(input)?).map_err(sentence)?;
    Ok(json!({ "lines": lines, "required": required.total.to_plain(), "expense": entry.to_plain() }))
}

fn by_age(input: Input) -> Answer {
    let lines: Result<Vec<_>, String> =
        input.read::<Vec<(Value, Value)>>("buckets")?.iter().map(|(balance, rate)| Ok((money(balance)?, decimal(rate)?))).collect();
    answer(matrix(&lines?), input)
}

fn of_receivables(input: Input) -> Answer {
    let total = percentage(input.money("receivables", CURRENCY)?, input.decimal("rate_pct")?);
    answer(total.map(|total| Required { lines: vec![total], total }), input)
}

fn of_sales(input: Input) -> Answer {
    let provided = percentage(input.money("credit_sales", CURRENCY)?, input.decimal("rate_pct")?).map_err(sentence)?;
    let none = Money::zero(CURRENCY);
    let moves = RollForward { opening: existing(input)?, expense: provided, write_offs: none, recoveries: none };
    Ok(json!({ "expense": provided.to_plain(), "ending_allowance": moves.ending().map_err(sentence)?.to_plain() }))
}

fn adjusted(input: Input) -> Answer {
    let entry = expense(input.money("required", CURRENCY)?, existing(input)?).map_err(sentence)?;
    Ok(json!({ "expense": entry.to_plain() }))
}

fn net(input: Input) -> Answer {
    let net = net_realisable(input.money("receivables", CURRENCY)?, input.money("allowance", CURRENCY)?).map_err(sentence)?;
    Ok(json!({ "nrv": net.to_plain() }))
}

fn rolled(input: Input) -> Answer {
    let of = |key| input.money(key, CURRENCY);
    let moves =
        RollForward { opening: of("opening")?, expense: of("expense")?, write_offs: of("write_offs")?, recoveries: of("recoveries")? };
    Ok(json!({ "ending": moves.ending().map_err(sentence)?.to_plain() }))
}

fn cohort(input: Input) -> Answer {
    let amounts = |key| list(input, key)?.iter().map(money).collect::<Result<Vec<_>, String>>();
    let never_paid = input.money("never_paid", CURRENCY)?;
    let losses = cohort_losses(never_paid, &amounts("still_unpaid_at_start_of_bucket")?, &amounts("balances")?).map_err(sentence)?;
    let rows: Vec<_> = losses.iter().map(|loss| json!([fixed(loss.rate_pct, 4), loss.loss.to_plain()])).collect();
    Ok(json!({ "rate_pct_and_ecl": rows, "total": fixed(losses.iter().map(|loss| loss.exact).sum(), 0) }))
}

/// With all its decimals, rounded by the product's rule.
fn fixed(value: Decimal, digits: u32) -> String {
    let mut rounded = round(value, digits, Rounding::HalfUp);
    rounded.rescale(digits);
    rounded.to_string()
}

fn chain(input: Input) -> Answer {
    let rows = |key| -> Result<Vec<Vec<Decimal>>, String> {
        let rows: Vec<Vec<String>> = input.read(key)?;
        rows.iter().map(|row| row.iter().map(|share| ratio(share)).collect()).collect()
    };
    let ends: Vec<_> = rows("R_paid_bad")?.iter().map(|row| Ends { paid: row[0], lost: row[1] }).collect();
    let chain = Chain::new(&rows("Q")?, &ends).map_err(sentence)?;
    let balances: Result<Vec<_>, String> = list(input, "balances")?.iter().map(money).collect();
    let expected = chain.expected(&balances?).map_err(sentence)?;
    let shares: Vec<_> = chain.ends().iter().map(|ends| json!([fixed(ends.paid, 4), fixed(ends.lost, 4)])).collect();
    Ok(json!({ "NR_paid_bad": shares, "expected_paid": expected.paid.to_plain(), "expected_bad": expected.lost.to_plain() }))
}

/// A decimal, or two of them as a fraction.
fn ratio(text: &str) -> Result<Decimal, String> {
    let part = |text: &str| text.parse::<Decimal>().map_err(sentence);
    match text.split_once('/') {
        Some((above, below)) => part(above)?.checked_div(part(below)?).ok_or_else(|| format!("{text} is no fraction")),
        None => part(text),
    }
}

fn entry(input: Input) -> Answer {
    let lines: Vec<(String, String, Value)> = input.read("lines")?;
    let posting = |(side, account, amount): &(String, String, Value)| {
        let side = match side.as_str() {
            "Dr" => Side::Debit,
            "Cr" => Side::Credit,
            other => return Err(format!("{other} is no side")),
        };
        Ok(Posting { side, account: account.clone(), amount: money(amount)? })
    };
    let entry = Entry::new(lines.iter().map(posting).collect::<Result<_, String>>()?).map_err(sentence)?;
    Ok(json!({ "total": entry.total().to_plain() }))
}

fn sale(input: Input) -> Answer {
    let price = input.money("price", CURRENCY)?;
    let loss = loss_of_sale(input.money("ar", CURRENCY)?, price).map_err(sentence)?;
    Ok(json!({ "cash": price.to_plain(), "loss": loss.to_plain() }))
}
