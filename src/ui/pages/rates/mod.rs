//! Interest rates: the reference rates that laws add to, with what the owner looked up, and when.

mod series;

use crate::domain::interest::statutory::Reference;
use crate::ui::books::Books;
use crate::ui::components::PageHeader;
use crate::ui::routes::Route;
use leptos::prelude::*;
use series::Series;

/// The page.
#[component]
pub fn RatesPage() -> impl IntoView {
    let books = Books::expect();
    let back = ("Settings".to_owned(), Route::Settings.href(untrack(|| books.link_day())));
    view! {
        <div class="page page--narrow">
            <PageHeader
                title="Interest rates"
                lead="What central banks publish and laws on late payment add to. Recoup connects to nothing: look a rate up, then enter it or mark it as checked."
                back
            />
            <div class="stack">
                {Reference::ALL.map(|reference| view! { <Series reference/> })}
            </div>
        </div>
    }
}
