//! The words of a settlement: what the debt is, which sum settles it by when, what is forgiven, and that nothing is when the sum does not come.

use super::law;
use super::pen::{Pen, or_blank};
use crate::domain::agreement::{AgreementPart, AgreementWords};
use crate::domain::approach::Language;
use crate::domain::ledger::Ledger;
use crate::domain::message::DueItem;
use crate::domain::money::Money;
use crate::domain::settlement_offer::SettlementOffer;
use crate::reports::aging::balance_as_of;
use crate::reports::message_text::language_of;

/// A settlement offer as a letter that both sign, in a language or that of messages to the customer.
pub fn settlement_words(ledger: &Ledger, offer: &SettlementOffer, language: Option<Language>) -> AgreementWords {
    let pen = Pen::of(ledger, offer.customer, language.unwrap_or_else(|| language_of(ledger, offer.customer)));
    let covers: Vec<DueItem> = offer.invoices.iter().map(|id| DueItem::Invoice(*id)).collect();
    let until = || ("{until}", pen.date(offer.until));
    let sums = [("{pay}", pen.amount(offer.pay)), until(), ("{forgiven}", pen.amount(offer.forgiven()))];
    let parts = vec![
        pen.parties(),
        debt(&pen, offer),
        pen.plain("settle.pay", &sums),
        pen.plain("settle.back", &[until()]),
        pen.method(&covers, &[&[offer.pay]]),
        pen.help(),
        pen.plain("law", &[("{law}", or_blank(&law(ledger, offer.customer)))]),
        pen.signatures(offer.made),
    ];
    AgreementWords { language: pen.language, title: pen.texts.get("settle.title").to_owned(), parts }
}

/// The documents and what each owed when the offer was made. What was paid later on that day is a line of its own.
fn debt(pen: &Pen, offer: &SettlementOffer) -> AgreementPart {
    let mut rows = vec![pen.head(&["debt.document", "debt.issued", "debt.due", "debt.amount", "debt.open"])];
    let mut left = offer.owed.minor();
    for id in &offer.invoices {
        let (Some(invoice), Some(owed)) = (pen.ledger.invoice(*id), balance_as_of(pen.ledger, *id, offer.made)) else { continue };
        left -= owed.minor();
        let due = pen.ledger.facts().due_date_changes.iter().find(|change| change.invoice == *id).map_or(invoice.due, |change| change.from);
        rows.push(vec![invoice.number.clone(), pen.date(invoice.issued), pen.date(due), pen.amount(invoice.amount), pen.amount(owed)]);
    }
    let last = |text: String, amount| vec![text, String::new(), String::new(), String::new(), pen.amount(amount)];
    if left > 0 {
        let paid = Money::from_minor(left, offer.owed.currency());
        rows.push(last(pen.texts.with("settle.paid", &[("{date}", pen.date(offer.made))]), paid));
    }
    rows.push(last(pen.texts.get("sum").to_owned(), offer.owed));
    let holes = [("{date}", pen.date(offer.made)), ("{amount}", pen.amount(offer.owed))];
    pen.part("debt", pen.texts.with("settle.debt", &holes), rows)
}
