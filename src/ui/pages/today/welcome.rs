//! The first start: what Today will be good for, and two ways to begin.

use crate::domain::command::Command;
use crate::domain::sample_shop::sample_shop;
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, Card, EmptyState, IconName, LinkButton};
use crate::ui::routes::Route;
use leptos::prelude::*;

/// Shown while the ledger has neither customers nor invoices.
#[component]
pub(super) fn Welcome() -> impl IntoView {
    view! {
        <Card>
            <EmptyState
                icon=IconName::Today
                title="Who owes you, and what to do about it today"
                text="Drop in an export of your shop or your accounting, and this page says every morning whom to write to, whom to call, and why. Your data stays in this browser."
            >
                <LinkButton kind=ButtonKind::Primary icon=IconName::Import href=Route::Data.href(None)>"Import a file"</LinkButton>
                <SampleButton/>
            </EmptyState>
        </Card>
    }
}

/// Fills an empty ledger with the sample shop; not there when the ledger holds anything.
#[component]
pub fn SampleButton() -> impl IntoView {
    let books = Books::expect();
    let is_empty = books.view(|ledger, _| ledger.facts().customers.is_empty() && ledger.facts().invoices.is_empty());
    let busy = RwSignal::new(false);
    let load = move || match sample_shop(books.today().get_untracked()) {
        Ok(facts) => {
            busy.set(true);
            books.act_then(Command::ReplaceLedger { facts: Box::new(facts) }, "The sample shop is loaded", move |_| {
                let _shown = busy.try_set(false);
            });
        }
        Err(rejection) => books.toaster().push(rejection.sentence(&crate::ui::format::OnScreen), None),
    };
    view! {
        <Show when=move || is_empty.get()>
            <Button busy on_click=load>"Load the sample shop"</Button>
        </Show>
    }
}
