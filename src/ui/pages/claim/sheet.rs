//! The letter, the same on the screen and on paper.

use crate::reports::claim_text::{COLUMNS, ClaimDocument, ClaimText};
use crate::reports::message_text::long_date_in;
use chrono::NaiveDate;
use leptos::prelude::*;

/// Who writes to whom, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parties {
    /// Name and address of the business.
    pub sender: String,
    /// Name and address of the customer.
    pub address: String,
    /// The day of the letter.
    pub day: NaiveDate,
}

/// The letter.
#[component]
pub(super) fn Sheet(text: ClaimText, parties: Parties) -> impl IntoView {
    let ClaimText { language, subject, greeting, lead, columns, documents, ask, payment, regards } = text;
    let paragraph = |text: String| view! { <p>{text}</p> };
    let last = (!payment.is_empty()).then(|| view! { <p class="as-typed">{payment.join("\n")}</p> });
    view! {
        <div class="letters">
            <article class="letter ClaimLetter" lang=language.code() aria-label="The letter">
                <p class="letter-sender as-typed">{parties.sender}</p>
                <address class="letter-address as-typed">{parties.address}</address>
                <p class="letter-date">{long_date_in(parties.day, language)}</p>
                <p class="letter-subject">{subject}</p>
                <div class="letter-text">
                    <p>{greeting}</p>
                    {lead.into_iter().map(paragraph).collect_view()}
                    {documents.into_iter().map(|document| calculation(columns, document)).collect_view()}
                    {ask.into_iter().map(paragraph).collect_view()}
                    {last}
                    <p class="as-typed">{regards.join("\n")}</p>
                </div>
            </article>
        </div>
    }
}

/// The table of one invoice with its sums.
fn calculation(columns: [&'static str; COLUMNS], document: ClaimDocument) -> impl IntoView {
    let ClaimDocument { heading, rows, sums, daily } = document;
    let class = |column: usize| if column < 2 { "date" } else { "end" };
    let head =
        columns.iter().enumerate().map(|(column, name)| view! { <th role="columnheader" scope="col" class=class(column)>{*name}</th> });
    let head = head.collect_view();
    let cell = move |(column, text): (usize, String)| view! { <td role="cell" class=class(column) data-label=columns[column]>{text}</td> };
    let row = |row: [String; COLUMNS]| view! { <tr role="row">{row.into_iter().enumerate().map(cell).collect_view()}</tr> };
    let rows = rows.into_iter().map(row).collect_view();
    let sum = |(name, amount): (String, String)| view! { <div><dt>{name}</dt><dd>{amount}</dd></div> };
    let daily = (!daily.is_empty()).then(|| view! { <p>{daily}</p> });
    view! {
        <section class="ClaimLetter-invoice">
            <h2>{heading.clone()}</h2>
            <table class="table table--lines" role="table" aria-label=heading>
                <thead role="rowgroup"><tr role="row">{head}</tr></thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
            <dl class="ClaimLetter-sums">{sums.into_iter().map(sum).collect_view()}</dl>
            {daily}
        </section>
    }
}
