//! What paying the documents of a message early earns: by when, how much is to be paid, and what that is worth a year.

use super::items::item_name_in;
use super::words::{Words, long_date_in, written_amount_in};
use crate::domain::ledger::Ledger;
use crate::domain::message::DueItem;
use crate::domain::money::{Rounding, round};
use crate::domain::template::Values;
use crate::reports::claim_text::number;
use crate::reports::discounts::worth;
use chrono::NaiveDate;

/// Sets the placeholder on discounts, a sentence for each document; it is empty where none can be had any more.
pub(super) fn set(values: &mut Values, ledger: &Ledger, covers: &[DueItem], words: Words, today: NaiveDate) {
    let sentence = |item: &DueItem| {
        let DueItem::Invoice(id) = item else { return None };
        let invoice = ledger.invoice(*id)?;
        let open = ledger.discount_available(invoice, today)?;
        let language = words.language();
        let (amount, day, name) =
            (written_amount_in(open.cash, language), long_date_in(open.offer.until, language), item_name_in(ledger, *item, words));
        let mut text = words.with(
            "discount",
            &[("{document}", &name), ("{amount}", &amount), ("{day}", &day), ("{pct}", &number(open.offer.tier.pct.normalize(), language))],
        );
        if let Some((days, rate)) = worth(&open, invoice.due) {
            let yearly = number(round(rate.simple_pct, 2, Rounding::HalfUp), language);
            text.push(' ');
            text.push_str(&words.with("discount.worth", &[("{days}", &days.to_string()), ("{rate}", &yearly)]));
        }
        Some(text)
    };
    values.set("discount", covers.iter().filter_map(sentence).collect::<Vec<_>>().join("\n"));
}
