//! Customers: find one, see who owes, enter one, take the list along as CSV.

mod listing;

use super::bulk::{BulkAction, BulkButtons, BulkReview, Subject, Target};
use super::invoices::address::ListAddress;
use crate::domain::currency::Currency;
use crate::domain::ids::CustomerId;
use crate::domain::money::Money;
use crate::ui::books::Books;
use crate::ui::components::{
    Badges, Button, ButtonKind, Choice, Column, DataTable, EmptyState, IconName, LinkButton, PageHeader, SelectField, Sort, TextField,
};
use crate::ui::forms::CustomerForm;
use crate::ui::routes::Route;
use crate::ui::{format, outside};
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use listing::{CustomerRow, Line, Listing, Who, listing};
use std::collections::BTreeSet;

/// The list of those who have not accepted the terms.
pub fn unaccepted_href(link_day: Option<NaiveDate>) -> String {
    let href = Route::Customers.href(link_day);
    let join = if href.contains('?') { '&' } else { '?' };
    format!("{href}{join}show=unaccepted")
}

/// The page.
#[component]
pub fn CustomersPage() -> impl IntoView {
    let books = Books::expect();
    let address = ListAddress::of(Route::Customers);
    let (text, sort) = (address.value("q"), address.sort("name"));
    let show = address.value("show");
    let listed = books.view(move |ledger, day| {
        let (text, who) = (text.get().trim().to_lowercase(), show.with(|show| Who::named(show)));
        sort.with(|sort| listing(ledger, day, &text, who, sort.as_ref()))
    });
    let any = books.view(|ledger, _| ledger.customers().next().is_some());
    let adding = RwSignal::new(false);
    let typed = RwSignal::new(text.get_untracked());
    let shown = RwSignal::new(show.get_untracked());
    let lead = Signal::derive(move || {
        let count = listed.with(|listed| listed.customers);
        Some(format!("{} shown, as of {}.", format::plural(count, "customer", "customers"), format::date(books.as_of().get())))
    });
    let export = move || {
        let day = books.as_of().get_untracked();
        let file = listed.with_untracked(|listed| books.read(|ledger| listing::csv(ledger, listed, day)));
        if let Err(sentence) = outside::download_csv(&format!("customers-{day}.csv"), &file) {
            books.toaster().push(sentence, None);
        }
    };
    let actions = move || {
        view! {
            <Button icon=IconName::Export on_click=export>"CSV"</Button>
            <Button kind=ButtonKind::Primary icon=IconName::Add on_click=move || adding.set(true)>"Add customer"</Button>
        }
    };
    let go = open_customer(books);
    view! {
        <div class="page">
            <PageHeader title="Customers" lead actions/>
            <Show when=move || any.get() fallback=move || view! { <FirstCustomer adding/> }>
                <Search address typed shown/>
                <CustomerTable address listed sort go typed shown/>
            </Show>
            <CustomerForm open=adding on_done=go/>
        </div>
    }
}

/// Leads to a customer's page, on the day that is looked at.
fn open_customer(books: Books) -> Callback<CustomerId> {
    let navigate = use_navigate();
    Callback::new(move |id: CustomerId| {
        let day = books.as_of().get_untracked();
        let query = if day == books.today().get_untracked() { String::new() } else { format!("?as_of={day}") };
        navigate(&format!("{}{query}", Route::Customer(id).path()), NavigateOptions::default());
    })
}

#[component]
fn Search(address: ListAddress, typed: RwSignal<String>, shown: RwSignal<String>) -> impl IntoView {
    Effect::new(move |_| address.set("q", typed.get().trim()));
    Effect::new(move |_| address.set("show", &shown.get()));
    let choices = Who::ALL.map(|(_, name, words)| Choice::new(name, words)).to_vec();
    view! {
        <div class="toolbar">
            <div class="toolbar-grow" role="search">
                <TextField id="customer-search" label="Search by name, number, country or contact" value=typed kind="search"/>
            </div>
            <SelectField id="customer-show" label="Show" value=shown choices/>
        </div>
    }
}

/// What can be done with several customers; the tier, which comes last, only where there are tiers.
static WITH_TIER: [BulkAction; 6] =
    [BulkAction::Pause, BulkAction::Schedule, BulkAction::Hold, BulkAction::Call, BulkAction::Note, BulkAction::Tier];

/// The list itself.
#[component]
fn CustomerTable(
    address: ListAddress,
    listed: Memo<Listing>,
    sort: Memo<Option<Sort>>,
    go: Callback<CustomerId>,
    typed: RwSignal<String>,
    shown: RwSignal<String>,
) -> impl IntoView {
    let books = Books::expect();
    let amount = |row: &CustomerRow, minor: i64| match row.money(minor) {
        Some(amount) if !amount.is_zero() => format::money(amount),
        _ => "–".to_owned(),
    };
    let columns = vec![
        Column::new("name", "Customer", move |row: &CustomerRow| {
            view! { <a href=Route::Customer(row.line.customer).href(books.link_day())>{row.name.clone()}</a><Badges badges=row.marks.clone()/> }
        })
        .sortable(),
        Column::new("currency", "Currency", |row: &CustomerRow| row.line.currency.map(Currency::code)).width("6rem").hide_on_card(),
        Column::new("owed", "Owed", move |row: &CustomerRow| amount(row, row.line.owed)).numeric().sortable().width("10rem"),
        Column::new("late", "Past due", move |row: &CustomerRow| amount(row, row.line.past_due)).numeric().sortable().width("10rem"),
        Column::new("credit", "Unapplied credit", move |row: &CustomerRow| amount(row, row.line.credit))
            .numeric()
            .sortable()
            .width("10rem"),
        Column::new("oldest", "Oldest, days past due", |row: &CustomerRow| row.line.oldest.map(|days| format::decimal(days.into())))
            .numeric()
            .sortable()
            .width("11rem"),
    ];
    let totals = Signal::derive(move || {
        listed.with(|listed| {
            let line = |(currency, sums): (&Currency, &(i64, i64, i64))| {
                let money = |minor: i64| format::money(Money::from_minor(minor, *currency));
                vec!["Total".to_owned(), currency.code().to_owned(), money(sums.0), money(sums.1), money(sums.2), String::new()]
            };
            listed.totals.iter().map(line).collect::<Vec<_>>()
        })
    });
    let tiered = books.read(|ledger| !ledger.policy().tiers.is_empty());
    let (selected, reviewing) = (RwSignal::new(BTreeSet::new()), RwSignal::new(None));
    let targets = move |()| {
        // A customer with two currencies has two lines and is one customer.
        let chosen: BTreeSet<u64> = selected.with_untracked(|keys| keys.iter().map(|key| key >> 16).collect());
        let target = |id: u64| {
            let customer = CustomerId(u32::try_from(id).ok()?);
            let name = books.read(|ledger| ledger.customer(customer).map(|found| found.details.name.clone()))?;
            Some(Target { customer, subject: Subject::Customer, name })
        };
        chosen.into_iter().filter_map(target).collect::<Vec<_>>()
    };
    let empty = move || {
        view! {
            <EmptyState icon=IconName::Search title="No customer matches" text="Search by a part of the name, the customer number, the country or an e-mail address.">
                <Button on_click=move || { typed.set(String::new()); shown.set(String::new()); }>"Clear the search"</Button>
            </EmptyState>
        }
    };
    view! {
        <DataTable
            caption="Customers"
            columns
            total=Signal::derive(move || listed.with(|listed| listed.lines.len()))
            fetch=move |range| listed.with(|listed| books.read(|ledger| listing::rows(ledger, listed, range, books.as_of().get())))
            key=|row: &CustomerRow| line_key(&row.line)
            sort
            on_sort=move |sort: Sort| address.set_sort(&sort)
            on_open=move |row: CustomerRow| go.run(row.line.customer)
            totals
            empty
            selected
            all_keys=move |()| listed.with_untracked(|listed| listed.lines.iter().map(line_key).collect::<Vec<_>>())
            row_name=|row: &CustomerRow| row.name.clone()
            bulk=move || view! { <BulkButtons actions=if tiered { &WITH_TIER } else { &WITH_TIER[..5] } reviewing/> }
        />
        <BulkReview reviewing targets=Callback::new(targets) selected/>
    }
}

/// What tells a line from all others.
fn line_key(line: &Line) -> u64 {
    u64::from(line.customer.0) << 16 | u64::from(line.currency.map_or(0, Currency::numeric))
}

/// What stands here before there is any customer.
#[component]
fn FirstCustomer(adding: RwSignal<bool>) -> impl IntoView {
    let books = Books::expect();
    view! {
        <EmptyState
            icon=IconName::Customers
            title="No customers yet"
            text="Here you see who owes you, how much of it is late, and what to do next. Bring in an export of your shop or accounting, or enter one customer."
        >
            <LinkButton kind=ButtonKind::Primary icon=IconName::Import href=Signal::derive(move || Route::Data.href(books.link_day()))>
                "Import a file"
            </LinkButton>
            <Button icon=IconName::Add on_click=move || adding.set(true)>"Add customer"</Button>
        </EmptyState>
    }
}
