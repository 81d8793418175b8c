//! A ledger to try things with, and an empty one.

use super::backup::{ExportButton, contents, is_empty};
use crate::domain::command::Command;
use crate::domain::sample_shop::sample_shop;
use crate::ui::books::Books;
use crate::ui::components::{Button, Card, ConfirmDialog, IconName};
use leptos::prelude::*;

/// The card.
#[component]
pub(super) fn FreshStart() -> impl IntoView {
    let books = Books::expect();
    let own = books.view(|ledger, _| (!is_empty(ledger)).then(|| contents(ledger.facts())));
    let asks_sample = RwSignal::new(false);
    let asks_empty = RwSignal::new(false);
    let load = move || match sample_shop(books.today().get_untracked()) {
        Ok(facts) => books.act(Command::ReplaceLedger { facts: Box::new(facts) }, "The sample shop is loaded"),
        Err(rejection) => books.toaster().push(format!("The sample shop could not be built: {rejection}"), None),
    };
    let ask_or_load = move |()| {
        if own.get_untracked().is_some() {
            asks_sample.set(true);
        } else {
            load();
        }
    };
    let empty = move |()| books.act(Command::ReplaceLedger { facts: Box::default() }, "You start with an empty ledger");
    let what_goes = move || own.get().map_or_else(|| "Your ledger is empty.".to_owned(), |own| format!("Your ledger holds {own}."));
    view! {
        <Card title="Sample shop and fresh start" id="fresh-start">
            <div class="stack">
                <p>"The sample shop is an invented shop for coffee equipment with customers in three currencies, to try everything with."</p>
                <div class="row">
                    <Button icon=IconName::Data on_click=Callback::new(ask_or_load)>"Load the sample shop"</Button>
                    <Show when=move || own.get().is_some()>
                        <Button on_click=Callback::new(move |()| asks_empty.set(true))>"Start over with an empty ledger"</Button>
                    </Show>
                </div>
            </div>
        </Card>
        <ConfirmDialog
            id="confirm-sample"
            open=asks_sample
            title="Replace your ledger with the sample shop?"
            confirm="Load the sample shop"
            danger=true
            on_confirm=Callback::new(move |()| load())
        >
            <p>{what_goes}" It is replaced as a whole, with its settings and rules. Export it first if you may need it again."</p>
            <div class="row"><ExportButton text="Export the ledger I have now"/></div>
        </ConfirmDialog>
        <ConfirmDialog
            id="confirm-empty"
            open=asks_empty
            title="Start over with an empty ledger?"
            confirm="Start over"
            danger=true
            on_confirm=Callback::new(empty)
        >
            <p>{what_goes}" Everything in it is removed, also settings and rules. Export it first if you may need it again."</p>
            <div class="row"><ExportButton text="Export the ledger I have now"/></div>
        </ConfirmDialog>
    }
}
