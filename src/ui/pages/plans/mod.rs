//! All payment plans and how they stand.

mod offers;
mod settlements;
mod start;

pub use settlements::settlement_words;
pub use start::PlanStart;

use crate::domain::ids::PlanId;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::exchange::csv::CsvWriter;
use crate::reports::plan_health::{PlanHealth, plan_health};
use crate::reports::plan_progress::plan_progress;
use crate::ui::books::Books;
use crate::ui::components::{Badge, Button, ButtonKind, Card, Column, DataTable, EmptyState, IconName, LinkButton, PageHeader, Tone};
use crate::ui::routes::Route;
use crate::ui::{format, outside};
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use offers::Offers;
use settlements::Settlements;
use std::ops::Range;

/// How a plan stands, in words and tone.
pub const fn standing(health: PlanHealth) -> (&'static str, Tone) {
    match health {
        PlanHealth::Paid => ("Paid", Tone::Good),
        PlanHealth::Ended => ("Ended", Tone::Neutral),
        PlanHealth::Replaced { .. } => ("Replaced", Tone::Neutral),
        PlanHealth::Late { .. } => ("Instalment missed", Tone::Bad),
        PlanHealth::CanDeclare { .. } => ("Default can be declared", Tone::Bad),
        PlanHealth::InDefault { .. } => ("In default", Tone::Bad),
        PlanHealth::Accelerated { .. } => ("In default, all due", Tone::Bad),
        PlanHealth::LateUnsigned { .. } => ("Missed, not signed", Tone::Bad),
        PlanHealth::Unsigned => ("Waiting for signature", Tone::Warn),
        PlanHealth::Due => ("Due today", Tone::Warn),
        PlanHealth::Cured => ("Made good", Tone::Info),
        PlanHealth::Kept => ("On track", Tone::Info),
    }
}

#[derive(Clone, PartialEq)]
struct PlanRow {
    id: PlanId,
    customer: String,
    state: &'static str,
    tone: Tone,
    total: Money,
    paid: Money,
    next: Option<(NaiveDate, Money)>,
    arrears: Money,
}

fn rows(ledger: &Ledger, as_of: NaiveDate) -> Vec<PlanRow> {
    let plans = ledger.facts().plans.iter().filter(|plan| plan.accepted <= as_of);
    let mut rows: Vec<PlanRow> = plans
        .filter(|plan| plan.ended.as_ref().is_none_or(|end| end.on > plan.accepted))
        .filter_map(|plan| {
            let progress = plan_progress(ledger, plan, as_of)?;
            let (state, tone) = standing(plan_health(ledger, plan, &progress, as_of));
            let next = progress.next().filter(|_| !progress.ended).map(|next| (next.due, next.left()));
            Some(PlanRow {
                id: plan.id,
                customer: ledger.customer_name(plan.customer).to_owned(),
                state,
                tone,
                total: progress.total,
                paid: progress.paid,
                next,
                arrears: progress.arrears,
            })
        })
        .collect();
    // Missed first, then by the next date; what is over comes last.
    rows.sort_by_key(|row| (row.next.is_none(), !row.arrears.is_positive(), row.next.map(|(due, _)| due), row.id));
    rows
}

/// The list as a CSV file, as it stands on a day.
fn csv(rows: &[PlanRow], day: NaiveDate) -> String {
    let mut file = CsvWriter::with_byte_order_mark();
    let header = ["Plan", "Customer", "State", "Currency", "Total", "Paid", "Next instalment", "Next due", "In arrears", "As of"];
    header.iter().for_each(|title| file.text(title));
    file.end_row();
    for row in rows {
        file.integer(i64::from(row.id.0));
        file.text(&row.customer);
        file.text(row.state);
        file.text(row.total.currency().code());
        file.money(row.total);
        file.money(row.paid);
        if let Some((due, left)) = row.next {
            file.money(left);
            file.date(due);
        } else {
            file.blank();
            file.blank();
        }
        file.money(row.arrears);
        file.date(day);
        file.end_row();
    }
    file.finish()
}

/// The page.
#[component]
pub fn PlansPage() -> impl IntoView {
    let books = Books::expect();
    let plans = books.view(rows);
    let columns = vec![
        Column::new("customer", "Customer", move |row: &PlanRow| {
            view! { <a href=Route::Plan(row.id).href(books.link_day())>{row.customer.clone()}</a> }.into_any()
        }),
        Column::new("state", "State", |row: &PlanRow| {
            let (tone, state) = (row.tone, row.state);
            view! { <Badge tone=tone>{state}</Badge> }.into_any()
        })
        .width("14rem"),
        Column::new("total", "Total", |row: &PlanRow| format::money(row.total).into_any()).numeric().width("9rem"),
        Column::new("paid", "Paid", |row: &PlanRow| format::money(row.paid).into_any()).numeric().width("9rem"),
        Column::new("next", "Next instalment", |row: &PlanRow| {
            row.next
                .map(|(due, left)| format!("{} on {}", format::money(left), format::date(due)))
                .unwrap_or_else(|| "–".to_owned())
                .into_any()
        })
        .width("15rem"),
        Column::new("arrears", "In arrears", |row: &PlanRow| {
            if row.arrears.is_positive() { format::money(row.arrears) } else { "–".to_owned() }.into_any()
        })
        .numeric()
        .width("9rem"),
    ];
    let columns = StoredValue::new(columns);
    let starting = RwSignal::new(false);
    let any_open = books.view(|ledger, _| !ledger.open_invoices().is_empty());
    let has_plans = Memo::new(move |_| plans.with(|plans| !plans.is_empty()));
    let empty = move || {
        view! {
            <EmptyState
                icon=IconName::Plans
                title="No payment plan yet"
                text="When a customer cannot pay at once, agree on instalments. Reminders then follow the instalments, and this page shows what was paid and what was missed."
            >
                <Show
                    when=move || any_open.get()
                    fallback=move || view! { <LinkButton href=Signal::derive(move || Route::Invoices.href(books.link_day()))>"See the invoices"</LinkButton> }
                >
                    <Button kind=ButtonKind::Primary icon=IconName::Add on_click=move || starting.set(true)>"New plan"</Button>
                </Show>
            </EmptyState>
        }
    };
    let export = move || {
        let day = books.as_of().get_untracked();
        let file = plans.with_untracked(|plans| csv(plans, day));
        if let Err(sentence) = outside::download_csv(&format!("plans-{day}.csv"), &file) {
            books.toaster().push(sentence, None);
        }
    };
    let navigate = use_navigate();
    let open = Callback::new(move |row: PlanRow| {
        let day = untrack(|| books.link_day());
        let query = day.map_or_else(String::new, |day| format!("?as_of={day}"));
        navigate(&format!("{}{query}", Route::Plan(row.id).path()), NavigateOptions::default());
    });
    let fetch = Callback::new(move |range: Range<usize>| plans.with(|plans| plans.get(range).map(<[PlanRow]>::to_vec).unwrap_or_default()));
    view! {
        <div class="page">
            <PageHeader
                title="Payment plans"
                lead="What was agreed, what has been paid, what was missed."
                actions=move || view! {
                    <Show when=move || has_plans.get()>
                        <Button icon=IconName::Export on_click=export>"CSV"</Button>
                        <Button kind=ButtonKind::Primary icon=IconName::Add on_click=move || starting.set(true)>"New plan"</Button>
                    </Show>
                }
            />
            <Show when=move || has_plans.get() fallback=empty>
                <Card flush=true>
                    <DataTable
                        caption="Payment plans"
                        columns=columns.get_value()
                        total=Signal::derive(move || plans.with(Vec::len))
                        fetch=fetch
                        key=|row: &PlanRow| u64::from(row.id.0)
                        card_height=208
                        on_open=open
                    />
                </Card>
            </Show>
            <Offers/>
            <Settlements/>
            <PlanStart open=starting/>
        </div>
    }
}
