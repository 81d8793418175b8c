//! What messages say, in which language, and how they leave.

use super::{Section, sentences};
use crate::ui::books::Books;
use crate::ui::routes::Route;
use leptos::prelude::*;

/// The rules of `reports::message_text`, `reports::pay_codes` and of the ways out, in words.
#[component]
pub(super) fn MessagesHelp() -> impl IntoView {
    let books = Books::expect();
    view! {
        <Section id="messages">
            <h3>"Language and tone"</h3>
            {sentences(&[
                "A message is written in the language chosen for the customer; else in that of the customer's country, where it clearly has one of ours; else in the language of your settings. Notes for a call are for you: they do not follow the country. There are English, Spanish, German, French, Portuguese, Italian and Dutch.",
                "The tone is that of the step: friendly, firm or final. Customers marked as important are always written to in a friendly tone. For those in hardship the tone is one milder than the step's, and the message offers a payment plan.",
                "The subject never names the debt, since others may see it.",
            ])}
            <h3>"Texts of your own"</h3>
            {sentences(&[
                "Every text can be replaced, for each purpose, channel and language. Placeholders such as {{ total }} are filled in for each customer; conditions leave out what does not apply.",
                "A text with an unknown placeholder, or with something that is begun and not ended, is not saved. What is filled in is never read as a placeholder again, whatever a customer is called.",
            ])}
            <p><a href=move || Route::Templates.href(books.link_day())>"Edit the message texts"</a></p>
            <h3>"Ways out"</h3>
            {sentences(&[
                "An e-mail opens in your mail program, or is saved as an .eml file, which mail programs open as a draft. SMS and sharing use what your computer or telephone offers. WhatsApp is opened by a link that carries the number, with its country code, and the text.",
                "Letters fit A4 and US Letter, with the address in the window of the envelope.",
            ])}
            <h3>"Ways to pay"</h3>
            {sentences(&[
                "Your account, your payment link and your own words stand under every message, with the document numbers as reference.",
                "Letters carry a code to scan: for euros to an account in Europe an EPC code, for francs or euros to a Swiss account a Swiss QR-bill code, for rupees a UPI code. One code for each currency.",
            ])}
        </Section>
    }
}
