//! A question inside a form: something unusual is recorded only after the owner has said that it is meant.

use super::state::{Findings, FormState};
use crate::domain::unusual::Unusual;
use crate::ui::components::{CheckField, Notice, NoticeKind};
use crate::ui::format;
use leptos::prelude::*;

const FIELD: &str = "sure";

/// What was asked, and whether the owner is sure.
#[derive(Clone, Copy)]
pub struct Doubts {
    asked: RwSignal<Vec<Unusual>>,
    sure: RwSignal<bool>,
}

impl Doubts {
    /// Nothing asked yet.
    pub fn none() -> Self {
        Self { asked: RwSignal::new(Vec::new()), sure: RwSignal::new(false) }
    }

    /// Goes on when there is nothing to ask, or when exactly this was asked and answered; otherwise asks.
    ///
    /// # Errors
    /// What to show on the form instead of sending it.
    pub fn settle(self, unusual: Vec<Unusual>) -> Result<(), Findings> {
        if self.asked.with_untracked(|asked| *asked != unusual) {
            self.sure.set(false);
            self.asked.set(unusual);
        }
        if self.sure.get_untracked() || self.asked.with_untracked(Vec::is_empty) {
            return Ok(());
        }
        let ask = |one: &Unusual| (FIELD, format!("{} Is this right?", one.sentence(&format::OnScreen)));
        Err(self.asked.with_untracked(|asked| asked.iter().map(ask).collect()))
    }
}

/// The question, above the buttons of the form; nothing while there is none.
#[component]
pub fn DoubtsField(
    /// The form it stands in.
    state: FormState,
    /// What is asked.
    doubts: Doubts,
) -> impl IntoView {
    let sentences = move || {
        let asked = doubts.asked.get();
        asked.into_iter().map(|one| view! { <p>{one.sentence(&format::OnScreen)}</p> }).collect_view()
    };
    view! {
        <Show when=move || doubts.asked.with(|asked| !asked.is_empty())>
            <Notice kind=NoticeKind::Warn title="Is this right?">
                {sentences}
                <CheckField id=state.id(FIELD) label="Yes, record it all the same" value=doubts.sure/>
            </Notice>
        </Show>
    }
}
