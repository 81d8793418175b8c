//! Leaving a page with changes that are not saved: first a question, whichever way the reader goes.

use super::browser::events::Listener;
use super::browser::exits::{self, Exit};
use super::browser::page;
use super::components::ConfirmDialog;
use super::routes;
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_navigate};

/// Whether the page that is shown has unsaved changes, and where the reader wants to go all the same.
#[derive(Clone, Copy)]
pub struct Leaving {
    unsaved: RwSignal<bool>,
    asking: RwSignal<bool>,
    wanted: StoredValue<Option<Exit>>,
    /// The address of the page that is shown.
    here: StoredValue<String>,
}

impl Leaving {
    /// Puts it into the context of everything below and listens as long as the app runs.
    ///
    /// Call it before the router starts: Back and Forward reach listeners in the order in which they were registered.
    pub fn provide() -> Self {
        let leaving = Self {
            unsaved: RwSignal::new(false),
            asking: RwSignal::new(false),
            wanted: StoredValue::new(None),
            here: StoredValue::new(String::new()),
        };
        let ways = exits::on_exit(move |exit| leaving.hold(exit), move || leaving.here.get_value());
        ways.into_iter().flatten().for_each(Listener::keep_forever);
        provide_context(leaving);
        leaving
    }

    /// For a page: asks before it is left while `changed` holds.
    pub fn ask_while(changed: Memo<bool>) {
        let Some(Self { unsaved, .. }) = use_context::<Self>() else { return };
        Effect::new(move |_| unsaved.set(changed.get()));
        on_cleanup(move || {
            unsaved.try_set(false);
        });
    }

    /// Keeps the reader here and asks, when something is unsaved. For ways that are no links: key presses, commands.
    pub fn holds(self, path: &str) -> bool {
        self.hold(Exit::Link(format!("{}{path}", routes::base())))
    }

    fn hold(self, exit: Exit) -> bool {
        let unsaved = self.unsaved.get_untracked();
        if unsaved {
            self.wanted.set_value(Some(exit));
            self.asking.set(true);
        }
        unsaved
    }
}

/// The question. It stands once, beside the pages.
#[component]
pub fn LeaveQuestion(
    /// What it asks about.
    leaving: Leaving,
) -> impl IntoView {
    let location = use_location();
    Effect::new(move |_| {
        let query = location.search.get();
        let mark = if query.is_empty() { "" } else { "?" };
        leaving.here.set_value(format!("{}{mark}{query}{}", location.pathname.get(), location.hash.get()));
    });
    let closing = StoredValue::new_local(None::<Listener>);
    Effect::new(move |_| closing.set_value(if leaving.unsaved.get() { page::guard_leaving() } else { None }));
    let navigate = use_navigate();
    let leave = move || {
        leaving.unsaved.set(false);
        match leaving.wanted.try_update_value(Option::take).flatten() {
            Some(Exit::Link(to)) => navigate(to.strip_prefix(&routes::base()).unwrap_or(&to), Default::default()),
            Some(Exit::History) => exits::go_back(),
            None => {}
        }
    };
    view! {
        <ConfirmDialog id="leave-question" open=leaving.asking title="Leave without saving?" confirm="Leave without saving" danger=true on_confirm=leave>
            <p>"The changes on this page are not saved yet. They are lost when you leave it."</p>
        </ConfirmDialog>
    }
}
