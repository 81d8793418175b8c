//! One step of a reminder schedule: when, by which channel, how it sounds, what for.

use super::{Besides, StepConditions};
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
