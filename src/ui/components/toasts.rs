//! Short messages about what was just done, with a way back.

use super::button::{Button, ButtonKind};
use super::focus;
use super::icon::IconName;
use leptos::{ev, prelude::*};
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

const TICK: Duration = Duration::from_millis(500);
const TICKS_PLAIN: u32 = 12; // 6 s
const TICKS_WITH_UNDO: u32 = 24; // 12 s: time to notice and to reach the button

#[derive(Clone)]
struct Toast {
    id: u64,
    text: String,
    undo: Option<Callback<()>>,
}

/// Where toasts are sent; in context after [`provide_toaster`].
#[derive(Clone, Copy)]
pub struct Toaster {
    toasts: RwSignal<Vec<Toast>>,
    last_id: StoredValue<u64>,
}

impl Toaster {
    /// Shows a message; with `undo`, a button that runs it once.
    pub fn push(self, text: impl Into<String>, undo: Option<Callback<()>>) {
        self.last_id.update_value(|id| *id += 1);
        let toast = Toast { id: self.last_id.get_value(), text: text.into(), undo };
        self.toasts.update(|toasts| toasts.push(toast));
    }

    /// Text and Undo of the newest message that offers one; running it dismisses the message.
    pub fn latest_undo(self) -> Option<(String, Callback<()>)> {
        let newest = self.toasts.with_untracked(|toasts| toasts.iter().rev().find(|toast| toast.undo.is_some()).cloned())?;
        let undo = newest.undo?;
        let run = Callback::new(move |()| {
            self.dismiss(newest.id);
            undo.run(());
        });
        Some((newest.text, run))
    }

    fn dismiss(self, id: u64) {
        self.toasts.update(|toasts| toasts.retain(|toast| toast.id != id));
    }
}

/// Puts a [`Toaster`] into context and returns it; call it once, above [`Toasts`].
pub fn provide_toaster() -> Toaster {
    let toaster = Toaster { toasts: RwSignal::new(Vec::new()), last_id: StoredValue::new(0) };
    provide_context(toaster);
    toaster
}

/// The corner where toasts appear; once, in the shell.
///
/// Their time stands still while the pointer or the focus is on them. A toast that had the focus gives it back to where
/// it came from.
///
/// ```ignore
/// let toaster = provide_toaster();
/// view! { <Toasts toaster/> };
/// toaster.push("Payment recorded", Some(Callback::new(move |()| undo())));
/// ```
#[component]
pub fn Toasts(
    /// What is shown.
    toaster: Toaster,
) -> impl IntoView {
    let paused = RwSignal::new(false);
    let came_from = StoredValue::new_local(None::<HtmlElement>);
    let entered = move |event: ev::FocusEvent| {
        paused.set(true);
        let from = event.related_target().and_then(|from| from.dyn_into::<HtmlElement>().ok());
        if from.as_ref().is_none_or(|from| from.closest(".Toasts").ok().flatten().is_none()) {
            came_from.set_value(from);
        }
    };
    let gone = Callback::new(move |()| {
        paused.set(false);
        focus::give_back(came_from.get_value());
    });
    view! {
        <section
            class="Toasts"
            aria-label="Notifications"
            on:pointerenter=move |_| paused.set(true)
            on:pointerleave=move |_| paused.set(false)
            on:focusin=entered
            on:focusout=move |_| paused.set(false)
        >
            <div role="status" aria-live="polite" aria-relevant="additions">
                <For each=move || toaster.toasts.get() key=|toast| toast.id let:toast>
                    <ToastView toaster toast paused gone/>
                </For>
            </div>
        </section>
    }
}

/// One toast and its clock.
#[component]
fn ToastView(
    /// Where it is dismissed.
    toaster: Toaster,
    /// What it says.
    toast: Toast,
    /// The clock stands still.
    paused: RwSignal<bool>,
    /// Called when the owner took it away.
    gone: Callback<()>,
) -> impl IntoView {
    let Toast { id, text, undo } = toast;
    let left = StoredValue::new(if undo.is_some() { TICKS_WITH_UNDO } else { TICKS_PLAIN });
    let tick = move || {
        if paused.try_get_untracked() != Some(false) {
            return;
        }
        left.try_update_value(|left| *left = left.saturating_sub(1));
        if left.try_get_value() == Some(0) {
            toaster.dismiss(id);
        }
    };
    if let Ok(clock) = set_interval_with_handle(tick, TICK) {
        on_cleanup(move || clock.clear());
    }
    let take_back = move |callback: Callback<()>| {
        toaster.dismiss(id);
        callback.run(());
        gone.run(());
    };
    let dismiss = move || {
        toaster.dismiss(id);
        gone.run(());
    };
    view! {
        <div class="Toast">
            <span class="Toast-text">{text}</span>
            {undo.map(|callback| view! { <Button icon=IconName::Undo on_click=move || take_back(callback)>"Undo"</Button> })}
            <Button kind=ButtonKind::Quiet icon=IconName::Close label="Dismiss" on_click=dismiss/>
        </div>
    }
}
