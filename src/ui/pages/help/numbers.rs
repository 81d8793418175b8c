//! How the numbers are made: aging, credit, control total.

use super::{Section, sentences};
use crate::domain::settings::AgingBasis;
use crate::ui::books::Books;
use leptos::prelude::*;

/// Buckets, boundaries and as-of dates.
#[component]
pub(super) fn AgingHelp() -> impl IntoView {
    let books = Books::expect();
    let yours = books.view(|ledger, _| {
        let settings = ledger.settings();
        let basis = match settings.aging_basis {
            AgingBasis::DueDate => "due date",
            AgingBasis::InvoiceDate => "invoice date",
        };
        format!("Your settings: age counts from the {basis}; buckets {}.", settings.aging_buckets.labels().join(", "))
    });
    view! {
        <Section id="aging">
            <p>"The aging report sorts what is owed by how late it is. Days past due are the day you look at minus the due date, in whole calendar days."</p>
            <div class="table-scroll" tabindex="0" role="region" aria-label="The standard buckets">
                <table class="table">
                    <thead><tr><th scope="col">"Bucket"</th><th scope="col">"Days past due"</th><th scope="col">"An invoice due Jan 31, 2026 is in it"</th></tr></thead>
                    <tbody>
                        <tr><th scope="row">"current"</th><td>"0 or fewer"</td><td>"until Jan 31"</td></tr>
                        <tr><th scope="row">"1-30"</th><td>"1 to 30"</td><td>"Feb 1 to Mar 2"</td></tr>
                        <tr><th scope="row">"31-60"</th><td>"31 to 60"</td><td>"Mar 3 to Apr 1"</td></tr>
                        <tr><th scope="row">"61-90"</th><td>"61 to 90"</td><td>"Apr 2 to May 1"</td></tr>
                        <tr><th scope="row">"90+"</th><td>"91 or more"</td><td>"from May 2 on"</td></tr>
                    </tbody>
                </table>
            </div>
            {sentences(&[
                "An invoice due on the day you look at is current, not late.",
                "A part payment makes the rest smaller; the rest stays in the bucket of its invoice.",
                "A day in the past shows the books as they stood then: later payments are put back, later invoices left out, invoices voided later still count.",
                "Disputed amounts and amounts on a payment plan stay in their buckets and are also shown apart. A dispute stops reminders, not the calendar.",
                "Each currency has its own lines. Amounts of two currencies are never added.",
                "Past due means everything in the buckets after current.",
            ])}
            <p>{move || yours.get()}</p>
        </Section>
    }
}

/// What a payment does.
#[component]
pub(super) fn CreditHelp() -> impl IntoView {
    view! {
        <Section id="credit">
            {sentences(&[
                "A payment is used on the customer's open invoices of the same currency, oldest due date first (then oldest invoice date, then order of entry), unless you choose the invoices yourself.",
                "What is left over is unapplied credit. It keeps the customer's name, and you can apply it later from the Payments page.",
                "A credit note works like a payment, but it is not money received: reports about collecting leave it out.",
                "The aging report shows unapplied credit in a column of its own, as a negative amount, and leaves the buckets whole. One customer's credit never lowers what another one owes.",
                "Reminders do take unapplied credit into account: the oldest items count as covered first, and a message asks only for the rest.",
                "A payment that bounced or was refunded stays in the list. From that day on its invoices are owed again; reports of earlier days do not change.",
                "A payment entered by mistake is left out of the reports of every day.",
            ])}
        </Section>
    }
}

/// Why the report can be trusted.
#[component]
pub(super) fn ControlHelp() -> impl IntoView {
    view! {
        <Section id="control">
            <p>"The control total is counted a second time and in another way: all invoices, minus all payments, minus all credit notes, without looking at what was applied to what."</p>
            <p>"For every customer and currency, the buckets plus unapplied credit must equal it to the cent. The aging report checks this for every line each time it is opened; if one differs, it names the customer and shows no numbers. An invoice of 100.00, 30.00 applied to it and 20.00 of credit not applied: buckets 70.00, unapplied −20.00, control total 50.00."</p>
        </Section>
    }
}
