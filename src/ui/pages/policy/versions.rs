//! The part of the versions: which policy held from when, what changed, and the way back.

use crate::domain::command::Command;
use crate::domain::policy::{CreditPolicy, versions};
use crate::ui::books::Books;
use crate::ui::components::{Badge, Button, Card, Tone};
use crate::ui::format;
use crate::ui::routes::Route;
use chrono::NaiveDate;
use leptos::prelude::*;

/// What two versions differ in.
fn differences(before: &CreditPolicy, after: &CreditPolicy) -> String {
    let terms = |policy: &CreditPolicy| (policy.net_days, policy.terms.clone(), policy.due_on_working_day, policy.limits.clone());
    let patience = |policy: &CreditPolicy| (policy.minimum_gap_days, policy.promise_grace_days, policy.closed_days.clone());
    let found = [
        ("terms or limits", terms(before) != terms(after)),
        ("days of grace", (before.grace_days, before.grace_meaning) != (after.grace_days, after.grace_meaning)),
        ("reminders", (&before.schedule, &before.schedules, patience(before)) != (&after.schedule, &after.schedules, patience(after))),
        ("late fees", (&before.late_fees, before.fees_need_acceptance) != (&after.late_fees, after.fees_need_acceptance)),
        ("interest", before.interest != after.interest),
        ("discount", before.discount != after.discount),
        ("customer tiers", before.tiers != after.tiers),
        ("payment plans", before.plan_rules != after.plan_rules),
        ("orders on credit", before.decision != after.decision),
        ("consequences", before.consequences != after.consequences),
    ];
    let names: Vec<_> = found.into_iter().filter(|(_, differ)| *differ).map(|(name, _)| name).collect();
    if names.is_empty() { "nothing that customers read".to_owned() } else { names.join(", ") }
}

/// One version: its number, first day, note, what changed, and a day on which it holds.
type Row = (usize, Option<NaiveDate>, String, String, Option<NaiveDate>);

/// The part.
#[component]
pub(super) fn VersionsPart() -> impl IntoView {
    let books = Books::expect();
    let rows = books.view(|ledger, _| {
        let facts = ledger.facts();
        let all: Vec<_> = versions(&facts.policy_versions, &facts.policy).collect();
        let row = |(place, (turn, policy)): (usize, &(Option<_>, &CreditPolicy))| -> Row {
            let turn: Option<&crate::domain::policy::PolicyVersion> = *turn;
            let shown = turn.map(|turn| turn.from).or_else(|| facts.policy_versions.first().and_then(|next| next.from.pred_opt()));
            let changed = turn.map(|turn| differences(&turn.before, policy)).unwrap_or_default();
            (place + 1, turn.map(|turn| turn.from), turn.map(|turn| turn.note.clone()).unwrap_or_default(), changed, shown)
        };
        all.iter().enumerate().rev().map(row).collect::<Vec<_>>()
    });
    let several = move || rows.with(Vec::len) > 1;
    let take_back = move || books.act(Command::TakeBackPolicy, "Version taken back");
    let row = move |(number, from, note, changed, shown): Row| {
        let today = books.today().get();
        let begins = match from {
            None => "from the beginning".to_owned(),
            Some(day) if day > today => format!("planned from {}", format::date(day)),
            Some(day) => format!("from {}", format::date(day)),
        };
        let now = (books.follow(|ledger| ledger.policy_version_on(today).number) == number)
            .then(|| view! { " "<Badge tone=Tone::Good>"in force"</Badge> });
        let copy = format!("Customers’ copy of version {number}");
        view! {
            <tr>
                <th scope="row">{format!("Version {number}")}<br/><a href=Route::PolicyPaper.href(shown) aria-label=copy>"Customers’ copy"</a></th>
                <td>{begins}{now}</td>
                <td>{changed}{(!note.is_empty()).then(|| view! { <br/><span class="muted">{note}</span> })}</td>
            </tr>
        }
    };
    view! {
        <Card title="Versions">
            <div class="stack">
                <p class="muted">
                    "A change that is saved with a day of its own begins a new version; a planned one takes effect by itself. New invoices and the reports of a day go by the version of that day."
                </p>
                <div class="table-scroll" tabindex="0" role="region" aria-label="Versions of the policy">
                    <table class="table">
                        <thead><tr><th scope="col">"Version"</th><th scope="col">"In force"</th><th scope="col">"What changed"</th></tr></thead>
                        <tbody>{move || rows.get().into_iter().map(row).collect_view()}</tbody>
                    </table>
                </div>
                <Show when=several>
                    <div class="row"><Button on_click=take_back>"Take back the last version"</Button></div>
                </Show>
            </div>
        </Card>
    }
}
