//! What a tier or a customer says about discounts, as text: empty, “none”, or terms such as “2/10 net 30”.

use super::read::read_amount;
use crate::domain::currency::Currency;
use crate::domain::invoice_terms::{DiscountRule, DiscountWish, InvoiceTerms, InvoiceTermsProblem};
use crate::domain::terms::PaymentTerms;

/// The word for no discount.
const NONE: &str = "none";

/// The terms of one invoice as typed; nothing for an empty text. What the form does not ask for stays as it was `before`.
///
/// # Errors
/// The field and the sentence to show beside it.
pub fn read_terms(
    text: &str,
    excluded: &str,
    currency: Currency,
    before: Option<&InvoiceTerms>,
) -> Result<Option<InvoiceTerms>, (&'static str, String)> {
    let wish = before.map(|terms| DiscountWish::Rule(terms.discount.clone()));
    let Some(DiscountWish::Rule(discount)) = read_wish(text, wish.as_ref()).map_err(|sentence| ("discount", sentence))? else {
        return Ok(None);
    };
    let part = if excluded.trim().is_empty() { Ok(None) } else { read_amount(excluded, currency).map(Some) };
    let not_discountable = part.map_err(|sentence| ("not_discountable", sentence))?;
    Ok(Some(InvoiceTerms { not_discountable, ..InvoiceTerms::of(discount) }))
}

/// The wish as it is typed.
pub fn wish_text(wish: Option<&DiscountWish>) -> String {
    match wish {
        None => String::new(),
        Some(DiscountWish::Nothing) => NONE.to_owned(),
        Some(DiscountWish::Rule(rule)) => rule.terms.to_string(),
    }
}

/// What is typed; what the text does not say stays as it was `before`.
///
/// # Errors
/// The sentence to show beside the field.
pub fn read_wish(text: &str, before: Option<&DiscountWish>) -> Result<Option<DiscountWish>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    if text.eq_ignore_ascii_case(NONE) {
        return Ok(Some(DiscountWish::Nothing));
    }
    let terms = text.parse::<PaymentTerms>().map_err(|problem| problem.to_string())?;
    let rule = match before {
        Some(DiscountWish::Rule(rule)) => DiscountRule { terms, ..rule.clone() },
        _ => DiscountRule { terms, part_payments: Default::default(), tax_pct: None },
    };
    rule.checked().map_err(|problem: InvoiceTermsProblem| problem.to_string())?;
    Ok(Some(DiscountWish::Rule(rule)))
}
