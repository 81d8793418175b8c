//! A message that stays on the page until its reason is gone.

use super::icon::{Icon, IconName};
use leptos::prelude::*;

/// How serious a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NoticeKind {
    /// Worth knowing.
    #[default]
    Info,
    /// Needs attention, nothing is lost.
    Warn,
    /// Something failed.
    Error,
    /// Something worked and needs no undo.
    Good,
}

/// A message on the page. Errors are announced at once.
///
/// ```ignore
/// view! { <Notice kind=NoticeKind::Error title="The file was not read">"Row 12 has no amount. Nothing was changed."</Notice> }
/// ```
#[component]
pub fn Notice(
    /// How serious; `Info` unless said.
    #[prop(optional)]
    kind: NoticeKind,
    /// The first line.
    #[prop(optional, into)]
    title: MaybeProp<String>,
    /// Buttons below the text.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// What happened, what was kept, what to do.
    children: Children,
) -> impl IntoView {
    let (class, icon, role) = match kind {
        NoticeKind::Info => ("Notice Notice--info", IconName::Info, None),
        NoticeKind::Warn => ("Notice Notice--warn", IconName::Warning, None),
        NoticeKind::Error => ("Notice Notice--error", IconName::Error, Some("alert")),
        NoticeKind::Good => ("Notice Notice--good", IconName::Check, None),
    };
    view! {
        <div class=class role=role>
            <Icon name=icon/>
            <div class="Notice-body">
                {move || title.get().map(|title| view! { <p class="Notice-title">{title}</p> })}
                <div class="Notice-text">{children()}</div>
                {actions.map(|actions| view! { <div class="Notice-actions">{actions.run()}</div> })}
            </div>
        </div>
    }
}
