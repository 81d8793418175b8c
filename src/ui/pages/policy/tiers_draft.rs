//! The customer tiers while they are being edited.

use super::draft::ScheduleDraft;
use super::step_draft::whole_days;
use crate::domain::policy::{CustomerTier, PolicyProblem, STANDARD, tier_name_problem};
use crate::ui::components::{Choice, Problem};
use leptos::prelude::*;

/// What stands before the name of a schedule that is not there, where otherwise its key would be.
const LOST: char = '=';

/// One tier being edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TierDraft {
    /// What tells it from the others.
    pub key: u32,
    /// Its name as typed.
    pub name: RwSignal<String>,
    /// The key of its schedule, so that it keeps one that is renamed.
    pub schedule: RwSignal<String>,
    /// Days to pay as typed; empty for the net terms.
    pub net: RwSignal<String>,
}

impl TierDraft {
    /// A draft of a tier that follows one of these schedules.
    pub fn of(key: u32, tier: &CustomerTier, schedules: &[ScheduleDraft]) -> Self {
        let name = if tier.schedule.is_empty() { STANDARD } else { &tier.schedule };
        let place = schedules.iter().find(|schedule| schedule.name.with_untracked(|other| other == name));
        let schedule = place.map_or_else(|| format!("{LOST}{name}"), |schedule| schedule.key.to_string());
        let net = tier.net_days.map(|days| days.to_string()).unwrap_or_default();
        Self { key, name: RwSignal::new(tier.name.clone()), schedule: RwSignal::new(schedule), net: RwSignal::new(net) }
    }

    /// The id of a part of it.
    pub fn id(self, part: &str) -> String {
        format!("policy-tier-{}-{part}", self.key)
    }

    /// The name as it will be kept.
    pub fn trimmed(self) -> String {
        self.name.with(|name| name.trim().to_owned())
    }

    /// Its schedule is taken out of the policy.
    pub fn lose(self, schedule: ScheduleDraft) {
        if self.schedule.with_untracked(|key| *key == schedule.key.to_string()) {
            self.schedule.set(format!("{LOST}{}", schedule.name.get_untracked().trim()));
        }
    }

    /// The schedules to choose from, and its own when it is none of them.
    pub fn choices(self, schedules: &[ScheduleDraft]) -> Vec<Choice> {
        let choice = |schedule: &ScheduleDraft| Choice::new(schedule.key.to_string(), schedule.name.with(|name| name.trim().to_owned()));
        let mut choices: Vec<_> = schedules.iter().map(choice).collect();
        let own = self.schedule.get();
        if let Some(lost) = own.strip_prefix(LOST) {
            choices.push(Choice::new(own.clone(), format!("{lost} (not here: Standard is followed)")));
        }
        choices
    }

    fn read(self, others: &[CustomerTier], schedules: &[ScheduleDraft], problems: &mut Vec<Problem>) -> CustomerTier {
        let name = self.trimmed();
        if let Some(problem) = tier_name_problem(&name, others.iter().map(|other| other.name.as_str())) {
            problems.push(Problem::new(self.id("name"), problem.to_string()));
        }
        let key = self.schedule.get();
        let named = schedules.iter().find(|schedule| !schedule.is_standard() && schedule.key.to_string() == key);
        let schedule = match key.strip_prefix(LOST) {
            Some(lost) => lost.to_owned(),
            None => named.map(|schedule| schedule.name.with(|name| name.trim().to_owned())).unwrap_or_default(),
        };
        let typed = self.net.get();
        let net_days = if typed.trim().is_empty() { Ok(None) } else { whole_days(&typed).and_then(within_ten_years).map(Some) };
        let net_days = net_days.unwrap_or_else(|sentence| {
            problems.push(Problem::new(self.id("net"), sentence));
            None
        });
        CustomerTier { name, schedule, net_days }
    }
}

/// The tiers that are typed, or everything that is wrong with them.
pub fn read_tiers(drafts: &[TierDraft], schedules: &[ScheduleDraft]) -> Result<Vec<CustomerTier>, Vec<Problem>> {
    let (mut tiers, mut problems) = (Vec::with_capacity(drafts.len()), Vec::new());
    for draft in drafts {
        let tier = draft.read(&tiers, schedules, &mut problems);
        tiers.push(tier);
    }
    if problems.is_empty() { Ok(tiers) } else { Err(problems) }
}

fn within_ten_years(days: u16) -> Result<u16, String> {
    let problem = PolicyProblem::TooLong { what: "The days to pay of a tier", most: 3650 };
    if days <= 3650 { Ok(days) } else { Err(problem.to_string()) }
}
