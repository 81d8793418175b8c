//! The number on the app's icon and the daily notification: switches of this browser.

use crate::ui::components::{Card, CheckField, Notice, NoticeKind};
use crate::ui::daily::{DailySettings, abilities};
use leptos::prelude::*;

/// The card “What this browser tells you”.
#[component]
pub(super) fn DailyCard() -> impl IntoView {
    let settings: DailySettings = expect_context();
    let (can_badge, can_notify) = abilities();
    let refused = RwSignal::new(false);
    let badge = can_badge.then(|| {
        view! {
            <CheckField
                id="settings-badge"
                label="Show the number of today's tasks on Recoup's icon"
                value=settings.badge()
                help="Once Recoup is installed as an app. It is up to date while Recoup is open."
                on_change=move |on: bool| settings.set_badge(on)
            />
        }
    });
    let ask = move |on: bool| {
        refused.set(false);
        settings.set_notice(on, move || {
            let _gone = refused.try_set(true);
        });
    };
    let notice = can_notify.then(|| {
        view! {
            <CheckField
                id="settings-notice"
                label="Tell me once a day how much there is to do"
                value=settings.notice()
                help="A notification of your own computer while Recoup is open. It names a number, no customer; nothing is sent anywhere."
                on_change=ask
            />
        }
    });
    let neither = (!can_badge && !can_notify).then(|| view! { <p class="muted">"This browser offers neither."</p> });
    view! {
        <Card title="What this browser tells you">
            <div class="form">
                {badge}
                {notice}
                {move || refused.get().then(|| view! {
                    <Notice kind=NoticeKind::Warn>
                        "The browser did not allow notifications. Allow them for this site in the browser's own settings, then turn this on again."
                    </Notice>
                })}
                {neither}
            </div>
        </Card>
    }
}
