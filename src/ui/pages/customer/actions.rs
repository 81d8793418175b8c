//! What can be done with a customer, and the dialogs for it.

use crate::domain::command::Command;
use crate::domain::ids::{CustomerId, PauseId};
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, ConfirmDialog, IconName, LinkButton, Menu, MenuButton, MenuLink};
use crate::ui::forms::{
    ContactForm, CreditNoteForm, CustomerForm, HoldForm, InvoiceForm, PauseForm, PaymentForm, PromiseForm, ReleaseHoldForm, SettlementForm,
};
use crate::ui::routes::Route;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// The buttons of the header.
#[component]
pub(super) fn Actions(id: CustomerId) -> impl IntoView {
    let books = Books::expect();
    let switch = || RwSignal::new(false);
    let (paying, billing, crediting, changing, pausing, leaving) = (switch(), switch(), switch(), switch(), switch(), switch());
    let (calling, promising, holding, releasing) = (switch(), switch(), switch(), switch());
    let settling = switch();
    let hold = books.view(move |ledger, _| ledger.holds_of(id).find(|hold| hold.released.is_none()).map(|hold| hold.id));
    let owes = books.view(move |ledger, _| ledger.open_invoices_of(id).next().is_some());
    let pause = books.view(move |ledger, _| {
        let today = books.today().get();
        ledger.pause_of(id, today).map(|pause| pause.id)
    });
    let without_documents = books.view(move |ledger, _| {
        let (lists, facts) = (ledger.lists(id), ledger.facts());
        lists.invoices.iter().all(|place| facts.invoices[*place as usize].voided.is_some())
            && lists.payments.iter().all(|place| facts.payments[*place as usize].reversed.is_some())
            && lists.credit_notes.iter().all(|place| facts.credit_notes[*place as usize].voided.is_some())
    });
    let resume = move |pause: PauseId| {
        books.act(Command::ResumeReminders { pause, on: books.today().get_untracked() }, "Reminders resumed");
    };
    let navigate = use_navigate();
    let take_out = Callback::new(move |()| {
        let navigate = navigate.clone();
        books.act_then(Command::RemoveCustomer { customer: id }, "Customer taken out", move |result| {
            if result.is_ok() {
                navigate(&Route::Customers.path(), NavigateOptions::default());
            }
        });
    });
    let pausing_item = move || match pause.get() {
        Some(pause) => view! { <MenuButton icon=IconName::Clock on_click=move || resume(pause)>"Resume reminders"</MenuButton> }.into_any(),
        None => view! { <MenuButton icon=IconName::Pause on_click=move || pausing.set(true)>"Pause reminders"</MenuButton> }.into_any(),
    };
    let holding_item = move || match hold.get() {
        Some(_) => {
            view! { <MenuButton icon=IconName::Check on_click=move || releasing.set(true)>"Release the hold"</MenuButton> }.into_any()
        }
        None => view! { <MenuButton icon=IconName::Flag on_click=move || holding.set(true)>"Put on hold"</MenuButton> }.into_any(),
    };
    let plan = Signal::derive(move || Route::NewPlan(id).href(books.link_day()));
    view! {
        <Button kind=ButtonKind::Primary icon=IconName::Payments on_click=move || paying.set(true)>"Record payment"</Button>
        <Button icon=IconName::Add on_click=move || billing.set(true)>"New invoice"</Button>
        <Button icon=IconName::Phone on_click=move || calling.set(true)>"Log a call or note"</Button>
        <Show when=move || owes.get()>
            <Button icon=IconName::Check on_click=move || promising.set(true)>"Promise to pay"</Button>
        </Show>
        <LinkButton icon=IconName::Plans href=plan>"Payment plan"</LinkButton>
        <Menu id="customer-actions" label="More actions" text=true>
            <MenuButton icon=IconName::Invoices on_click=move || crediting.set(true)>"Credit note"</MenuButton>
            <Show when=move || owes.get()>
                <MenuButton icon=IconName::Plans on_click=move || settling.set(true)>"Offer a settlement"</MenuButton>
            </Show>
            {move || {
                let day = books.link_day();
                view! {
                    <MenuLink icon=IconName::Invoices href=Route::Statement(id).href(day)>"Statement of account"</MenuLink>
                    <MenuLink icon=IconName::Flag href=Route::WaysOut(id).href(day)>"Ways out"</MenuLink>
                    <MenuLink icon=IconName::Print href=Route::Evidence(id).href(day)>"Evidence pack"</MenuLink>
                }
            }}
            <MenuButton icon=IconName::Edit on_click=move || changing.set(true)>"Edit customer"</MenuButton>
            {pausing_item}
            {holding_item}
            <Show when=move || without_documents.get()>
                <MenuButton icon=IconName::Close danger=true on_click=move || leaving.set(true)>"Take out customer"</MenuButton>
            </Show>
        </Menu>
        <PaymentForm open=paying customer=id/>
        <InvoiceForm open=billing customer=id/>
        <CreditNoteForm open=crediting customer=id/>
        <CustomerForm open=changing customer=id/>
        <PauseForm open=pausing customer=id/>
        <ContactForm open=calling customer=id/>
        <PromiseForm open=promising customer=id/>
        <SettlementForm open=settling customer=id/>
        <HoldForm open=holding customer=id/>
        <ReleaseHoldForm open=releasing hold=hold/>
        <ConfirmDialog id="take-out-dialog" open=leaving title="Take out this customer?" confirm="Take out" danger=true on_confirm=take_out>
            <p>"The customer has no documents and will no longer be listed. This cannot be undone."</p>
        </ConfirmDialog>
    }
}
