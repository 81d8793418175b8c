//! One family of icons: 20 by 20, a 1.5 px stroke, round ends, drawn for Recoup.

use leptos::prelude::*;

/// Every icon there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IconName {
    /// A sun over the horizon: the day's worklist.
    Today,
    /// Two people.
    Customers,
    /// A sheet with lines.
    Invoices,
    /// Coins.
    Payments,
    /// An envelope.
    Messages,
    /// A calendar with parts.
    Plans,
    /// Rising bars.
    Aging,
    /// An open book.
    Journals,
    /// A pair of scales.
    Scales,
    /// A shield.
    Policy,
    /// A cylinder of records.
    Data,
    /// Sliders.
    Settings,
    /// A question mark in a circle.
    Help,
    /// A magnifying glass.
    Search,
    /// A plain cross.
    Close,
    /// A tick.
    Check,
    /// A plus sign.
    Add,
    /// A triangle with an exclamation mark.
    Warning,
    /// A circle with an i.
    Info,
    /// An octagon with an exclamation mark.
    Error,
    /// Three dots in a row.
    More,
    /// Pointing down.
    Down,
    /// Pointing up.
    Up,
    /// Pointing right.
    Forward,
    /// Pointing left.
    Back,
    /// A tray with an arrow into it.
    Import,
    /// A tray with an arrow out of it.
    Export,
    /// A calendar.
    Calendar,
    /// A clock.
    Clock,
    /// A telephone.
    Phone,
    /// A printer.
    Print,
    /// An arrow turning back.
    Undo,
    /// A pencil.
    Edit,
    /// A pause sign.
    Pause,
    /// A flag: disputes.
    Flag,
    /// A case with a handle: those who collect for others.
    Agencies,
    /// Two sheets: copy.
    Copy,
    /// A half-filled circle: light and dark.
    Theme,
    /// Three lines: the menu.
    Menu,
    /// A padlock.
    Lock,
    /// A funnel of lines: filters.
    Filter,
}

impl IconName {
    /// The strokes of the icon, as one SVG path.
    const fn path(self) -> &'static str {
        match self {
            Self::Today => "M2.5 15.5h15M5 12.5a5 5 0 0 1 10 0M10 3v2M3.6 6.1 5 7.5M16.4 6.1 15 7.5M1.8 12.5h.9M17.3 12.5h.9",
            Self::Customers => {
                "M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM2 16.5c0-2.8 2.4-4.5 5.5-4.5s5.5 1.7 5.5 4.5M13 3.8a3 3 0 0 1 0 5.4M15 12.4c1.8.6 3 2 3 4.1"
            }
            Self::Invoices => "M5 2.5h10v15l-2.5-1.5-2.5 1.5-2.5-1.5L5 17.5ZM7.8 6.5h4.4M7.8 9.5h4.4M7.8 12.5h2.4",
            Self::Payments => {
                "M8 8.5c3 0 5.5-1.1 5.5-2.5S11 3.5 8 3.5 2.5 4.6 2.5 6 5 8.5 8 8.5ZM2.5 6v4c0 1.4 2.5 2.5 5.5 2.5M2.5 10v4c0 1.4 2.5 2.5 5.5 2.5M13 16.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM13 11v3"
            }
            Self::Messages => "M3.5 4.5h13a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-13a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1ZM3 5.5l7 5.5 7-5.5",
            Self::Plans => "M3.5 4.5h13v12h-13ZM3.5 8h13M7 2.5v3M13 2.5v3M6.5 11h2M6.5 13.8h2M11.5 11h2M11.5 13.8h2",
            Self::Aging => "M2.5 16.5h15M4.5 16.5v-4h2.5v4M8.8 16.5V9h2.5v7.5M13 16.5v-12h2.5v12",
            Self::Scales => {
                "M10 3v13.5M6 16.5h8M4 5.5h12M4 5.5l-2.2 5h4.4zM16 5.5l-2.2 5h4.4zM1.8 10.5a2.2 2.2 0 0 0 4.4 0M13.8 10.5a2.2 2.2 0 0 0 4.4 0"
            }
            Self::Journals => "M10 5.5v11M10 5.5c-1.6-1.3-4-1.8-7-1.8v11c3 0 5.4.5 7 1.8 1.6-1.3 4-1.8 7-1.8v-11c-3 0-5.4.5-7 1.8",
            Self::Policy => "M10 2.5 16 5v4.5c0 3.6-2.4 6.4-6 8-3.6-1.6-6-4.4-6-8V5ZM7.3 9.8l2 2 3.4-3.8",
            Self::Data => {
                "M10 7.5c3.6 0 6.5-1.1 6.5-2.5S13.6 2.5 10 2.5 3.5 3.6 3.5 5 6.4 7.5 10 7.5ZM3.5 5v10c0 1.4 2.9 2.5 6.5 2.5s6.5-1.1 6.5-2.5V5M3.5 10c0 1.4 2.9 2.5 6.5 2.5s6.5-1.1 6.5-2.5"
            }
            Self::Settings => {
                "M2.5 5.5h7M14 5.5h3.5M11.8 7.7a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4ZM2.5 14.5H6M10.5 14.5h7M8.2 16.7a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z"
            }
            Self::Help => "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15ZM7.8 8a2.2 2.2 0 1 1 3.3 1.9c-.7.4-1.1.8-1.1 1.6M10 14h.01",
            Self::Search => "M9 15a6 6 0 1 0 0-12 6 6 0 0 0 0 12ZM13.5 13.5l4 4",
            Self::Close => "m5 5 10 10M15 5 5 15",
            Self::Check => "m4 10.5 4 4 8-9",
            Self::Add => "M10 4v12M4 10h12",
            Self::Warning => "M10 3 2.5 16.5h15ZM10 8v4M10 14.3h.01",
            Self::Info => "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15ZM10 9.5v4M10 6.5h.01",
            Self::Error => "M7 2.5h6L17.5 7v6L13 17.5H7L2.5 13V7ZM10 6.5v4.5M10 13.5h.01",
            Self::More => "M4 10a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0M9.5 10a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0M15 10a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0",
            Self::Down => "m5 8 5 5 5-5",
            Self::Up => "m5 12 5-5 5 5",
            Self::Forward => "m8 5 5 5-5 5",
            Self::Back => "m12 5-5 5 5 5",
            Self::Import => "M10 3v9M6.5 8.5 10 12l3.5-3.5M3.5 13v3.5h13V13",
            Self::Export => "M10 12V3M6.5 6.5 10 3l3.5 3.5M3.5 13v3.5h13V13",
            Self::Calendar => "M3.5 4.5h13v12h-13ZM3.5 8h13M7 2.5v3M13 2.5v3",
            Self::Clock => "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15ZM10 6v4.2l2.8 1.8",
            Self::Phone => "M4 3h3l1.5 4-2 1.5a9 9 0 0 0 5 5l1.5-2 4 1.5v3a1.5 1.5 0 0 1-1.7 1.5C8.5 17 3 11.5 2.5 4.7A1.5 1.5 0 0 1 4 3Z",
            Self::Print => "M6 7.5v-5h8v5M6 14.5H3.5v-7h13v7H14M6 11.5h8v6H6Z",
            Self::Undo => "M7.5 4 4 7.5 7.5 11M4 7.5h7.5a4.5 4.5 0 0 1 0 9H8",
            Self::Edit => "m3.5 16.5.8-3.5L13.5 3.8a1.4 1.4 0 0 1 2 0l.7.7a1.4 1.4 0 0 1 0 2L7 15.7ZM12 5.3 14.7 8",
            Self::Pause => "M7 4.5v11M13 4.5v11",
            Self::Flag => "M4.5 17.5v-14M4.5 4h9.5l-2 3.5 2 3.5H4.5",
            Self::Agencies => "M3 6.5h14v10H3ZM7.5 6.5v-3h5v3M3 11h14",
            Self::Copy => "M7 7h9.5v9.5H7ZM13 7V3.5H3.5V13H7",
            Self::Theme => "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15ZM10 2.5v15M10 6l4.5-2M10 10l7.3-2M10 14l7-2.5",
            Self::Menu => "M3 5.5h14M3 10h14M3 14.5h14",
            Self::Lock => "M4.5 9h11v8.5h-11ZM7 9V6a3 3 0 0 1 6 0v3",
            Self::Filter => "M3 5.5h14M5.5 10h9M8.5 14.5h3",
        }
    }
}

/// An icon beside a text, or alone with a `label`.
///
/// Without a label it is hidden from screen readers.
///
/// ```ignore
/// view! { <Icon name=IconName::Search/> <Icon name=IconName::Warning label="Past due"/> }
/// ```
#[component]
pub fn Icon(
    /// Which icon.
    name: IconName,
    /// What a screen reader says; leave out when a text beside it says the same.
    #[prop(optional)]
    label: Option<&'static str>,
) -> impl IntoView {
    view! {
        <svg
            class="Icon"
            viewBox="0 0 20 20"
            width="20"
            height="20"
            fill="none"
            stroke="currentColor"
            stroke-width="1.5"
            stroke-linecap="round"
            stroke-linejoin="round"
            role=label.map(|_| "img")
            aria-label=label
            aria-hidden=label.is_none().then_some("true")
        >
            <path d=name.path()></path>
        </svg>
    }
}
