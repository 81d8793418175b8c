//! The first line of the list when the data is old: who chases on old data asks for what was paid.

use crate::reports::freshness::{Freshness, STALE_DAYS};
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, Icon, IconName, LinkButton};
use crate::ui::format;
use crate::ui::outside;
use crate::ui::routes::Route;
use chrono::NaiveDate;
use leptos::prelude::*;

/// How old the data is when that is too old, and the owner's last word that nothing had come in.
#[derive(Clone, Copy)]
pub(super) struct StaleDays {
    days: Memo<Option<(i64, bool)>>,
    checked: RwSignal<Option<NaiveDate>>,
}

/// Looks at the data as it is today; another day is only looked at, not worked on.
pub(super) fn stale_days(books: Books) -> StaleDays {
    let checked = RwSignal::new(outside::last_check());
    let days = books.view(move |ledger, as_of| {
        let age = Freshness::of(ledger, as_of);
        let days = age.stale_days(checked.get(), as_of).filter(|_| !books.looks_elsewhere());
        days.map(|days| (days, age.import >= age.payment))
    });
    StaleDays { days, checked }
}

/// The line, with the way to the data.
#[component]
pub(super) fn Stale(
    /// How old the data is.
    days: StaleDays,
) -> impl IntoView {
    let books = Books::expect();
    let StaleDays { days, checked } = days;
    let nothing_new = move || {
        let today = books.today().get_untracked();
        if !outside::remember_check(today) {
            books.toaster().push("This browser does not remember it; the line is gone until you come back.", None);
        }
        checked.set(Some(today));
    };
    let row = move || {
        days.get().map(|(days, imported)| {
            let last = if imported { "The last import was" } else { "The last payment on record is of" };
            let ago = format::plural(usize::try_from(days).unwrap_or(0), "day", "days");
            let why =
                format!("{last} {ago} ago. Bring them up to date before you chase: after {STALE_DAYS} days Recoup reminds you of it.");
            view! {
                <ul class="worklist" role="list">
                    <li>
                        <div class="today-work">
                            <Icon name=IconName::Data/>
                            <div>
                                <p class="worklist-who">"Payments may be missing"</p>
                                <p class="worklist-why">{why}</p>
                            </div>
                        </div>
                        <span></span>
                        <div class="row today-steps">
                            <LinkButton href=Route::Data.href(None)>"Import payments"</LinkButton>
                            <Button kind=ButtonKind::Quiet on_click=nothing_new>"Nothing new came in"</Button>
                        </div>
                    </li>
                </ul>
            }
        })
    };
    view! { {row} }
}
