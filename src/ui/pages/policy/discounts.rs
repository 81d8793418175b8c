//! The part of the discounts: what new invoices earn when they are paid early, typed as invoices write it and read back in words.

use super::form::{PartForm, error_of};
use crate::domain::customer::CustomerDetails;
use crate::domain::discount::PartPayments;
use crate::domain::invoice_terms::{DiscountRule, InvoiceTerms};
use crate::domain::policy::{CreditPolicy, LostDiscount};
use crate::domain::terms::{Dating, PaymentTerms};
use crate::ui::books::Books;
use crate::ui::components::{Card, CheckField, Notice, NoticeKind, Problem, TextField};
use crate::ui::format;
use chrono::NaiveDate;
use leptos::prelude::*;
use rust_decimal::Decimal;

/// The terms.
const TERMS: &str = "policy-discount";
/// The tax within invoices.
const TAX: &str = "policy-discount-tax";

/// From which day days are counted, in words.
fn from_words(dating: Dating) -> String {
    match dating {
        Dating::Ordinary => "of the invoice date".to_owned(),
        Dating::EndOfMonth(_) => "of the end of the invoice’s month".to_owned(),
        Dating::Proximo(_) => "in the month after the invoice (days of that month)".to_owned(),
        Dating::ReceiptOfGoods => "of the receipt of the goods".to_owned(),
        Dating::AsOf(day) => format!("of {}", format::date(day)),
        Dating::Extra(days) => format!("of the invoice date and {days} extra days"),
    }
}

/// A rule in words, with its last day for an invoice of today.
fn in_words(rule: &DiscountRule, today: NaiveDate) -> String {
    let from = from_words(rule.terms.dating());
    let tier = |tier: &crate::domain::terms::Tier| {
        format!("{} % for paying within {} {from}", format::decimal(tier.pct.normalize()), format::plural(tier.days.into(), "day", "days"))
    };
    let tiers: Vec<String> = rule.terms.tiers().iter().map(tier).collect();
    let mut words = format!("{}.", tiers.join(", or "));
    let example = InvoiceTerms { received: Some(today), ..InvoiceTerms::of(rule.clone()) };
    let days: Vec<String> = example.offers(today).iter().map(|offer| format::date_long(offer.until)).collect();
    if !days.is_empty() {
        words.push_str(&format!(" Of an invoice of today, the last day is {}; paying on it is in time.", days.join(", then ")));
    }
    words
}

/// Why some invoices would get no discount, and what to do.
fn lost_words(lost: LostDiscount) -> String {
    format!(
        "By your terms an invoice of {} is due on {}, before the discount ends on {}: invoices like it get none. Under Terms, let the whole amount be due later, counted in the same way (such as “net 30 EOM”).",
        format::date(lost.issued),
        format::date(lost.due),
        format::date(lost.until)
    )
}

fn tax_of(typed: &str) -> Result<Option<Decimal>, String> {
    match typed.trim().trim_end_matches('%').trim().replace(',', ".").as_str() {
        "" => Ok(None),
        number => number.parse().map(Some).map_err(|_| format!("“{typed}” is not a percentage.")),
    }
}

/// The part.
#[component]
pub(super) fn DiscountsPart() -> impl IntoView {
    let books = Books::expect();
    let (terms, tax, part) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(false));
    let problems = RwSignal::new(Vec::<Problem>::new());
    let load = Callback::new(move |policy: CreditPolicy| {
        let rule = policy.discount;
        terms.set(rule.as_ref().map(|rule| rule.terms.to_string()).unwrap_or_default());
        tax.set(rule.as_ref().and_then(|rule| rule.tax_pct).map(|pct| pct.normalize().to_string()).unwrap_or_default());
        part.set(rule.is_some_and(|rule| rule.part_payments == PartPayments::Earn));
    });
    let rule = move || -> Result<Option<DiscountRule>, Vec<Problem>> {
        let typed = terms.get();
        let (tax_pct, part_payments) = (tax_of(&tax.get()), if part.get() { PartPayments::Earn } else { PartPayments::EarnNothing });
        if typed.trim().is_empty() {
            return Ok(None);
        }
        let tax_pct = tax_pct.map_err(|sentence| vec![Problem::new(TAX, sentence)])?;
        let terms = typed.parse::<PaymentTerms>().map_err(|problem| vec![Problem::new(TERMS, problem.to_string())])?;
        let rule = DiscountRule { terms, part_payments, tax_pct };
        let field = |problem: &crate::domain::invoice_terms::InvoiceTermsProblem| if problem.field() == "tax_pct" { TAX } else { TERMS };
        rule.checked().map_err(|problem| vec![Problem::new(field(&problem), problem.to_string())])?;
        Ok(Some(rule))
    };
    let read = Callback::new(move |policy| Ok(CreditPolicy { discount: rule()?, ..policy }));
    let words = move || match rule() {
        Ok(Some(rule)) => in_words(&rule, books.today().get()),
        Ok(None) => "No discount for paying early.".to_owned(),
        Err(found) => found.into_iter().next().map(|problem| problem.text).unwrap_or_default(),
    };
    let lost = move || {
        let policy = CreditPolicy { discount: rule().ok()?, ..books.follow(|ledger| ledger.policy().clone()) };
        let lost = policy.lost_discount(&CustomerDetails::named(""), books.today().get())?;
        Some(view! { <Notice kind=NoticeKind::Warn title="Some invoices would get no discount">{lost_words(lost)}</Notice> })
    };
    view! {
        <PartForm label="Discounts" problems load read>
            <Card title="Discount for paying early">
                <div class="stack">
                    <p class="muted">
                        "New invoices get it, unless their customer or tier says otherwise or it could be had after the due date. Invoices you have stay as they are."
                    </p>
                    <div class="form-row">
                        <TextField
                            id=TERMS
                            label="Terms of the discount"
                            value=terms
                            help="Such as “2/10”, “3/10 2/20 net 60”, “2/10 EOM”, “2/10 ROG” or “1/10-60x”. Empty means none. When the whole amount is due is said under Terms."
                            error=error_of(problems, TERMS)
                            optional=true
                        />
                        <TextField
                            id=TAX
                            label="Tax within invoices, in percent"
                            value=tax
                            inputmode="decimal"
                            chars=6
                            help="To show which part of a discount is tax."
                            error=error_of(problems, TAX)
                            optional=true
                        />
                    </div>
                    <p role="status" id="policy-discount-words">{words}</p>
                    <div aria-live="polite" id="policy-discount-lost">{lost}</div>
                    <CheckField
                        id="policy-discount-part"
                        label="A part payment in time earns its part"
                        value=part
                        help="980.00 then clears 1,000.00 at 2 %, whatever else is open. Otherwise the discount comes with the payment that completes the invoice."
                    />
                </div>
            </Card>
        </PartForm>
    }
}
