//! Payments and credit notes: what came in, what it paid, what waits to be applied.

mod apply;
mod export;
mod figures;
mod list;
mod listing;
mod refund;
mod return_fee;
mod row;
pub(super) mod take_back;

use crate::domain::credit::CreditSource;
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, EmptyState, IconName, LinkButton, PageHeader};
use crate::ui::forms::PaymentForm;
use crate::ui::routes::Route;
use leptos::prelude::*;

/// What the owner is about to do with a payment or credit note; each opens its dialog.
#[derive(Clone, Copy)]
struct Asked {
    /// Use what is left of it.
    apply: RwSignal<Option<CreditSource>>,
    /// Give back what is left of it.
    refund: RwSignal<Option<CreditSource>>,
    /// Take it back.
    take_back: RwSignal<Option<CreditSource>>,
}

/// The page.
#[component]
pub fn PaymentsPage() -> impl IntoView {
    let books = Books::expect();
    let recording = RwSignal::new(false);
    let asked = Asked { apply: RwSignal::new(None), refund: RwSignal::new(None), take_back: RwSignal::new(None) };
    let newest = books.view(listing::newest_first);
    let any = Memo::new(move |_| newest.with(|newest| !newest.is_empty()));
    let record = Callback::new(move |()| recording.set(true));
    let actions = move || {
        view! {
            <LinkButton href=Signal::derive(move || Route::Discounts.href(books.link_day()))>"Discounts"</LinkButton>
            <Button kind=ButtonKind::Primary icon=IconName::Add on_click=record>"Record a payment"</Button>
        }
    };
    view! {
        <div class="page">
            <PageHeader title="Payments" lead="Money that came in, credit notes, and the invoices they paid." actions=actions/>
            <Show when=move || any.get() fallback=move || view! { <NothingYet record/> }>
                <figures::Figures/>
                <list::CreditList newest asked/>
            </Show>
            <PaymentForm open=recording/>
            <apply::ApplyDialog subject=asked.apply/>
            <refund::RefundDialog subject=asked.refund/>
            <take_back::TakeBackDialog subject=asked.take_back/>
        </div>
    }
}

/// What the page is for, before there is a payment.
#[component]
fn NothingYet(
    /// Opens the form.
    record: Callback<()>,
) -> impl IntoView {
    let books = Books::expect();
    let text = "Record what customers pay. Recoup uses it on their oldest invoices first, or on the ones you choose; \
                what is left over stays as credit to the customer's name.";
    view! {
        <EmptyState icon=IconName::Payments title="No payments yet" text=text>
            <Button on_click=record>"Record a payment"</Button>
            <LinkButton href=Signal::derive(move || Route::Data.href(books.link_day())) icon=IconName::Import>"Import a file"</LinkButton>
        </EmptyState>
    }
}
