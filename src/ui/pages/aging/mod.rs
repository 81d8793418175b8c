//! Aging: who owes what, by how late it is, as of any day.

mod behind;
mod buckets_editor;
pub(super) mod choices;
mod controls;
mod documents;
mod export;
mod print;
mod sheet;
mod summary;
mod table;

pub use behind::{BehindPage, documents_href};

use crate::ui::books::Books;
use crate::ui::components::{Announcements, Button, ButtonKind, EmptyState, IconName, LinkButton, Notice, NoticeKind, PageHeader, Sort};
use crate::ui::pages::today::SampleButton;
use crate::ui::routes::Route;
use crate::ui::{format, outside};
use choices::{Choices, basis_words};
use controls::Controls;
use documents::Documents;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use print::Paper;
use sheet::{Line, Sheet};
use std::sync::Arc;
use summary::Summary;
use table::AgingTable;

/// The aging report.
#[component]
pub fn AgingPage() -> impl IntoView {
    let books = Books::expect();
    let location = use_location();
    let query = location.query;
    let choices = Memo::new(move |_| query.with(Choices::of));
    let navigate = use_navigate();
    let choose = Callback::new(move |next: Choices| {
        let mut query = query.get_untracked();
        next.write(&mut query);
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        navigate(&format!("{}{}", Route::Aging.path(), query.to_query_string()), options);
    });
    let sheet = books.view(move |ledger, day| Arc::new(choices.with(|choices| Sheet::of(ledger, day, choices))));
    let sound = Memo::new(move |_| sheet.with(|sheet| sheet.out_of_balance.is_empty()));
    let has_lines = Memo::new(move |_| sheet.with(|sheet| !sheet.lines.is_empty()));
    let printing = RwSignal::new(false);
    let actions = move || view! { <Show when=move || sound.get() && has_lines.get()><Actions sheet printing/></Show> };
    view! {
        <div class="page">
            <PageHeader title="Aging" lead=Signal::derive(move || Some(sheet.with(|sheet| lead(sheet)))) actions=actions/>
            {move || choices.with(|choices| choices.bucket_problem.clone()).map(|problem| {
                view! {
                    <Notice kind=NoticeKind::Warn title="The buckets in the address cannot be used">
                        {problem.to_string()}" The ledger’s own buckets are shown."
                    </Notice>
                }
            })}
            <Show when=move || sound.get() fallback=move || view! { <OutOfBalance sheet/> }>
                <Show when=move || sheet.with(|sheet| sheet.has_documents) fallback=NoInvoices>
                    <Controls choices sheet on_choose=choose/>
                    <Show when=move || has_lines.get() fallback=move || view! { <NothingOwed choices on_choose=choose/> }>
                        <Report choices sheet printing on_choose=choose/>
                    </Show>
                </Show>
            </Show>
        </div>
    }
}

/// “As of 30 Jun 2013, by days past the due date”.
fn lead(sheet: &Sheet) -> String {
    format!("Who owes what as of {}, by {}.", format::date(sheet.parameters.as_of), basis_words(sheet.parameters.basis))
}

/// Summary, table, documents behind a line, and the paper.
#[component]
fn Report(
    /// What is chosen.
    choices: Memo<Choices>,
    /// What to show.
    sheet: Memo<Arc<Sheet>>,
    /// Whether the page is being printed.
    printing: RwSignal<bool>,
    /// Called with other choices.
    on_choose: Callback<Choices>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let line = RwSignal::new(None::<Line>);
    let sort = Memo::new(move |_| {
        let chosen = choices.with(|choices| choices.sort.clone());
        Some(chosen.unwrap_or_else(|| Sort { column: "total".to_owned(), descending: true }))
    });
    let sort_by = Callback::new(move |sort: Sort| on_choose.run(Choices { sort: Some(sort), ..choices.get_untracked() }));
    let show = Callback::new(move |wanted: Line| {
        line.set(Some(wanted));
        open.set(true);
    });
    let only = Callback::new(move |currency| on_choose.run(Choices { currency: Some(currency), ..choices.get_untracked() }));
    view! {
        <div class="stack no-print">
            <Summary sheet choices on_currency=only/>
            <p class="muted">"Choose a line, or a total below, to see the documents behind it."</p>
            <AgingTable sheet choices sort on_sort=sort_by on_open=show/>
        </div>
        <Paper sheet printing/>
        <Documents open line choices/>
    }
}

#[component]
fn Actions(
    /// What is shown.
    sheet: Memo<Arc<Sheet>>,
    /// Whether the page is being printed.
    printing: RwSignal<bool>,
) -> impl IntoView {
    let books = Books::expect();
    let announcements = use_context::<Announcements>();
    let tell = move |result: Result<(), String>, good: &str| match (result, announcements) {
        (Err(sentence), _) => books.toaster().push(sentence, None),
        (Ok(()), Some(announcements)) => announcements.say(good),
        _ => {}
    };
    let export = move |()| {
        let saved = sheet.with_untracked(|sheet| outside::download_csv(&export::file_name(sheet), &export::csv(sheet)));
        tell(saved, "The report was handed to the browser as a download");
    };
    let print = move |()| {
        printing.set(true);
        request_animation_frame(move || {
            if let Err(sentence) = outside::print_page() {
                printing.set(false);
                books.toaster().push(sentence, None);
            }
        });
    };
    view! {
        <Button icon=IconName::Export on_click=Callback::new(export)>"Export as CSV"</Button>
        <Button icon=IconName::Print on_click=Callback::new(print)>"Print"</Button>
    }
}

/// Numbers that do not add up are not shown.
#[component]
fn OutOfBalance(
    /// What is wrong.
    sheet: Memo<Arc<Sheet>>,
) -> impl IntoView {
    let books = Books::expect();
    let names = move || sheet.with(|sheet| sheet.out_of_balance.iter().take(10).cloned().collect::<Vec<_>>().join(", "));
    let href = Signal::derive(move || Route::Data.href(books.link_day()));
    view! {
        <Notice
            kind=NoticeKind::Error
            title="The report does not add up, so its numbers are not shown"
            actions=move || view! { <LinkButton href kind=ButtonKind::Primary>"Check my books"</LinkButton> }
        >
            "Buckets and unapplied credit differ from the documents for: "{names}". Your data is kept as it is; export it on the Data page before you go on."
        </Notice>
    }
}

#[component]
fn NoInvoices() -> impl IntoView {
    let books = Books::expect();
    let href = Signal::derive(move || Route::Data.href(books.link_day()));
    view! {
        <EmptyState
            icon=IconName::Aging
            title="No invoices yet"
            text="Once there are invoices, this report shows who owes what and how late it is, as of any day. Import the list of invoices from your shop or accounting program, or load the sample shop."
        >
            <LinkButton href kind=ButtonKind::Primary icon=IconName::Import>"Import a file"</LinkButton>
            <SampleButton/>
        </EmptyState>
    }
}

/// There are invoices, but none is open on this day in this currency.
#[component]
fn NothingOwed(
    /// What is chosen.
    choices: Memo<Choices>,
    /// Called with other choices.
    on_choose: Callback<Choices>,
) -> impl IntoView {
    let books = Books::expect();
    let text = Signal::derive(move || {
        let day = format::date(books.as_of().get());
        match choices.with(|choices| choices.currency) {
            Some(currency) => format!("No invoice in {currency} was open on {day}."),
            None => format!("No invoice was open on {day}. Choose another day above to look at another time."),
        }
    });
    let latest = books
        .view(|ledger, _| ledger.facts().invoices.iter().filter(|invoice| invoice.voided.is_none()).map(|invoice| invoice.issued).max());
    let suggestion = move || {
        let day = latest.get().filter(|day| *day < books.as_of().get())?;
        let href = Route::Aging.href(Some(day));
        Some(view! { <LinkButton href=href>{format!("Look at {}", format::date(day))}</LinkButton> })
    };
    let filtered = move || choices.with(|choices| choices.currency.is_some());
    view! {
        <EmptyState icon=IconName::Aging title="Nothing is owed" text=text>
            <Show when=filtered>
                <Button on_click=Callback::new(move |()| on_choose.run(Choices { currency: None, ..choices.get_untracked() }))>"Show all currencies"</Button>
            </Show>
            {suggestion}
        </EmptyState>
    }
}
