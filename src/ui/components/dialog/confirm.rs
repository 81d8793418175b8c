//! The dialog that asks before something that cannot be undone.

use super::super::button::{Button, ButtonKind};
use super::{Dialog, DialogExit};
use leptos::prelude::*;

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
        let exit = DialogExit::of(open);
        view! {
            <Button on_click=move || exit.leave()>"Cancel"</Button>
            <Button kind on_click=yes>{move || confirm.get()}</Button>
        }
    };
    let content = StoredValue::new(children);
    view! { <Dialog id open title footer>{content.with_value(|children| children())}</Dialog> }
}
