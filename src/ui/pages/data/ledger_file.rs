//! The ledger as one file: out, and in again here or elsewhere.

use super::backup::{ExportButton, contents, is_empty};
use crate::domain::command::Command;
use crate::domain::facts::Facts;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::exchange::json::{MAX_FILE_BYTES, check_size, import_ledger};
use crate::reports::aging::{AgingParameters, aging};
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, Card, FileDrop, Notice, NoticeKind, Progress};
use crate::ui::{format, outside};
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// Problems of a file that are listed.
const SHOWN: usize = 20;

/// A file that was read and fits together.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    name: String,
    facts: Arc<Facts>,
    business: String,
    contents: String,
    totals: Vec<String>,
}

/// Where the import stands.
#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    Idle,
    Reading,
    Refused { name: String, problems: Vec<String> },
    Found(Found),
}

/// The card.
#[component]
pub(super) fn LedgerFile() -> impl IntoView {
    let books = Books::expect();
    let state = RwSignal::new(State::Idle);
    let error = RwSignal::new(None::<String>);
    let take = move |file: web_sys::File| take_file(books, state, error, file);
    let content = move || match state.get() {
        State::Reading => view! { <Progress label="Reading the ledger file" done=0 total=0/> }.into_any(),
        State::Refused { name, problems } => view! { <Refused name problems/> }.into_any(),
        State::Found(found) => view! { <Replacement found state/> }.into_any(),
        State::Idle => ().into_any(),
    };
    view! {
        <Card title="Ledger file" id="ledger-file" actions=|| view! { <ExportButton kind=ButtonKind::Primary/> }>
            <div class="stack">
                <p>"Everything Recoup knows in one file: your backup, and the way to another browser or computer. It is not encrypted; keep it where others cannot read it."</p>
                <FileDrop
                    id="ledger-file-input"
                    label="Import a ledger file"
                    help="A file exported from Recoup. You are asked before anything is replaced."
                    accept=".json,application/json"
                    error=error
                    on_file=Callback::new(take)
                />
                {content}
            </div>
        </Card>
    }
}

fn take_file(books: Books, state: RwSignal<State>, error: RwSignal<Option<String>>, file: web_sys::File) {
    let refuse = move |sentence: String| {
        state.set(State::Idle);
        error.set(Some(format!("{sentence} Nothing was changed.")));
        outside::focus_soon("ledger-file-input");
    };
    error.set(None);
    if let Err(problem) = check_size(outside::file_size(&file)) {
        refuse(problem.to_string());
        return;
    }
    state.set(State::Reading);
    let today = books.today().get_untracked();
    spawn_local(async move {
        let read = outside::read_file(&file, MAX_FILE_BYTES).await;
        outside::pause().await;
        if state.try_get_untracked() != Some(State::Reading) {
            return; // the page is gone, or another file was chosen
        }
        let name = file.name();
        match read {
            Err(sentence) => refuse(sentence),
            Ok(bytes) => match import_ledger(&bytes) {
                Ok(facts) => {
                    state.set(State::Found(found(name, facts, today)));
                    outside::focus_soon("ledger-found");
                }
                Err(problems) => state.set(State::Refused { name, problems: problems.iter().map(ToString::to_string).collect() }),
            },
        }
    });
}

/// What a file holds: counts, and what is owed today.
fn found(name: String, facts: Facts, today: NaiveDate) -> Found {
    let totals = Ledger::from_facts(facts.clone()).map(|ledger| {
        let report = aging(&ledger, &AgingParameters::of(&ledger, today));
        report.totals.iter().map(|(currency, amounts)| format::money(Money::from_minor(amounts.total(), *currency))).collect()
    });
    Found {
        name,
        business: facts.settings.business.name.clone(),
        contents: contents(&facts),
        totals: totals.unwrap_or_default(),
        facts: Arc::new(facts),
    }
}

#[component]
fn Refused(
    /// The name of the file.
    name: String,
    /// All that is wrong with it.
    problems: Vec<String>,
) -> impl IntoView {
    let more = problems.len().saturating_sub(SHOWN);
    let items = problems.into_iter().take(SHOWN).map(|problem| view! { <li>{problem}</li> }).collect_view();
    view! {
        <Notice kind=NoticeKind::Error title=format!("{name} was not imported")>
            <p>"Nothing was changed. This is what is wrong with the file:"</p>
            <ul>{items}</ul>
            {(more > 0).then(|| format!("and {} more.", format::count(more)))}
        </Notice>
    }
}

#[component]
fn Replacement(
    /// The file.
    found: Found,
    /// Where the import stands.
    state: RwSignal<State>,
) -> impl IntoView {
    let books = Books::expect();
    let busy = RwSignal::new(false);
    let own = books.view(|ledger, _| (!is_empty(ledger)).then(|| contents(ledger.facts())));
    let facts = Arc::clone(&found.facts);
    let replace = move |()| {
        busy.set(true);
        let command = Command::ReplaceLedger { facts: Box::new(Facts::clone(&facts)) };
        books.act_then(command, "The ledger file is now your ledger", move |result| {
            if busy.try_set(false).is_none() && result.is_ok() {
                let _page_is_gone = state.try_set(State::Idle);
            }
        });
    };
    let question = move || {
        own.get().map(|own| {
            view! {
                <Notice kind=NoticeKind::Warn title="This replaces the ledger you have now" actions=|| view! { <ExportButton text="Export the ledger I have now"/> }>
                    {format!("It holds {own}. Export it first if you may need it again.")}
                </Notice>
            }
        })
    };
    let totals = if found.totals.is_empty() { "nothing".to_owned() } else { found.totals.join(", ") };
    let business = if found.business.is_empty() { "no name given".to_owned() } else { found.business.clone() };
    view! {
        <section class="stack">
            <h3 id="ledger-found">{format!("{} can be imported", found.name)}</h3>
            <dl class="facts">
                <div><dt>"Business"</dt><dd>{business}</dd></div>
                <div><dt>"Holds"</dt><dd>{found.contents.clone()}</dd></div>
                <div><dt>"Owed today"</dt><dd>{totals}</dd></div>
            </dl>
            {question}
            <div class="form-actions">
                <Button kind=ButtonKind::Primary busy=busy on_click=Callback::new(replace)>
                    {move || if own.get().is_some() { "Replace my ledger" } else { "Import this ledger" }}
                </Button>
                <Button on_click=Callback::new(move |()| state.set(State::Idle))>"Cancel"</Button>
            </div>
        </section>
    }
}
