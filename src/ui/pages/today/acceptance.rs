//! How many customers have not accepted the terms as they stand, on which fees and interest rest, with the way to them.

use crate::reports::acceptance::without_acceptance;
use crate::ui::books::Books;
use crate::ui::format;
use crate::ui::pages::customers::unaccepted_href;
use leptos::prelude::*;

/// One line; nothing while nobody lacks an acceptance.
#[component]
pub(super) fn Acceptance() -> impl IntoView {
    let books = Books::expect();
    let count = books.view(|ledger, day| without_acceptance(ledger, day).count());
    move || {
        let count = count.get();
        (count > 0).then(|| {
            let customers = format::plural(count, "customer has", "customers have");
            let text = format!("{customers} not accepted your terms as they are now: agreed late fees and interest do not run for them, or go by the version they accepted. ");
            view! { <p>{text}<a href=unaccepted_href(books.link_day())>"See who"</a></p> }
        })
    }
}
