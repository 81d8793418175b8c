//! What can be done with an invoice: pay it, credit it, move its due date, write it off, void it; a fee or interest is waived or taken back instead.

use crate::domain::command::Command;
use crate::domain::ids::{CustomerId, InvoiceId, PauseId};
use crate::domain::invoice::{DocumentKind, Invoice};
use crate::domain::unusual::about_due_date;
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, ConfirmDialog, Dialog, IconName, LinkButton, Menu, MenuButton, MenuLink};
use crate::ui::format;
use crate::ui::forms::{
    CreditNoteForm, DayField, DialogForm, Doubts, DoubtsField, Findings, FormState, PauseForm, PaymentForm, WriteOffForm, read_named_date,
};
use crate::ui::pages::charges::WaiveDialog;
use crate::ui::pages::journals::journal_of_invoice;
use crate::ui::routes::Route;
use leptos::prelude::*;

/// The buttons of the header, and their dialogs.
#[component]
pub(super) fn Actions(id: InvoiceId, customer: CustomerId) -> impl IntoView {
    let books = Books::expect();
    let (paying, crediting, moving, voiding) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let live = books.view(move |ledger, _| ledger.invoice(id).is_some_and(|invoice| invoice.voided.is_none()));
    let owed = books.view(move |ledger, _| ledger.invoice(id).is_some_and(|invoice| ledger.balance(invoice).is_positive()));
    let (pausing, giving_up) = (RwSignal::new(false), RwSignal::new(false));
    let pause = books.view(move |ledger, _| ledger.pause_of_invoice(customer, id, books.today().get()).map(|pause| pause.id));
    let resume = move |pause: PauseId| {
        books.act(Command::ResumeReminders { pause, on: books.today().get_untracked() }, "Reminders resumed");
    };
    let pausing_item = move || match pause.get() {
        Some(pause) => view! { <MenuButton icon=IconName::Clock on_click=move || resume(pause)>"Resume reminders"</MenuButton> }.into_any(),
        None => view! { <MenuButton icon=IconName::Pause on_click=move || pausing.set(true)>"Pause reminders"</MenuButton> }.into_any(),
    };
    let kind = books.read(|ledger| ledger.invoice(id).map(|invoice| (invoice.kind, invoice.charge.is_some())));
    let (plain, posted) = kind.map_or((true, false), |(kind, posted)| (!kind.is_charge(), posted));
    // It is paid as long as it is there, and goes with its payment.
    if kind.is_some_and(|(kind, _)| kind == DocumentKind::Recovery) {
        let href = journal_of_invoice(id, untrack(|| books.link_day()));
        return view! { <LinkButton href>"Journal entries"</LinkButton> }.into_any();
    }
    let waiving = RwSignal::new(None::<InvoiceId>);
    let end = move || {
        if posted {
            let waive = move || waiving.set(Some(id));
            view! {
                <Show when=move || owed.get()><MenuButton icon=IconName::Check on_click=waive>"Waive"</MenuButton></Show>
                <MenuButton icon=IconName::Close danger=true on_click=move || voiding.set(true)>"Take back"</MenuButton>
            }
            .into_any()
        } else {
            view! {
                <MenuButton icon=IconName::Close danger=true on_click=move || voiding.set(true)>
                    {if plain { "Void this invoice" } else { "Void this interest" }}
                </MenuButton>
            }
            .into_any()
        }
    };
    let plan_href = move || Route::NewPlan(customer).href(books.link_day());
    view! {
        <Show when=move || owed.get()>
            <Button kind=ButtonKind::Primary icon=IconName::Payments on_click=move || paying.set(true)>"Record payment"</Button>
        </Show>
        <Show when=move || live.get()>
            <Menu id="invoice-actions" label="More actions" text=true>
                <MenuButton icon=IconName::Calendar on_click=move || moving.set(true)>"Change due date"</MenuButton>
                {(!posted).then(|| view! { <MenuButton icon=IconName::Invoices on_click=move || crediting.set(true)>"Credit note"</MenuButton> })}
                <MenuLink icon=IconName::Plans href=plan_href()>"Payment plan"</MenuLink>
                <MenuLink icon=IconName::Journals href=journal_of_invoice(id, untrack(|| books.link_day()))>"Journal entries"</MenuLink>
                {pausing_item}
                <Show when=move || owed.get()>
                    <MenuButton icon=IconName::Undo on_click=move || giving_up.set(true)>"Write off"</MenuButton>
                </Show>
                {end}
            </Menu>
        </Show>
        <PaymentForm open=paying invoice=id/>
        <CreditNoteForm open=crediting invoice=id/>
        <PauseForm open=pausing customer invoice=id/>
        <WriteOffForm open=giving_up invoice=id/>
        <Dialog id="due-dialog" open=moving title="Change the due date"><DueFields id open=moving/></Dialog>
        {if posted {
            view! {
                <WaiveDialog id="waive-from-menu" charge=waiving/>
                <ConfirmDialog
                    id="take-back-dialog"
                    open=voiding
                    title="Take this charge back?"
                    confirm="Take back"
                    danger=true
                    on_confirm=move || books.act(Command::TakeBackCharges { charges: vec![id] }, "Charge taken back")
                >
                    <p>"It counts on no day any more, as if it had never been posted, and can be posted again. What was paid on it becomes unapplied credit of the customer. This cannot be undone."</p>
                    <p class="muted">"To forgive a charge that was right, waive it instead."</p>
                </ConfirmDialog>
            }
            .into_any()
        } else {
            let title = if plain { "Void this invoice?" } else { "Void this interest?" };
            view! { <Dialog id="void-dialog" open=voiding title><VoidFields id open=voiding/></Dialog> }.into_any()
        }}
    }
    .into_any()
}

#[component]
fn DueFields(id: InvoiceId, open: RwSignal<bool>) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("due-date");
    let now = books.read(|ledger| ledger.invoice(id).map(|invoice| (invoice.issued, invoice.due)));
    let due = RwSignal::new(now.map(|(_, due)| due.to_string()).unwrap_or_default());
    let doubts = Doubts::none();
    let send = move || {
        let mut found = Findings::default();
        let Some(due) = found.take("due", read_named_date("the due date", &due.get_untracked())) else { return state.refuse(found) };
        let unusual = now.and_then(|(issued, _)| about_due_date(issued, due));
        if let Err(asked) = doubts.settle(unusual.into_iter().collect()) {
            return state.refuse(asked);
        }
        let success = format!("Due date moved to {}", format::date(due));
        state.send(books, Command::ChangeDueDate { invoice: id, due }, success, move || open.set(false));
    };
    view! {
        <DialogForm state open submit="Change due date" first="due" on_submit=send>
            <p>"Reminders start anew from the new date. The old date stays in the history."</p>
            <DayField id=state.id("due") label="Due date" value=due error=state.error("due")/>
            <DoubtsField state doubts/>
        </DialogForm>
    }
}

#[component]
fn VoidFields(id: InvoiceId, open: RwSignal<bool>) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("void");
    let on = RwSignal::new(books.today().get_untracked().to_string());
    let issued = books.read(|ledger| ledger.invoice(id).map(|invoice| invoice.issued));
    let charges = books.read(|ledger| ledger.unpaid_charges(id).map(Invoice::title).collect::<Vec<_>>());
    let with = (!charges.is_empty()).then(|| format!("With it goes what is not paid of its fees and interest: {}.", charges.join(", ")));
    let hint = issued.map(|issued| format!("Its own date, {}, makes it count on no day at all.", format::date(issued)));
    let send = move || {
        let mut found = Findings::default();
        let Some(on) = found.take("on", read_named_date("the day", &on.get_untracked())) else { return state.refuse(found) };
        state.send(books, Command::VoidInvoice { invoice: id, on }, "Invoice voided", move || open.set(false));
    };
    view! {
        <DialogForm state open submit="Void invoice" first="on" danger=true on_submit=send>
            <p>"From this day on it is no longer owed. What was paid on it becomes unapplied credit of the customer. This cannot be undone."</p>
            {with.map(|with| view! { <p>{with}</p> })}
            <p class="muted">{hint}</p>
            <DayField id=state.id("on") label="Void from" value=on error=state.error("on")/>
        </DialogForm>
    }
}
