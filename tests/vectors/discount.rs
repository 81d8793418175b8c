//! `discount.*`: last days, figures, part payments, tax and the yearly cost.

use crate::input::{Answer, Input, sentence};
use recoup::domain::currency::Currency;
use recoup::domain::discount::{DiscountBase, cash_to_clear, cleared_by, discounted, forgone_rate, tax_part, undiscounted};
use recoup::domain::money::{Money, Rounding, round};
use recoup::domain::terms::due::{Offer, offer_on};
use recoup::domain::terms::{Dating, InvoiceDates, LateInMonth, Net, PaymentTerms, Tier, WeekendRule};
use rust_decimal::Decimal;
use serde_json::json;

const CURRENCY: Currency = Currency::USD;

pub fn run(function: &str, input: Input) -> Option<Answer> {
    Some(match function {
        "discount.terms" => terms(input),
        "discount.cost" => cost(input),
        "discount.partial" => partial(input),
        "discount.last_day" => last_day(input),
        "discount.vat" => tax(input),
        _ => return None,
    })
}

fn terms(input: Input) -> Answer {
    let amount = |key: &str| input.get(key).map_or(Ok(Money::zero(CURRENCY)), |_| input.money(key, CURRENCY));
    let excluded = if input.get("freight").is_some() { "freight" } else { "freight_not_discountable" };
    let invoice = DiscountBase {
        goods: input.money("invoice", CURRENCY)?,
        returns: amount("returns")?,
        allowances: amount("allowances")?,
        excluded: amount(excluded)?,
    };
    let pct = input.decimal("pct")?;
    let eligible = match input.get("paid") {
        Some(_) => offer_on(&offers(Dating::Ordinary, pct, input)?, input.date("paid")?).is_some(),
        None => true,
    };
    let figures = if eligible { discounted(&invoice, pct) } else { undiscounted(&invoice) }.map_err(sentence)?;
    Ok(json!({
        "eligible": eligible,
        "discount": figures.discount.to_plain(),
        "cash": figures.cash.to_plain(),
        "ar_cleared": figures.cleared.to_plain(),
    }))
}

fn offers(dating: Dating, pct: Decimal, input: Input) -> Result<Vec<Offer>, String> {
    let tier = Tier { pct, days: input.read("disc_days")? };
    let terms = PaymentTerms::new(dating, vec![tier], Net::AfterDiscount).map_err(sentence)?;
    let received = input.get("received").map(|_| input.date("received")).transpose()?;
    terms.offers(InvoiceDates { issued: input.date("invoice_date")?, received }, WeekendRule::LEAVE).map_err(sentence)
}

fn last_day(input: Input) -> Answer {
    let dating = match input.read::<String>("dating")?.as_str() {
        "ordinary" => Dating::Ordinary,
        "eom" => Dating::EndOfMonth(LateInMonth::SameMonth),
        "eom_26" => Dating::EndOfMonth(LateInMonth::NextMonth),
        "prox" | "proximo" => Dating::Proximo(LateInMonth::SameMonth),
        "rog" => Dating::ReceiptOfGoods,
        "as_of" => Dating::AsOf(input.date("as_of")?),
        "extra" => Dating::Extra(input.read("extra_days")?),
        other => return Err(format!("no dating is called {other}")),
    };
    let offers = offers(dating, Decimal::ONE, input)?;
    Ok(json!({ "last_day": offers.first().map(|offer| offer.until) }))
}

fn cost(input: Input) -> Answer {
    let rate =
        forgone_rate(input.decimal("pct")?, input.read("disc_days")?, input.read("net_days")?, input.read("year")?).map_err(sentence)?;
    let shown = |pct: Decimal| format!("{:.2}", round(pct, 2, Rounding::HalfUp));
    Ok(json!({ "apr_simple_pct": shown(rate.simple_pct), "ear_compound_pct": rate.compound_pct.map(shown) }))
}

fn partial(input: Input) -> Answer {
    let pct = input.decimal("pct")?;
    let part = match input.get("cash") {
        Some(_) => cleared_by(input.money("cash", CURRENCY)?, pct),
        None => cash_to_clear(input.money("credit", CURRENCY)?, pct),
    };
    let part = part.map_err(sentence)?;
    Ok(json!({ "cash": part.cash.to_plain(), "credit": part.cleared.to_plain(), "discount": part.discount.to_plain() }))
}

fn tax(input: Input) -> Answer {
    let figures = discounted(&DiscountBase::of(input.money("gross", CURRENCY)?), input.decimal("pct")?).map_err(sentence)?;
    let parts = tax_part(figures.discount, input.decimal("vat_pct")?).map_err(sentence)?;
    Ok(json!({ "cash": figures.cash.to_plain(), "discount_net": parts.net.to_plain(), "vat_adjustment": parts.tax.to_plain() }))
}
