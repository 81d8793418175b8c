//! How a customer is approached: what kind of customer it is, in which language, by which schedule, with what care.

use super::interest::InterestRule;
use super::limits::places::PlaceCode;
use super::policy::DueTerms;
use serde::{Deserialize, Serialize};

/// Business or consumer: many rules bind only one of the two (domain rules §8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CustomerKind {
    /// Buys in the course of a business.
    Business,
    /// Buys as a private person.
    Consumer,
}

/// A language messages are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English.
    En,
    /// Spanish.
    Es,
    /// German.
    De,
    /// French.
    Fr,
    /// Portuguese.
    Pt,
    /// Italian.
    It,
    /// Dutch.
    Nl,
}

impl Language {
    /// All of them, English first.
    pub const ALL: [Self; 7] = [Self::En, Self::Es, Self::De, Self::Fr, Self::Pt, Self::It, Self::Nl];

    /// Its code by ISO 639-1: `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
            Self::De => "de",
            Self::Fr => "fr",
            Self::Pt => "pt",
            Self::It => "it",
            Self::Nl => "nl",
        }
    }
}

/// What the owner decided on how to deal with a customer. The default is nothing in particular.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Approach {
    /// Business or consumer; `None` while not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<CustomerKind>,
    /// The language of messages; `None` for the one that the country or the settings suggest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The name of a reminder schedule of the policy; empty for the one of the tier, or the policy's own.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub schedule: String,
    /// The name of a tier of the policy; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tier: String,
    /// The customer's time zone by its IANA name, such as `Europe/Lisbon`; empty while not known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub time_zone: String,
    /// Much depends on them: messages stay friendly.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub vip: bool,
    /// They cannot pay as they would: a plan is offered first.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hardship: bool,
    /// The owner speaks to them: no message is prepared.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_person: bool,
    /// What is good to know of the relationship.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub relationship: String,
    /// The rule on interest where it differs from that of their tier and the policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interest: Option<InterestRule>,
    /// They pay no late fees.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_late_fees: bool,
    /// Terms of their own that stand in place of net days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<DueTerms>,
    /// The place whose law counts for what they owe; `None` for the one that their country and the settings suggest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub law: Option<PlaceCode>,
}

impl Approach {
    /// Whether nothing in particular was decided.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}
