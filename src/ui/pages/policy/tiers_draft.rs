//! The customer tiers while they are being edited.

use super::form::{amounts_text, read_amounts, read_when};
use crate::domain::policy::{CreditPolicy, CustomerTier, PolicyProblem, STANDARD, WhenDue, tier_name_problem};
use crate::ui::components::{Choice, Problem};
use crate::ui::forms::{read_wish, wish_text};
use leptos::prelude::*;

/// One tier being edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TierDraft {
    /// What tells it from the others.
    pub key: u32,
    /// Its name as typed.
    pub name: RwSignal<String>,
    /// The name of its schedule.
    pub schedule: RwSignal<String>,
    /// Days to pay or terms as typed; empty for those of the policy.
    pub net: RwSignal<String>,
    /// What it says about a discount, as typed; empty when it says nothing.
    pub discount: RwSignal<String>,
    /// The tier as it was, for what other parts of the policy say of it.
    kept: StoredValue<CustomerTier>,
    /// Credit limits as typed; empty for those of the policy.
    pub limits: RwSignal<String>,
    /// They pay no late fees.
    pub no_late_fees: RwSignal<bool>,
}

impl TierDraft {
    /// A draft of a tier.
    pub fn of(key: u32, tier: &CustomerTier) -> Self {
        let schedule = if tier.schedule.is_empty() { STANDARD } else { &tier.schedule };
        let net = WhenDue::kept(tier.terms.as_ref(), tier.net_days).map(|when| when.to_string()).unwrap_or_default();
        let text = |text: &str| RwSignal::new(text.to_owned());
        Self {
            key,
            name: text(&tier.name),
            schedule: text(schedule),
            net: text(&net),
            discount: text(&wish_text(tier.discount.as_ref())),
            limits: RwSignal::new(amounts_text(&tier.limits)),
            no_late_fees: RwSignal::new(tier.no_late_fees),
            kept: StoredValue::new(tier.clone()),
        }
    }

    /// The id of a part of it.
    pub fn id(self, part: &str) -> String {
        format!("policy-tier-{}-{part}", self.key)
    }

    /// The name as it will be kept.
    pub fn trimmed(self) -> String {
        self.name.with(|name| name.trim().to_owned())
    }

    /// The schedules to choose from, and its own when it is none of them.
    pub fn choices(self, policy: &CreditPolicy) -> Vec<Choice> {
        let mut choices: Vec<_> = policy.schedule_names().map(|name| Choice::new(name, name)).collect();
        let own = self.schedule.get();
        if choices.iter().all(|choice| choice.value != own) {
            choices.push(Choice::new(own.clone(), format!("{own} (not here: Standard is followed)")));
        }
        choices
    }

    fn read(self, others: &[CustomerTier], problems: &mut Vec<Problem>) -> CustomerTier {
        let name = self.trimmed();
        if let Some(problem) = tier_name_problem(&name, others.iter().map(|other| other.name.as_str())) {
            problems.push(Problem::new(self.id("name"), problem.to_string()));
        }
        let net = self.net.get();
        let mut when = || read_when(&self.id("net"), &net, "The days to pay of a tier", problems).parts();
        let (net_days, terms) = if net.trim().is_empty() { (None, None) } else { when() };
        let limits = read_amounts(&self.limits.get(), &PolicyProblem::LimitTwice).unwrap_or_else(|sentence| {
            problems.push(Problem::new(self.id("limits"), sentence));
            Vec::new()
        });
        let discount = self.kept.with_value(|kept| read_wish(&self.discount.get(), kept.discount.as_ref()));
        let discount = discount.unwrap_or_else(|sentence| {
            problems.push(Problem::new(self.id("discount"), sentence));
            None
        });
        let no_late_fees = self.no_late_fees.get();
        CustomerTier { name, schedule: self.schedule.get(), net_days, terms, limits, discount, no_late_fees, ..self.kept.get_value() }
    }
}

/// The tiers that are typed, or everything that is wrong with them.
pub fn read_tiers(drafts: &[TierDraft]) -> Result<Vec<CustomerTier>, Vec<Problem>> {
    let (mut tiers, mut problems) = (Vec::with_capacity(drafts.len()), Vec::new());
    for draft in drafts {
        let tier = draft.read(&tiers, &mut problems);
        tiers.push(tier);
    }
    if problems.is_empty() { Ok(tiers) } else { Err(problems) }
}
