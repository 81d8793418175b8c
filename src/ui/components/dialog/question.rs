//! “Discard what you wrote?”: asked before typed work would be lost with its dialog.

use super::super::button::{Button, ButtonKind};
use super::super::focus;
use leptos::{html, prelude::*};

/// The question, over the dialog it is about. It opens by standing on the page.
#[component]
pub(super) fn DiscardQuestion(
    /// The beginning of its ids.
    id: String,
    /// Go on writing; Esc means it, too.
    on_keep: Callback<()>,
    /// Let it go.
    on_discard: Callback<()>,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        request_animation_frame(move || {
            if dialog.is_connected() && !dialog.open() {
                let _already_shown = dialog.show_modal();
                if let Some(keep) = focus::find(&dialog, ".Button--primary") {
                    focus::give(&keep);
                }
            }
        });
    });
    let (title_id, text_id) = (format!("{id}-discard"), format!("{id}-discard-text"));
    view! {
        <dialog
            class="Dialog Dialog--question"
            role="alertdialog"
            aria-labelledby=title_id.clone()
            aria-describedby=text_id.clone()
            node_ref=node
            on:close=move |_| on_keep.run(())
        >
            <header class="Dialog-head"><h2 id=title_id.clone()>"Discard what you wrote?"</h2></header>
            <div class="Dialog-body"><p id=text_id.clone()>"It has not been saved. If you discard it, it is gone."</p></div>
            <footer class="Dialog-foot">
                <Button kind=ButtonKind::Danger on_click=on_discard>"Discard"</Button>
                <Button kind=ButtonKind::Primary on_click=on_keep>"Keep editing"</Button>
            </footer>
        </dialog>
    }
}
