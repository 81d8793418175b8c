//! The line of Today that says how many late fees can be posted.

use crate::reports::charges::late_fees_due;
use crate::ui::books::Books;
use crate::ui::components::{Icon, IconName, LinkButton};
use crate::ui::format;
use crate::ui::pages::charges::sums;
use crate::ui::routes::Route;
use leptos::prelude::*;

/// The line; not there while no fee has fallen due.
#[component]
pub(super) fn Fees() -> impl IntoView {
    let books = Books::expect();
    let due = books.view(|ledger, day| {
        let ready: Vec<_> = late_fees_due(ledger, day).into_iter().filter(|fee| fee.kept_back.is_none()).collect();
        (ready.len(), sums(ready.iter().map(|fee| fee.fee.amount)))
    });
    let row = move || {
        let (count, sums) = due.get();
        let sums: Vec<String> = sums.into_iter().map(format::money).collect();
        (count > 0).then(|| {
            view! {
                <ul class="worklist" role="list">
                    <li>
                        <div class="today-work">
                            <Icon name=IconName::Invoices/>
                            <div>
                                <p class="worklist-who">{format!("{} can be posted", format::plural(count, "late fee", "late fees"))}</p>
                                <p class="worklist-why">{format!("{} in all, by your policy. Nothing is charged before you post it.", sums.join(" and "))}</p>
                            </div>
                        </div>
                        <span></span>
                        <div class="row today-steps">
                            <LinkButton href=Signal::derive(move || Route::Charges.href(books.link_day()))>"Look at them"</LinkButton>
                        </div>
                    </li>
                </ul>
            }
        })
    };
    view! { {row} }
}
