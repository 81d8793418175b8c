//! Help on journals, the accounts and the locked period.

use super::{Section, sentences};
use leptos::prelude::*;

/// How entries are made and what a locked period keeps.
#[component]
pub(super) fn JournalsHelp() -> impl IntoView {
    view! {
        <Section id="journals">
            {sentences(&[
                "Entries are made from what you recorded, never typed: an invoice debits accounts receivable and credits sales; a payment debits cash and credits accounts receivable; a credit note, a discount, a settlement, a waiver and a write-off each have an account of their own, and so have late fees, interest, fixed sums and fees for returned payments.",
                "What is taken back as a mistake leaves no entry. What ends later, such as a payment that bounces, leaves its entry and one that takes it back on that day.",
                "Accounts receivable holds every payment in full, applied or not. So on every day its balance is the total of the aging report: open invoices less unapplied credit. The trial balance holds the two against each other. Applying credit moves nothing between accounts and is no entry.",
                "The tax in an invoice has a line of its own when you entered its rate with the discount of the invoice; a discount on it and a taxed fee are split in the same way. Other credit notes are booked whole.",
                "A refund of a payment that came back, or of a credit note that was voided, goes to “Refunds to clear”: money that left without anybody owing it.",
                "The number of an entry says where it comes from: I12 is the twelfth document, I12-V its end, P5 the fifth payment, P5-B the day it came back, C3 the third credit note, R1 the first refund, A1 the first entry of the allowance. It never changes.",
                "Each entry has one currency. QuickBooks gets the currency in a column; Xero’s manual journals have none, so that file holds the entries in your home currency.",
                "A locked period keeps its entries and balances: whatever would change an amount on one of its days is refused, Undo and imports included. Due dates, disputes, promises, messages and the policy move no amount and stay free. Unlock under Settings, Accounts.",
            ])}
        </Section>
    }
}
