//! Invoices: find, filter, sort, enter, take along as CSV.

pub(super) mod address;
mod listing;
pub(super) mod row;

use super::bulk::{BulkAction, BulkButtons, BulkReview, Subject, Target};
use crate::domain::ids::InvoiceId;
use crate::domain::money::Money;
use crate::ui::books::Books;
use crate::ui::components::{
    Badge, Button, ButtonKind, Column, DataTable, EmptyState, IconName, LinkButton, PageHeader, Sort, Tab as Part, Tabs, TextField,
};
use crate::ui::forms::InvoiceForm;
use crate::ui::routes::Route;
use crate::ui::{format, outside};
use address::ListAddress;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use listing::{Listing, Tab, listing};
use row::InvoiceRow;
use std::collections::BTreeSet;

/// The page.
#[component]
pub fn InvoicesPage() -> impl IntoView {
    let books = Books::expect();
    let address = ListAddress::of(Route::Invoices);
    let (text, state, sort) = (address.value("q"), address.value("state"), address.sort("due"));
    let tab = Memo::new(move |_| Tab::of_key(&state.get()));
    let listed = books.view(move |ledger, day| {
        let text = text.get().trim().to_lowercase();
        sort.with(|sort| listing(ledger, day, &text, tab.get(), sort.as_ref()))
    });
    let adding = RwSignal::new(false);
    let typed = RwSignal::new(text.get_untracked());
    let any = books.view(|ledger, _| !ledger.facts().invoices.is_empty());
    let lead = Signal::derive(move || {
        let shown = listed.with(|listed| listed.places.len());
        Some(format!("{} shown, as of {}.", format::plural(shown, "document", "documents"), format::date(books.as_of().get())))
    });
    let export = move || {
        let file = listed.with_untracked(|listed| books.read(|ledger| row::csv(ledger, listed)));
        if let Err(sentence) = outside::download_csv(&format!("invoices-{}.csv", books.as_of().get_untracked()), &file) {
            books.toaster().push(sentence, None);
        }
    };
    let actions = move || {
        view! {
            <Button icon=IconName::Export on_click=export>"CSV"</Button>
            <Button kind=ButtonKind::Primary icon=IconName::Add on_click=move || adding.set(true)>"New invoice"</Button>
        }
    };
    view! {
        <div class="page">
            <PageHeader title="Invoices" lead actions/>
            <Show when=move || any.get() fallback=move || view! { <FirstInvoice adding/> }>
                <Filter address listed tab typed/>
                <InvoiceTable address listed sort typed/>
            </Show>
            <InvoiceForm open=adding/>
        </div>
    }
}

/// The text filter and the tabs.
#[component]
fn Filter(address: ListAddress, listed: Memo<Listing>, tab: Memo<Tab>, typed: RwSignal<String>) -> impl IntoView {
    Effect::new(move |_| address.set("q", typed.get().trim()));
    let tabs = Signal::derive(move || {
        let counts = listed.with(|listed| listed.counts);
        let part =
            |(tab, count): (Tab, usize)| Part::new(tab.key(), tab.label(), address.href("state", tab.key())).count(format::count(count));
        // Most books have nothing that is written off.
        let shown = |(shown, count): &(Tab, usize)| *shown != Tab::WrittenOff || *count > 0 || tab.get() == Tab::WrittenOff;
        Tab::ALL.into_iter().zip(counts).filter(shown).map(part).collect::<Vec<_>>()
    });
    view! {
        <div class="toolbar">
            <div class="toolbar-grow" role="search">
                <TextField id="invoice-search" label="Search by number or customer" value=typed kind="search"/>
            </div>
        </div>
        <Tabs label="State of the invoices" tabs current=Signal::derive(move || tab.get().key().to_owned())/>
        {move || listed.with(|listed| listed.later).map(|(count, last)| {
            let number = format::plural(count, "document dated later is", "documents dated later are");
            let all = format!("Show as of {}", format::date(last));
            view! { <p class="muted">{number}" left out. "<a href=address.href("as_of", &last.to_string())>{all}</a></p> }
        })}
    }
}

/// The list itself.
#[component]
fn InvoiceTable(address: ListAddress, listed: Memo<Listing>, sort: Memo<Option<Sort>>, typed: RwSignal<String>) -> impl IntoView {
    let books = Books::expect();
    let navigate = use_navigate();
    let link = move |row: &InvoiceRow| Route::Invoice(row.id).href(books.link_day());
    let columns = vec![
        Column::new("number", "Number", move |row: &InvoiceRow| view! { <a href=link(row)>{row.number.clone()}</a> })
            .sortable()
            .width("7rem"),
        Column::new("customer", "Customer", move |row: &InvoiceRow| {
            view! { <a title=row.customer_name.clone() href=Route::Customer(row.customer).href(books.link_day())>{row.customer_name.clone()}</a> }
        })
        .sortable()
        .width("10.75rem"),
        Column::new("issued", "Invoice date", |row: &InvoiceRow| format::date(row.issued)).sortable().width("8.25rem").hide_on_card(),
        Column::new("due", "Due date", |row: &InvoiceRow| format::date(row.due)).sortable().width("8.25rem"),
        Column::new("late", "Days past due", |row: &InvoiceRow| row.late.map(late_days)).numeric().sortable().width("8rem").hide_on_card(),
        Column::new("amount", "Amount", |row: &InvoiceRow| format::money(row.amount)).numeric().sortable().width("7.75rem").hide_on_card(),
        Column::new("balance", "Balance", |row: &InvoiceRow| format::money(row.balance)).numeric().sortable().width("7.75rem"),
        Column::new("state", "State", |row: &InvoiceRow| {
            let standing = row.standing;
            view! { <Badge tone=standing.tone()>{standing.label()}</Badge> }
        })
        .width("10.75rem"),
    ];
    let totals = Signal::derive(move || {
        listed.with(|listed| {
            let line = |(currency, (amount, balance)): (&crate::domain::currency::Currency, &(i64, i64))| {
                let money = |minor: i64| format::money(Money::from_minor(minor, *currency));
                let blank = String::new;
                vec![format!("Total {currency}"), blank(), blank(), blank(), blank(), money(*amount), money(*balance), blank()]
            };
            listed.totals.iter().map(line).collect::<Vec<_>>()
        })
    });
    let open = move |row: InvoiceRow| {
        let day = books.as_of().get_untracked();
        let query = if day == books.today().get_untracked() { String::new() } else { format!("?as_of={day}") };
        navigate(&format!("{}{query}", Route::Invoice(row.id).path()), NavigateOptions::default());
    };
    let (selected, reviewing) = (RwSignal::new(BTreeSet::new()), RwSignal::new(None));
    let targets = move |()| {
        let target = |key: &u64| {
            let invoice = InvoiceId(u32::try_from(*key).ok()?);
            books.read(|ledger| {
                let found = ledger.invoice(invoice)?;
                let name = format!("{}, {}", found.number, ledger.customer_name(found.customer));
                Some(Target { customer: found.customer, subject: Subject::Invoice(invoice), name })
            })
        };
        selected.with_untracked(|keys| keys.iter().filter_map(target).collect::<Vec<_>>())
    };
    let empty = move || {
        view! {
            <EmptyState icon=IconName::Filter title="No invoice here" text="Nothing matches this state and search as of this day.">
                <LinkButton href=Signal::derive(move || address.href("state", "all"))>"All states"</LinkButton>
                <Show when=move || typed.with(|typed| !typed.is_empty())>
                    <Button on_click=move || typed.set(String::new())>"Clear the search"</Button>
                </Show>
            </EmptyState>
        }
    };
    view! {
        <DataTable
            caption="Invoices"
            columns
            total=Signal::derive(move || listed.with(|listed| listed.places.len()))
            fetch=move |range| listed.with(|listed| books.read(|ledger| row::rows(ledger, listed, range)))
            key=|row: &InvoiceRow| u64::from(row.id.0)
            sort
            on_sort=move |sort: Sort| address.set_sort(&sort)
            on_open=open
            totals
            empty
            selected
            all_keys=move |()| listed.with_untracked(|listed| listed.places.iter().map(|place| u64::from(*place) + 1).collect::<Vec<_>>())
            row_name=|row: &InvoiceRow| row.number.clone()
            bulk=move || view! { <BulkButtons actions=&[BulkAction::Pause, BulkAction::Dispute, BulkAction::Note] reviewing/> }
        />
        <BulkReview reviewing targets=Callback::new(targets) selected/>
    }
}

fn late_days(days: i64) -> String {
    if days > 0 { format::decimal(days.into()) } else { "0".to_owned() }
}

/// What stands here before there is any invoice.
#[component]
fn FirstInvoice(adding: RwSignal<bool>) -> impl IntoView {
    let books = Books::expect();
    view! {
        <EmptyState
            icon=IconName::Invoices
            title="No invoices yet"
            text="Here you find everything you have billed: what is owed, since when, and what paid it. Bring in an export of your shop or accounting, or enter one invoice."
        >
            <LinkButton kind=ButtonKind::Primary icon=IconName::Import href=Signal::derive(move || Route::Data.href(books.link_day()))>
                "Import a file"
            </LinkButton>
            <Button icon=IconName::Add on_click=move || adding.set(true)>"New invoice"</Button>
        </EmptyState>
    }
}
