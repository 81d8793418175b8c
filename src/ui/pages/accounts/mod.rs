//! What the accountant agreed with the owner: the accounts that entries go to, and the locked period.

mod chart;
mod lock;

use crate::ui::books::Books;
use crate::ui::components::PageHeader;
use crate::ui::routes::Route;
use chart::Chart;
use leptos::prelude::*;
use lock::LockCard;

/// The page.
#[component]
pub fn AccountsPage() -> impl IntoView {
    let books = Books::expect();
    let back = ("Settings".to_owned(), Route::Settings.href(untrack(|| books.link_day())));
    view! {
        <div class="page page--narrow">
            <PageHeader
                title="Accounts"
                lead="Which account of your accounting program each amount goes to, and up to which day your books are locked."
                back
            />
            <div class="stack">
                <LockCard/>
                <Chart/>
            </div>
        </div>
    }
}
