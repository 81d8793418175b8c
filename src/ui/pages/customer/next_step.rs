//! What the reminder schedule says about a customer: the next message, or why there is none.

use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::message::DueItem;
use crate::domain::money::Money;
use crate::domain::policy::{Channel, Purpose, ReminderStep, TermSource, offset_words};
use crate::reports::reminders::{Reminder, ReminderState, SilenceReason, customer_schedule};
use crate::ui::books::Books;
use crate::ui::components::{Card, LinkButton};
use crate::ui::format;
use crate::ui::pages::messages::prepare_href;
use crate::ui::wording::{lost_terms, of_tier};
use chrono::NaiveDate;
use leptos::prelude::*;

/// How far ahead the next message is looked for.
const DAYS_AHEAD: u16 = 60;

/// The next step in words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Step {
    headline: String,
    details: Vec<String>,
    now: bool,
}

fn step(ledger: &Ledger, id: CustomerId, day: NaiveDate) -> Step {
    let policy = ledger.policy_on(day);
    let schedule = customer_schedule(ledger, policy, id, day, DAYS_AHEAD);
    let mut step = Step::default();
    if let Some(reminder) = schedule.due.iter().find(|reminder| reminder.customer == id) {
        step.headline = said(&reminder.step, "now");
        step.details = details(reminder);
        step.now = true;
    } else if let Some(reminder) = schedule.waiting.iter().find(|reminder| reminder.customer == id) {
        step.headline = match reminder.state {
            ReminderState::GapUntil(end) | ReminderState::ClosedUntil(end) => said(&reminder.step, &format!("from {}", format::date(end))),
            _ => "Confirm the prepared message as sent, or skip it".to_owned(),
        };
        step.details = details(reminder);
        step.now = matches!(reminder.state, ReminderState::AwaitingConfirmation(_));
    } else if let Some(planned) = schedule.planned.iter().find(|planned| planned.customer == id) {
        let when = format::relative_day((planned.on - day).num_days());
        step.headline = said(&planned.step, &format!("on {} ({when})", format::date(planned.on)));
        step.details = vec!["If nothing is paid until then.".to_owned()];
    } else {
        step.headline = format!("No reminder in the next {DAYS_AHEAD} days");
    }
    let reminders = schedule.due.iter().chain(&schedule.waiting).filter(|reminder| reminder.customer == id);
    let asked: Vec<DueItem> = reminders.flat_map(|reminder| &reminder.items).map(|item| item.item).collect();
    let mine = schedule.silent.iter().filter(|silence| silence.customer == id);
    // A part of what is asked for is told by its amount; it is no document of its own.
    let (parts, mine): (Vec<_>, Vec<_>) = mine.partition(|silence| asked.contains(&silence.item));
    for part in parts {
        step.details.push(format!("{} more is {}, and not asked for.", format::money(part.open), part_words(part.reason)));
    }
    let count = |wanted: fn(&SilenceReason) -> bool| mine.iter().filter(|silence| wanted(&silence.reason)).count();
    let reasons = [
        (count(|reason| matches!(reason, SilenceReason::Disputed)), "not reminded of because disputed"),
        (count(|reason| matches!(reason, SilenceReason::Promised(_))), "not reminded of because promised"),
        (count(|reason| matches!(reason, SilenceReason::TimeGiven(_))), "not reminded of while the time to pay that you gave runs"),
        (count(|reason| matches!(reason, SilenceReason::Offered(_))), "not reminded of while the plan you offered can be accepted"),
        (count(|reason| matches!(reason, SilenceReason::Settling(_))), "not reminded of while the smaller sum you offered can be paid"),
        (count(|reason| matches!(reason, SilenceReason::OnPlan(_))), "on a payment plan"),
        (count(|reason| matches!(reason, SilenceReason::CoveredByCredit)), "covered by unapplied credit"),
        (count(|reason| matches!(reason, SilenceReason::Paused(_))), "silent because reminders are paused"),
        (count(|reason| matches!(reason, SilenceReason::InPerson)), "not reminded of because you handle this customer in person"),
        (count(|reason| matches!(reason, SilenceReason::Unmet(..))), "not reminded of because a condition of the step does not hold"),
    ];
    for (number, words) in reasons.into_iter().filter(|(number, _)| *number > 0) {
        step.details.push(format!("{} {words}.", format::plural(number, "document", "documents")));
    }
    if let Some(approach) = ledger.customer(id).map(|customer| &customer.details.approach) {
        let lost = lost_terms(policy, approach);
        let followed = policy.followed(approach);
        if lost.is_empty() && followed.source != TermSource::Policy {
            step.details.push(format!("Follows the schedule “{}”{}.", followed.name, of_tier(followed.source, approach)));
        }
        step.details.extend(lost);
    }
    step
}

/// Why a part of a document is not asked for.
const fn part_words(reason: SilenceReason) -> &'static str {
    match reason {
        SilenceReason::Disputed => "disputed",
        SilenceReason::Promised(_) => "promised",
        SilenceReason::TimeGiven(_) => "left until the day you gave them",
        SilenceReason::Offered(_) => "part of a plan you offered",
        SilenceReason::Settling(_) => "part of a settlement you offered",
        SilenceReason::OnPlan(_) => "on a payment plan",
        SilenceReason::CoveredByCredit => "covered by unapplied credit",
        SilenceReason::Paused(_) => "paused",
        SilenceReason::InPerson => "yours to speak about",
        SilenceReason::Unmet(..) => "not for this step of your schedule",
    }
}

fn details(reminder: &Reminder) -> Vec<String> {
    let totals: Vec<String> = reminder.totals.iter().copied().map(|total: Money| format::money(total)).collect();
    let items = format::plural(reminder.items.len(), "document", "documents");
    vec![
        format!("Asks for {} on {items}.", totals.join(" and ")),
        format!("Step of your policy: {}.", offset_words(reminder.step.offset_days)),
    ]
}

/// “Call now: ask what stands in the way”: what to do, when, and what it is for.
fn said(step: &ReminderStep, when: &str) -> String {
    let act = match step.channel {
        Channel::Email => "Write an e-mail",
        Channel::Letter => "Send a letter",
        Channel::Phone => "Call",
        Channel::Sms => "Write a text message",
        Channel::WhatsApp => "Write on WhatsApp",
    };
    let aim = match step.purpose {
        Purpose::Upcoming => "announce that payment falls due soon",
        Purpose::DueToday => "remind them that payment is due today",
        Purpose::PastDue => "remind them of what is late",
        Purpose::AskWhy => "ask what stands in the way",
        Purpose::FinalDemand => "ask a last time, with a day to pay by",
        Purpose::LetterBeforeAction => "say that further steps come next",
        Purpose::AgencyReview => "try once more before you decide about a collection agency",
        Purpose::WriteOffReview => "try once more before you decide about legal steps or a write-off",
    };
    format!("{act} {when}: {aim}")
}

/// The card “Next step”.
#[component]
pub(super) fn NextStep(id: CustomerId) -> impl IntoView {
    let books = Books::expect();
    let step = books.view(move |ledger, day| step(ledger, id, day));
    let body = move || {
        let Step { headline, details, now } = step.get();
        let details = details.into_iter().map(|text| view! { <p class="muted">{text}</p> }).collect_view();
        let link = (now && !books.looks_elsewhere())
            .then(|| view! { <div><LinkButton href=prepare_href(id)>"Open the message"</LinkButton></div> });
        view! { <div class="stack stack--tight"><p>{headline}</p>{details}{link}</div> }
    };
    view! { <Card title="Next step">{body}</Card> }
}
