//! The schedules beside the standard one: two that come with Recoup, and the owner's own.

use super::{Besides, Channel, CreditPolicy, PolicyProblem, Purpose, ReminderStep, Tone, checked_steps};
use crate::domain::text_rules::{same_but_for_form, text_problem};
use serde::{Deserialize, Serialize};

/// The name of the schedule that customers without one of their own follow.
pub const STANDARD: &str = "Standard";

/// The most characters of a schedule's name.
pub const NAME_LENGTH: usize = 40;

/// The most schedules beside the standard one.
pub const MOST_SCHEDULES: usize = 12;

/// A schedule that the owner can choose for a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedSchedule {
    /// What customers name it by. Never empty, never “Standard”, no two alike but for capital letters and spaces.
    pub name: String,
    /// The steps, in order of their offset.
    pub steps: Vec<ReminderStep>,
}

/// “Gentle” and “Firm”. Never changed: a stored policy that names no schedules means exactly these.
pub fn built_in_schedules() -> Vec<NamedSchedule> {
    let step = ReminderStep::new;
    let besides = |step: ReminderStep, besides| ReminderStep { besides: vec![besides], ..step };
    let gentle = vec![
        step(0, Channel::Email, Tone::Friendly, Purpose::DueToday),
        step(10, Channel::Email, Tone::Friendly, Purpose::PastDue),
        step(25, Channel::Phone, Tone::Friendly, Purpose::AskWhy),
        step(45, Channel::Letter, Tone::Firm, Purpose::PastDue),
        step(75, Channel::Letter, Tone::Final, Purpose::FinalDemand),
        step(110, Channel::Phone, Tone::Final, Purpose::AgencyReview),
    ];
    let firm = vec![
        step(-7, Channel::Email, Tone::Friendly, Purpose::Upcoming),
        step(1, Channel::Email, Tone::Firm, Purpose::PastDue),
        step(7, Channel::Phone, Tone::Firm, Purpose::AskWhy),
        besides(step(14, Channel::Letter, Tone::Final, Purpose::FinalDemand), Besides::Hold),
        step(30, Channel::Letter, Tone::Final, Purpose::LetterBeforeAction),
        besides(step(45, Channel::Phone, Tone::Final, Purpose::AgencyReview), Besides::Agency),
        step(75, Channel::Letter, Tone::Final, Purpose::WriteOffReview),
    ];
    let named = |name: &str, steps| NamedSchedule { name: name.to_owned(), steps };
    vec![named("Gentle", gentle), named("Firm", firm)]
}

pub(super) fn is_built_in(schedules: &[NamedSchedule]) -> bool {
    schedules == built_in_schedules()
}

/// What is wrong with the name of a schedule, if anything; `others` are the names it must differ from.
pub fn name_problem<'a>(name: &str, mut others: impl Iterator<Item = &'a str>) -> Option<PolicyProblem> {
    if name.trim().is_empty() || text_problem(name, NAME_LENGTH, false).is_some() {
        Some(PolicyProblem::ScheduleName)
    } else if same_but_for_form(name, STANDARD) || others.any(|other| same_but_for_form(other, name)) {
        Some(PolicyProblem::SameName(name.to_owned()))
    } else {
        None
    }
}

/// Names trimmed and different, steps in order.
pub(super) fn checked_schedules(mut schedules: Vec<NamedSchedule>) -> Result<Vec<NamedSchedule>, PolicyProblem> {
    if schedules.len() > MOST_SCHEDULES {
        return Err(PolicyProblem::TooManySchedules);
    }
    for place in 0..schedules.len() {
        let name = schedules[place].name.trim().to_owned();
        if let Some(problem) = name_problem(&name, schedules[..place].iter().map(|other| other.name.as_str())) {
            return Err(problem);
        }
        let steps = std::mem::take(&mut schedules[place].steps);
        schedules[place] = NamedSchedule { name, steps: checked_steps(steps)? };
    }
    Ok(schedules)
}

impl CreditPolicy {
    /// The names of all schedules, “Standard” first: what a customer can be given.
    pub fn schedule_names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(STANDARD).chain(self.schedules.iter().map(|schedule| schedule.name.as_str()))
    }

    /// The steps of the schedule of this name; none when there is no such schedule. Empty stands for the standard one.
    pub fn schedule_named(&self, name: &str) -> Option<&[ReminderStep]> {
        if name.is_empty() || name == STANDARD {
            return Some(&self.schedule);
        }
        self.schedules.iter().find(|schedule| schedule.name == name).map(|schedule| schedule.steps.as_slice())
    }

    /// The steps of the schedule of this name: the standard ones when there is no such schedule.
    pub fn steps_for(&self, name: &str) -> &[ReminderStep] {
        self.schedule_named(name).unwrap_or(&self.schedule)
    }
}
