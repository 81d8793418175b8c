//! The discount of an invoice: what to pay until when, what was taken or missed, and how the figures come about.

use crate::domain::command::{Command, DiscountGrant};
use crate::domain::discount::tax_part;
use crate::domain::ids::{InvoiceId, PaymentId};
use crate::domain::invoice::DocumentKind;
use crate::domain::invoice_terms::InvoiceTerms;
use crate::domain::ledger::Ledger;
use crate::domain::money::{Rounding, round};
use crate::reports::discounts::{DiscountStanding, discount_standing, worth};
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, Card, Dialog, TextField};
use crate::ui::format;
use crate::ui::forms::{DialogForm, Findings, FormState, TermsDraft, TermsFields};
use chrono::NaiveDate;
use leptos::prelude::*;

/// What the card shows.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shown {
    terms: InvoiceTerms,
    standing: DiscountStanding,
    due: NaiveDate,
}

fn shown(ledger: &Ledger, id: InvoiceId, day: NaiveDate) -> Option<Shown> {
    let invoice = ledger.invoice(id)?;
    Some(Shown { terms: invoice.terms.clone()?, standing: discount_standing(ledger, invoice, day)?, due: invoice.due })
}

/// The sentences of the card.
fn sentences(shown: &Shown) -> Vec<String> {
    let Shown { terms, standing, due } = shown;
    let mut all = vec![format!("Terms: {}.", terms.discount.terms)];
    if standing.waits_for_goods {
        all.push("The days count from the receipt of the goods. Enter that day under “Change the discount”.".to_owned());
    }
    if let Some(open) = &standing.available {
        let pct = format::decimal(open.offer.tier.pct.normalize());
        all.push(format!(
            "Pay {} until {} ({pct} %): {} less, counted from what was kept and without what gets no discount.",
            format::money(open.cash),
            format::date(open.offer.until),
            format::money(open.discount)
        ));
        if let Some((days, rate)) = worth(open, *due) {
            let simple = format::decimal(round(rate.simple_pct, 2, Rounding::HalfUp));
            let effective =
                rate.compound_pct.map(|pct| format!(", {} % with interest on interest", format::decimal(round(pct, 2, Rounding::HalfUp))));
            all.push(format!(
                "Paying {} before the due date is worth {simple} % a year (d ÷ (1 − d) × 365 ÷ days){}.",
                format::plural(days as usize, "day", "days"),
                effective.unwrap_or_default()
            ));
        }
    }
    for given in &standing.given {
        let tax = terms.discount.tax_pct.and_then(|pct| tax_part(given.amount, pct).ok());
        let tax = tax.map(|part| format!(" Of it {} is tax, {} is net.", format::money(part.tax), format::money(part.net)));
        let late = if given.late.is_empty() { String::new() } else { format!(" Given late: {}.", given.late) };
        let what = format!("Taken: {} with the payment of {}.", format::money(given.amount), format::date(given.paid));
        all.push(format!("{what}{late}{}", tax.unwrap_or_default()));
    }
    if standing.missed.is_positive() {
        all.push(format!("Missed: {}.", format::money(standing.missed)));
    }
    all
}

/// The card; nothing for fees and interest.
#[component]
pub(super) fn Discount(id: InvoiceId) -> impl IntoView {
    let books = Books::expect();
    let plain =
        books.read(|ledger| ledger.invoice(id).is_some_and(|invoice| invoice.kind == DocumentKind::Invoice && invoice.voided.is_none()));
    let shown = books.view(move |ledger, day| shown(ledger, id, day));
    let changing = RwSignal::new(false);
    let reason = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let grant = move |payment: PaymentId, late: bool| {
        let reason = reason.get_untracked();
        if late && reason.trim().is_empty() {
            return problem.set(Some("Say why the discount is given late.".to_owned()));
        }
        problem.set(None);
        let grant = DiscountGrant { invoice: id, reason };
        books.act(Command::GrantDiscount { payment, grant, on: books.today().get_untracked() }, "The discount is given");
    };
    let short = move || {
        let (payment, earned) = shown.with(|shown| shown.as_ref()?.standing.short)?;
        let paid = books.read(|ledger| ledger.payment(payment).map(|payment| payment.received))?;
        let late = earned.offer.until < paid;
        let when = if late {
            format!("{} after its last day", format::plural((paid - earned.offer.until).num_days().unsigned_abs() as usize, "day", "days"))
        } else {
            "in time".to_owned()
        };
        let words = format!("The customer took {} off, {when}. It is still owed: give it, or keep asking.", format::money(earned.discount));
        Some(view! {
            <p>{words}</p>
            {late.then(|| view! {
                <TextField id="discount-reason" label="Why give it late" value=reason error=problem/>
            })}
            <div class="row"><Button on_click=move || grant(payment, late)>"Give the discount"</Button></div>
        })
    };
    let lines = move || match shown.get() {
        Some(shown) => sentences(&shown).into_iter().map(|line| view! { <p>{line}</p> }).collect_view().into_any(),
        None => view! { <p class="muted">"Paying this invoice early earns no discount."</p> }.into_any(),
    };
    let actions = move || view! { <Button kind=ButtonKind::Quiet on_click=move || changing.set(true)>"Change the discount"</Button> };
    plain.then(|| {
        view! {
            <Card title="Discount for paying early" actions>
                <div class="stack stack--tight">{lines}{short}</div>
            </Card>
            <Dialog id="terms-dialog" open=changing title="Discount of this invoice"><ChangeFields id open=changing/></Dialog>
        }
    })
}

/// The form behind “Change the discount”.
#[component]
fn ChangeFields(id: InvoiceId, open: RwSignal<bool>) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("terms");
    let (before, currency) = books.read(|ledger| {
        let found = ledger.invoice(id);
        (
            found.and_then(|invoice| invoice.terms.clone()),
            found.map_or(ledger.settings().home_currency, |invoice| invoice.amount.currency()),
        )
    });
    let draft = TermsDraft::of(before.as_ref());
    let before = StoredValue::new(before);
    let send = move || {
        let mut found = Findings::default();
        let terms = before.with_value(|before| draft.read(currency, before.as_ref(), &mut found));
        let Some(terms) = terms.filter(|_| found.is_empty()) else { return state.refuse(found) };
        state.send(books, Command::ChangeInvoiceTerms { invoice: id, terms }, "Discount changed", move || open.set(false));
    };
    view! {
        <DialogForm state open submit="Save" first="discount" on_submit=send>
            <TermsFields state draft/>
        </DialogForm>
    }
}
