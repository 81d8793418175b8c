//! The command palette: every place and command, a few letters away.

use super::icon::{Icon, IconName};
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

/// What happens when an entry is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Next,
    Previous,
    First,
    Last,
}

/// Where an entry leads.
#[derive(Clone)]
pub enum PaletteTarget {
    /// A place.
    Href(String),
    /// A command.
    Action(Callback<()>),
}

/// One line of the palette.
#[derive(Clone)]
pub struct PaletteEntry {
    /// What it is.
    pub label: String,
    /// What kind of thing it is, or its key.
    pub hint: String,
    /// An icon.
    pub icon: IconName,
    /// Where it leads.
    pub target: PaletteTarget,
}

impl PaletteEntry {
    /// A place.
    pub fn place(label: impl Into<String>, hint: impl Into<String>, icon: IconName, href: impl Into<String>) -> Self {
        Self { label: label.into(), hint: hint.into(), icon, target: PaletteTarget::Href(href.into()) }
    }

    /// A command.
    pub fn action(label: impl Into<String>, hint: impl Into<String>, icon: IconName, action: Callback<()>) -> Self {
        Self { label: label.into(), hint: hint.into(), icon, target: PaletteTarget::Action(action) }
    }
}

/// The palette. It opens with Ctrl or Cmd K anywhere but in a dialog, and with `/` outside of text while `slash` is on.
///
/// ```ignore
/// view! { <Palette open entries=move |query: String| find(&query)/> }
/// ```
#[component]
pub fn Palette(
    /// Open or not.
    open: RwSignal<bool>,
    /// The entries for what is typed, best first; keep it to a dozen or two. It is called while the palette is open.
    #[prop(into)]
    entries: Callback<String, Vec<PaletteEntry>>,
    /// Whether `/` alone opens it, too; the owner must be able to switch that off (WCAG 2.1.4).
    #[prop(default = true.into(), into)]
    slash: Signal<bool>,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let query = RwSignal::new(String::new());
    let chosen = RwSignal::new(0_usize);
    let found = Memo::new_with_compare(move |_| if open.get() { entries.run(query.get()) } else { Vec::new() }, |_, _| true);
    let shortcut = window_event_listener(ev::keydown, move |event| {
        let typing = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .is_some_and(|element| element.matches("input, textarea, select, [contenteditable]").unwrap_or(false));
        let command = (event.ctrl_key() || event.meta_key()) && event.key().eq_ignore_ascii_case("k");
        if super::focus::is_dialog_open() {
            return; // what is typed there would be lost
        }
        if command || (slash.get_untracked() && event.key() == "/" && !typing && !event.ctrl_key() && !event.meta_key() && !event.alt_key())
        {
            event.prevent_default();
            open.set(true);
        }
    });
    on_cleanup(move || shortcut.remove());
    Effect::new(move |_| {
        let (Some(dialog), wanted) = (node.get(), open.get()) else { return };
        if wanted && !dialog.open() {
            query.set(String::new());
            chosen.set(0);
            let _already_shown = dialog.show_modal();
        } else if !wanted && dialog.open() {
            dialog.close();
        }
    });
    let go = move |step: Step| {
        let count = found.with_untracked(Vec::len);
        let at = chosen.get_untracked();
        chosen.set(match step {
            Step::Next => (at + 1).checked_rem(count).unwrap_or(0),
            Step::Previous => (at + count).saturating_sub(1).checked_rem(count).unwrap_or(0),
            Step::First => 0,
            Step::Last => count.saturating_sub(1),
        });
        if let Some(option) = document().get_element_by_id(&option_id(chosen.get_untracked())) {
            option.scroll_into_view_with_scroll_into_view_options(&nearest());
        }
    };
    let pressed = move |event: ev::KeyboardEvent| {
        match event.key().as_str() {
            "ArrowDown" => go(Step::Next),
            "ArrowUp" => go(Step::Previous),
            "Home" if event.ctrl_key() => go(Step::First),
            "End" if event.ctrl_key() => go(Step::Last),
            "Enter" => {
                let option = document().get_element_by_id(&option_id(chosen.get_untracked()));
                if let Some(option) = option.and_then(|option| option.dyn_into::<web_sys::HtmlElement>().ok()) {
                    option.click();
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let typed = move |text: String| {
        chosen.set(0);
        query.set(text);
    };
    // A click on the dialog itself is a click on its backdrop.
    let backdrop = move |event: ev::MouseEvent| {
        if event.target().is_some_and(|target| node.get_untracked().is_some_and(|dialog| target == ****dialog)) {
            open.set(false);
        }
    };
    let count = move || match found.with(Vec::len) {
        0 => "Nothing found".to_owned(),
        count => crate::ui::format::plural(count, "result", "results"),
    };
    view! {
        <dialog class="Palette" aria-label="Find a place, a customer, a command" node_ref=node on:close=move |_| open.set(false) on:click=backdrop>
            <div class="Palette-box">
                <div class="Palette-head">
                    <Icon name=IconName::Search/>
                    <input
                        class="Palette-input"
                        type="text"
                        role="combobox"
                        aria-label="Find a place, a customer, a command"
                        aria-expanded="true"
                        aria-controls="palette-list"
                        aria-autocomplete="list"
                        aria-activedescendant=move || found.with(|found| (!found.is_empty()).then(|| option_id(chosen.get())))
                        placeholder="Where to, or what to do?"
                        autocomplete="off"
                        spellcheck="false"
                        prop:value=move || query.get()
                        on:input:target=move |event| typed(event.target().value())
                        on:keydown=pressed
                    />
                    <kbd>"Esc"</kbd>
                </div>
                <div class="Palette-list" id="palette-list" role="listbox" aria-label="Results">
                    {move || {
                        let option = move |(index, entry)| option_view(index, entry, chosen, open);
                        found.get().into_iter().enumerate().map(option).collect_view()
                    }}
                </div>
                <p class="Palette-foot" role="status">{count}</p>
            </div>
        </dialog>
    }
}

fn option_id(index: usize) -> String {
    format!("palette-option-{index}")
}

fn nearest() -> web_sys::ScrollIntoViewOptions {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    options
}

fn option_view(index: usize, entry: PaletteEntry, chosen: RwSignal<usize>, open: RwSignal<bool>) -> AnyView {
    let selected = move || if chosen.get() == index { "true" } else { "false" };
    let PaletteEntry { label, hint, icon, target } = entry;
    let content = view! {
        <Icon name=icon/>
        <span class="Palette-label">{label}</span>
        <span class="Palette-hint">{hint}</span>
    };
    match target {
        PaletteTarget::Href(href) => view! {
            <a class="Palette-option" role="option" tabindex="-1" id=option_id(index) aria-selected=selected href=href on:click=move |_| open.set(false)>
                {content}
            </a>
        }
        .into_any(),
        PaletteTarget::Action(action) => {
            let run = move |_| {
                open.set(false);
                action.run(());
            };
            view! {
                <button type="button" class="Palette-option" role="option" tabindex="-1" id=option_id(index) aria-selected=selected on:click=run>
                    {content}
                </button>
            }
            .into_any()
        }
    }
}
