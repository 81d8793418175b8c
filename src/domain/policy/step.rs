//! One step of a reminder schedule: when, by which channel, how it sounds, what for.

use super::problem::at_most;
use super::{Besides, PolicyProblem, StepConditions};
use serde::{Deserialize, Serialize};

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

    /// The days to pay that a message for this purpose gives when its step names none.
    pub const fn usual_days_to_pay(self) -> Option<u16> {
        match self {
            Self::FinalDemand => Some(10),
            Self::LetterBeforeAction => Some(30),
            _ => None,
        }
    }
}

/// One step of a reminder schedule.
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
    /// When it applies at all.
    #[serde(default, skip_serializing_if = "StepConditions::is_empty")]
    pub only_if: StepConditions,
    /// What it proposes besides its message, in order and once each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub besides: Vec<Besides>,
    /// The days to pay that its message gives, when they are not the usual ones of its purpose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_to_pay: Option<u16>,
}

impl ReminderStep {
    /// A step without conditions that does nothing besides.
    pub fn new(offset_days: i16, channel: Channel, tone: Tone, purpose: Purpose) -> Self {
        Self { offset_days, channel, tone, purpose, only_if: StepConditions::default(), besides: Vec::new(), days_to_pay: None }
    }

    /// The days to pay that its message gives: a new date to pay by, counted from the day of the message.
    pub fn time_to_pay(&self) -> Option<u16> {
        self.days_to_pay.or(self.purpose.usual_days_to_pay())
    }
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

/// The steps of one schedule sorted by their offset, problems refused.
pub fn checked_steps(mut steps: Vec<ReminderStep>) -> Result<Vec<ReminderStep>, PolicyProblem> {
    steps.sort_by_key(|step| step.offset_days);
    if steps.is_empty() {
        return Err(PolicyProblem::NoSteps);
    }
    if steps.len() > 30 {
        return Err(PolicyProblem::TooManySteps);
    }
    if let Some(pair) = steps.windows(2).find(|pair| pair[0].offset_days == pair[1].offset_days) {
        return Err(PolicyProblem::SameDay(pair[0].offset_days));
    }
    let longest = |days: &dyn Fn(&ReminderStep) -> u16| steps.iter().map(days).max().unwrap_or(0);
    at_most("A step", longest(&|step| step.offset_days.unsigned_abs()), 3650)?;
    at_most("The time to pay", longest(&|step| step.days_to_pay.unwrap_or(0)), 365)?;
    for step in &mut steps {
        step.only_if = std::mem::take(&mut step.only_if).checked()?;
        step.besides.sort_unstable();
        step.besides.dedup();
    }
    Ok(steps)
}
