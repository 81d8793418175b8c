//! Further actions behind one button.

use super::icon::{Icon, IconName};
use super::popover::Popover;
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

/// Closes the popover around the element an event came from.
fn close_around(event: &ev::MouseEvent) {
    let panel = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .and_then(|element| element.closest("[popover]").ok().flatten())
        .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(panel) = panel {
        let _already_closed = panel.hide_popover();
    }
}

/// A button that opens a list of [`MenuButton`]s and [`MenuLink`]s.
///
/// ```ignore
/// view! { <Menu id="more" label="More actions"><MenuButton on_click=move || void()>"Void"</MenuButton></Menu> }
/// ```
#[component]
pub fn Menu(
    /// A unique id on the page.
    #[prop(into)]
    id: String,
    /// The button's name, and its text unless an icon alone is enough.
    #[prop(into)]
    label: String,
    /// Shows the label as text, not three dots.
    #[prop(optional)]
    text: bool,
    /// The items.
    children: ChildrenFn,
) -> impl IntoView {
    let shown = label.clone();
    let trigger = move || {
        if text {
            view! { <span class="Button-text">{shown.clone()}</span><Icon name=IconName::Down/> }.into_any()
        } else {
            view! { <Icon name=IconName::More/> }.into_any()
        }
    };
    let panel = move || view! { <div class="Menu">{children()}</div> };
    let class = if text { "Button" } else { "Button Button--quiet Button--icon" };
    view! { <Popover id class trigger panel label=label.clone() panel_label=label/> }
}

/// An action in a [`Menu`]; the menu closes first.
#[component]
pub fn MenuButton(
    /// An icon before the text.
    #[prop(optional)]
    icon: Option<IconName>,
    /// Marks what cannot be undone.
    #[prop(optional)]
    danger: bool,
    /// Called on click.
    #[prop(into)]
    on_click: Callback<()>,
    /// The text.
    children: Children,
) -> impl IntoView {
    let press = move |event: ev::MouseEvent| {
        close_around(&event);
        on_click.run(());
    };
    view! {
        <button type="button" class="Menu-item" class:Menu-item--danger=danger on:click=press>
            {icon.map(|name| view! { <Icon name/> })}
            <span>{children()}</span>
        </button>
    }
}

/// A place in a [`Menu`].
#[component]
pub fn MenuLink(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// An icon before the text.
    #[prop(optional)]
    icon: Option<IconName>,
    /// The text.
    children: Children,
) -> impl IntoView {
    view! {
        <a class="Menu-item" href=href on:click=|event| close_around(&event)>
            {icon.map(|name| view! { <Icon name/> })}
            <span>{children()}</span>
        </a>
    }
}
