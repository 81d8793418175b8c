//! How agencies are compared.

use super::{Section, sentences};
use leptos::prelude::*;

/// Directory and comparison.
#[component]
pub(super) fn AgenciesHelp() -> impl IntoView {
    view! {
        <Section id="agencies">
            {sentences(&[
                "The directory holds the agencies you know: what they ask, the smallest debt they take, where and in which languages they collect, and what you checked of them and when. Recoup recommends nobody and asks nobody.",
                "The comparison takes what is open and older than the days you enter, in one currency. What is disputed or on a payment plan in force is left out.",
                "Part collected × what is open = collected, for each document, to the cent. The commission is that of the last line that the document is older than. An account, all documents of one customer, pays at least the least commission, but never more of it than was collected, and the fee for each account, also when nothing comes. Tax you cannot reclaim is added on both.",
                "You get = collected − commission − fees − tax. Which part an agency collects is your guess, and the same for all: what tells them apart here is what they ask and what they refuse.",
                "Fees in another currency than the debts are not converted; the row says so.",
            ])}
        </Section>
    }
}
