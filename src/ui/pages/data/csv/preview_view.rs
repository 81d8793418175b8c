//! The preview: what would happen, what would not, and why.

use super::importer::Importer;
use super::outcome::{Document, Group, Outcome};
use super::rows::{ConflictRows, DocumentRows, GroupList, RejectedRows};
use crate::domain::text_rules::capitalized;
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, IconName, Notice, NoticeKind};
use crate::ui::{format, outside};
use leptos::prelude::*;
use std::sync::Arc;

/// The preview with its two ways on: import, or change something.
#[component]
pub(super) fn PreviewView(
    /// The import.
    importer: Importer,
    /// What would happen.
    outcome: Arc<Outcome>,
) -> impl IntoView {
    let changes = outcome.changes_anything();
    let title = format!("Preview of {}", outcome.file_name);
    let documents: Vec<Document> = outcome.documents.clone();
    let reading = outcome.reading.iter().map(|note| view! { <li>{note.clone()}</li> }).collect_view();
    let (skipped, warnings): (Vec<Group>, Vec<Group>) = (outcome.skipped.clone(), outcome.warnings.clone());
    let words = outcome.added_words();
    view! {
        <div class="stack">
            <h3 id="import-preview">{title}</h3>
            <Verdict outcome=Arc::clone(&outcome)/>
            <Counts outcome=Arc::clone(&outcome)/>
            <Totals outcome=Arc::clone(&outcome)/>
            {(!outcome.reading.is_empty()).then(|| view! {
                <section class="stack stack--tight"><h4>"How the file was read"</h4><ul>{reading}</ul></section>
            })}
            <Rejections importer outcome=Arc::clone(&outcome)/>
            <ConflictRows conflicts=outcome.conflicts.clone() count=outcome.conflict_count/>
            <GroupList title="Left out on purpose" groups=skipped/>
            <GroupList title="Worth a look" groups=warnings/>
            <DocumentRows documents/>
            <div class="form-actions">
                {changes.then(|| view! {
                    <Button kind=ButtonKind::Primary icon=IconName::Import busy=importer.saving on_click=Callback::new(move |()| importer.take_in())>
                        {format!("Import {words}")}
                    </Button>
                })}
                <Button icon=IconName::Edit on_click=Callback::new(move |()| importer.change_mapping())>"Change the mapping"</Button>
                <Button on_click=Callback::new(move |()| importer.forget())>"Cancel"</Button>
            </div>
        </div>
    }
}

/// The one sentence that matters most.
#[component]
fn Verdict(
    /// What would happen.
    outcome: Arc<Outcome>,
) -> impl IntoView {
    let seen = outcome.seen_on.map(|day| {
        let text = format!("This very file was imported on {}. What is known already is left as it is.", format::date(day));
        view! { <Notice>{text}</Notice> }
    });
    let verdict = if let Some(refusal) = outcome.refusal.clone() {
        view! { <Notice kind=NoticeKind::Error title="The ledger cannot take this file">{refusal}</Notice> }.into_any()
    } else if outcome.changes_anything() {
        let text = format!(
            "{} will be added. Nothing has changed yet, and one Undo takes the whole import back.",
            capitalized(&outcome.added_words())
        );
        view! { <Notice kind=NoticeKind::Info>{text}</Notice> }.into_any()
    } else if outcome.conflict_count > 0 {
        view! {
            <Notice kind=NoticeKind::Warn title="There is nothing to import">
                "What the ledger does not know yet contradicts it. See the documents in conflict below."
            </Notice>
        }
        .into_any()
    } else if outcome.counts.accepted_rows > 0 {
        view! { <Notice kind=NoticeKind::Good>"Everything in this file is in the ledger already. There is nothing to import."</Notice> }
            .into_any()
    } else {
        view! {
            <Notice kind=NoticeKind::Warn title="No row of this file can be imported">
                "Look at the reasons below. Perhaps a column has another meaning, or this is another kind of list."
            </Notice>
        }
        .into_any()
    };
    view! { {seen}{verdict} }
}

#[component]
fn Counts(
    /// What would happen.
    outcome: Arc<Outcome>,
) -> impl IntoView {
    let counts = outcome.counts;
    let mut facts: Vec<(String, String)> =
        outcome.added.iter().map(|(name, count)| (format!("New {name}"), format::count(*count))).collect();
    facts.extend([
        ("Known invoices that get a payment".to_owned(), format::count(outcome.updated)),
        ("Already in the ledger, unchanged".to_owned(), format::count(outcome.unchanged)),
        ("In conflict with the ledger, left out".to_owned(), format::count(outcome.conflict_count)),
    ]);
    let rows = format!(
        "{}: {} taken, {} left out, {} rejected",
        format::plural(counts.rows, "row", "rows"),
        format::count(counts.accepted_rows),
        format::count(counts.skipped_rows),
        format::count(counts.rejected_rows)
    );
    facts.push(("Rows of the file".to_owned(), rows));
    if counts.undated_payments > 0 {
        facts.push(("Payments without a date, taken as of today".to_owned(), format::count(counts.undated_payments)));
    }
    let list = facts.into_iter().map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> }).collect_view();
    view! { <dl class="facts">{list}</dl> }
}

#[component]
fn Totals(
    /// What would happen.
    outcome: Arc<Outcome>,
) -> impl IntoView {
    let row = |total: &crate::exchange::csv::CurrencyTotal| {
        view! {
            <tr>
                <th scope="row">{total.file.currency().code()}</th>
                <td class="end money">{format::money(total.file)}</td>
                <td class="end money">{format::money(total.accepted)}</td>
                <td class="end money">{format::money(total.skipped)}</td>
                <td class="end money">{format::money(total.rejected)}</td>
            </tr>
        }
    };
    let rows = outcome.totals.iter().map(row).collect_view();
    let unreadable = (outcome.counts.unreadable_amounts > 0).then(|| {
        let documents = format::plural(outcome.counts.unreadable_amounts, "document", "documents");
        view! { <p class="muted">{format!("{documents} without a readable amount are in no total.")}</p> }
    });
    (!outcome.totals.is_empty()).then(|| {
        view! {
            <section class="stack stack--tight">
                <h4>"Totals of the file against what is taken"</h4>
                <div class="table-scroll" tabindex="0">
                    <table class="table">
                        <caption class="visually-hidden">"Totals by currency"</caption>
                        <thead>
                            <tr>
                                <th scope="col">"Currency"</th>
                                <th scope="col" class="end">"In the file"</th>
                                <th scope="col" class="end">"Taken"</th>
                                <th scope="col" class="end">"Left out"</th>
                                <th scope="col" class="end">"Rejected"</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                {unreadable}
            </section>
        }
    })
}

#[component]
fn Rejections(
    /// The import.
    importer: Importer,
    /// What would happen.
    outcome: Arc<Outcome>,
) -> impl IntoView {
    let books = Books::expect();
    let download = move |()| {
        let saved = importer.rejected_csv().map(|text| outside::download_csv("recoup-rejected-rows.csv", &text));
        if let Some(Err(sentence)) = saved {
            books.toaster().push(sentence, None);
        }
    };
    let count = outcome.counts.rejected_rows;
    let rejected = outcome.rejected.clone();
    (count > 0).then(|| {
        view! {
            <section class="stack stack--tight">
                <div class="row row--between">
                    <h4>{format!("{} rejected", format::plural(count, "row", "rows"))}</h4>
                    <Button icon=IconName::Export on_click=Callback::new(download)>"Download the rejected rows"</Button>
                </div>
                <p class="muted">"Correct them in the downloaded file and import it: what is in the ledger by then is not taken twice."</p>
                <RejectedRows rejected/>
            </section>
        }
    })
}
