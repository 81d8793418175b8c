//! How interest on late payment is counted, and by which laws.

use super::{Section, sentences};
use crate::domain::interest::Preset;
use crate::reports::interest::words::law_name;
use leptos::prelude::*;

/// Counting, laws, posting.
#[component]
pub(super) fn InterestHelp() -> impl IntoView {
    let row = |law: Preset| view! { <tr><th scope="row">{law_name(law)}</th><td>{law.source()}</td></tr> };
    view! {
        <Section id="interest">
            <h3>"Counting"</h3>
            {sentences(&[
                "Interest bears on the open amount of the invoice, tax included, from the day after the due date to the day shown, both included. A part payment stops it on its part from the day after.",
                "Open amount × rate ÷ 100 × days ÷ days of the year, for every stretch of days with the same amount and rate. The parts are added up exactly and rounded once, half up.",
                "Never interest on interest or on fees: those that a payment plan covers are repaid with every instalment in proportion, and bear none. A rate by the month is twelve times that a year; it is never compounded.",
                "A payment that comes back bears interest again from the day after it did. A plan leaves the due dates of its invoices as they are, but no late interest runs on the days on which it is in force; it runs again when the plan ends or a default makes all of it due. A due date that you moved counts as you moved it.",
                "By law a year has 365 days, leap years too. For an agreed rate you choose how days are counted.",
            ])}
            <h3>"Agreed rates and laws"</h3>
            {sentences(&[
                "An agreed rate counts only from the day on which the customer accepted your terms; the days of grace of your terms hold for it, from the due date on, unless it has its own. When a new version of your policy changes the rate, each day keeps the rate of its version. Statutory interest needs no acceptance and knows no grace.",
                "The law of the customer’s country is taken, with the rate for businesses or consumers. While it is not known whether a customer is a business, nothing is counted that only a business owes.",
                "United Kingdom: Bank Rate on 31 December or 30 June before interest begins, plus 8, for the life of the debt. 40, 70 or 100 pounds once for debts below 1,000, below 10,000, and from there on. Not for consumers.",
                "Germany: the base rate plus 9, or plus 5 for consumers, anew on 1 January and 1 July. 40 euros once, from businesses only. A due date on a weekend or holiday moves to the next working day.",
                "Other countries of the European Union: the rate of the European Central Bank on 1 January and 1 July plus 8; in France 10, in Belgium rounded up to the next half percent, in Austria the base rate plus 9.2, in Ireland the rate of the day of payment.",
            ])}
            <table class="table">
                <thead><tr><th scope="col">"Law"</th><th scope="col">"Source"</th></tr></thead>
                <tbody>{Preset::ALL.map(row).collect_view()}</tbody>
            </table>
            <h3>"Rates"</h3>
            {sentences(&[
                "Recoup connects to nothing, so it knows rates only up to a day. Beyond it the last known one is used, with a warning, until you look it up under Settings, Interest rates.",
                "What you enter takes the place of a built-in rate from the same day, or follows it. Marking a rate as checked carries to the end of that half-year; for Bank Rate, which may change any day, to that day.",
            ])}
            <h3>"Claiming and posting"</h3>
            {sentences(&[
                "The claim is a letter with the calculation, in the customer’s language. Nothing is charged by it. It leaves out what a payment plan in force covers.",
                "Posting makes one document of the interest of an invoice up to the day shown (two where a payment plan lay between), and one of the fixed sum, due on the day by which the letter asks to be paid. The next one begins the day after. Together they are what one calculation of the whole would be, to the cent.",
                "The fixed sum is charged once for a debt, also when a payment comes back. What you waive is not asked for again.",
                "Where your policy lets payments clear interest before the debt, the form for a payment offers to charge the interest up to its day in the same step: the US Rule. Interest that the payment leaves stays beside the debt and bears none.",
            ])}
        </Section>
    }
}
