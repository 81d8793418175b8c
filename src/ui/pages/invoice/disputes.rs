//! Disputes of an invoice: raising one, closing it, and those that were.

use crate::domain::command::Command;
use crate::domain::dispute::Dispute;
use crate::domain::ids::{DisputeId, InvoiceId};
use crate::ui::books::Books;
use crate::ui::components::{Button, Card, ConfirmDialog, Dialog, IconName, TextAreaField};
use crate::ui::format;
use crate::ui::forms::{DayField, DialogForm, Findings, FormState, read_named_date};
use leptos::prelude::*;

/// The card “Disputes”.
#[component]
pub(super) fn Disputes(id: InvoiceId) -> impl IntoView {
    let books = Books::expect();
    let disputes = books.view(move |ledger, day| {
        let known = ledger.disputes_of(id).filter(|dispute| dispute.raised <= day && dispute.closed != Some(dispute.raised));
        known.cloned().collect::<Vec<Dispute>>()
    });
    let open = books.view(move |ledger, _| ledger.disputes_of(id).find(|dispute| dispute.closed.is_none()).map(|dispute| dispute.id));
    let can_raise = books.view(move |ledger, _| ledger.invoice(id).is_some_and(|invoice| invoice.voided.is_none()));
    let (raising, closing) = (RwSignal::new(false), RwSignal::new(false));
    let close = move || {
        let dispute: Option<DisputeId> = open.get_untracked();
        if let Some(dispute) = dispute {
            books.act(Command::CloseDispute { dispute, on: books.today().get_untracked() }, "Dispute closed");
        }
    };
    let actions = move || {
        view! {
            <Show
                when=move || open.get().is_some()
                fallback=move || view! {
                    <Show when=move || can_raise.get()>
                        <Button icon=IconName::Flag on_click=move || raising.set(true)>"Mark as disputed"</Button>
                    </Show>
                }
            >
                <Button icon=IconName::Check on_click=move || closing.set(true)>"Close dispute"</Button>
            </Show>
        }
    };
    let item = |dispute: Dispute| {
        let end = dispute.closed.map_or_else(|| "open".to_owned(), |closed| format!("closed {}", format::date(closed)));
        let reason = if dispute.reason.is_empty() { "No reason noted.".to_owned() } else { dispute.reason };
        view! {
            <li>
                <div>
                    <time datetime=dispute.raised.to_string()>{format::date(dispute.raised)}</time>
                    <p>{reason}" "<span class="muted">{format!("({end})")}</span></p>
                </div>
            </li>
        }
    };
    view! {
        <Card title="Disputes" actions>
            <Show
                when=move || disputes.with(|disputes| !disputes.is_empty())
                fallback=|| view! { <p class="muted">"Not disputed. While a dispute is open, no reminder mentions the invoice; it keeps aging."</p> }
            >
                <ul class="timeline" role="list">{move || disputes.get().into_iter().map(item).collect_view()}</ul>
            </Show>
            <Dialog id="dispute-dialog" open=raising title="Mark as disputed"><DisputeFields id open=raising/></Dialog>
            <ConfirmDialog id="close-dispute-dialog" open=closing title="Close the dispute?" confirm="Close dispute" on_confirm=close>
                <p>"From today the invoice is reminded of again. The dispute stays in the history."</p>
            </ConfirmDialog>
        </Card>
    }
}

#[component]
fn DisputeFields(id: InvoiceId, open: RwSignal<bool>) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("dispute");
    let on = RwSignal::new(books.today().get_untracked().to_string());
    let reason = RwSignal::new(String::new());
    let send = move || {
        let mut found = Findings::default();
        let Some(on) = found.take("on", read_named_date("the day", &on.get_untracked())) else { return state.refuse(found) };
        let command = Command::RaiseDispute { invoice: id, on, reason: reason.get_untracked() };
        state.send(books, command, "Marked as disputed", move || open.set(false));
    };
    view! {
        <DialogForm state open submit="Mark as disputed" first="reason" on_submit=send>
            <TextAreaField
                id=state.id("reason")
                label="What the customer says"
                value=reason
                help="For example: two boxes arrived damaged."
                error=state.error("reason")
                optional=true
            />
            <DayField id=state.id("on") label="Since" value=on error=state.error("on")/>
        </DialogForm>
    }
}
