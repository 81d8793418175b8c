//! How late fees are computed, posted and waived.

use super::{Section, sentences};
use leptos::prelude::*;

/// Late fees and the documents they become.
#[component]
pub(super) fn ChargesHelp() -> impl IntoView {
    view! {
        <Section id="charges">
            <h3>"Late fees"</h3>
            {sentences(&[
                "A fee is counted on what the invoice itself owes when the day begins on which it falls due: never on fees or interest. A percentage is rounded to the cent, half away from zero.",
                "The first falls due on the day after the days without a fee. A fee every 30 days, or every month, is counted from that day, not from the fee before.",
                "“At most in all” holds for all fees of a rule for one invoice together, waived ones included. Of an amount and a percentage the lower one holds.",
                "Agreed fees count only from the day on which the customer accepted your terms, and by the version they accepted. A customer or a tier can be exempt.",
                "An invoice that was paid late has the fees that fell due until its payment. They are listed with that reason and not ticked: post them if you want to insist.",
                "Nothing is proposed for what is disputed or on a payment plan. Where reminders are paused or the customer is on hold, the proposal stands with its reason and is not ticked.",
            ])}
            <h3>"What is posted"</h3>
            {sentences(&[
                "A fee or interest is a document of its own, with the number of its invoice and a letter: F for a late fee, I for interest, S for a fixed sum, R for a payment that came back. It ages, is paid and is asked for like an invoice.",
                "The same charge stands once: what is posted, paid or waived is not proposed again, also when a payment came back. What was taken back may be posted anew.",
                "A waiver is a credit note for what the charge still owes, with your reason. It can be taken back; it is never credit for anything else.",
                "An invoice that is voided takes what is not paid of its fees and interest with it. One that is paid stays; what was paid on one that goes becomes unapplied credit.",
                "Fees and interest do not count in the payer rating: it is about invoices.",
            ])}
        </Section>
    }
}
