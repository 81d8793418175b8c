//! The credit policy: net terms, grace days, the reminder schedules and the customer tiers.
//!
//! `schedule` is the standard one, made of steps (`step`); the others have names (`named`). When a step applies and what it proposes besides is in `conditions`, the
//! days on which no message goes out in `closed_days`. When invoices fall due is in `due`, from when fees run in `charging`; `tiers` has customers who are treated
//! alike, and `precedence` says whose word counts for a customer.

mod application;
mod charging;
mod closed_days;
mod conditions;
mod decision;
mod discount;
mod due;
mod interest;
mod late_fees;
mod limits;
mod named;
mod plan_rules;
mod precedence;
mod problem;
mod step;
mod tiers;
mod version;

pub use application::ApplicationOrder;
pub use charging::GraceMeaning;
pub use closed_days::ClosedDays;
pub use conditions::{Besides, StepConditions, Unmet};
pub use decision::DecisionRules;
pub use discount::LostDiscount;
pub use due::{DueTerms, DueTermsProblem, WhenDue};
pub use late_fees::MOST_LATE_FEES;
pub use named::{MOST_SCHEDULES, NAME_LENGTH, NamedSchedule, STANDARD, built_in_schedules, name_problem};
pub use plan_rules::{MOST_CURE_DAYS, MOST_MISSED, PlanRules};
pub use precedence::{Followed, TermSource};
pub use problem::PolicyProblem;
use problem::at_most;
pub use step::{Channel, Purpose, ReminderStep, Tone, checked_steps, offset_words};
pub use tiers::{CustomerTier, MOST_TIERS, tier_name_problem};
pub use version::{PolicyVersion, VersionInForce, agreed_policies, agreed_policy_on, policy_on, version_on, versions};

use super::interest::InterestRule;
use super::invoice_terms::DiscountRule;
use super::late_fee::LateFeeRule;
use super::money::Money;
use super::template::Template;
use super::text_rules::{limits as text_limits, text_problem};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The rules the owner chases by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditPolicy {
    /// Days from invoice date to due date when an invoice names no due date.
    pub net_days: u16,
    /// Days after the due date in which an invoice is not yet reminded of as past due.
    pub grace_days: u16,
    /// Days that pass at least between two messages to one customer.
    pub minimum_gap_days: u16,
    /// The steps of the standard schedule, in order of their offset.
    pub schedule: Vec<ReminderStep>,
    /// Days after the promised day in which the money of a promise may still arrive.
    #[serde(default = "usual_promise_grace", skip_serializing_if = "is_usual_promise_grace")]
    pub promise_grace_days: u16,
    /// The owner's own message texts, at most one for each purpose, kind and language; Recoup's own take the place of the rest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub templates: Vec<Template>,
    /// The schedules beside the standard one.
    #[serde(default = "built_in_schedules", skip_serializing_if = "named::is_built_in")]
    pub schedules: Vec<NamedSchedule>,
    /// The days on which no message goes out.
    #[serde(default, skip_serializing_if = "ClosedDays::is_default")]
    pub closed_days: ClosedDays,
    /// Customers who are treated alike.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tiers: Vec<CustomerTier>,
    /// Terms that stand in place of the net days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<DueTerms>,
    /// Whether the due date of a new invoice moves off a weekend or holiday to the next business day.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub due_on_working_day: bool,
    /// The most that a customer may owe, one amount for each currency.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<Money>,
    /// What the days of grace mean for late fees and interest.
    #[serde(default, skip_serializing_if = "GraceMeaning::is_usual")]
    pub grace_meaning: GraceMeaning,
    /// Whether agreed fees and interest run only from the day on which the customer accepted the terms.
    #[serde(default = "yes", skip_serializing_if = "Clone::clone")]
    pub fees_need_acceptance: bool,
    /// What happens when nothing is paid, in the owner's words; empty for the words that follow from the rest.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub consequences: String,
    /// What is asked for what is paid late.
    #[serde(default, skip_serializing_if = "InterestRule::is_none")]
    pub interest: InterestRule,
    /// The late fees that customers agree to with the terms; several for several currencies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub late_fees: Vec<LateFeeRule>,
    /// What holds for payment plans made from now on.
    #[serde(default, skip_serializing_if = "PlanRules::is_usual")]
    pub plan_rules: PlanRules,
    /// When an order ships on credit.
    #[serde(default, skip_serializing_if = "DecisionRules::is_usual")]
    pub decision: DecisionRules,
    /// What new invoices earn when they are paid early.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<DiscountRule>,
    /// Which debts a payment settles first when the customer does not say.
    #[serde(default, skip_serializing_if = "ApplicationOrder::is_default")]
    pub application: ApplicationOrder,
}

const fn yes() -> bool {
    true
}

/// A bank transfer sent on the promised day needs two days at most to be seen.
const fn usual_promise_grace() -> u16 {
    2
}

fn is_usual_promise_grace(days: &u16) -> bool {
    *days == usual_promise_grace()
}

impl CreditPolicy {
    /// The policy with its steps, schedules and days in order, problems refused.
    pub fn checked(mut self) -> Result<Self, PolicyProblem> {
        self.schedule = checked_steps(self.schedule)?;
        self.schedules = named::checked_schedules(self.schedules)?;
        self.closed_days = self.closed_days.checked()?;
        self.tiers = tiers::checked_tiers(self.tiers)?;
        self.late_fees = late_fees::checked_late_fees(self.late_fees)?;
        self.interest = self.interest.checked()?;
        self.plan_rules = self.plan_rules.checked()?;
        self.discount.iter().try_for_each(DiscountRule::checked)?;
        self.limits = limits::checked_limits(self.limits)?;
        self.consequences = self.consequences.trim().to_owned();
        if text_problem(&self.consequences, text_limits::NOTE, true).is_some() {
            return Err(PolicyProblem::Consequences);
        }
        for (place, template) in self.templates.iter().enumerate() {
            template.checked().map_err(|(_, problem)| PolicyProblem::Template(problem))?;
            if self.templates[..place].iter().any(|other| other.key() == template.key()) {
                return Err(PolicyProblem::TwoTemplates);
            }
        }
        self.decision.checked()?;
        at_most("Net terms", self.net_days, 3650)?;
        at_most("Grace", self.grace_days, 365)?;
        at_most("The grace of a promise", self.promise_grace_days, 60)?;
        at_most("The gap between messages", self.minimum_gap_days, 365)?;
        Ok(self)
    }

    /// The day on which `step` is reached for a due date; grace moves only the steps after the due date.
    pub fn step_day(&self, step: &ReminderStep, due: NaiveDate) -> NaiveDate {
        let grace = if step.offset_days > 0 { i64::from(self.grace_days) } else { 0 };
        super::calendar::add_days(due, i64::from(step.offset_days) + grace)
    }

    /// How many of `steps` a document has reached on `as_of`. One that is not near its due date has none; one older than all
    /// steps has all of them.
    pub fn reached(&self, steps: &[ReminderStep], due: NaiveDate, as_of: NaiveDate) -> usize {
        let age = super::calendar::days_past_due(due, as_of);
        let grace = |step: &ReminderStep| if step.offset_days > 0 { i64::from(self.grace_days) } else { 0 };
        steps.iter().take_while(|step| i64::from(step.offset_days) + grace(step) <= age).count()
    }

    /// How many steps of the standard schedule a document has reached on `as_of`.
    pub fn steps_reached(&self, due: NaiveDate, as_of: NaiveDate) -> usize {
        self.reached(&self.schedule, due, as_of)
    }

    /// The last step of the standard schedule reached by a document on `as_of`, as its place in the schedule.
    pub fn level(&self, due: NaiveDate, as_of: NaiveDate) -> Option<usize> {
        self.steps_reached(due, as_of).checked_sub(1)
    }
}

impl Default for CreditPolicy {
    /// Net 30, no grace, and the ladder of domain rules §8: −7, 0, +7, +14, +30, +45, +60, +90.
    fn default() -> Self {
        let step = ReminderStep::new;
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
            schedules: built_in_schedules(),
            closed_days: ClosedDays::default(),
            tiers: Vec::new(),
            interest: InterestRule::None,
            late_fees: Vec::new(),
            plan_rules: PlanRules::default(),
            decision: DecisionRules::default(),
            discount: None,
            application: ApplicationOrder::default(),
            terms: None,
            due_on_working_day: false,
            limits: Vec::new(),
            grace_meaning: GraceMeaning::default(),
            fees_need_acceptance: true,
            consequences: String::new(),
        }
    }
}

#[cfg(test)]
mod tests;
