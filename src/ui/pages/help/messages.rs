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
                "A text with an unknown placeholder, or with something that is begun and not ended, is not saved. What is filled in is never read as a placeholder again, whatever a customer is called. Should a text grow too long with a customer's data, Recoup's own takes its place, and the draft says so.",
            ])}
            <p><a href=move || Route::Templates.href(books.link_day())>"Edit the message texts"</a></p>
            <h3>"Ways out"</h3>
            {sentences(&[
                "An e-mail opens in your mail program, or is saved as an .eml file, which mail programs open as a draft. SMS and sharing use what your computer or telephone offers. WhatsApp is opened by a link that carries the number, with its country code, and the text.",
                "Letters fit A4 and US Letter, with the address in the window of the envelope. Abroad the address ends with the country in capitals; at home the country is left out. Your own country is the last line of your address in Settings.",
                "When a debt is so old that the first message would be a last one, the draft and the batch of letters offer to begin with a friendly reminder.",
                "A message counts from the day it went out. When you tell Recoup later, name that day; under Waiting several messages can be put on record together.",
                "When something was paid, promised or disputed after a message was prepared, Recoup says what it would ask for now.",
                "Each message greets the person it reaches: an e-mail the first contact with an address, a call or text message the first with a number, a letter the first of all. Of two numbers in one field the first is dialled.",
                "Beside a message stand the payer rating, marks, your note on the relationship and the last two contacts. They are for you: they are neither sent nor printed.",
            ])}
            <h3>"Ways to pay"</h3>
            {sentences(&[
                "Your account, your payment link and your own words stand under every message and on a printed statement that asks for money, with the document numbers as reference.",
                "Letters carry a code to scan: for euros to an account in Europe an EPC code, for francs or euros to a Swiss account a Swiss QR-bill code, for rupees a UPI code. One code for each currency.",
            ])}
        </Section>
    }
}
