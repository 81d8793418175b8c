//! Letters on paper: sender, address in the window of the envelope, date, text, codes to pay with; one sheet each.

use super::bench::Bench;
use super::codes::{Codes, DrawnCode, drawn_codes};
use crate::domain::ledger::Ledger;
use crate::domain::message::MessageContent;
use crate::reports::message_text::{language_of, long_date_in};
use crate::reports::postal_address::postal_address;
use chrono::NaiveDate;
use leptos::prelude::*;

/// One letter, ready for paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Letter {
    /// Name and address of the business, one line per line.
    pub sender: String,
    /// Name and address of the customer, one line per line.
    pub address: String,
    /// The date in words.
    pub date: String,
    /// What it is about, in one line; empty when there is none.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The code of the language it is written in.
    pub language: &'static str,
    /// Codes to scan, below the text.
    pub codes: Vec<DrawnCode>,
}

impl Letter {
    /// The letter that a message is.
    pub fn of(ledger: &Ledger, content: &MessageContent, on: NaiveDate) -> Self {
        let business = &ledger.settings().business;
        let sender = lines([business.name.as_str(), business.address.as_str()]);
        let address = postal_address(ledger, content.customer);
        let language = language_of(ledger, content.customer);
        let date = long_date_in(on, language);
        let codes = drawn_codes(ledger, content, language);
        Self {
            sender,
            address,
            date,
            subject: content.subject.trim().to_owned(),
            text: content.body.clone(),
            language: language.code(),
            codes,
        }
    }
}

/// Whether letters have a sender: the business has a name.
pub(super) fn has_sender(ledger: &Ledger) -> bool {
    !ledger.settings().business.name.trim().is_empty()
}

fn lines<const N: usize>(parts: [&str; N]) -> String {
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The text in paragraphs: between them stands less than an empty line, and none is torn apart without need.
fn paragraphs(text: &str) -> impl IntoView + use<> {
    let parts = text.split("\n\n").map(|part| part.trim_matches('\n')).filter(|part| !part.trim().is_empty());
    parts.map(|part| view! { <p>{part.to_owned()}</p> }).collect_view()
}

/// The letters that the printer is to take; on the screen there is nothing to see of them.
#[component]
pub(super) fn Paper() -> impl IntoView {
    let bench = Bench::expect();
    let sheet = |letter: Letter| {
        view! {
            <article class="letter" lang=letter.language>
                <p class="letter-sender">{letter.sender}</p>
                <address class="letter-address">{letter.address}</address>
                <p class="letter-date">{letter.date}</p>
                {(!letter.subject.is_empty()).then(|| view! { <p class="letter-subject">{letter.subject}</p> })}
                <div class="letter-text">{paragraphs(&letter.text)}</div>
                <Codes codes=letter.codes/>
            </article>
        }
    };
    let sheets = move || bench.letters.get().into_iter().map(sheet).collect_view();
    view! {
        <Show when=move || bench.letters.with(|letters| !letters.is_empty())>
            <div class="letters print-only">{sheets}</div>
        </Show>
    }
}
