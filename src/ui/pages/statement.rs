//! The statement of account of one customer: on the screen, on paper, as CSV.

use super::aging::choices::bucket_name;
use super::customer::back_to_customer;
use crate::domain::credit::CreditNote;
use crate::domain::currency::Currency;
use crate::domain::ids::CustomerId;
use crate::domain::invoice::Invoice;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::exchange::csv::CsvWriter;
use crate::reports::postal_address::postal_address;
use crate::reports::statement::{Statement, StatementEntry, how_to_pay, statement, statement_currencies};
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, Card, Choice, EmptyState, IconName, LinkButton, PageHeader, SelectField};
use crate::ui::forms::{DayField, read_optional_date};
use crate::ui::routes::Route;
use crate::ui::{format, outside};
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// What a line is called on the statement.
fn entry_words(ledger: &Ledger, entry: StatementEntry) -> String {
    let invoice = |id| ledger.invoice(id).map(Invoice::title).unwrap_or_default();
    let note = |id| ledger.credit_note(id).map(CreditNote::title).unwrap_or_default();
    let reference = |id| ledger.payment(id).map(|payment| payment.reference.clone()).filter(|text| !text.is_empty());
    match entry {
        StatementEntry::Invoice(id) => invoice(id),
        StatementEntry::CreditNote(id) => note(id),
        StatementEntry::Payment(id) => {
            reference(id).map_or_else(|| "Payment, thank you".to_owned(), |text| format!("Payment ({text}), thank you"))
        }
        StatementEntry::InvoiceVoided(id) => format!("{} voided", invoice(id)),
        StatementEntry::CreditNoteVoided(id) => {
            format!("{} {}", note(id), ledger.credit_note(id).map_or("voided", CreditNote::ended_words))
        }
        StatementEntry::Refund(id) => {
            let text = ledger.facts().refunds.get(id.index()).map_or("", |refund| refund.reference.as_str());
            if text.is_empty() { "Refund".to_owned() } else { format!("Refund ({text})") }
        }
        StatementEntry::RefundEnded(_) => "Refund of what was taken back".to_owned(),
        StatementEntry::PaymentReversed(id) => {
            reference(id).map_or_else(|| "Payment taken back".to_owned(), |text| format!("Payment ({text}) taken back"))
        }
    }
}

/// One account (customer and currency) over a period, in words.
#[derive(Clone, PartialEq)]
pub struct AccountSheet {
    statement: Statement,
    lines: Vec<(NaiveDate, String, Money, Money)>,
    open: Vec<(String, NaiveDate, String, Money)>,
    /// What can still be had for paying early, a sentence for each invoice.
    discounts: Vec<String>,
    /// What is open by how late it is: the name of each bucket and its sum.
    ages: Vec<(String, Money)>,
}

/// The account as the page shows it.
pub(super) fn account(ledger: &Ledger, customer: CustomerId, currency: Currency, from: Option<NaiveDate>, to: NaiveDate) -> AccountSheet {
    let statement = statement(ledger, customer, currency, from, to);
    let lines = statement.lines.iter().map(|line| (line.on, entry_words(ledger, line.entry), line.change, line.balance)).collect();
    let open = |line: &crate::reports::statement::OpenLine| {
        let invoice = ledger.invoice(line.invoice)?;
        let contested = ledger.open_dispute(line.invoice, to).map_or(0, |dispute| dispute.contested(line.open.minor()));
        let contested = (contested > 0).then(|| format!(", {} disputed", format::money(Money::from_minor(contested, currency))));
        let state = format!("{}{}", format::past_due(line.days_past_due), contested.unwrap_or_default());
        let name = if invoice.kind.is_charge() { invoice.title() } else { invoice.number.clone() };
        Some((name, invoice.due, state, line.open))
    };
    let discount = |line: &crate::reports::statement::OpenLine| {
        let (found, invoice) = (line.discount?, ledger.invoice(line.invoice)?);
        let (cash, until) = (format::money(found.cash), format::date_long(found.offer.until));
        let pct = format::decimal(found.offer.tier.pct.normalize());
        Some(format!("{}: {cash} instead of {} when paid by {until} ({pct} % off).", invoice.number, format::money(line.open)))
    };
    let discounts = statement.open.iter().filter_map(discount).collect();
    let open = statement.open.iter().filter_map(open).collect();
    let buckets = &ledger.settings().aging_buckets;
    let mut sums = vec![0; buckets.count()];
    statement.open.iter().for_each(|line| sums[buckets.bucket_of(line.days_past_due)] += line.open.minor());
    let age = |(bucket, minor): (usize, i64)| (bucket_name(buckets, bucket), Money::from_minor(minor, currency));
    let ages = sums.into_iter().enumerate().map(age).collect();
    AccountSheet { statement, lines, open, discounts, ages }
}

fn csv(sheet: &AccountSheet) -> String {
    let mut file = CsvWriter::with_byte_order_mark();
    ["Date", "Entry", "Currency", "Amount", "Balance"].iter().for_each(|title| file.text(title));
    file.end_row();
    let code = sheet.statement.closing.currency().code();
    for (on, words, change, balance) in &sheet.lines {
        file.date(*on);
        file.text(words);
        file.text(code);
        file.money(*change);
        file.money(*balance);
        file.end_row();
    }
    file.finish()
}

/// The page.
#[component]
pub fn StatementPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).and_then(|id| id.parse().ok()).unwrap_or(CustomerId(0)));
    move || view! { <CustomerStatement id=id.get()/> }
}

#[component]
fn CustomerStatement(id: CustomerId) -> impl IntoView {
    let books = Books::expect();
    let currencies = books.read(|ledger| statement_currencies(ledger, id));
    let currency = RwSignal::new(currencies.first().map(|currency| currency.code().to_owned()).unwrap_or_default());
    let kind = RwSignal::new("activity".to_owned());
    let from = RwSignal::new(String::new());
    let from_error = Memo::new(move |_| read_optional_date(&from.get()).err());
    let sheet = books.view(move |ledger, day| {
        let currency = currency.with(|code| Currency::from_code(code).ok())?;
        Some(account(ledger, id, currency, read_optional_date(&from.get()).ok().flatten(), day))
    });
    let name = books.view(move |ledger, _| ledger.customer_name(id).to_owned());
    let parties = books.view(move |ledger, _| {
        let business = &ledger.settings().business;
        (format!("{}\n{}", business.name, business.address), postal_address(ledger, id))
    });
    let pay = books
        .view(move |ledger, _| sheet.with(|sheet| sheet.as_ref().map(|sheet| how_to_pay(ledger, &sheet.statement)).unwrap_or_default()));
    let export = move || {
        let Some(file) = sheet.with_untracked(|sheet| sheet.as_ref().map(csv)) else { return };
        let day = books.as_of().get_untracked();
        if let Err(sentence) = outside::download_csv(&format!("statement-{id}-{day}.csv"), &file) {
            books.toaster().push(sentence, None);
        }
    };
    let print = move || {
        if let Err(sentence) = outside::print_page() {
            books.toaster().push(sentence, None);
        }
    };
    let back = move || untrack(|| back_to_customer(name.get(), id, books.link_day()));
    let nothing = currencies.is_empty().then(|| {
        view! {
            <EmptyState
                icon=IconName::Invoices
                title="Nothing to state"
                text="There is no such customer, or no invoice, credit note or payment of this one yet."
            >
                <LinkButton href=Signal::derive(move || Route::Customers.href(books.link_day()))>"All customers"</LinkButton>
            </EmptyState>
        }
    });
    let choices: Vec<_> = currencies.iter().map(|currency| Choice::new(currency.code(), currency.code())).collect();
    let kinds = vec![Choice::new("activity", "All activity"), Choice::new("open", "Open items only")];
    let lead = Signal::derive(move || Some(format!("{}, as of {}", name.get(), format::date_long(books.as_of().get()))));
    let body = move || sheet.get().map(|sheet| view! { <Account account=sheet only_open=kind.get() == "open"/> });
    view! {
        <div class="page">
            <PageHeader
                title="Statement of account"
                lead
                back=back()
                actions=move || view! {
                    <Button kind=ButtonKind::Primary icon=IconName::Print on_click=print>"Print"</Button>
                    <Button icon=IconName::Export on_click=export>"CSV"</Button>
                }
            />
            <div class="toolbar no-print">
                <SelectField id="statement-kind" label="What to show" value=kind choices=kinds/>
                <SelectField id="statement-currency" label="Currency" value=currency choices=choices/>
                <DayField id="statement-from" label="From" value=from hint="Empty: from the beginning." error=from_error optional=true/>
            </div>
            <div class="print-only StatementParties">
                <p class="as-typed">{move || parties.with(|(owner, _)| owner.clone())}</p>
                <p class="as-typed">{move || parties.with(|(_, customer)| customer.clone())}</p>
            </div>
            {nothing}
            {body}
            <Show when=move || pay.with(|pay| !pay.is_empty())>
                <div class="print-only StatementPay">
                    <h2>"How to pay"</h2>
                    <p class="as-typed">{move || pay.get()}</p>
                </div>
            </Show>
        </div>
    }
}

/// Activity and open items of one account.
#[component]
pub(super) fn Account(
    /// The account.
    account: AccountSheet,
    /// Leave the activity out.
    only_open: bool,
) -> impl IntoView {
    let AccountSheet { statement, lines, open, discounts, ages } = account;
    let opening = statement.from.map(|from| (from, statement.opening));
    let activity = (!only_open).then(|| {
        let opening = opening.map(|(from, balance)| {
            view! { <tr role="row"><td role="cell">{format::date(from)}</td><th role="rowheader" scope="row">"Brought forward"</th><td role="cell"></td><td role="cell" class="end money" data-label="Balance">{format::money(balance)}</td></tr> }
        });
        let row = |(on, words, change, balance): (NaiveDate, String, Money, Money)| {
            view! {
                <tr role="row">
                    <td role="cell" class="date">{format::date(on)}</td>
                    <th role="rowheader" scope="row">{words}</th>
                    <td role="cell" class="end money" data-label="Amount">{format::money(change)}</td>
                    <td role="cell" class="end money" data-label="Balance">{format::money(balance)}</td>
                </tr>
            }
        };
        view! {
            <Card title="Activity" flush=true>
                <div class="table-scroll" tabindex="0" role="region" aria-label="Activity">
                    <table class="table table--lines" role="table">
                        <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">"Date"</th><th role="columnheader" scope="col">"Entry"</th><th role="columnheader" scope="col" class="end">"Amount"</th><th role="columnheader" scope="col" class="end">"Balance"</th></tr></thead>
                        <tbody role="rowgroup">{opening}{lines.into_iter().map(row).collect_view()}</tbody>
                        <tfoot role="rowgroup"><tr role="row"><td role="cell"></td><th role="rowheader" scope="row">"Balance"</th><td role="cell"></td><td role="cell" class="end money">{format::money(statement.closing)}</td></tr></tfoot>
                    </table>
                </div>
            </Card>
        }
    });
    let row = |(number, due, state, open): (String, NaiveDate, String, Money)| {
        view! {
            <tr role="row">
                <th role="rowheader" scope="row">{number}</th>
                <td role="cell" class="date" data-label="Due">{format::date(due)}</td>
                <td role="cell" data-label="State">{state}</td>
                <td role="cell" class="end money" data-label="Open">{format::money(open)}</td>
            </tr>
        }
    };
    let unapplied = statement.unapplied.is_positive().then(|| {
        let credit = Money::from_minor(-statement.unapplied.minor(), statement.unapplied.currency());
        view! { <tr role="row"><th role="rowheader" scope="row">"Credit not applied yet"</th><td role="cell"></td><td role="cell"></td><td role="cell" class="end money">{format::money(credit)}</td></tr> }
    });
    let disputed = statement.disputed.is_positive().then(|| {
        let rested = Money::from_minor(-statement.disputed.minor(), statement.disputed.currency());
        view! { <tr role="row"><th role="rowheader" scope="row">"Disputed, not asked for"</th><td role="cell"></td><td role="cell"></td><td role="cell" class="end money">{format::money(rested)}</td></tr> }
    });
    let nothing = open.is_empty();
    let names = ages.iter().map(|(name, _)| view! { <th role="columnheader" scope="col" class="end">{name.clone()}</th> }).collect_view();
    let sums = ages.iter().map(|(name, sum)| {
        view! { <td role="cell" class="end money" data-label=name.clone()>{format::money(*sum)}</td> }
    });
    let sums = sums.collect_view();
    view! {
        {activity}
        <Card title="Open items" flush=true>
            <Show when=move || nothing><p class="Card-note">"Nothing is open."</p></Show>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Open items">
                <table class="table table--lines" role="table">
                    <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">"Invoice"</th><th role="columnheader" scope="col">"Due"</th><th role="columnheader" scope="col">"State"</th><th role="columnheader" scope="col" class="end">"Open"</th></tr></thead>
                    <tbody role="rowgroup">{open.into_iter().map(row).collect_view()}{unapplied}{disputed}</tbody>
                    <tfoot role="rowgroup"><tr role="row"><th role="rowheader" scope="row">"To pay"</th><td role="cell"></td><td role="cell"></td><td role="cell" class="end money">{format::money(statement.to_pay())}</td></tr></tfoot>
                </table>
            </div>
        </Card>
        {(!discounts.is_empty()).then(|| {
            let lines = discounts.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
            view! { <Card title="Discount for paying early"><ul class="plain-list" role="list">{lines}</ul></Card> }
        })}
        <Card title="By days past due" flush=true>
            <div class="table-scroll" tabindex="0" role="region" aria-label="By days past due">
                <table class="table table--lines" role="table">
                    <thead role="rowgroup"><tr role="row">{names}</tr></thead>
                    <tbody role="rowgroup"><tr role="row">{sums}</tr></tbody>
                </table>
            </div>
        </Card>
    }
}
