//! The app: router, books, shell, pages.

use super::books::{Books, Stage};
use super::commands::{CommandDialogs, Commands};
use super::components::{
    Announcer, AppShell, AsOfControl, Button, IconName, ListKeys, NavGroup, NavLink, Notice, NoticeKind, Palette, Printing, SavedState,
    SearchButton, ThemeSwitch, Toasts, focus_new_page, is_dialog_open, provide_announcements, provide_toaster,
};
use super::daily::{self, DailySettings};
use super::leaving::{LeaveQuestion, Leaving};
use super::preferences::{SlashShortcut, ThemeSetting};
use super::routes::{self, Route};
use super::{browser, outside, pages};
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use leptos_router::components::{Route as Path, Router, Routes};
use leptos_router::hooks::{use_location, use_navigate, use_query_map};
use leptos_router::path;

/// The whole program.
#[component]
pub fn App() -> impl IntoView {
    Leaving::provide();
    view! {
        <Router base=routes::base()>
            <Desk/>
        </Router>
    }
}

/// Opens the books and shows what stage they are at.
#[component]
fn Desk() -> impl IntoView {
    let query = use_query_map();
    let chosen_day = Memo::new(move |_| {
        query.with(|query| {
            query.get("as_of").and_then(|text| text.parse::<NaiveDate>().ok()).filter(|day| (1950..=2100).contains(&day.year()))
        })
    });
    let toaster = provide_toaster();
    let announcements = provide_announcements();
    let books = Books::open(chosen_day, toaster);
    provide_context(books);
    let stage = books.stage();
    view! {
        <Show when=move || stage.get() == Stage::Ready>
            <Shell/>
        </Show>
        <super::recovery::Undecided/>
        <Toasts toaster/>
        <Announcer announcements/>
    }
}

#[component]
fn Shell() -> impl IntoView {
    let books = Books::expect();
    let palette = RwSignal::new(false);
    let single_keys = SlashShortcut::load();
    let slash = single_keys.signal();
    provide_context(single_keys);
    let leaving: Leaving = expect_context();
    provide_context(ListKeys(slash));
    let printing = RwSignal::new(false);
    let _watch = StoredValue::new_local(outside::on_print(move |begins| {
        let _page_is_gone = printing.try_set(begins);
    }));
    provide_context(Printing(printing));
    let daily = DailySettings::load();
    provide_context(daily);
    daily::follow(books, daily);
    let theme = ThemeSetting::load();
    let location = use_location();
    let go_to_day = day_setter();
    let commands = Commands::new(theme, single_keys, go_to_day);
    let to_help = use_navigate();
    let keys = window_event_listener(leptos::ev::keydown, move |event| {
        if is_dialog_open() || browser::page::is_typing(&event) || event.alt_key() {
            return;
        }
        let with_control = event.ctrl_key() || event.meta_key();
        if with_control && !event.shift_key() && event.key().eq_ignore_ascii_case("z") {
            event.prevent_default();
            commands.undo();
        } else if slash.get_untracked() && event.key() == "?" && !with_control {
            event.prevent_default();
            if !leaving.holds(&Route::Help.path()) {
                to_help(&Route::Help.path(), Default::default());
            }
        }
    });
    on_cleanup(move || keys.remove());
    let current = Memo::new(move |_| current_place(&location.pathname.get()));
    let titles = Memo::new(move |_| current.get().map_or("Recoup".to_owned(), |place| format!("{} · Recoup", place.label())));
    Effect::new(move |_| browser::page::set_title(&titles.get()));
    // A new page begins at its heading, also for those who hear it.
    Effect::new(move |before: Option<String>| {
        let path = location.pathname.get();
        if before.is_some_and(|before| before != path) {
            focus_new_page();
        }
        path
    });
    let business = books.view(|ledger, _| ledger.settings().business.name.clone());
    let nav = move || {
        view! {
            <NavGroup label="Work">
                {[Route::Today, Route::Customers, Route::Invoices, Route::Payments, Route::Messages, Route::Promises, Route::Disputes, Route::Holds, Route::Plans, Route::Charges].map(|place| place_link(place, current))}
            </NavGroup>
            <NavGroup label="When it is not paid" shown=true>{[Route::Recovery, Route::Agencies, Route::WrittenOff].map(|place| place_link(place, current))}</NavGroup>
            <NavGroup label="Reports" shown=true>{[Route::Aging, Route::BadDebts, Route::Journals, Route::Allowance].map(|place| place_link(place, current))}</NavGroup>
            <NavGroup label="Rules and data" shown=true>
                {[Route::Policy, Route::Data, Route::Settings, Route::Help].map(|place| place_link(place, current))}
            </NavGroup>
        }
    };
    view! {
        <AppShell
            home=Route::Today.href(None)
            nav=nav
            tools=move || view! {
                <SearchButton open=palette/>
                <AsOfControl as_of=books.as_of() today=books.today() on_change=go_to_day/>
                <SavedState state=books.saved()/>
                <ThemeSwitch choice=theme.signal() on_change=move |choice| theme.set(choice)/>
            }
            aside=move || view! { <p class="SideNav-business">{move || business.get()}</p><UpdateOffer/> }
        >
            <Warnings/>
            <Routes fallback=pages::not_found::NotFoundPage>
                <Path path=path!("/") view=pages::today::TodayPage/>
                <Path path=path!("/customers") view=pages::customers::CustomersPage/>
                <Path path=path!("/customers/:id") view=pages::customer::CustomerPage/>
                <Path path=path!("/customers/:id/plan") view=pages::new_plan::NewPlanPage/>
                <Path path=path!("/invoices") view=pages::invoices::InvoicesPage/>
                <Path path=path!("/invoices/:id") view=pages::invoice::InvoicePage/>
                <Path path=path!("/payments") view=pages::payments::PaymentsPage/>
                <Path path=path!("/messages") view=pages::messages::MessagesPage/>
                <Path path=path!("/customers/:id/credit") view=pages::credit_file::CreditFilePage/>
                <Path path=path!("/customers/:id/order") view=pages::order::OrderPage/>
                <Path path=path!("/payments/discounts") view=pages::discounts::DiscountsPage/>
                <Path path=path!("/holds/watch") view=pages::watch::WatchPage/>
                <Path path=path!("/customers/:id/evidence") view=pages::evidence::EvidencePage/>
                <Path path=path!("/customers/:id/claim") view=pages::claim::CustomerClaimPage/>
                <Path path=path!("/invoices/:id/claim") view=pages::claim::InvoiceClaimPage/>
                <Path path=path!("/customers/:id/statement") view=pages::statement::StatementPage/>
                <Path path=path!("/customers/:id/ways-out") view=pages::ways_out::WaysOutPage/>
                <Path path=path!("/customers/:id/legal") view=pages::legal::LegalPage/>
                <Path path=path!("/recovery") view=pages::recovery::RecoveryPage/>
                <Path path=path!("/promises") view=pages::promises::PromisesPage/>
                <Path path=path!("/holds") view=pages::holds::HoldsPage/>
                <Path path=path!("/disputes") view=pages::disputes::DisputesPage/>
                <Path path=path!("/charges") view=pages::charges::ChargesPage/>
                <Path path=path!("/plans") view=pages::plans::PlansPage/>
                <Path path=path!("/plans/offers/:id") view=pages::plan_offer::PlanOfferPage/>
                <Path path=path!("/plans/settlements/:id") view=pages::settlement::SettlementPage/>
                <Path path=path!("/plans/:id") view=pages::plan::PlanPage/>
                <Path path=path!("/plans/:id/agreement") view=pages::agreement::AgreementPage/>
                <Path path=path!("/recovery/written-off") view=pages::written_off::WrittenOffPage/>
                <Path path=path!("/recovery/agencies") view=pages::agencies::AgenciesPage/>
                <Path path=path!("/recovery/agencies/:id") view=pages::agencies::AgencyPage/>
                <Path path=path!("/reports/aging") view=pages::aging::AgingPage/>
                <Path path=path!("/reports/aging/documents") view=pages::aging::BehindPage/>
                <Path path=path!("/reports/bad-debts") view=pages::bad_debts::BadDebtsPage/>
                <Path path=path!("/reports/journals") view=pages::journals::JournalsPage/>
                <Path path=path!("/reports/allowance") view=pages::allowance::AllowancePage/>
                <Path path=path!("/policy") view=pages::policy::PolicyPage/>
                <Path path=path!("/policy/templates") view=pages::templates::TemplatesPage/>
                <Path path=path!("/policy/print") view=pages::policy_paper::PolicyPaperPage/>
                <Path path=path!("/data") view=pages::data::DataPage/>
                <Path path=path!("/settings/rates") view=pages::rates::RatesPage/>
                <Path path=path!("/settings/accounts") view=pages::accounts::AccountsPage/>
                <Path path=path!("/settings") view=pages::settings::SettingsPage/>
                <Path path=path!("/help") view=pages::help::HelpPage/>
            </Routes>
        </AppShell>
        <LeaveQuestion leaving/>
        <CommandDialogs commands/>
        <Palette open=palette slash=slash entries=Callback::new(move |query: String| commands.entries(&query))/>
    }
}

/// The place whose navigation entry is lit for a path: the longest one that begins it.
fn current_place(pathname: &str) -> Option<Route> {
    let below = pathname.strip_prefix(&routes::base()).unwrap_or(pathname);
    let begins = |place: &Route| match place {
        Route::Today => below.is_empty() || below == "/",
        other => below == other.path() || below.starts_with(&format!("{}/", other.path())),
    };
    Route::PLACES.into_iter().find(begins)
}

/// Whether the entry of a place is lit: for itself and for the places below it that have no entry.
fn is_lit(place: Route, current: Option<Route>) -> bool {
    current == Some(place)
        || (place == Route::Policy && matches!(current, Some(Route::Templates | Route::PolicyPaper)))
        || (place == Route::Holds && current == Some(Route::Watch))
        || (place == Route::Settings && matches!(current, Some(Route::Rates | Route::Accounts)))
}

fn place_link(place: Route, current: Memo<Option<Route>>) -> impl IntoView {
    let books = Books::expect();
    let icon = match place {
        Route::Customers => IconName::Customers,
        Route::Invoices => IconName::Invoices,
        Route::Payments => IconName::Payments,
        Route::Messages => IconName::Messages,
        Route::Promises => IconName::Check,
        Route::Disputes => IconName::Flag,
        Route::Holds => IconName::Pause,
        Route::Plans => IconName::Plans,
        Route::Charges => IconName::Clock,
        Route::Recovery => IconName::Flag,
        Route::Agencies => IconName::Agencies,
        Route::Aging => IconName::Aging,
        Route::WrittenOff => IconName::Undo,
        Route::BadDebts => IconName::Invoices,
        Route::Journals => IconName::Journals,
        Route::Allowance => IconName::Scales,
        Route::Policy => IconName::Policy,
        Route::Data => IconName::Data,
        Route::Settings => IconName::Settings,
        Route::Help => IconName::Help,
        _ => IconName::Today,
    };
    let primary = matches!(place, Route::Today | Route::Customers | Route::Invoices | Route::Messages);
    let href = Signal::derive(move || place.href(books.link_day()));
    view! { <NavLink href=href icon=icon label=place.label() current=Signal::derive(move || is_lit(place, current.get())) primary=primary/> }
}

/// Shows the page as of another day: the day is kept in the address.
fn day_setter() -> Callback<Option<NaiveDate>> {
    let location = use_location();
    let navigate = use_navigate();
    Callback::new(move |day: Option<NaiveDate>| {
        let mut query = location.query.get_untracked();
        query.remove("as_of");
        if let Some(day) = day {
            query.insert("as_of", day.to_string());
        }
        let path = location.pathname.get_untracked();
        let below = path.strip_prefix(&routes::base()).unwrap_or(&path).to_owned();
        navigate(&format!("{below}{}", query.to_query_string()), Default::default());
    })
}

/// What is wrong with the storage, above every page.
#[component]
fn Warnings() -> impl IntoView {
    let books = Books::expect();
    let storage = books.storage();
    let list = move || {
        let warnings = storage.with(|report| report.warnings.clone());
        warnings.into_iter().map(|warning| view! { <Notice kind=NoticeKind::Warn>{warning}</Notice> }).collect_view()
    };
    view! { <div class="Warnings">{list}</div> }
}

/// A newer version waits until the owner agrees.
#[component]
fn UpdateOffer() -> impl IntoView {
    let ready = RwSignal::new(browser::boot::is_update_ready());
    if let Some(listener) = browser::boot::on_update_ready(move || ready.set(true)) {
        listener.keep_forever();
    }
    view! {
        <Show when=move || ready.get()>
            <Button on_click=Callback::new(move |_| {
                browser::boot::apply_update();
            })>"Update Recoup"</Button>
        </Show>
    }
}
