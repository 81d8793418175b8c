//! Buttons, and links that look like buttons.

use super::icon::{Icon, IconName};
use leptos::prelude::*;

/// How much a button asks for attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// The one thing to do next; at most one in a view.
    Primary,
    /// Every other action.
    #[default]
    Plain,
    /// What cannot be undone.
    Danger,
    /// An action in a toolbar or a row, without an outline.
    Quiet,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "Button Button--primary",
            Self::Plain => "Button",
            Self::Danger => "Button Button--danger",
            Self::Quiet => "Button Button--quiet",
        }
    }
}

/// A button.
///
/// ```ignore
/// view! { <Button kind=ButtonKind::Primary icon=IconName::Add on_click=move |_| open.set(true)>"Record payment"</Button> }
/// ```
#[component]
pub fn Button(
    /// The look; `Plain` unless said.
    #[prop(optional)]
    kind: ButtonKind,
    /// An icon before the text.
    #[prop(optional)]
    icon: Option<IconName>,
    /// The name when there is no text (an icon alone); also shown as a tooltip.
    #[prop(optional, into)]
    label: Option<String>,
    /// Sends the form it stands in.
    #[prop(optional)]
    submit: bool,
    /// Work is going on: the button stays where it is, says so and ignores clicks.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Cannot be used now. Prefer leaving it usable and explaining what is missing.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// The id of the element, for links and tests.
    #[prop(optional, into)]
    id: Option<String>,
    /// Called on click, Enter or Space.
    #[prop(optional, into)]
    on_click: Option<Callback<()>>,
    /// The text.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let press = move |event: leptos::ev::MouseEvent| {
        if busy.get_untracked() {
            event.prevent_default();
        } else if let Some(callback) = on_click {
            callback.run(());
        }
    };
    let icon_only = children.is_none();
    view! {
        <button
            id=id
            type=if submit { "submit" } else { "button" }
            class=kind.class()
            class:Button--icon=icon_only
            disabled=move || disabled.get()
            aria-busy=move || busy.get().then_some("true")
            aria-label=label.clone()
            title=label
            on:click=press
        >
            {icon.map(|name| view! { <Icon name/> })}
            {children.map(|children| view! { <span class="Button-text">{children()}</span> })}
        </button>
    }
}

/// A link that looks like a button: it leads to a place, where a [`Button`] does something.
///
/// ```ignore
/// view! { <LinkButton href=Route::Import.href() icon=IconName::Import>"Import a file"</LinkButton> }
/// ```
#[component]
pub fn LinkButton(
    /// Where it leads.
    #[prop(into)]
    href: Signal<String>,
    /// The look; `Plain` unless said.
    #[prop(optional)]
    kind: ButtonKind,
    /// An icon before the text.
    #[prop(optional)]
    icon: Option<IconName>,
    /// A file name: the link downloads instead of leading away.
    #[prop(optional, into)]
    download: Option<String>,
    /// The text.
    children: Children,
) -> impl IntoView {
    view! {
        <a href=move || href.get() class=kind.class() download=download>
            {icon.map(|name| view! { <Icon name/> })}
            <span class="Button-text">{children()}</span>
        </a>
    }
}
