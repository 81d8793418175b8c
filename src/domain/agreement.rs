//! Written agreements on payment plans: the words as they were agreed, and who signed them when.
//!
//! The words are kept with the agreement, so that later changes of the settings or the policy do not change what was signed. What a plan
//! itself says may change; whether an agreement still says the same is [`Agreement::says_what`].

use super::approach::Language;
use super::ids::{AgreementId, PlanId};
use super::plan::{Plan, PlanInstalment};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One numbered point of an agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementPart {
    /// Its heading.
    pub heading: String,
    /// What it says; may have several lines.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// A table under the text, its head first; empty for none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<Vec<String>>,
}

/// The words of an agreement. The last part is where both sign: each of its rows is a line to sign on and the name under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementWords {
    /// The language they are in.
    pub language: Language,
    /// The title.
    pub title: String,
    /// The points, in order.
    pub parts: Vec<AgreementPart>,
}

/// Who signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// The customer.
    Customer,
    /// The owner of these books.
    Owner,
}

/// A signature on paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// The day.
    pub on: NaiveDate,
    /// Who signed.
    pub name: String,
    /// The owner's note, such as where the paper is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// One version of the agreement on a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// Position in the ledger, from 1.
    pub id: AgreementId,
    /// The plan it is about.
    pub plan: PlanId,
    /// Counts the versions of the plan's agreement, from 1.
    pub version: u32,
    /// The day it was made.
    pub made: NaiveDate,
    /// Its words.
    #[serde(flatten)]
    pub words: AgreementWords,
    /// The payments of the plan when it was made.
    pub instalments: Vec<PlanInstalment>,
    /// The customer's signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_signed: Option<Signature>,
    /// The owner's signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner_signed: Option<Signature>,
    /// Whether it was taken back, as if it had never been made.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub taken_back: bool,
}

impl Agreement {
    /// The signature of one side.
    pub fn signature(&self, party: Party) -> Option<&Signature> {
        match party {
            Party::Customer => self.customer_signed.as_ref(),
            Party::Owner => self.owner_signed.as_ref(),
        }
    }

    /// The signature of one side, to be changed.
    pub fn signature_mut(&mut self, party: Party) -> &mut Option<Signature> {
        match party {
            Party::Customer => &mut self.customer_signed,
            Party::Owner => &mut self.owner_signed,
        }
    }

    /// Whether anybody signed it.
    pub fn is_signed(&self) -> bool {
        self.customer_signed.is_some() || self.owner_signed.is_some()
    }

    /// Whether the plan's payments are still those of the agreement.
    pub fn says_what(&self, plan: &Plan) -> bool {
        self.instalments == plan.instalments
    }
}
