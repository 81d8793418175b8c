//! Offering a settlement: a smaller sum for certain invoices if it comes by a day.

use super::date::DayField;
use super::dialog_form::DialogForm;
use super::read::{read_amount, read_named_date, read_percent};
use super::state::{Findings, FormState};
use crate::domain::calendar::add_days;
use crate::domain::command::{Command, SettlementDraft};
use crate::domain::currency::Currency;
use crate::domain::ids::{CustomerId, InvoiceId, SettlementId};
use crate::domain::invoice::Invoice;
use crate::domain::money::Money;
use crate::domain::schedule::Settlement;
use crate::domain::settlement_offer::{SettlementOffer, SettlementStanding};
use crate::ui::books::Books;
use crate::ui::components::{Choice, Dialog, SelectField, TextAreaField, TextField};
use crate::ui::format;
use chrono::NaiveDate;
use leptos::prelude::*;

/// How many days an offer usually stands.
const DAYS: i64 = 14;
/// The plan an offer is compared with: so many months.
const MONTHS: i64 = 6;
const SUM: &str = "sum";
const PERCENT: &str = "percent";

/// The dialog “Offer a settlement”.
#[component]
pub fn SettlementForm(
    /// Open or not.
    open: RwSignal<bool>,
    /// To whom.
    customer: CustomerId,
) -> impl IntoView {
    view! { <Dialog id="settlement-dialog" open title="Offer a settlement"><SettlementFields open customer/></Dialog> }
}

/// An invoice that can be settled, with its tick.
#[derive(Clone)]
struct Settled {
    id: InvoiceId,
    number: String,
    open: Money,
    ticked: RwSignal<bool>,
}

fn owed_of(documents: &[Settled]) -> Option<Money> {
    let mut ticked = documents.iter().filter(|one| one.ticked.get());
    let first = ticked.next()?.open;
    ticked.try_fold(first, |sum, one| sum.checked_add(one.open)).ok()
}

/// What was typed, as a settlement of what is owed.
fn terms(owed: Money, way: &str, typed: &str, until: NaiveDate) -> Result<Settlement, String> {
    let settled = if way == PERCENT {
        Settlement::of_percent(owed, read_percent(typed)?, until)
    } else {
        Settlement::of_sum(owed, read_amount(typed, owed.currency())?, until)
    };
    settled.map_err(|_| format!("The sum has to be above zero and below what is owed, {}.", format::money(owed)))
}

/// What an offer means, beside a plan over the whole debt.
fn in_words(settlement: &Settlement) -> String {
    let share = settlement.forgiven.to_decimal().checked_div(settlement.owed.to_decimal());
    let share = share.map(|share| format!(" ({})", format::percent(share, 1))).unwrap_or_default();
    let (pay, forgiven, owed) = (format::money(settlement.pay), format::money(settlement.forgiven), format::money(settlement.owed));
    let month = format::money(Money::from_minor(settlement.owed.minor() / MONTHS, settlement.owed.currency()));
    format!(
        "They pay {pay} of {owed}, and you forgive {forgiven}{share}. A plan over {MONTHS} months would bring about {month} a month and the whole {owed}, \
         if they keep it."
    )
}

#[component]
fn SettlementFields(open: RwSignal<bool>, customer: CustomerId) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("settlement");
    let documents = books.read(|ledger| {
        let mut open: Vec<_> = ledger.open_invoices_of(customer).collect();
        open.sort_by_key(|invoice| (invoice.due, invoice.id));
        let main = open.first().map(|invoice| invoice.amount.currency());
        let settled = |invoice: &Invoice| Settled {
            id: invoice.id,
            number: invoice.number.clone(),
            open: ledger.balance(invoice),
            ticked: RwSignal::new(
                Some(invoice.amount.currency()) == main && ledger.disputes_of(invoice.id).all(|dispute| dispute.closed.is_some()),
            ),
        };
        open.into_iter().map(settled).collect::<Vec<_>>()
    });
    let text = || RwSignal::new(String::new());
    let (way, typed, note) = (RwSignal::new(SUM.to_owned()), text(), text());
    let until = RwSignal::new(add_days(books.today().get_untracked(), DAYS).to_string());
    let listed = documents.clone();
    let sent = documents.clone();
    let send = move || {
        let mut found = Findings::default();
        let last = found.take("until", read_named_date("the last day to pay", &until.get_untracked()));
        let owed = found.take("invoices", untrack(|| owed_of(&sent)).ok_or_else(|| "Tick invoices of one currency.".to_owned()));
        let offer =
            owed.zip(last).and_then(|(owed, last)| found.take("pay", terms(owed, &way.get_untracked(), &typed.get_untracked(), last)));
        let Some(offer) = offer else { return state.refuse(found) };
        let invoices = sent.iter().filter(|one| one.ticked.get_untracked()).map(|one| one.id).collect();
        let made = books.today().get_untracked();
        let draft = SettlementDraft { customer, invoices, pay: offer.pay, made, until: offer.until, note: note.get_untracked() };
        let success = format!("Offer to settle for {} by {} is on record", format::money(offer.pay), format::date(offer.until));
        state.send(books, Command::OfferSettlement { draft }, success, move || open.set(false));
    };
    let preview = move || {
        let owed = owed_of(&documents)?;
        let settlement = terms(owed, &way.get(), &typed.get(), NaiveDate::MIN).ok();
        Some(settlement.map_or_else(|| format!("They owe {} on what is ticked.", format::money(owed)), |found| in_words(&found)))
    };
    let row = |one: Settled| {
        let ticked = one.ticked;
        let text = format!("{}: {}", one.number, format::money(one.open));
        view! {
            <li>
                <label class="Check">
                    <input type="checkbox" prop:checked=move || ticked.get() on:change:target=move |event| ticked.set(event.target().checked())/>
                    <span>{text}</span>
                </label>
            </li>
        }
    };
    let ways = vec![Choice::new(SUM, "A sum to pay"), Choice::new(PERCENT, "A part to forgive, in %")];
    let label = Signal::derive(move || if way.with(|way| way == PERCENT) { "Forgive, in %" } else { "Sum that settles it" }.to_owned());
    view! {
        <DialogForm state open submit="Offer the settlement" first="pay" on_submit=send>
            <p class="muted">"Nothing is forgiven now. The payment that completes the sum in time brings a credit note for the rest; if that payment bounces, the debt is there again."</p>
            <div class="form-row">
                <SelectField id=state.id("way") label="You agree on" value=way choices=ways/>
                <TextField id=state.id("pay") label value=typed inputmode="decimal" error=state.error("pay")/>
            </div>
            <DayField id=state.id("until") label="Last day to pay" value=until error=state.error("until")/>
            <fieldset class="Field">
                <legend class="Field-label">"Which invoices it settles"</legend>
                <ul class="plain-list" role="list">{listed.into_iter().map(row).collect_view()}</ul>
                {move || state.error("invoices").get().map(|error| view! { <p class="Field-error">{error}</p> })}
            </fieldset>
            <p aria-live="polite">{preview}</p>
            <TextAreaField id=state.id("note") label="Note" value=note rows=2 error=state.error("note") optional=true/>
        </DialogForm>
    }
}

/// The open offers of a customer in a currency, as choices of what a payment pays.
pub(super) fn offers(books: Books, customer: Option<CustomerId>, currency: Option<Currency>) -> Vec<(SettlementId, String)> {
    let today = books.today().get();
    books.read(|ledger| {
        let mine = customer.into_iter().flat_map(|customer| ledger.settlements_of(customer));
        let open = mine.filter(|offer| {
            let standing = ledger.settlement_standing(offer, today);
            standing == SettlementStanding::Open && Some(offer.pay.currency()) == currency
        });
        let words = |offer: &SettlementOffer| {
            let missing = Money::from_minor((offer.pay.minor() - ledger.settlement_paid(offer)).max(0), offer.pay.currency());
            let (missing, until) = (format::money(missing), format::date(offer.until));
            (
                offer.id,
                format!("From {missing} on, received by {until}, the rest is forgiven; less is a part payment and nothing is forgiven."),
            )
        };
        open.map(words).collect()
    })
}
