//! What a person chose for this browser, not for the ledger: colors and single keys.

use super::browser;
use super::components::ThemeChoice;
use leptos::prelude::*;

/// Whether single keys (`/`, `?`, `j`, `k`) act anywhere. Single-key shortcuts must be switchable (WCAG 2.1.4).
#[derive(Clone, Copy)]
pub struct SlashShortcut(RwSignal<bool>);

impl SlashShortcut {
    /// What this browser remembers; on at first.
    pub fn load() -> Self {
        Self(RwSignal::new(browser::prefs::load::<String>("slash") != "off"))
    }

    /// The choice, to be followed.
    pub fn signal(self) -> Signal<bool> {
        self.0.into()
    }

    /// The current choice.
    pub fn is_on(self) -> bool {
        self.0.get()
    }

    /// Chooses, and remembers it in this browser.
    pub fn set(self, on: bool) {
        self.0.set(on);
        browser::prefs::save("slash", &if on { "on" } else { "off" });
    }
}

/// Light, dark, or as the system; remembered in this browser.
#[derive(Clone, Copy)]
pub struct ThemeSetting(RwSignal<ThemeChoice>);

impl ThemeSetting {
    /// What this browser remembers, put on at once.
    pub fn load() -> Self {
        let choice = match browser::prefs::load::<String>("theme").as_str() {
            "light" => ThemeChoice::Light,
            "dark" => ThemeChoice::Dark,
            _ => ThemeChoice::System,
        };
        browser::page::set_theme(choice.attribute());
        Self(RwSignal::new(choice))
    }

    /// The choice, to be followed.
    pub fn signal(self) -> Signal<ThemeChoice> {
        self.0.into()
    }

    /// The choice now.
    pub fn get_untracked(self) -> ThemeChoice {
        self.0.get_untracked()
    }

    /// Chooses, and remembers it.
    pub fn set(self, choice: ThemeChoice) {
        self.0.set(choice);
        browser::page::set_theme(choice.attribute());
        browser::prefs::save("theme", &choice.attribute().unwrap_or("system"));
    }
}
