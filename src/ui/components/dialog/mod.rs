//! Dialogs: the browser's own `<dialog>`, which keeps the focus in, gives it back, and loses no typed work.

mod confirm;
mod guard;
mod question;
mod typed_work;

pub use confirm::ConfirmDialog;

use super::button::{Button, ButtonKind};
use super::icon::IconName;
use guard::Guard;
use leptos::{html, prelude::*};
use question::DiscardQuestion;

/// The way out of the dialog that the content stands in.
#[derive(Clone, Copy)]
pub struct DialogExit(Callback<()>);

impl DialogExit {
    /// The exit of the dialog around; outside of one it just switches `open` off.
    pub fn of(open: RwSignal<bool>) -> Self {
        use_context().unwrap_or_else(|| Self(Callback::new(move |()| open.set(false))))
    }

    /// Closes the dialog. When something was typed, the owner is asked first.
    pub fn leave(self) {
        self.0.run(());
    }
}

/// A dialog over the page. Esc and the cross close it; focus returns to where it was, or to the page's heading.
///
/// The content is built when it opens and dropped when it closes, so a form starts fresh each time. When a field holds
/// something else than at first, Esc, the cross, [`DialogExit::leave`] and links ask “Discard what you wrote?”. A form
/// that was sent sets `open` to false, which asks nothing.
///
/// ```ignore
/// view! {
///     <Dialog id="pay" open title="Record a payment" footer=move || view! { <Button kind=ButtonKind::Primary>"Record"</Button> }>
///         <TextField id="reference" label="Reference" value=reference/>
///     </Dialog>
/// }
/// ```
#[component]
pub fn Dialog(
    /// The id of the element, unique on the page.
    #[prop(into)]
    id: String,
    /// Open or not; the dialog sets it to false when it is closed.
    open: RwSignal<bool>,
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// Buttons at the end.
    #[prop(optional, into)]
    footer: Option<ViewFn>,
    /// Wider, for tables and previews.
    #[prop(optional)]
    wide: bool,
    /// Called after it closed, however that happened.
    #[prop(optional, into)]
    on_close: Option<Callback<()>>,
    /// The content.
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let guard = Guard::new(node, open);
    let exit = DialogExit(Callback::new(move |()| guard.leave(None)));
    Effect::new(move |_| {
        let (Some(dialog), wanted) = (node.get(), open.get()) else { return };
        if wanted && !dialog.open() {
            // A frame later the content stands, and the browser can move the focus into it.
            request_animation_frame(move || {
                if open.try_get_untracked() == Some(true) && !dialog.open() && dialog.is_connected() {
                    guard.show(&dialog);
                }
            });
        } else if !wanted && dialog.open() {
            dialog.close();
        }
    });
    on_cleanup(move || guard.unmounted());
    let closed = move |_| {
        if guard.was_closed()
            && let Some(callback) = on_close
        {
            callback.run(());
        }
    };
    let title_id = format!("{id}-title");
    let content = StoredValue::new((children, footer));
    let question_id = id.clone();
    view! {
        <dialog
            class="Dialog"
            class:Dialog--wide=wide
            id=id
            aria-labelledby=title_id.clone()
            node_ref=node
            on:close=closed
            on:cancel=move |event| guard.cancelled(&event)
            on:focusin=move |event| guard.entered(&event)
            on:click=move |event| guard.clicked(&event)
        >
            <header class="Dialog-head">
                <h2 id=title_id.clone() tabindex="-1">{move || title.get()}</h2>
                <Button kind=ButtonKind::Quiet icon=IconName::Close label="Close" on_click=move || guard.leave(None)/>
            </header>
            <Show when=move || open.get()>
                // In here, or dialogs side by side would share it.
                {provide_context(exit)}
                <div class="Dialog-body">{content.with_value(|(children, _)| children())}</div>
                {content.with_value(|(_, footer)| footer.as_ref().map(|footer| view! { <footer class="Dialog-foot">{footer.run()}</footer> }))}
            </Show>
        </dialog>
        <Show when=move || guard.asking.get()>
            <DiscardQuestion
                id=question_id.clone()
                on_keep=Callback::new(move |()| guard.keep())
                on_discard=Callback::new(move |()| guard.discard())
            />
        </Show>
    }
}
