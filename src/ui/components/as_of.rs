//! The day the whole screen holds for.

use super::button::{Button, ButtonKind};
use super::icon::{Icon, IconName};
use super::popover::Popover;
use crate::ui::format;
use chrono::{Datelike, NaiveDate};
use leptos::{ev, prelude::*};
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

const PANEL: &str = "as-of";
const FIELD: &str = "as-of-day";

/// The panel builds its content after it opened.
const CONTENT_STANDS: Duration = Duration::from_millis(60);

/// “Today”, or a prominent “as of 30 Jun 2013” with a way back. The caller keeps the day in the address.
///
/// A day picked in the calendar counts at once; a typed one with Enter or the button, because every key on the way
/// already makes a date. Then the panel closes and the focus is on its button again.
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
    let back = move || {
        on_change.run(None);
        focus_button();
    };
    let panel = move || view! { <Panel as_of today on_change/> };
    view! {
        <div class="AsOfControl" class:AsOfControl--elsewhere=elsewhere>
            <Popover id=PANEL class="Button AsOfControl-button" panel_label="Choose the day" trigger panel/>
            <Show when=elsewhere>
                <Button kind=ButtonKind::Quiet icon=IconName::Undo on_click=back>"Back to today"</Button>
            </Show>
        </div>
    }
}

#[component]
fn Panel(as_of: Signal<NaiveDate>, today: Signal<NaiveDate>, on_change: Callback<Option<NaiveDate>>) -> impl IntoView {
    let text = RwSignal::new(as_of.get_untracked().to_string());
    let typed = StoredValue::new(false);
    let problem = RwSignal::new(false);
    let show = move || match text.get_untracked().parse::<NaiveDate>().ok().filter(|day| (1950..=2100).contains(&day.year())) {
        Some(day) => {
            on_change.run((day != today.get_untracked()).then_some(day));
            close_panel();
        }
        None => problem.set(true),
    };
    let changed = move |day: String| {
        text.set(day);
        problem.set(false);
        if !typed.get_value() {
            show();
        }
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        show();
    };
    view! {
        <form class="AsOfControl-panel stack" novalidate on:submit=submit>
            <label class="Field-label" for=FIELD>"Show everything as of"</label>
            <input
                class="Input"
                id=FIELD
                type="date"
                min="1950-01-01"
                max="2100-12-31"
                aria-describedby="as-of-help"
                aria-invalid=move || problem.get().then_some("true")
                prop:value=text.get_untracked()
                on:keydown=move |_| typed.set_value(true)
                on:pointerdown=move |_| typed.set_value(false)
                on:change:target=move |event| changed(event.target().value())
            />
            <p class="Field-help" id="as-of-help">
                {move || if problem.get() { "Enter a whole date from 1950 to 2100." } else { "Later payments are put back, later invoices left out." }}
            </p>
            <Button submit=true>"Show this day"</Button>
        </form>
    }
}

fn element(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok().flatten()?.dyn_into().ok()
}

fn focus_button() {
    let _gone = element(".AsOfControl-button").map(|button| button.focus());
}

fn close_panel() {
    if let Some(panel) = element(".AsOfControl .Popover-panel:popover-open") {
        let _already_closed = panel.hide_popover();
    }
    focus_button();
}

/// Opens the panel and puts the focus into its field, as soon as whatever asked for it is out of the way.
pub fn open_panel() {
    request_animation_frame(|| {
        focus_button();
        if let Some(panel) = element(".AsOfControl .Popover-panel:not(:popover-open)") {
            let _already_shown = panel.show_popover();
        }
        let into_field = || {
            let _gone =
                document().get_element_by_id(FIELD).and_then(|field| field.dyn_into::<HtmlElement>().ok()).map(|field| field.focus());
        };
        set_timeout(into_field, CONTENT_STANDS);
    });
}
