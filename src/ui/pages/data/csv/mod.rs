//! Importing a CSV file: choose, say what the columns mean, look, import, and the way back.

mod draft;
mod drive;
mod importer;
mod mapping_form;
mod outcome;
mod preview_view;
mod rows;

use crate::domain::command::Command;
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, Card, FileDrop, IconName, LinkButton, Notice, NoticeKind, Progress};
use crate::ui::format;
use crate::ui::routes::Route;
use importer::{Done, Importer, Step};
use leptos::prelude::*;
use mapping_form::MappingForm;
use preview_view::PreviewView;

/// The card with the import.
#[component]
pub(super) fn CsvImport() -> impl IntoView {
    let importer = Importer::new();
    on_cleanup(move || importer.stop());
    let step = Memo::new(move |_| importer.step.get());
    let content = move || match step.get() {
        Step::Choose => view! { <Choose importer/> }.into_any(),
        Step::Working => view! { <Working importer/> }.into_any(),
        // A new draft is a new form.
        Step::Mapping => (move || importer.draft.get().map(|draft| view! { <Problem importer/><MappingForm importer draft/> })).into_any(),
        Step::Preview => {
            (move || importer.outcome.get().map(|outcome| view! { <Problem importer/><PreviewView importer outcome/> })).into_any()
        }
        Step::Done => (move || importer.done.get().map(|done| view! { <Finished importer done/> })).into_any(),
    };
    view! { <Card title="Import a CSV file" id="import">{content}</Card> }
}

#[component]
fn Choose(
    /// The import.
    importer: Importer,
) -> impl IntoView {
    view! {
        <FileDrop
            id="import-file"
            label="Drop a list of invoices here"
            help="CSV from a shop or accounting program, up to 64 MB. You see what will happen before anything changes. The file stays on this device."
            accept=".csv,.tsv,.txt,text/csv"
            error=importer.problem
            on_file=Callback::new(move |file| importer.take_file(file))
        />
    }
}

#[component]
fn Working(
    /// The import.
    importer: Importer,
) -> impl IntoView {
    view! {
        <Progress
            label=Signal::derive(move || importer.work.get().label.to_owned())
            done=Signal::derive(move || importer.work.get().done)
            total=Signal::derive(move || importer.work.get().total)
            on_cancel=Callback::new(move |()| importer.forget())
        />
    }
}

/// Why the last step did not work, above the form it belongs to.
#[component]
fn Problem(
    /// The import.
    importer: Importer,
) -> impl IntoView {
    move || importer.problem.get().map(|sentence| view! { <Notice kind=NoticeKind::Error>{sentence}</Notice> })
}

#[component]
fn Finished(
    /// The import.
    importer: Importer,
    /// What happened.
    done: Done,
) -> impl IntoView {
    let books = Books::expect();
    let import = done.import;
    let undone = books.view(move |ledger, _| {
        let record = import.and_then(|import| ledger.facts().imports.get(import.index()));
        record.is_some_and(|record| record.undone.is_some())
    });
    let undo = move |()| {
        if let Some(import) = import {
            books.act(Command::UndoImport { import }, "Import undone");
        }
    };
    let today = books.today().get_untracked();
    let latest = done.latest_issue.filter(|day| *day < today);
    let hint = latest.map(|day| {
        let text = format!(
            "The latest invoice of the file is of {}. To see how things stood then, look at the aging report of that day.",
            format::date(day)
        );
        view! { <p class="muted">{text}</p> }
    });
    let then = latest.map(|day| {
        let href = Route::Aging.href(Some(day));
        view! { <LinkButton href kind=ButtonKind::Primary icon=IconName::Aging>{format!("Aging as of {}", format::date(day))}</LinkButton> }
    });
    let sentence = done.sentence.clone();
    view! {
        <div class="stack">
            <h3 id="import-done">{move || if undone.get() { "The import was undone" } else { "The file is in your ledger" }}</h3>
            <p>{move || if undone.get() { "Everything it brought is taken back.".to_owned() } else { format!("{sentence}.") }}</p>
            {hint}
            <div class="row">
                {then}
                <LinkButton href=Route::Aging.href(None) icon=IconName::Aging>"Aging as of today"</LinkButton>
                <LinkButton href=Route::Customers.href(None) icon=IconName::Customers>"Customers"</LinkButton>
                <Show when=move || import.is_some() && !undone.get()>
                    <Button icon=IconName::Undo on_click=Callback::new(undo)>"Undo this import"</Button>
                </Show>
                <Button on_click=Callback::new(move |()| importer.forget())>"Import another file"</Button>
            </div>
        </div>
    }
}
