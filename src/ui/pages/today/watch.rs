//! How many customers are near their credit limit, with the way to the list.

use crate::reports::watch_list::watch_list;
use crate::ui::books::Books;
use crate::ui::format;
use crate::ui::routes::Route;
use leptos::prelude::*;

/// One line; nothing while nobody is near a limit.
#[component]
pub(super) fn Watch() -> impl IntoView {
    let books = Books::expect();
    let found = books.view(|ledger, day| {
        let policy = ledger.policy_on(day);
        (watch_list(ledger, policy, day).len(), policy.decision.watch_percent)
    });
    move || {
        let (count, percent) = found.get();
        (count > 0).then(|| {
            let limits = format::plural(count, "credit limit is", "credit limits are");
            view! { <p>{format!("{limits} used to {percent} % or more. ")}<a href=Route::Watch.href(books.link_day())>"See the watch list"</a></p> }
        })
    }
}
