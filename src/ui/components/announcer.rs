//! What only a screen reader says: “Saved”, “84 invoices”.

use leptos::prelude::*;

/// Where announcements are sent; in context after [`provide_announcements`].
#[derive(Clone, Copy)]
pub struct Announcements(RwSignal<(u32, String)>);

impl Announcements {
    /// Says a text when the reader has finished its sentence; the same text again is said again.
    pub fn say(self, text: impl Into<String>) {
        let text = text.into();
        self.0.update(|(count, said)| {
            *count = count.wrapping_add(1);
            *said = text;
        });
    }
}

/// Puts [`Announcements`] into context and returns them; call it once, above [`Announcer`].
pub fn provide_announcements() -> Announcements {
    let announcements = Announcements(RwSignal::new((0, String::new())));
    provide_context(announcements);
    announcements
}

/// The polite live region; once, in the shell.
///
/// ```ignore
/// let announcements = provide_announcements();
/// view! { <Announcer announcements/> };
/// announcements.say("12 invoices match");
/// ```
#[component]
pub fn Announcer(
    /// What to say.
    announcements: Announcements,
) -> impl IntoView {
    // Two lines in turn: a changed line is read even when its text repeats.
    let line =
        move |parity: u32| move || announcements.0.with(|(count, text)| if count % 2 == parity { text.clone() } else { String::new() });
    view! {
        <div class="visually-hidden" role="status" aria-live="polite">
            <p>{line(0)}</p>
            <p>{line(1)}</p>
        </div>
    }
}
