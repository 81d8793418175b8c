//! What can be chosen about the report.

use super::buckets_editor::BucketsEditor;
use super::choices::{Choices, basis_key, basis_of, bucket_name};
use super::sheet::Sheet;
use crate::domain::aging_buckets::AgingBuckets;
use crate::domain::command::Command;
use crate::domain::currency::Currency;
use crate::ui::books::Books;
use crate::ui::components::{Button, CheckField, Choice, IconName, SelectField};
use leptos::prelude::*;
use std::sync::Arc;

/// The row of controls.
#[component]
pub(super) fn Controls(
    /// What is chosen now.
    choices: Memo<Choices>,
    /// What it gives.
    sheet: Memo<Arc<Sheet>>,
    /// Called with other choices.
    on_choose: Callback<Choices>,
) -> impl IntoView {
    let books = Books::expect();
    let basis = RwSignal::new(String::new());
    let currency = RwSignal::new(String::new());
    let on_oldest = RwSignal::new(false);
    Effect::new(move |_| {
        basis.set(sheet.with(|sheet| basis_key(sheet.parameters.basis)).to_owned());
        choices.with(|choices| {
            currency.set(choices.currency.map_or_else(String::new, |currency| currency.code().to_owned()));
            on_oldest.set(choices.credit_on_oldest);
        });
    });
    let change = move |edit: &dyn Fn(&mut Choices)| {
        let mut next = choices.get_untracked();
        edit(&mut next);
        on_choose.run(next);
    };
    let currencies = Signal::derive(move || {
        let mut list = vec![Choice::new("", "All currencies")];
        let chosen = choices.with(|choices| choices.currency);
        let mut known = sheet.with(|sheet| sheet.currencies.clone());
        // A currency of the address without any debt on this day is still the one that is chosen.
        known.extend(chosen.filter(|currency| !known.contains(currency)));
        list.extend(known.into_iter().map(|currency| Choice::new(currency.code(), format!("{currency}, {}", currency.name()))));
        list
    });
    let editing = RwSignal::new(false);
    let buckets = Signal::derive(move || sheet.with(|sheet| sheet.parameters.buckets.clone()));
    let use_buckets = move |(chosen, keep): (AgingBuckets, bool)| {
        if keep {
            let mut settings = books.read(|ledger| ledger.settings().clone());
            settings.aging_buckets = chosen;
            change(&|next| next.buckets = None);
            if books.read(|ledger| *ledger.settings() != settings) {
                books.act(Command::ChangeSettings { settings }, "Buckets kept for every report");
            }
        } else {
            change(&|next| next.buckets = Some(chosen.clone()));
        }
    };
    let is_own = move || choices.with(|choices| choices.basis.is_none() && choices.buckets.is_none());
    let keep_all = move |()| {
        let mut settings = books.read(|ledger| ledger.settings().clone());
        sheet.with_untracked(|sheet| {
            settings.aging_basis = sheet.parameters.basis;
            settings.aging_buckets = sheet.parameters.buckets.clone();
        });
        books.act_then(Command::ChangeSettings { settings }, "This is now how every report counts", move |result| {
            if result.is_ok() {
                change(&|next| {
                    next.basis = None;
                    next.buckets = None;
                });
            }
        });
    };
    let summary =
        move || buckets.with(|buckets| (0..buckets.count()).map(|bucket| bucket_name(buckets, bucket)).collect::<Vec<_>>().join(", "));
    view! {
        <div class="toolbar" role="group" aria-label="How to count">
            <SelectField
                id="aging-basis"
                label="Age by"
                value=basis
                choices=vec![Choice::new("due", "Due date"), Choice::new("invoice", "Invoice date")]
                on_change=move |key: String| change(&|next| next.basis = basis_of(&key))
            />
            <SelectField
                id="aging-currency"
                label="Currency"
                value=currency
                choices=currencies
                on_change=move |code: String| change(&|next| next.currency = Currency::from_code(&code).ok())
            />
            <div class="AgingControls-buckets">
                <Button icon=IconName::Edit on_click=Callback::new(move |()| editing.set(true))>{move || format!("Buckets: {}", summary())}</Button>
            </div>
            <CheckField
                id="aging-credit"
                label="Show credit on the oldest debt"
                value=on_oldest
                on_change=move |on: bool| change(&|next| next.credit_on_oldest = on)
            />
            <Show when=move || !is_own()>
                <Button on_click=Callback::new(keep_all)>"Keep this way of counting"</Button>
            </Show>
        </div>
        <BucketsEditor open=editing current=buckets on_use=Callback::new(use_buckets)/>
    }
}
