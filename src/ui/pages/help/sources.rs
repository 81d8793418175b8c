//! Where the rules come from.

use super::Section;
use leptos::prelude::*;

/// What a rule is about, and who says so.
const SOURCES: [(&str, &str); 14] = [
    (
        "Aging buckets and their boundaries",
        "Aged partner balance of the Odoo Community Association; aging of iDempiere; aging reports of Sage Intacct and of Oracle Customer Care and Billing",
    ),
    ("Aging in textbooks", "OpenStax, Principles of Finance and Principles of Accounting, volume 1"),
    (
        "Days of the reminder schedule",
        "Cadences printed by accounting packages and by Australian and British guides for small businesses, set side by side",
    ),
    ("Public holidays", "The laws named beside the calendar on the Credit policy page: national holidays only"),
    (
        "How often and when to be in touch",
        "12 CFR 1006 (consumerfinance.gov); ACCC and ASIC debt collection guideline, parts 4 and 5; 940 CMR 7",
    ),
    ("When a step is due, one letter at a time", "Dunning of Tryton"),
    ("Limitation dates", "The laws and lists named in the table of places above, compared with each other; the shortest years count"),
    ("Equal instalments and their interest", "OpenStax, Principles of Finance; Apache Fineract for other ways of counting days"),
    ("Monthly dates", "Stripe, billing cycle anchor; QuantLib, end-of-month rule"),
    ("Currencies and their smallest units", "ISO 4217"),
    ("Check digits of an IBAN", "ISO 13616; ISO 7064, mod 97-10"),
    ("Code for a euro transfer", "European Payments Council, EPC069-12, version 2"),
    ("Code of the Swiss QR-bill", "SIX, Swiss Implementation Guidelines QR-bill, version 2.3"),
    ("Message files and their headers", "RFC 5322, RFC 2045 and RFC 2047; links by RFC 6068 and RFC 5724"),
];

/// The table of sources.
#[component]
pub(super) fn SourcesHelp() -> impl IntoView {
    let row = |(rule, source): (&'static str, &'static str)| view! { <tr><th scope="row">{rule}</th><td>{source}</td></tr> };
    view! {
        <Section id="sources">
            <table class="table">
                <thead><tr><th scope="col">"Rule"</th><th scope="col">"Source"</th></tr></thead>
                <tbody>{SOURCES.map(row).collect_view()}</tbody>
            </table>
            <p>"Recoup computes and words. It does not give legal advice: how and when you may remind, charge or sue depends on your country and on whether the customer is a business."</p>
        </Section>
    }
}
