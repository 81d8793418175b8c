//! Dialogs: the browser's own `<dialog>`, which keeps the focus in and gives it back.

use super::button::{Button, ButtonKind};
use super::icon::IconName;
use leptos::{html, prelude::*};

/// A dialog over the page. Esc and the cross close it; focus returns to where it was.
///
/// The content is built when it opens and dropped when it closes, so a form starts fresh each time. Put
/// `autofocus=true` on the first field.
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
    Effect::new(move |_| {
        let (Some(dialog), wanted) = (node.get(), open.get()) else { return };
        if wanted && !dialog.open() {
            // A frame later the content stands, and the browser can move the focus into it.
            request_animation_frame(move || {
                if open.try_get_untracked() == Some(true) && !dialog.open() && dialog.is_connected() {
                    let _already_shown = dialog.show_modal();
                }
            });
        } else if !wanted && dialog.open() {
            dialog.close();
        }
    });
    let closed = move |_| {
        open.set(false);
        if let Some(callback) = on_close {
            callback.run(());
        }
    };
    let title_id = format!("{id}-title");
    let content = StoredValue::new((children, footer));
    view! {
        <dialog class="Dialog" class:Dialog--wide=wide id=id aria-labelledby=title_id node_ref=node on:close=closed>
            <header class="Dialog-head">
                <h2 id=title_id.clone()>{move || title.get()}</h2>
                <Button kind=ButtonKind::Quiet icon=IconName::Close label="Close" on_click=move || open.set(false)/>
            </header>
            <Show when=move || open.get()>
                <div class="Dialog-body">{content.with_value(|(children, _)| children())}</div>
                {content.with_value(|(_, footer)| footer.as_ref().map(|footer| view! { <footer class="Dialog-foot">{footer.run()}</footer> }))}
            </Show>
        </dialog>
    }
}

/// Asks before something that cannot be undone.
///
/// ```ignore
/// view! { <ConfirmDialog id="clear" open title="Clear the ledger?" confirm="Clear" danger=true on_confirm=move || clear()>"…"</ConfirmDialog> }
/// ```
#[component]
pub fn ConfirmDialog(
    /// The id of the element, unique on the page.
    #[prop(into)]
    id: String,
    /// Open or not.
    open: RwSignal<bool>,
    /// The question.
    #[prop(into)]
    title: Signal<String>,
    /// The text of the button that does it: a verb, never “OK”.
    #[prop(into)]
    confirm: Signal<String>,
    /// The button warns.
    #[prop(optional)]
    danger: bool,
    /// Called when the owner says yes, after the dialog closed.
    #[prop(into)]
    on_confirm: Callback<()>,
    /// What will happen.
    children: ChildrenFn,
) -> impl IntoView {
    let kind = if danger { ButtonKind::Danger } else { ButtonKind::Primary };
    let yes = move || {
        open.set(false);
        on_confirm.run(());
    };
    let footer = move || {
        view! {
            <Button on_click=move || open.set(false)>"Cancel"</Button>
            <Button kind on_click=yes>{move || confirm.get()}</Button>
        }
    };
    let content = StoredValue::new(children);
    view! { <Dialog id open title footer>{content.with_value(|children| children())}</Dialog> }
}
