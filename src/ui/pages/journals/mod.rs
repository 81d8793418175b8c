//! Journals: the double entries of a period or of a document, the trial balance, and files for the accountant.

mod address;
mod export;
mod table;
mod trial;

pub use address::{journal_of_credit, journal_of_entry, journal_of_invoice};

use crate::domain::bookkeeping::AccountRole;
use crate::reports::journals::JournalEntry;
use crate::ui::books::Books;
use crate::ui::components::{Button, Choice, DateField, EmptyState, IconName, LinkButton, Notice, PageHeader, SelectField};
use crate::ui::format;
use crate::ui::forms::read_date;
use crate::ui::routes::Route;
use address::Asked;
use export::Exports;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use std::sync::Arc;
use table::Entries;
use trial::Trial;

/// The page.
#[component]
pub fn JournalsPage() -> impl IntoView {
    let books = Books::expect();
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(Asked::of));
    let navigate = use_navigate();
    let choose = Callback::new(move |next: Asked| {
        let mut query = query.get_untracked();
        next.write(&mut query);
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        navigate(&format!("{}{}", Route::Journals.path(), query.to_query_string()), options);
    });
    let entries = books.view(move |ledger, day| asked.with(|asked| Arc::new(asked.entries(ledger, day))));
    let period = Memo::new(move |_| asked.with(|asked| asked.period(books.as_of().get())));
    let document = books.view(move |ledger, _| {
        asked.with(|asked| match (asked.invoice, &asked.entry) {
            (Some(id), _) => ledger.invoice(id).map(|invoice| invoice.title()),
            (None, Some(number)) => Some(number.clone()),
            (None, None) => None,
        })
    });
    let lead = Signal::derive(move || {
        let (from, to) = period.get();
        Some(match document.get() {
            Some(document) => format!("The double entries about {document}, on whichever day."),
            None => format!("The double entries from {} to {}, made from what you recorded.", format::date(from), format::date(to)),
        })
    });
    let locked = books.view(|ledger, _| ledger.settings().bookkeeping.locked_through);
    let accounts_href = Signal::derive(move || Route::Accounts.href(books.link_day()));
    let lock_words = move || {
        locked.get().map(|day| {
            view! { <Notice>{format!("The books are locked through {}: nothing up to that day can be changed.", format::date(day))}</Notice> }
        })
    };
    view! {
        <div class="page">
            <PageHeader
                title="Journals"
                lead
                actions=move || view! {
                    <LinkButton href=accounts_href icon=IconName::Settings>"Accounts and locked period"</LinkButton>
                    <Exports entries period/>
                }
            />
            {lock_words}
            <Controls asked period document on_choose=choose/>
            <Show when=move || entries.with(|entries| !entries.is_empty()) fallback=move || view! { <Nothing/> }>
                <Entries entries/>
            </Show>
            <Show when=move || asked.with(|asked| !asked.is_of_document())>
                <Trial day=Signal::derive(move || period.get().1)/>
            </Show>
        </div>
    }
}

/// The days and the account; of one document the way back to a period.
#[component]
fn Controls(
    /// What is asked.
    asked: Memo<Asked>,
    /// The days it comes to.
    period: Memo<(chrono::NaiveDate, chrono::NaiveDate)>,
    /// The document it is about.
    document: Memo<Option<String>>,
    /// Called with other choices.
    on_choose: Callback<Asked>,
) -> impl IntoView {
    let books = Books::expect();
    let (from, to, account) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let problem = RwSignal::new(None::<(&'static str, String)>);
    Effect::new(move |_| {
        let (first, last) = period.get();
        from.set(first.to_string());
        to.set(last.to_string());
        account.set(asked.with(|asked| asked.account.map_or("", AccountRole::key).to_owned()));
    });
    let read = move |field: &'static str, text: String| match read_date(&text) {
        Ok(day) => {
            let (first, last) = period.get_untracked();
            let (first, last) = if field == "from" { (day, last) } else { (first, day) };
            if first > last {
                return problem.set(Some((field, "The first day cannot be after the last one.".to_owned())));
            }
            problem.set(None);
            on_choose.run(Asked { from: Some(first), to: Some(last), ..asked.get_untracked() });
        }
        Err(sentence) => problem.set(Some((field, sentence))),
    };
    let error = move |field: &'static str| Signal::derive(move || problem.get().filter(|(at, _)| *at == field).map(|(_, text)| text));
    let accounts = Signal::derive(move || {
        let named = |role: &AccountRole| {
            let account = books.follow(|ledger| {
                let account = ledger.settings().bookkeeping.account(*role);
                format!("{} {}", account.code, account.name)
            });
            Choice::new(role.key(), account)
        };
        std::iter::once(Choice::new("", "All accounts")).chain(AccountRole::ALL.iter().map(named)).collect::<Vec<_>>()
    });
    let by_account = move |key: String| {
        let account = AccountRole::ALL.iter().copied().find(|role| role.key() == key);
        on_choose.run(Asked { account, ..asked.get_untracked() });
    };
    let whole = move || on_choose.run(Asked { invoice: None, entry: None, ..asked.get_untracked() });
    view! {
        <div class="toolbar" role="group" aria-label="What to show">
            <Show
                when=move || document.with(Option::is_none)
                fallback=move || view! { <Button icon=IconName::Calendar on_click=whole>"Show a period instead"</Button> }
            >
                <DateField id="journal-from" label="From" value=from error=error("from") on_change=move |text| read("from", text)/>
                <DateField id="journal-to" label="To" value=to error=error("to") on_change=move |text| read("to", text)/>
            </Show>
            <SelectField id="journal-account" label="With a line of" value=account choices=accounts on_change=by_account/>
        </div>
    }
}

/// What stands here when nothing happened.
#[component]
fn Nothing() -> impl IntoView {
    let books = Books::expect();
    view! {
        <EmptyState
            icon=IconName::Aging
            title="No entries"
            text="Every invoice, credit note, payment, refund, fee and allowance makes an entry on its day. None falls into this period, or none has a line of this account."
        >
            <LinkButton href=Signal::derive(move || Route::Invoices.href(books.link_day()))>"See the invoices"</LinkButton>
        </EmptyState>
    }
}

/// The entries that are shown.
type Shown = Memo<Arc<Vec<JournalEntry>>>;
