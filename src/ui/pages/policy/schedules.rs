//! Which schedule is shown: choosing, adding, copying, naming and deleting schedules, and who follows them.

use super::draft::{NAME, SCHEDULE, ScheduleDraft, ScheduleDrafts};
use crate::domain::policy::{CreditPolicy, MOST_SCHEDULES, TermSource};
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, Choice, IconName, Notice, NoticeKind, Problem, SelectField, TextField};
use crate::ui::format;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The most names of customers in one sentence.
const MOST_NAMED: usize = 3;

/// The part above the steps.
#[component]
pub(super) fn ScheduleChooser(
    /// What is edited.
    draft: ScheduleDrafts,
    /// The schedule that is shown.
    #[prop(into)]
    current: Signal<Option<ScheduleDraft>>,
    /// What is wrong.
    problems: RwSignal<Vec<Problem>>,
) -> impl IntoView {
    let books = Books::expect();
    // The customers of every schedule that one names, by its name, and how many follow it by their tier.
    let followers = books.view(|ledger, _| {
        let mut found: BTreeMap<String, (Vec<String>, usize)> = BTreeMap::new();
        for details in ledger.facts().customers.iter().filter(|customer| !customer.removed).map(|customer| &customer.details) {
            let (own, followed) = (&details.approach.schedule, ledger.policy().followed(&details.approach));
            if !own.is_empty() {
                found.entry(own.clone()).or_default().0.push(details.name.clone());
            }
            if followed.source == TermSource::Tier {
                found.entry(followed.name.to_owned()).or_default().1 += 1;
            }
        }
        found
    });
    let name_of = |schedule: ScheduleDraft| schedule.name.with(|name| name.trim().to_owned());
    let choices = Signal::derive(move || {
        let choice = |schedule: ScheduleDraft| {
            let name = name_of(schedule);
            Choice::new(schedule.key.to_string(), if name.is_empty() { "A schedule without a name".to_owned() } else { name })
        };
        draft.schedules.get().into_iter().map(choice).collect::<Vec<_>>()
    });
    let wrong = move |field: &'static str| {
        Signal::derive(move || problems.with(|all| all.iter().find(|one| one.field == field).map(|one| one.text.clone())))
    };
    let named = Memo::new(move |_| current.get().filter(|schedule| !schedule.is_standard()));
    let full = move || draft.schedules.with(Vec::len) > MOST_SCHEDULES;
    let show_new = move || crate::ui::outside::focus_soon(NAME);
    let add = move || {
        draft.add_schedule("New schedule", &CreditPolicy::default().schedule);
        show_new();
    };
    let copy = move || {
        let Some(schedule) = current.get_untracked() else { return };
        let steps: Vec<_> = untrack(|| schedule.steps.get().into_iter().filter_map(|step| step.read().ok()).collect());
        draft.add_schedule(&format!("Copy of {}", untrack(|| name_of(schedule))), &steps);
        show_new();
    };
    let delete = move || {
        if let Some(schedule) = named.get_untracked() {
            draft.remove_schedule(schedule);
            crate::ui::outside::focus_soon(SCHEDULE);
        }
    };
    let who = move || {
        let schedule = current.get()?;
        let (own, by_tier) = followers.with(|found| found.get(&name_of(schedule)).map_or((0, 0), |(own, by_tier)| (own.len(), *by_tier)));
        let count = own + by_tier;
        let customers = format::plural(count, "customer follows it", "customers follow it");
        let by_tier = if by_tier == 0 { String::new() } else { format!(", {} by their tier", format::count(by_tier)) };
        Some(if schedule.is_standard() {
            "Every customer without a schedule of their own or of their tier follows it.".to_owned()
        } else if count == 0 {
            "No customer follows it yet: choose it on a customer’s form or for a tier.".to_owned()
        } else {
            format!("{customers}{by_tier}.")
        })
    };
    let lost = move || {
        let known: Vec<_> = draft.schedules.get().into_iter().map(name_of).collect();
        followers.with(|found| {
            let lost = found.iter().filter(|(name, (own, _))| !own.is_empty() && !known.contains(name));
            lost.map(|(name, (who, _))| lost_words(name, who)).collect::<Vec<_>>()
        })
    };
    let notices = move || lost().into_iter().map(|sentence| view! { <Notice kind=NoticeKind::Warn>{sentence}</Notice> }).collect_view();
    view! {
        <div class="form-row">
            <SelectField id=SCHEDULE label="Schedule" value=draft.shown choices error=wrong(SCHEDULE)/>
            {move || named.get().map(|schedule| view! { <TextField id=NAME label="Name" value=schedule.name error=wrong(NAME)/> })}
        </div>
        <div class="row">
            <Show when=move || !full()>
                <Button icon=IconName::Add on_click=add>"Add a schedule"</Button>
                <Button on_click=copy>"Copy this one"</Button>
            </Show>
            <Show when=move || named.get().is_some()>
                <Button kind=ButtonKind::Quiet on_click=delete>"Delete this schedule"</Button>
            </Show>
        </div>
        <p class="muted">{who}</p>
        {notices}
    }
}

/// What becomes of customers whose schedule is not there.
fn lost_words(name: &str, who: &[String]) -> String {
    let (named, verb) = some_names(who);
    format!(
        "{named} {verb} the schedule “{name}”, which is not here: that of their tier, or Standard, is followed until you choose another one on the customer’s form."
    )
}

/// A few of these names, how many more there are, and the verb that goes with them.
pub(super) fn some_names(who: &[String]) -> (String, &'static str) {
    let named = who.iter().take(MOST_NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    let more = if who.len() > MOST_NAMED { format!(" and {} more", who.len() - MOST_NAMED) } else { String::new() };
    (named + &more, if who.len() == 1 { "names" } else { "name" })
}
