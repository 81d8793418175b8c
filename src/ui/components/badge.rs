//! A short state beside a name: “paid”, “12 days past due”, “disputed”.

use leptos::prelude::*;

/// What a state means for the owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Tone {
    /// Nothing to do.
    #[default]
    Neutral,
    /// As it should be.
    Good,
    /// Needs a look.
    Warn,
    /// Wrong or late.
    Bad,
    /// Worth knowing.
    Info,
}

impl Tone {
    /// The modifier of the CSS class.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::Info => "info",
        }
    }
}

/// Several short states in a row; nothing when there is none.
#[component]
pub fn Badges(
    /// The texts and what they mean.
    badges: Vec<(&'static str, Tone)>,
) -> impl IntoView {
    badges.into_iter().map(|(text, tone)| view! { " "<Badge tone=tone>{text}</Badge> }).collect_view()
}

/// A short state. The text says it all: the colour only repeats it.
///
/// ```ignore
/// view! { <Badge tone=Tone::Bad>"12 days past due"</Badge> }
/// ```
#[component]
pub fn Badge(
    /// What the state means; `Neutral` unless said.
    #[prop(optional, into)]
    tone: Signal<Tone>,
    /// The text.
    children: Children,
) -> impl IntoView {
    view! { <span class=move || format!("Badge Badge--{}", tone.get().class())>{children()}</span> }
}
