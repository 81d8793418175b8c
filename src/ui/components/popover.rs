//! A panel that opens beside the thing it belongs to, through the browser's popover.

use leptos::{ev, html, prelude::*};
use std::time::Duration;

const HOVER_DELAY: Duration = Duration::from_millis(350);

/// A button whose panel opens on click, tap, Enter and, with `on_hover`, when the mouse rests on it.
///
/// Esc and a click elsewhere close it (the browser's own light dismiss).
///
/// ```ignore
/// view! { <Popover id="owed" class="ExplainedNumber" trigger=|| "1,234.50" panel=|| view! { <p>"…"</p> } on_hover=true/> }
/// ```
#[component]
pub fn Popover(
    /// A unique id of the panel.
    #[prop(into)]
    id: String,
    /// The class of the button.
    #[prop(into)]
    class: String,
    /// What the button shows.
    #[prop(into)]
    trigger: ViewFn,
    /// What the panel shows; built when it opens.
    #[prop(into)]
    panel: ViewFn,
    /// The button's name when what it shows does not say it.
    #[prop(optional, into)]
    label: Option<String>,
    /// The panel's name.
    #[prop(optional, into)]
    panel_label: Option<String>,
    /// Opens while the mouse rests on it, too.
    #[prop(optional)]
    on_hover: bool,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let open = RwSignal::new(false);
    let pinned = StoredValue::new(false);
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let stop_waiting = move || {
        if let Some(Some(handle)) = waiting.try_update_value(Option::take) {
            handle.clear();
        }
    };
    let enter = move |event: ev::PointerEvent| {
        if !on_hover || event.pointer_type() != "mouse" || open.get_untracked() {
            return;
        }
        let show = move || {
            if let Some(Some(panel)) = node.try_get_untracked() {
                let _already_open = panel.show_popover();
            }
        };
        waiting.set_value(set_timeout_with_handle(show, HOVER_DELAY).ok());
    };
    let leave = move |_| {
        stop_waiting();
        if on_hover
            && !pinned.get_value()
            && open.get_untracked()
            && let Some(panel) = node.get_untracked()
        {
            let _already_closed = panel.hide_popover();
        }
    };
    // `toggle` comes after the change; the panel knows best whether it is open.
    let toggled = move |_| {
        let shown = node.get_untracked().is_some_and(|panel| panel.matches(":popover-open").unwrap_or(false));
        open.set(shown);
        if !shown {
            pinned.set_value(false);
        }
    };
    on_cleanup(stop_waiting);
    view! {
        <span class="Popover" on:pointerenter=enter on:pointerleave=leave>
            <button
                type="button"
                class=class
                popovertarget=id.clone()
                popovertargetaction=if on_hover { "show" } else { "toggle" }
                aria-label=label
                aria-expanded=move || if open.get() { "true" } else { "false" }
                on:click=move |_| pinned.set_value(true)
            >
                {trigger.run()}
            </button>
            <div id=id popover="auto" class="Popover-panel" role="group" aria-label=panel_label node_ref=node on:toggle=toggled>
                {move || open.get().then(|| panel.run())}
            </div>
        </span>
    }
}
