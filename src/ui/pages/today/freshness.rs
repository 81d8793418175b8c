//! How old the data is, and how old its backup.

use crate::domain::calendar::days_past_due;
use crate::reports::freshness::Freshness as DataAge;
use crate::ui::books::Books;
use crate::ui::format;
use crate::ui::outside;
use crate::ui::routes::Route;
use chrono::NaiveDate;
use leptos::prelude::*;

/// After so many days without an export the hint asks for one.
const BACKUP_DAYS: i64 = 7;

/// One line below the figures.
#[component]
pub(super) fn Freshness() -> impl IntoView {
    let books = Books::expect();
    let latest = books.view(DataAge::of);
    let exported = outside::last_export();
    let text = move |what: &str, none: &str, day: Option<NaiveDate>| match day {
        Some(day) => format!("{what} {} ({})", ago(day, books.as_of().get()), format::date(day)),
        None => none.to_owned(),
    };
    let payment = move || text("Last payment", "No payment recorded yet", latest.get().payment);
    let import = move || text("Last import", "Nothing imported yet", latest.get().import);
    let backup = move || {
        let today = books.today().get();
        match exported {
            Some(day) if days_past_due(day, today) <= BACKUP_DAYS => format!("Last backup {}", ago(day, today)),
            Some(day) => format!("Last backup {}: time for a new one", ago(day, today)),
            None => "No backup from this browser yet".to_owned(),
        }
    };
    let href = move || Route::Data.href(books.link_day());
    view! {
        <p class="today-freshness muted">
            <span>{payment}</span>
            <span>{import}</span>
            <span>{backup}" · "<a href=href>"Back up the data"</a></span>
        </p>
    }
}

fn ago(day: NaiveDate, today: NaiveDate) -> String {
    format::relative_day(-days_past_due(day, today))
}
