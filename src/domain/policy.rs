//! The credit policy: net terms, grace days and the reminder schedule.

use super::template::{Template, TemplateProblem};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// How a reminder reaches the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// The owner's mail program.
    Email,
    /// A printed letter.
    Letter,
    /// A telephone call by the owner.
    Phone,
    /// A text message by the owner's own telephone.
    Sms,
    /// A WhatsApp message by the owner's own account.
    #[serde(rename = "whatsapp")]
    WhatsApp,
}

/// How a reminder sounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Warm, assumes an oversight.
    Friendly,
    /// Plain and clear.
    Firm,
    /// Names the consequences.
    Final,
}

/// What a reminder step is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// “This falls due soon.”
    Upcoming,
    /// “This is due today.”
    DueToday,
    /// “This is past due.”
    PastDue,
    /// Ask what stands in the way, offer a plan.
    AskWhy,
    /// Last demand with a date.
    FinalDemand,
    /// Letter before action.
    LetterBeforeAction,
    /// Decide about a collection agency.
    AgencyReview,
    /// Decide about legal steps or writing off.
    WriteOffReview,
}

impl Purpose {
    /// All of them, in the order of the usual schedule.
    pub const ALL: [Self; 8] = [
        Self::Upcoming,
        Self::DueToday,
        Self::PastDue,
        Self::AskWhy,
        Self::FinalDemand,
        Self::LetterBeforeAction,
        Self::AgencyReview,
        Self::WriteOffReview,
    ];
}

/// One step of the reminder schedule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderStep {
    /// Days from the due date: negative before it, 0 on it, positive after it.
    pub offset_days: i16,
    /// How the customer is reached.
    pub channel: Channel,
    /// How it sounds.
    pub tone: Tone,
    /// What it is for.
    pub purpose: Purpose,
}

/// The rules the owner chases by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditPolicy {
    /// Days from invoice date to due date when an invoice names no due date.
    pub net_days: u16,
    /// Days after the due date in which an invoice is not yet reminded of as past due.
    pub grace_days: u16,
    /// Days that pass at least between two messages to one customer.
    pub minimum_gap_days: u16,
    /// The steps, in order of their offset.
    pub schedule: Vec<ReminderStep>,
    /// Days after the promised day in which the money of a promise may still arrive.
    #[serde(default = "usual_promise_grace", skip_serializing_if = "is_usual_promise_grace")]
    pub promise_grace_days: u16,
    /// The owner's own message texts, at most one for each purpose, kind and language; Recoup's own take the place of the rest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub templates: Vec<Template>,
}

/// A bank transfer sent on the promised day needs two days at most to be seen.
const fn usual_promise_grace() -> u16 {
    2
}

fn is_usual_promise_grace(days: &u16) -> bool {
    *days == usual_promise_grace()
}

/// Why a policy cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PolicyProblem {
    /// A policy without a step would never remind anybody.
    #[error("The schedule needs at least one step.")]
    NoSteps,
    /// Too many steps.
    #[error("The schedule can have at most 30 steps.")]
    TooManySteps,
    /// Two steps on the same day.
    #[error("Two steps are set for the same day ({}).", offset_words(*.0))]
    SameDay(i16),
    /// A number beyond what makes sense.
    #[error("{what} can be at most {most} days.")]
    TooLong {
        /// Which number.
        what: &'static str,
        /// The largest value accepted.
        most: u16,
    },
    /// A message text that cannot be filled in.
    #[error("A message text cannot be used. {0}")]
    Template(TemplateProblem),
    /// Two message texts for the same purpose, kind and language.
    #[error("There are two message texts for the same purpose, channel and language.")]
    TwoTemplates,
}

/// An offset in words, so that its sign cannot be misread: “7 days before the due date”.
pub fn offset_words(offset_days: i16) -> String {
    let days = offset_days.unsigned_abs();
    let unit = if days == 1 { "day" } else { "days" };
    match offset_days {
        0 => "on the due date".to_owned(),
        i16::MIN..0 => format!("{days} {unit} before the due date"),
        1.. => format!("{days} {unit} after the due date"),
    }
}

impl CreditPolicy {
    /// The steps sorted by their offset, problems refused.
    pub fn checked(mut self) -> Result<Self, PolicyProblem> {
        self.schedule.sort_by_key(|step| step.offset_days);
        if self.schedule.is_empty() {
            return Err(PolicyProblem::NoSteps);
        }
        if self.schedule.len() > 30 {
            return Err(PolicyProblem::TooManySteps);
        }
        if let Some(pair) = self.schedule.windows(2).find(|pair| pair[0].offset_days == pair[1].offset_days) {
            return Err(PolicyProblem::SameDay(pair[0].offset_days));
        }
        for (place, template) in self.templates.iter().enumerate() {
            template.checked().map_err(|(_, problem)| PolicyProblem::Template(problem))?;
            if self.templates[..place].iter().any(|other| other.key() == template.key()) {
                return Err(PolicyProblem::TwoTemplates);
            }
        }
        let limits = [
            ("Net terms", self.net_days, 3650),
            ("Grace", self.grace_days, 365),
            ("The grace of a promise", self.promise_grace_days, 60),
            ("The gap between messages", self.minimum_gap_days, 365),
            ("A step", self.schedule.iter().map(|step| step.offset_days.unsigned_abs()).max().unwrap_or(0), 3650),
        ];
        match limits.into_iter().find(|(_, value, most)| value > most) {
            Some((what, _, most)) => Err(PolicyProblem::TooLong { what, most }),
            None => Ok(self),
        }
    }

    /// The day on which `step` is reached for a due date; grace moves only the steps after the due date.
    pub fn step_day(&self, step: &ReminderStep, due: NaiveDate) -> NaiveDate {
        let grace = if step.offset_days > 0 { i64::from(self.grace_days) } else { 0 };
        super::calendar::add_days(due, i64::from(step.offset_days) + grace)
    }

    /// How many steps of the schedule a document has reached on `as_of`. One that is not near its due date has none; one
    /// older than all steps has all of them.
    pub fn steps_reached(&self, due: NaiveDate, as_of: NaiveDate) -> usize {
        let age = super::calendar::days_past_due(due, as_of);
        let grace = |step: &ReminderStep| if step.offset_days > 0 { i64::from(self.grace_days) } else { 0 };
        self.schedule.iter().take_while(|step| i64::from(step.offset_days) + grace(step) <= age).count()
    }

    /// The last step reached by a document on `as_of`, as its place in the schedule.
    pub fn level(&self, due: NaiveDate, as_of: NaiveDate) -> Option<usize> {
        self.steps_reached(due, as_of).checked_sub(1)
    }
}

impl Default for CreditPolicy {
    /// Net 30, no grace, and the ladder of domain rules §8: −7, 0, +7, +14, +30, +45, +60, +90.
    fn default() -> Self {
        let step = |offset_days, channel, tone, purpose| ReminderStep { offset_days, channel, tone, purpose };
        Self {
            net_days: 30,
            grace_days: 0,
            minimum_gap_days: 5,
            promise_grace_days: usual_promise_grace(),
            templates: Vec::new(),
            schedule: vec![
                step(-7, Channel::Email, Tone::Friendly, Purpose::Upcoming),
                step(0, Channel::Email, Tone::Friendly, Purpose::DueToday),
                step(7, Channel::Email, Tone::Friendly, Purpose::PastDue),
                step(14, Channel::Phone, Tone::Firm, Purpose::AskWhy),
                step(30, Channel::Letter, Tone::Final, Purpose::FinalDemand),
                step(45, Channel::Letter, Tone::Final, Purpose::LetterBeforeAction),
                step(60, Channel::Phone, Tone::Final, Purpose::AgencyReview),
                step(90, Channel::Letter, Tone::Final, Purpose::WriteOffReview),
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_step_is_reached_on_its_day() {
        let policy = CreditPolicy::default();
        let due = date("2025-01-31");
        let check = |as_of: &str, expected: Option<usize>| {
            assert_eq!(policy.level(due, date(as_of)), expected, "{as_of}");
            assert_eq!(policy.steps_reached(due, date(as_of)), expected.map_or(0, |level| level + 1), "{as_of}");
        };
        check("2025-01-23", None);
        check("2025-01-24", Some(0));
        check("2025-01-30", Some(0));
        check("2025-01-31", Some(1));
        check("2025-02-06", Some(1));
        check("2025-02-07", Some(2));
        check("2025-04-16", Some(6));
        check("2026-04-16", Some(7));
    }

    #[test]
    fn grace_moves_only_the_steps_after_the_due_date() {
        let policy = CreditPolicy { grace_days: 3, ..CreditPolicy::default() };
        let due = date("2025-01-31");
        assert_eq!(policy.level(due, date("2025-01-31")), Some(1));
        assert_eq!(policy.level(due, date("2025-02-09")), Some(1));
        assert_eq!(policy.level(due, date("2025-02-10")), Some(2));
    }

    #[test]
    fn a_policy_that_cannot_work_is_refused() {
        let policy = CreditPolicy::default();
        assert!(policy.clone().checked().is_ok());
        assert_eq!(CreditPolicy { schedule: vec![], ..policy.clone() }.checked(), Err(PolicyProblem::NoSteps));
        let mut twice = policy.clone();
        twice.schedule[0].offset_days = 90;
        assert_eq!(twice.checked(), Err(PolicyProblem::SameDay(90)));
        assert!(CreditPolicy { net_days: 4000, ..policy }.checked().is_err());
    }

    #[test]
    fn a_message_text_is_sound_and_alone_in_its_place() {
        use crate::domain::approach::Language;
        use crate::domain::template::TextKind;
        let text = |body: &str| Template {
            purpose: Purpose::PastDue,
            kind: TextKind::Long,
            language: Language::De,
            subject: String::new(),
            body: body.to_owned(),
        };
        let check = |templates| CreditPolicy { templates, ..CreditPolicy::default() }.checked().map(drop);
        assert_eq!(check(vec![text("{{ total }}"), Template { language: Language::Fr, ..text("x") }]), Ok(()));
        assert_eq!(check(vec![text("a"), text("b")]), Err(PolicyProblem::TwoTemplates));
        assert!(matches!(check(vec![text("{{ nobody }}")]), Err(PolicyProblem::Template(_))));
    }

    #[test]
    fn offsets_read_as_words() {
        assert_eq!(offset_words(-7), "7 days before the due date");
        assert_eq!(offset_words(0), "on the due date");
        assert_eq!(offset_words(1), "1 day after the due date");
    }
}
