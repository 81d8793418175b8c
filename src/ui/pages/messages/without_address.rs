//! Letters that cannot be printed because their customers have no postal address.

use super::words;
use crate::domain::message::MessageContent;
use crate::ui::books::Books;
use crate::ui::format;
use crate::ui::routes::Route;
use leptos::prelude::*;

/// The customers whose letters cannot be printed, with the way to where that is put right.
#[component]
pub(super) fn WithoutAddress(
    /// The letters.
    letters: Vec<MessageContent>,
) -> impl IntoView {
    let books = Books::expect();
    let line = move |content: MessageContent| {
        let name = books.read(|ledger| ledger.customer_name(content.customer).to_owned());
        let label = format!("Add an address for {name}");
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>"No address"</td>
                <td class="end money">{words::totals_text(&content.totals)}</td>
                <td class="end"><a href=Route::Customer(content.customer).href(None) aria-label=label>"Add an address"</a></td>
            </tr>
        }
    };
    let count = format::count(letters.len());
    view! {
        <h3>"Without a postal address ("{count}")"</h3>
        <p class="muted">"These letters are not printed. Open the customer, choose “Edit customer” under “More actions” and enter the address."</p>
        <div class="table-scroll" tabindex="0" role="region" aria-label="Letters without a postal address">
            <table class="table">
                <caption class="visually-hidden">"Letters without a postal address"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Customer"</th>
                        <th scope="col">"What is missing"</th>
                        <th scope="col" class="end">"Asks for"</th>
                        <th scope="col"><span class="visually-hidden">"Add an address"</span></th>
                    </tr>
                </thead>
                <tbody>{letters.into_iter().map(line).collect_view()}</tbody>
            </table>
        </div>
    }
}
