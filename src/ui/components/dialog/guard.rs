//! What a dialog does about the focus, and about work that was typed into it.

use super::super::focus;
use super::typed_work::TypedWork;
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, HtmlElement};

/// What has the focus when a dialog opens, the best first: what the content marks, a field, the main action, Cancel
/// beside an action that warns, the heading. Never the cross.
const FIRST_FOCUS: [&str; 5] = [
    "[data-first-focus]",
    ".Dialog-body :is(input, select, textarea):not([tabindex='-1'], :disabled)",
    ".Button--primary:not(:disabled)",
    ".Button:has(~ .Button--danger), .Button--danger ~ .Button",
    ".Dialog-head h2",
];

/// What a dialog knows of the focus and of the work in it.
#[derive(Clone, Copy)]
pub(super) struct Guard {
    node: NodeRef<html::Dialog>,
    open: RwSignal<bool>,
    work: TypedWork,
    /// Whether the owner is being asked.
    pub asking: RwSignal<bool>,
    places: StoredValue<Places, LocalStorage>,
}

#[derive(Default)]
struct Places {
    /// What had the focus before the dialog opened.
    opener: Option<HtmlElement>,
    /// What had it before the question.
    within: Option<HtmlElement>,
    /// The link to follow when the work is let go.
    link: Option<HtmlElement>,
    /// Lets the browser ask before the tab is closed.
    leaving: Option<WindowListenerHandle>,
    /// Esc was pressed, and the browser has yet to say that it closed the dialog.
    closing: bool,
}

impl Guard {
    pub fn new(node: NodeRef<html::Dialog>, open: RwSignal<bool>) -> Self {
        Self { node, open, work: TypedWork::new(), asking: RwSignal::new(false), places: StoredValue::new_local(Places::default()) }
    }

    pub fn show(self, dialog: &HtmlDialogElement) {
        let opener = focus::holder();
        let _already_shown = dialog.show_modal();
        self.work.begin(dialog);
        let leaving = window_event_listener(ev::beforeunload, move |event| {
            if self.holds_work() {
                event.prevent_default();
            }
        });
        self.stop_listening();
        let _gone = self.places.try_update_value(|places| {
            places.opener = opener;
            places.leaving = Some(leaving);
        });
        if let Some(first) = FIRST_FOCUS.iter().find_map(|selector| focus::find(dialog, selector)) {
            focus::begin_at(dialog, &first);
        }
    }

    fn holds_work(self) -> bool {
        let dialog = self.node.try_get_untracked().flatten();
        dialog.is_some_and(|dialog| self.work.is_held(&dialog))
    }

    /// Closes the dialog or follows a link out of it; asks first when work would be lost.
    pub fn leave(self, link: Option<HtmlElement>) {
        if self.holds_work() {
            let within = focus::holder();
            self.places.update_value(|places| (places.within, places.link) = (within, link));
            self.asking.set(true);
        } else {
            self.open.set(false);
        }
    }

    pub fn keep(self) {
        if self.asking.try_get_untracked() == Some(true) {
            self.asking.set(false);
            let within = self.places.try_update_value(|places| places.within.take()).flatten();
            request_animation_frame(move || {
                let _gone = within.map(|within| focus::give(&within));
            });
        }
    }

    pub fn discard(self) {
        self.work.forget();
        self.asking.set(false);
        match self.places.try_update_value(|places| places.link.take()).flatten() {
            Some(link) => link.click(),
            None => self.open.set(false),
        }
    }

    /// Esc was pressed.
    pub fn cancelled(self, event: &ev::Event) {
        if self.holds_work() {
            event.prevent_default();
            self.leave(None);
        } else {
            // At once: who presses Enter on the opener before the browser says “closed” opens it again.
            self.places.update_value(|places| places.closing = true);
            self.open.set(false);
        }
    }

    /// The dialog was closed. `false`: the browser did it without asking (a second Esc, a phone's back gesture) while work
    /// was in it, so it stands again; or it was opened again before the browser said so.
    pub fn was_closed(self) -> bool {
        let closing = self.places.try_update_value(|places| std::mem::take(&mut places.closing)).unwrap_or(false);
        if closing && self.open.try_get_untracked() == Some(true) {
            return false; // opened again meanwhile
        }
        if self.open.try_get_untracked() == Some(true)
            && self.holds_work()
            && let Some(dialog) = self.node.try_get_untracked().flatten()
        {
            let _already_shown = dialog.show_modal();
            self.leave(None);
            return false;
        }
        let _page_is_gone = (self.open.try_set(false), self.asking.try_set(false));
        self.work.forget();
        self.stop_listening();
        focus::give_back(self.places.try_update_value(|places| places.opener.take()).flatten());
        true
    }

    /// The page dropped the dialog while it was open.
    pub fn unmounted(self) {
        self.stop_listening();
        if let Some(opener) = self.places.try_update_value(|places| places.opener.take()).flatten() {
            focus::give_back(Some(opener));
        }
    }

    fn stop_listening(self) {
        if let Some(leaving) = self.places.try_update_value(|places| places.leaving.take()).flatten() {
            leaving.remove();
        }
    }

    /// A field may have come since the dialog opened.
    pub fn entered(self, event: &ev::FocusEvent) {
        if let Some(field) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
            self.work.see(&field);
        }
    }

    /// A link leads away from what was typed; it waits for the answer.
    pub fn clicked(self, event: &ev::MouseEvent) {
        let elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key() || event.button() != 0;
        if event.default_prevented() || elsewhere || !self.holds_work() {
            return;
        }
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = target.and_then(|target| target.closest("a[href^='/'], a[href^='http']").ok().flatten());
        if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
            event.prevent_default();
            self.leave(Some(link));
        }
    }
}
