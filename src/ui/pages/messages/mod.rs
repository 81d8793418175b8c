//! Messages: what is due to go out, what waits for the owner's word, what comes, who is left in peace, what was said.
//!
//! Recoup sends nothing. It prepares a text, hands it to the owner's mail program, printer or telephone, and keeps it as
//! history when the owner says that it went out.

mod ahead;
mod batch;
mod batch_sent;
mod bench;
pub(super) mod claim_notes;
pub mod codes;
mod covers;
mod draft;
mod due;
mod explanation;
mod export;
mod handover;
mod history;
mod known;
mod late_fee;
mod letter;
mod prepare;
mod prepared;
mod recipient;
mod sheet;
mod silent;
mod thanks;
mod waiting;
mod without_address;
pub mod words;

pub use explanation::ExplanationDialog;
pub use thanks::ThanksDialog;

use crate::domain::ids::CustomerId;
use crate::domain::message::MessageState;
use crate::reports::reminders::{ReminderSchedule, reminder_schedule};
use crate::ui::books::Books;
use crate::ui::components::{LinkButton, Notice, PageHeader, Tab, Tabs};
use crate::ui::format;
use crate::ui::forms::AskOutcome;
use crate::ui::routes::Route;
use bench::Bench;
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

/// How far the page looks ahead.
const DAYS_AHEAD: u16 = 30;

/// The parts of the page, named in its address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// Due now.
    #[default]
    Due,
    /// Waiting for the owner's word.
    Waiting,
    /// Next 30 days.
    Ahead,
    /// Left in peace.
    Silent,
    /// History.
    History,
}

impl Part {
    const ALL: [Self; 5] = [Self::Due, Self::Waiting, Self::Ahead, Self::Silent, Self::History];

    const fn id(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Waiting => "waiting",
            Self::Ahead => "ahead",
            Self::Silent => "peace",
            Self::History => "history",
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Due => "Due now",
            Self::Waiting => "Waiting for your word",
            Self::Ahead => "Next 30 days",
            Self::Silent => "Left in peace",
            Self::History => "History",
        }
    }

    fn of(id: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|part| Some(part.id()) == id).unwrap_or_default()
    }
}

/// Where a part of the page is.
pub fn part_href(part: Part, link_day: Option<NaiveDate>) -> String {
    with_query(Route::Messages.href(link_day), "tab", part.id())
}

/// Where the message to a customer is prepared, or settled when it is prepared already.
pub fn prepare_href(customer: CustomerId) -> String {
    with_query(Route::Messages.href(None), "customer", &customer.to_string())
}

fn with_query(href: String, name: &str, value: &str) -> String {
    let join = if href.contains('?') { '&' } else { '?' };
    format!("{href}{join}{name}={value}")
}

/// The page.
#[component]
pub fn MessagesPage() -> impl IntoView {
    let books = Books::expect();
    let bench = Bench::provide();
    let query = use_query_map();
    let part = Memo::new(move |_| query.with(|query| Part::of(query.get("tab").as_deref())));
    let asked = Memo::new(move |_| query.with(|query| query.get("customer").and_then(|text| text.parse::<CustomerId>().ok())));
    let schedule = books.view(|ledger, day| reminder_schedule(ledger, ledger.policy_on(day), day, DAYS_AHEAD));
    Effect::new(move |_| {
        if let Some(customer) = asked.get() {
            bench.prepare(customer);
        }
    });
    let navigate = use_navigate();
    // The customer leaves the address with the dialog, so that going back does not open it again.
    let forget_customer = move |()| {
        if asked.get_untracked().is_some() {
            let place = format!("{}?tab={}", Route::Messages.path(), part.get_untracked().id());
            navigate(&place, NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() });
        }
    };
    let content = move || match part.get() {
        Part::Due => view! { <due::DueNow schedule/> }.into_any(),
        Part::Waiting => view! { <waiting::Waiting schedule/> }.into_any(),
        Part::Ahead => view! { <ahead::Ahead schedule/> }.into_any(),
        Part::Silent => view! { <silent::LeftInPeace schedule/> }.into_any(),
        Part::History => view! { <history::History/> }.into_any(),
    };
    view! {
        <div class="page">
            <PageHeader title="Messages" lead="Recoup writes them, you send them. Nothing is history before you say that it went out."/>
            <Elsewhere/>
            <PartTabs schedule part/>
            {content}
            <prepare::PrepareDialog schedule on_close=Callback::new(forget_customer)/>
            <history::Reader/>
            <letter::Paper/>
            <AskOutcome customer=bench.called/>
        </div>
    }
}

#[component]
fn PartTabs(schedule: Memo<ReminderSchedule>, part: Memo<Part>) -> impl IntoView {
    let books = Books::expect();
    let unconfirmed = books.view(|ledger, as_of| {
        let waits = ledger.facts().messages.iter().filter(|message| message.state == MessageState::Prepared && message.prepared <= as_of);
        waits.count()
    });
    let tabs = move || {
        let link_day = books.link_day();
        let tab = |part: Part| {
            let count = schedule.with(|schedule| match part {
                Part::Due => schedule.due.len(),
                Part::Waiting => unconfirmed.get(),
                Part::Ahead => schedule.planned.len(),
                Part::Silent => schedule.silent.len(),
                Part::History => 0,
            });
            let tab = Tab::new(part.id(), part.label(), part_href(part, link_day));
            if count > 0 { tab.count(format::count(count)) } else { tab }
        };
        Part::ALL.map(tab).to_vec()
    };
    view! { <Tabs label="Parts of the messages" tabs=Signal::derive(tabs) current=Signal::derive(move || part.get().id().to_owned())/> }
}

/// Another day is looked at: nothing is prepared.
#[component]
fn Elsewhere() -> impl IntoView {
    let books = Books::expect();
    let text = move || format!("You are looking at {}. Messages are prepared for today only.", format::date(books.as_of().get()));
    view! {
        <Show when=move || books.looks_elsewhere()>
            <Notice actions=|| view! { <LinkButton href=Route::Messages.href(None)>"Back to today"</LinkButton> }>{text}</Notice>
        </Show>
    }
}
