//! The block that says how to pay.

use super::items::reference;
use super::words::Words;
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::message::DueItem;
use crate::domain::money::Money;
use crate::domain::payment_options::{fill_link, written_in_groups};

/// A longer link nobody types off a letter.
const TYPED_LINK: usize = 60;

/// The most characters of a reference that banks take.
const REFERENCE: usize = 140;

/// The owner's payment link for what is asked; `None` without one.
pub fn payment_link(ledger: &Ledger, customer: CustomerId, covers: &[DueItem], amount: Money) -> Option<String> {
    let about = reference(ledger, customer, covers, REFERENCE);
    fill_link(&ledger.settings().payment.link, &amount.to_plain(), amount.currency().code(), &about)
}

/// The links for all that is asked, one per currency.
pub(super) fn links(ledger: &Ledger, customer: CustomerId, covers: &[DueItem], totals: &[Money]) -> Vec<String> {
    let mut links: Vec<String> = totals.iter().filter_map(|total| payment_link(ledger, customer, covers, *total)).collect();
    links.dedup(); // a link without an amount is the same for all
    links
}

/// Account, link and the owner's own words, each on lines of its own; empty when nothing is known.
pub fn payment_block(ledger: &Ledger, customer: CustomerId, covers: &[DueItem], totals: &[Money], words: Words) -> String {
    block(ledger, customer, covers, totals, words, false)
}

/// The same for a letter: without a link too long to type, unless it is the one way to pay.
pub(super) fn block(ledger: &Ledger, customer: CustomerId, covers: &[DueItem], totals: &[Money], words: Words, on_paper: bool) -> String {
    let settings = ledger.settings();
    let options = &settings.payment;
    let mut lines = Vec::new();
    let mut add = |key: &str, value: &str| {
        if !value.is_empty() {
            lines.push(format!("{} {value}", words.labelled(key)));
        }
    };
    if !options.iban.is_empty() {
        add("holder", &options.holder);
        add("iban", &written_in_groups(&options.iban));
        add("bic", &options.bic);
        add("bank", &options.bank);
        add("reference", &reference(ledger, customer, covers, REFERENCE));
    }
    if totals.iter().any(|total| total.currency().code() == "INR") && !options.upi.is_empty() {
        lines.push(format!("UPI: {}", options.upi));
    }
    let other_ways = !lines.is_empty() || !settings.business.payment_details.trim().is_empty();
    let is_told = |link: &String| !on_paper || !other_ways || link.chars().count() <= TYPED_LINK;
    for link in links(ledger, customer, covers, totals).into_iter().filter(is_told) {
        lines.push(format!("{} {link}", words.labelled("online")));
    }
    lines.extend(settings.business.payment_details.lines().map(str::to_owned));
    lines.join("\n")
}
