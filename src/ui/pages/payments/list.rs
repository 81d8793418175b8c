//! The table, its filters and its file. Text, state and order live in the address.

use super::Asked;
use super::export;
use super::listing::{self, Criteria, Show as State};
use super::row::{CreditRow, Standing};
use crate::domain::command::Command;
use crate::domain::credit::CreditSource;
use crate::ui::books::Books;
use crate::ui::components::{
    Badge, Button, Choice, Column, DataTable, EmptyState, IconName, Menu, MenuButton, MenuLink, SelectField, Sort, TextField,
};
use crate::ui::pages::journals::journal_of_credit;
use crate::ui::routes::{self, Route};
use crate::ui::{format, outside};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};
use leptos_router::{NavigateOptions, location::Location};
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

/// The list of payments and credit notes with everything one can do to it.
#[component]
pub(super) fn CreditList(
    /// Everything recorded up to the day, newest first.
    newest: Memo<Vec<CreditSource>>,
    /// Opens the dialogs.
    asked: Asked,
) -> impl IntoView {
    let books = Books::expect();
    let query = use_query_map();
    let asked_for = move |name: &str| query.with(|query| query.get(name)).unwrap_or_default();
    let text = RwSignal::new(untrack(|| asked_for("q")));
    let show = RwSignal::new(untrack(|| asked_for("show")));
    Effect::new(move |_| show.set(asked_for("show")));
    let sort = Memo::new(move |_| sort_in(&asked_for("sort")));
    let criteria = Memo::new(move |_| Criteria {
        text: text.with(|text| text.trim().to_lowercase()),
        show: show.with(|value| State::from_value(value)),
        sort: sort.get(),
    });
    let shown =
        books.view(move |ledger, day| newest.with(|newest| criteria.with(|criteria| listing::chosen(ledger, day, newest, criteria))));
    let total = Memo::new(move |_| shown.with(Vec::len));
    // Rows follow the ledger also where the list itself stays the same: this number changes with every change.
    let changes = AtomicU64::new(0);
    let change = books.view(move |_, _| changes.fetch_add(1, Ordering::Relaxed));
    let fetch = move |range: Range<usize>| {
        change.track();
        let day = books.as_of().get();
        shown.with(|shown| {
            let rows = shown.get(range.start.min(shown.len())..range.end.min(shown.len())).unwrap_or_default();
            books.read(|ledger| rows.iter().filter_map(|source| CreditRow::of(ledger, *source, day)).collect::<Vec<_>>())
        })
    };
    let go = address();
    let keep = StoredValue::new_local(go);
    let set = move |name: &'static str, value: String| keep.with_value(|go| go(name, value));
    let open = use_navigate();
    let open_customer = move |row: CreditRow| {
        let day = untrack(|| books.link_day()).map(|day| format!("?as_of={day}")).unwrap_or_default();
        open(&format!("{}{day}", Route::Customer(row.customer).path()), NavigateOptions::default());
    };
    let clear = move || {
        text.set(String::new());
        set("q", String::new());
        set("show", String::new());
    };
    let none = move || {
        view! {
            <EmptyState icon=IconName::Search title="Nothing matches" text="No payment or credit note up to this day has these words or this state.">
                <Button on_click=clear>"Show all"</Button>
            </EmptyState>
        }
    };
    let caption = move || match total.get() {
        1 => "1 payment or credit note".to_owned(),
        many => format!("{} payments and credit notes", format::count(many)),
    };
    view! {
        <div class="stack">
            <div class="toolbar" role="search">
                <div class="toolbar-grow">
                    <TextField
                        id="payments-text"
                        label="Find"
                        kind="search"
                        value=text
                        help="Customer, reference, invoice number or amount"
                        on_change=move |value: String| set("q", value.trim().to_owned())
                    />
                </div>
                <SelectField
                    id="payments-show"
                    label="Show"
                    value=show
                    choices=vec![
                        Choice::new(State::All.value(), "All"),
                        Choice::new(State::Unapplied.value(), "With unapplied credit"),
                        Choice::new(State::TakenBack.value(), "Taken back"),
                    ]
                    on_change=move |value: String| set("show", value)
                />
                <div class="toolbar-end"><ExportButton shown/></div>
            </div>
            <p class="muted" aria-live="polite">
                {caption}
                {move || books.looks_elsewhere().then_some(", as they stood on this day. What you do here is entered into the books of today.")}
            </p>
            <DataTable
                caption="Payments and credit notes"
                columns=columns(books, asked)
                total=total
                fetch=fetch
                key=CreditRow::key
                sort=Signal::derive(move || Some(sort.get().unwrap_or_else(newest_first)))
                on_sort=move |sort: Sort| set("sort", sort_text(&sort))
                on_open=open_customer
                empty=none
                card_height=184
            />
        </div>
    }
}

/// Downloads what is shown.
#[component]
fn ExportButton(
    /// The list.
    shown: Memo<Vec<CreditSource>>,
) -> impl IntoView {
    let books = Books::expect();
    let export = move || {
        let day = books.as_of().get_untracked();
        let file = shown.with_untracked(|shown| books.read(|ledger| export::csv(ledger, shown, day)));
        match outside::download_csv(&format!("payments-{day}.csv"), &file) {
            Ok(()) => books.say("CSV of what is shown handed to the browser", None),
            Err(sentence) => books.say(sentence, None),
        }
    };
    view! { <Button icon=IconName::Export on_click=export>"Export CSV"</Button> }
}

fn columns(books: Books, asked: Asked) -> Vec<Column<CreditRow>> {
    vec![
        Column::new("customer", "Customer", move |row: &CreditRow| {
            let customer = row.customer;
            view! { <a title=row.name.clone() href=move || Route::Customer(customer).href(books.link_day())>{row.name.clone()}</a> }
        })
        .sortable()
        .width("12.5rem"),
        Column::new("date", "Date", |row: &CreditRow| format::date(row.on)).sortable().width("8rem"),
        Column::new("amount", "Amount", |row: &CreditRow| format::money(row.amount)).numeric().sortable().width("8rem"),
        Column::new("what", "Details", |row: &CreditRow| {
            let text = if row.reference.is_empty() { row.what.clone() } else { format!("{}, {}", row.what, row.reference) };
            view! { <span title=text.clone()>{text.clone()}</span> }
        })
        .width("9rem")
        .hide_on_card(),
        Column::new("uses", "Applied to", move |row: &CreditRow| uses(books, row)).width("9rem"),
        Column::new("unapplied", "Unapplied", |row: &CreditRow| format::money(row.unapplied)).numeric().sortable().width("8rem"),
        Column::new("state", "State", |row: &CreditRow| {
            let standing = row.standing;
            let title = match standing {
                Standing::TakenBack(_, on) => Some(format!("Counts no more since {}", format::date(on))),
                _ => None,
            };
            view! { <span title=title><Badge tone=standing.tone()>{standing.words()}</Badge></span> }
        })
        .width("10rem"),
        Column::new("actions", "Actions", move |row: &CreditRow| actions(books, asked, row)).width("6rem"),
    ]
}

/// Links to the invoices it is used on.
fn uses(books: Books, row: &CreditRow) -> AnyView {
    let refunded = row.refunded.is_positive().then(|| format!("{} given back", format::money(row.refunded)));
    if row.uses.is_empty() && refunded.is_none() {
        return view! { <span class="muted">"–"</span> }.into_any();
    }
    let link = |(place, (invoice, number)): (usize, &(_, String))| {
        let invoice = *invoice;
        let comma = (place > 0).then_some(", ");
        view! { {comma}<a href=move || Route::Invoice(invoice).href(books.link_day())>{number.clone()}</a> }
    };
    let links = row.uses.iter().enumerate().map(link).collect_view();
    let more = (row.more > 0).then(|| format!(" and {} more", format::count(row.more)));
    let comma = (refunded.is_some() && !row.uses.is_empty()).then_some(", ");
    view! { <span>{links}{more}{comma}{refunded}</span> }.into_any()
}

/// What can be done with a line.
fn actions(books: Books, asked: Asked, row: &CreditRow) -> impl IntoView + use<> {
    let (source, customer) = (row.source, row.customer);
    let (can_apply, can_refund, can_take_back) = (row.can_apply, row.can_refund, row.can_take_back);
    let last_refund = row.refund;
    let is_note = matches!(source, CreditSource::CreditNote(_));
    view! {
        <Menu id=format!("credit-{}", row.key()) label=format!("Actions for {}", row.spoken())>
            {can_apply.then(|| view! {
                <MenuButton icon=IconName::Check on_click=move || asked.apply.set(Some(source))>"Apply to the oldest invoices"</MenuButton>
            })}
            {can_refund.then(|| view! {
                <MenuButton icon=IconName::Payments on_click=move || asked.refund.set(Some(source))>"Give credit back"</MenuButton>
            })}
            {last_refund.map(|(refund, amount)| view! {
                <MenuButton icon=IconName::Undo on_click=move || books.act(Command::TakeBackRefund { refund }, "Refund taken back")>
                    {format!("Take the refund of {} back", format::money(amount))}
                </MenuButton>
            })}
            {can_take_back.then(|| view! {
                <MenuButton icon=IconName::Undo danger=true on_click=move || asked.take_back.set(Some(source))>
                    {if is_note { "Void the credit note" } else { "Take back" }}
                </MenuButton>
            })}
            <MenuLink icon=IconName::Customers href=Route::Customer(customer).href(untrack(|| books.link_day()))>"Open the customer"</MenuLink>
            <MenuLink icon=IconName::Journals href=journal_of_credit(source, untrack(|| books.link_day()))>"Journal entries"</MenuLink>
        </Menu>
    }
}

fn newest_first() -> Sort {
    Sort { column: "date".to_owned(), descending: true }
}

/// `-amount` is largest first, `customer` is A to Z.
fn sort_in(text: &str) -> Option<Sort> {
    let (column, descending) = text.strip_prefix('-').map_or((text, false), |rest| (rest, true));
    (!column.is_empty()).then(|| Sort { column: column.to_owned(), descending })
}

fn sort_text(sort: &Sort) -> String {
    if *sort == newest_first() {
        return String::new();
    }
    format!("{}{}", if sort.descending { "-" } else { "" }, sort.column)
}

/// Writes one part of the query string, without a new entry in the history.
fn address() -> impl Fn(&str, String) + Clone {
    let Location { pathname, query, .. } = use_location();
    let navigate = use_navigate();
    move |name, value| {
        let mut query = query.get_untracked();
        query.remove(name);
        if !value.is_empty() {
            query.insert(name.to_owned(), value);
        }
        let path = pathname.get_untracked();
        let below = path.strip_prefix(&routes::base()).unwrap_or(&path).to_owned();
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        navigate(&format!("{below}{}", query.to_query_string()), options);
    }
}
