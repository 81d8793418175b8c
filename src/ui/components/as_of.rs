//! The day the whole screen holds for.

use super::button::{Button, ButtonKind};
use super::icon::{Icon, IconName};
use super::popover::Popover;
use crate::ui::format;
use chrono::NaiveDate;
use leptos::prelude::*;

/// “Today”, or a prominent “as of 30 Jun 2013” with a way back. The caller keeps the day in the address.
///
/// ```ignore
/// view! { <AsOfControl as_of=as_of today=today on_change=move |day: Option<NaiveDate>| go(day)/> }
/// ```
#[component]
pub fn AsOfControl(
    /// The day shown.
    #[prop(into)]
    as_of: Signal<NaiveDate>,
    /// The day it is.
    #[prop(into)]
    today: Signal<NaiveDate>,
    /// Called with the chosen day, or `None` for “always today”.
    #[prop(into)]
    on_change: Callback<Option<NaiveDate>>,
) -> impl IntoView {
    let elsewhere = move || as_of.get() != today.get();
    let trigger = move || {
        view! {
            <Icon name=IconName::Calendar/>
            <span class="Button-text">
                {move || if elsewhere() { format!("As of {}", format::date(as_of.get())) } else { "Today".to_owned() }}
            </span>
        }
    };
    let choose = move |text: String| {
        if let Ok(day) = text.parse::<NaiveDate>() {
            on_change.run((day != today.get_untracked()).then_some(day));
        }
    };
    let panel = move || {
        view! {
            <div class="AsOfControl-panel stack">
                <label class="Field-label" for="as-of-day">"Show everything as of"</label>
                <input
                    class="Input"
                    id="as-of-day"
                    type="date"
                    prop:value=move || as_of.get().to_string()
                    on:change:target=move |event| choose(event.target().value())
                />
                <p class="Field-help">"Later payments are put back, later invoices left out."</p>
            </div>
        }
    };
    view! {
        <div class="AsOfControl" class:AsOfControl--elsewhere=elsewhere>
            <Popover id="as-of" class="Button AsOfControl-button" panel_label="Choose the day" trigger panel/>
            <Show when=elsewhere>
                <Button kind=ButtonKind::Quiet icon=IconName::Undo on_click=move || on_change.run(None)>"Back to today"</Button>
            </Show>
        </div>
    }
}
