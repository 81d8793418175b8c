//! The form inside a dialog: problems on top, fields, Cancel and the one button that sends it.

use super::state::FormState;
use crate::ui::components::{Button, ButtonKind, DialogExit, ErrorSummary, Notice, NoticeKind};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// A form in a dialog. Enter sends it; the first field has the focus when it opens.
#[component]
pub fn DialogForm(
    /// Problems and whether it is being saved.
    state: FormState,
    /// The dialog's switch, for Cancel.
    open: RwSignal<bool>,
    /// The text of the button: a verb.
    #[prop(into)]
    submit: Signal<String>,
    /// The name of the field that has the focus at first.
    first: &'static str,
    /// The button warns.
    #[prop(optional)]
    danger: bool,
    /// Called when the form is sent.
    #[prop(into)]
    on_submit: Callback<()>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let exit = DialogExit::of(open);
    let first = state.id(first);
    // The dialog opens a frame after its content stands, and then moves the focus itself: come after it.
    request_animation_frame(move || {
        request_animation_frame(move || {
            let field = document().get_element_by_id(&first).and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok());
            let _gone = field.map(|field| field.focus());
        });
    });
    let sent = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !state.busy().get_untracked() {
            on_submit.run(());
        }
    };
    let general = move || state.general().get().map(|text| view! { <Notice kind=NoticeKind::Error>{text}</Notice> });
    let kind = if danger { ButtonKind::Danger } else { ButtonKind::Primary };
    view! {
        <form class="form form--dialog" novalidate=true on:submit=sent>
            {general}
            <ErrorSummary problems=state.problems()/>
            {children()}
            <div class="form-actions row--end">
                <Button on_click=move || exit.leave()>"Cancel"</Button>
                <Button kind submit=true busy=state.busy()>{move || submit.get()}</Button>
            </div>
        </form>
    }
}

/// The switch of a dialog that opens as soon as there is something it is about, and forgets it when it closes.
pub fn opened_by<T: Send + Sync + 'static>(subject: RwSignal<Option<T>>) -> RwSignal<bool> {
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if subject.with(Option::is_some) {
            open.set(true);
        }
    });
    Effect::new(move |was: Option<bool>| {
        let now = open.get();
        if was == Some(true) && !now {
            subject.set(None);
        }
        now
    });
    open
}
