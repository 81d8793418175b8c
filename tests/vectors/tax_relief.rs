//! `vat.*`, `tax.*` and `ustax.*`: the tax in a bad debt.

use crate::input::{Answer, Input, sentence};
use recoup::domain::currency::Currency;
use recoup::domain::tax_relief::{TaxFraction, relief, repayment, tax_share, taxable_loss};
use serde_json::json;

const CURRENCY: Currency = Currency::GBP;

pub fn run(function: &str, input: Input) -> Option<Answer> {
    Some(match function {
        "vat.relief" => claimed(input),
        "vat.relief_repay" => repaid(input),
        "tax.prorata_AxBoverC" => shared(input),
        "ustax.prorata" => taxable(input),
        _ => return None,
    })
}

fn claimed(input: Input) -> Answer {
    let fraction: String = input.read("fraction")?;
    let (part, whole) = fraction.split_once('/').ok_or_else(|| format!("{fraction} is no fraction"))?;
    let fraction = TaxFraction::new(part.parse().map_err(sentence)?, whole.parse().map_err(sentence)?).map_err(sentence)?;
    let claim = relief(input.money("outstanding_gross", CURRENCY)?, fraction).map_err(sentence)?;
    Ok(json!({ "claim": claim.to_plain() }))
}

fn repaid(input: Input) -> Answer {
    let of = |key| input.money(key, CURRENCY);
    let repay = repayment(of("claim")?, of("receipt_on_claimed_supplies")?, of("outstanding_at_claim")?).map_err(sentence)?;
    Ok(json!({ "repay": repay.to_plain() }))
}

fn shared(input: Input) -> Answer {
    let of = |key| input.money(key, CURRENCY);
    Ok(json!({ "amount": tax_share(of("A")?, of("B")?, of("C")?).map_err(sentence)?.to_plain() }))
}

fn taxable(input: Input) -> Answer {
    let of = |key| input.money(key, CURRENCY);
    let loss = taxable_loss(of("taxable")?, of("total")?, of("loss")?).map_err(sentence)?;
    Ok(json!({
        "pct_2dp": loss.percent.to_string(),
        "deduction_pct_rounded_first": loss.by_percent.to_plain(),
        "deduction_unrounded": loss.exact.to_plain(),
    }))
}
