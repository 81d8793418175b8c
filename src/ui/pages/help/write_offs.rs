//! What a write-off does, and what it does not.

use super::{Section, sentences};
use leptos::prelude::*;

/// Debts that are given up.
#[component]
pub(super) fn WriteOffsHelp() -> impl IntoView {
    view! {
        <Section id="write-offs">
            {sentences(&[
                "A write-off takes what will not be paid out of your books, whole or in part, from a day on. It shows as “written off”, never as “paid”, and it does not forgive the debt: the customer still owes it.",
                "Each needs a reason and a word on who approved it; both stand in the list of what is written off, in the evidence pack and in the file for your accountant.",
                "Reminders, late fees and interest stop for what is written off. Fees and interest that were posted before are documents of their own: waive them or write them off, too.",
                "It cannot be more than is owed, nor dated before the document or before a payment for it went back. A payment plan or a settlement offer ends first; a disputed document needs a reason of its own.",
                "In your books it is an expense of its day (bad debts), or it uses up the allowance that you set aside before. Both lower the receivable by the whole amount, so the aging report and the journal agree on every day.",
                "Taking it back makes the debt owed again, from its first day as a mistake or from a later one. A document of which something is written off cannot be voided before.",
                "Money that comes later is a recovery: open the written-off invoice and choose “Record what came”, for money that came now or for credit that is not applied yet. Just what came is put back on the books, as a document of its own that this money pays; the rest stays written off. What goes beyond the write-off stays unapplied credit.",
                "When that payment bounces, its document goes with it and the whole is written off as before. A write-off cannot be taken back while something of it has come.",
                "A recovery goes to “Bad debts recovered” when the debt was booked as an expense, and back to the allowance when it was written off against that.",
                "The register of bad debts lists a year for the tax file: each write-off with its reason, who approved it and what was tried before; what was taken back; what came and what of it went back. Its loss is what went to “Bad debts”, to “Bad debts recovered” and, by write-offs and recoveries, to the allowance.",
                "A customer of whom something is written off is marked, and an order of theirs needs a deposit. Small balances are not held against anybody.",
            ])}
        </Section>
    }
}
