//! The frame around every page: skip link, navigation, top bar, main part.

use super::icon::{Icon, IconName};
use leptos::prelude::*;

/// The frame. On a phone the navigation is a bar at the bottom with its first places and a menu for the rest.
///
/// ```ignore
/// view! {
///     <AppShell home=home nav=|| view! { <NavGroup label="Work">…</NavGroup> } tools=|| view! { <SearchButton open/> … }>
///         <Routes/>
///     </AppShell>
/// }
/// ```
#[component]
pub fn AppShell(
    /// The address behind the product's name.
    #[prop(into)]
    home: String,
    /// The [`NavGroup`]s.
    #[prop(into)]
    nav: ViewFn,
    /// The top bar, left to right.
    #[prop(into)]
    tools: ViewFn,
    /// Below the navigation: the name of the business, an offer to update.
    #[prop(optional, into)]
    aside: Option<ViewFn>,
    /// The page.
    children: Children,
) -> impl IntoView {
    let menu_open = RwSignal::new(false);
    let close = move |_| menu_open.set(false);
    view! {
        <a class="SkipLink" href="#main" on:click=skip>"Skip to the content"</a>
        <div class="AppShell" class:AppShell--menu=move || menu_open.get()>
            <header class="TopBar">
                <a class="Brand" href=home>
                    <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
                        <rect width="24" height="24" rx="6" fill="currentColor"></rect>
                        <path
                            d="M8 17.5V7h4.6a3 3 0 0 1 0 6H8m4.4 0 3.8 4.5"
                            fill="none"
                            stroke="var(--on-accent)"
                            stroke-width="2"
                            stroke-linecap="round"
                            stroke-linejoin="round"
                        ></path>
                    </svg>
                    <span>"Recoup"</span>
                </a>
                <div class="TopBar-tools">{tools.run()}</div>
            </header>
            <nav class="SideNav" aria-label="Main" on:click=close>
                {nav.run()}
                {aside.map(|aside| view! { <div class="SideNav-aside">{aside.run()}</div> })}
            </nav>
            <button
                type="button"
                class="SideNav-more"
                aria-expanded=move || if menu_open.get() { "true" } else { "false" }
                on:click=move |_| menu_open.update(|open| *open = !*open)
            >
                <Icon name=IconName::Menu/>
                <span>"More"</span>
            </button>
            <main id="main" class="Main" tabindex="-1">{children()}</main>
        </div>
    }
}

/// The address stays: a fragment would be a place of its own in the router's history.
fn skip(event: leptos::ev::MouseEvent) {
    use wasm_bindgen::JsCast;
    event.prevent_default();
    if let Some(main) = document().get_element_by_id("main").and_then(|main| main.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _gone = main.focus();
    }
}

/// Places that belong together.
#[component]
pub fn NavGroup(
    /// What joins them; read by screen readers, shown above the group when `shown`.
    #[prop(into)]
    label: String,
    /// Shows the label.
    #[prop(optional)]
    shown: bool,
    /// The [`NavLink`]s.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="NavGroup">
            {shown.then(|| view! { <p class="NavGroup-label" aria-hidden="true">{label.clone()}</p> })}
            <ul role="list" aria-label=label>{children()}</ul>
        </div>
    }
}

/// One place.
///
/// ```ignore
/// view! { <NavLink href=Route::Today.href() icon=IconName::Today label="Today" current=move || route.get() == Route::Today primary=true/> }
/// ```
#[component]
pub fn NavLink(
    /// Where it leads.
    #[prop(into)]
    href: Signal<String>,
    /// Its icon.
    icon: IconName,
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// Whether the page is there.
    #[prop(into)]
    current: Signal<bool>,
    /// How much waits there: shown when it is not empty.
    #[prop(optional, into)]
    count: Signal<String>,
    /// Stays in the bottom bar of a phone; four at most.
    #[prop(optional)]
    primary: bool,
) -> impl IntoView {
    view! {
        <li class="NavLink" class:NavLink--primary=primary>
            <a href=move || href.get() aria-current=move || current.get().then_some("page")>
                <Icon name=icon/>
                <span class="NavLink-label">{move || label.get()}</span>
                {move || Some(count.get()).filter(|count| !count.is_empty()).map(|count| view! { <span class="NavLink-count">{count}</span> })}
            </a>
        </li>
    }
}

/// Opens the palette; looks like a search field.
#[component]
pub fn SearchButton(
    /// Whether the palette is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <button type="button" class="SearchButton" aria-keyshortcuts="Control+K Meta+K" on:click=move |_| open.set(true)>
            <Icon name=IconName::Search/>
            <span class="SearchButton-text">"Search or jump to"</span>
            <kbd aria-hidden="true">"Ctrl K"</kbd>
        </button>
    }
}

/// Which colours the product wears.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum ThemeChoice {
    /// As the system.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl ThemeChoice {
    /// The value of `data-theme` on the root element; none follows the system.
    pub const fn attribute(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }

    /// The next one in turn.
    pub const fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    /// The choice in the words of a sentence.
    pub const fn words(self) -> &'static str {
        match self {
            Self::System => "the colors of the system",
            Self::Light => "light colors",
            Self::Dark => "dark colors",
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::System => "Colors: as the system",
            Self::Light => "Colors: light",
            Self::Dark => "Colors: dark",
        }
    }
}

/// Steps through system, light and dark. The caller keeps the choice and sets `data-theme` on the root element.
#[component]
pub fn ThemeSwitch(
    /// The choice.
    #[prop(into)]
    choice: Signal<ThemeChoice>,
    /// Called with the next one.
    #[prop(into)]
    on_change: Callback<ThemeChoice>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="Button Button--quiet Button--icon ThemeSwitch"
            aria-label=move || choice.get().label()
            title=move || choice.get().label()
            on:click=move |_| on_change.run(choice.get_untracked().next())
        >
            <Icon name=IconName::Theme/>
        </button>
    }
}
