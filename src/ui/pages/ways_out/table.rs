//! The table: a row for each way, each number with its formula.

use crate::domain::ids::CustomerId;
use crate::domain::money::Money;
use crate::domain::ways_out::{Outcome, WayOut, WaysOutInputs};
use crate::reports::ways_out::AccountWays;
use crate::ui::books::Books;
use crate::ui::components::{Badge, ExplainedNumber, Explanation, Tone};
use crate::ui::format;
use crate::ui::routes::Route;
use crate::ui::wording::ways_out::{brings_why, cost_why, percent, relationship, way};
use chrono::NaiveDate;
use leptos::prelude::*;

/// The ways of one currency.
#[component]
pub(super) fn WaysTable(id: CustomerId, account: AccountWays, inputs: WaysOutInputs, day: NaiveDate) -> impl IntoView {
    let best = account.best().way;
    let label = format!("Ways out in {}", account.debt.owed.currency());
    let rows = account.outcomes.iter().map(|one| row(id, one, &account, &inputs, &format::date(day), best)).collect_view();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=label>
            <table class="table table--lines" role="table">
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">"Way"</th>
                        <th role="columnheader" scope="col" class="end">"Chance"</th>
                        <th role="columnheader" scope="col" class="end">"Expected"</th>
                        <th role="columnheader" scope="col" class="end">"Cost"</th>
                        <th role="columnheader" scope="col" class="end">"Left"</th>
                        <th role="columnheader" scope="col" class="end">"Time"</th>
                        <th role="columnheader" scope="col">"Relationship"</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
}

fn row(id: CustomerId, one: &Outcome, account: &AccountWays, inputs: &WaysOutInputs, day: &str, best: WayOut) -> impl IntoView + use<> {
    let books = Books::expect();
    let currency = one.base.currency();
    let name = way(one.way);
    let key = |what: &str| format!("way-{}-{}-{what}", currency.code().to_lowercase(), one.way as u8);
    let cost = Money::from_minor(one.fees.minor().saturating_add(one.time.minor()), currency);
    let left_why = Explanation::new("The expected sum less what it costs.", day)
        .input("Expected", format::money(one.brings))
        .input("Cost", format::money(cost));
    let mark = (one.way == best && one.net.is_positive()).then(|| view! { " "<Badge tone=Tone::Good>"leaves most"</Badge> });
    let to = match one.way {
        WayOut::Chase => Some(Route::Messages),
        WayOut::Settle => Some(Route::Customer(id)),
        WayOut::Agency => Some(Route::Agencies),
        WayOut::Court => Some(Route::Legal(id)),
        WayOut::Sell | WayOut::WriteOff => None,
    };
    let name_cell = match to {
        Some(route) => view! { <a href=route.href(books.link_day())>{name}</a> }.into_any(),
        None => name.into_any(),
    };
    let months = if one.months == 0 { "at once".to_owned() } else { format::plural(one.months.into(), "month", "months") };
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">{name_cell}{mark}</th>
            <td role="cell" class="end" data-label="Chance">{percent(one.chance)}</td>
            <td role="cell" class="end money" data-label="Expected">
                <ExplainedNumber id=key("brings") label=format!("Expected, {name}") value=format::money(one.brings) explanation=brings_why(one, account, inputs, day)/>
            </td>
            <td role="cell" class="end money" data-label="Cost">
                <ExplainedNumber id=key("cost") label=format!("Cost, {name}") value=format::money(cost) explanation=cost_why(one, account, inputs, day)/>
            </td>
            <td role="cell" class="end money" data-label="Left">
                <ExplainedNumber id=key("left") label=format!("Left, {name}") value=format::money(one.net) explanation=left_why/>
            </td>
            <td role="cell" class="end" data-label="Time">{months}</td>
            <td role="cell" data-label="Relationship">{relationship(one.way)}</td>
        </tr>
    }
}
