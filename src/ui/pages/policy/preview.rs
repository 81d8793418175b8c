//! What the edited policy means: its steps in words with dates, and what it changes today.

use super::words::{CHANNELS, PURPOSES, TONES, name_of, particulars, when};
use crate::domain::customer::CustomerDetails;
use crate::domain::ledger::Ledger;
use crate::domain::policy::{Channel, CreditPolicy};
use crate::reports::reminders::reminder_schedule;
use crate::ui::books::Books;
use crate::ui::components::Card;
use crate::ui::format;
use chrono::NaiveDate;
use leptos::prelude::*;
use std::time::Duration;

/// How long typing must rest before today's messages are counted again.
const REST: Duration = Duration::from_millis(300);

/// The steps in order, with the dates they have for an invoice of today.
#[component]
pub(super) fn InWords(
    /// The policy as typed, when it makes sense.
    edited: Memo<Option<CreditPolicy>>,
    /// The name of the schedule that is shown.
    #[prop(into)]
    schedule: Signal<String>,
) -> impl IntoView {
    let books = Books::expect();
    let table = move || {
        let today = books.today().get();
        edited.get().map(|policy| schedule.with(|name| table(&policy, name.trim(), today)))
    };
    let nothing = "Shown as soon as every field makes sense.";
    view! {
        <Card title="In words">
            {move || table().map_or_else(|| view! { <p class="muted">{nothing}</p> }.into_any(), IntoAny::into_any)}
        </Card>
    }
}

fn table(policy: &CreditPolicy, name: &str, today: NaiveDate) -> impl IntoView + use<> {
    let terms = policy.terms_of(&CustomerDetails::default()).0;
    let due = policy.due_date(&CustomerDetails::default(), today).adjusted;
    let particulars_words = |step: &crate::domain::policy::ReminderStep| {
        let words = particulars(step);
        (!words.is_empty()).then(|| view! { <br/><span class="muted">{words.join("; ")}</span> })
    };
    let row = |step: &crate::domain::policy::ReminderStep| {
        view! {
            <tr>
                <th scope="row">{when(policy, step)}</th>
                <td>{format::date(policy.closed_days.next_open(policy.step_day(step, due), None))}</td>
                <td>{name_of(&CHANNELS, &step.channel)}", "{name_of(&TONES, &step.tone).to_lowercase()}</td>
                <td>{name_of(&PURPOSES, &step.purpose)}{particulars_words(step)}</td>
            </tr>
        }
    };
    let rows = policy.steps_for(name).iter().map(row).collect_view();
    let lead = format!(
        "For example, an invoice of {} with no due date of its own falls due {}: on {}.",
        format::date(today),
        terms.words(),
        format::date(due)
    );
    view! {
        <div class="stack">
            <p>{lead}</p>
            <div class="table-scroll" tabindex="0" role="region" aria-label="The schedule in words">
                <table class="table">
                    <thead>
                        <tr><th scope="col">"Step"</th><th scope="col">"For that invoice"</th><th scope="col">"How"</th><th scope="col">"What for"</th></tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </div>
    }
}

/// Messages due on a day, by channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Due {
    by_channel: [usize; CHANNELS.len()],
    held_back: usize,
}

impl Due {
    fn of(ledger: &Ledger, policy: &CreditPolicy, today: NaiveDate) -> Self {
        let schedule = reminder_schedule(ledger, policy, today, 0);
        let count = |channel: Channel| schedule.due.iter().filter(|reminder| reminder.step.channel == channel).count();
        Self { by_channel: CHANNELS.map(|(channel, ..)| count(channel)), held_back: schedule.waiting.len() }
    }

    fn all(&self) -> usize {
        self.by_channel.iter().sum()
    }
}

/// How many messages are due today by the policy in force and by the edited one.
#[component]
pub(super) fn EffectToday(
    /// The policy as typed, when it makes sense.
    edited: Memo<Option<CreditPolicy>>,
) -> impl IntoView {
    let books = Books::expect();
    let settled = RwSignal::new(edited.get_untracked());
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        let next = edited.get();
        if let Some(Some(handle)) = waiting.try_update_value(Option::take) {
            handle.clear();
        }
        let settle = move || {
            settled.try_set(next);
        };
        waiting.set_value(set_timeout_with_handle(settle, REST).ok());
    });
    let now = books.view(move |ledger, _| {
        let today = books.today().get();
        Due::of(ledger, ledger.policy_on(today), today)
    });
    let then =
        books.view(move |ledger, _| settled.with(|policy| policy.as_ref().map(|policy| Due::of(ledger, policy, books.today().get()))));
    let sentence = move || {
        let (now, then) = (now.get(), then.get());
        let messages = |count| format::plural(count, "message is", "messages are");
        match then {
            None => format!("By the policy in force {} due today.", messages(now.all())),
            Some(then) if then == now => format!("{} due today, by the policy in force and by the one on this page.", messages(now.all())),
            Some(then) => {
                format!("{} due today. By the policy on this page it would be {}.", messages(now.all()), format::count(then.all()))
            }
        }
    };
    let rows = move || {
        let (now, then) = (now.get(), then.get());
        let mut lines: Vec<(&'static str, usize, Option<usize>)> = Vec::new();
        for (place, (.., name)) in CHANNELS.iter().enumerate() {
            lines.push((name, now.by_channel[place], then.map(|then| then.by_channel[place])));
        }
        lines.push(("Held back", now.held_back, then.map(|then| then.held_back)));
        let line = |(name, now, then): (&'static str, usize, Option<usize>)| {
            let then = then.map_or_else(|| "–".to_owned(), format::count);
            view! { <tr><th scope="row">{name}</th><td class="end">{format::count(now)}</td><td class="end">{then}</td></tr> }
        };
        lines.into_iter().map(line).collect_view()
    };
    view! {
        <Card title="What it changes today">
            <div class="stack">
                <p aria-live="polite">{sentence}</p>
                <table class="table">
                    <thead>
                        <tr><th scope="col">"Due today"</th><th scope="col" class="end">"In force"</th><th scope="col" class="end">"On this page"</th></tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
                <p class="muted">"Held back: the previous message is neither confirmed nor skipped, the gap since it is not over, or today is a day on which messages wait."</p>
            </div>
        </Card>
    }
}
