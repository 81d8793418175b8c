//! Until when the claim can be brought to court, by which law, and what moved that day.

use crate::domain::ids::InvoiceId;
use crate::reports::aging::balance_as_of;
use crate::reports::limitation::claim_end;
use crate::ui::books::Books;
use crate::ui::components::{Card, ExplainedNumber};
use crate::ui::format;
use crate::ui::wording::limitation::{explanation, law_words, remarks};
use leptos::prelude::*;

/// The card “Limitation date”; nothing while nothing is owed and where no law is known.
#[component]
pub(super) fn LimitationCard(id: InvoiceId) -> impl IntoView {
    let books = Books::expect();
    let found = books.view(move |ledger, day| {
        balance_as_of(ledger, id, day).filter(|balance| balance.is_positive())?;
        Some((claim_end(ledger, ledger.invoice(id)?, day)?, day))
    });
    move || {
        let (end, day) = found.get()?;
        let lapsed = (end.last_day < day).then_some(" (passed)");
        let list = remarks(&end).into_iter().map(|text| view! { <li>{text}</li> }).collect_view();
        Some(view! {
            <Card title="Limitation date" id="limitation">
                <div class="stack">
                    <p>
                        <ExplainedNumber
                            id="limitation-date"
                            label="Limitation date"
                            value=format::date(end.last_day)
                            explanation=explanation(&end, day)
                        />
                        {lapsed}" · "{law_words(&end.law)}
                    </p>
                    <details class="MoreFacts"><summary>"Source and what is not certain"</summary><ul>{list}</ul></details>
                </div>
            </Card>
        })
    }
}
