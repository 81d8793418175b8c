//! Late fees while they are being edited.

use super::step_draft::whole_days;
use crate::domain::charge::TaxCategory;
use crate::domain::currency::Currency;
use crate::domain::late_fee::{Cap, Charge, LateFeeRule, Often, Tier};
use crate::domain::money::Money;
use crate::ui::components::{Choice, Problem};
use crate::ui::forms::{read_amount, read_currency, read_percent};
use leptos::prelude::*;

/// How often a fee falls due, as the field keeps it.
const OFTEN: [(&str, &str); 4] = [
    ("once", "Once for an invoice"),
    ("every_days", "Every so many days"),
    ("monthly", "Every month"),
    ("each_step", "With each reminder step marked “late fee”"),
];

/// One tier of a fee being edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeeTierDraft {
    /// What tells it from the others.
    pub key: u32,
    /// The least that has to be open; empty for everything.
    pub from: RwSignal<String>,
    /// Whether the fee is a percentage.
    pub percent: RwSignal<String>,
    /// The amount or percentage.
    pub value: RwSignal<String>,
}

/// One late fee being edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeeDraft {
    /// The number of its rule, which never changes.
    pub rule: u32,
    /// Its currency.
    pub currency: RwSignal<String>,
    /// Its tiers, at least one.
    pub tiers: RwSignal<Vec<FeeTierDraft>>,
    /// How often.
    pub often: RwSignal<String>,
    /// The days of a period.
    pub every: RwSignal<String>,
    /// Days after the due date without a fee.
    pub grace: RwSignal<String>,
    /// The most in all, as an amount.
    pub cap: RwSignal<String>,
    /// The most in all, as a percentage.
    pub cap_percent: RwSignal<String>,
    /// How it stands towards tax.
    pub tax: RwSignal<String>,
}

fn text(value: impl ToString) -> RwSignal<String> {
    RwSignal::new(value.to_string())
}

fn place_of<T: PartialEq>(all: &[T], value: &T) -> String {
    all.iter().position(|other| other == value).unwrap_or(0).to_string()
}

impl FeeTierDraft {
    /// A tier; `key` tells it from the others of its fee.
    pub fn of(key: u32, tier: &Tier) -> Self {
        let (percent, value) = match tier.charge {
            Charge::Amount(amount) if amount.is_zero() => ("amount", String::new()),
            Charge::Amount(amount) => ("amount", amount.to_plain()),
            Charge::Percent(percent) => ("percent", percent.normalize().to_string()),
        };
        let from = if tier.from.is_zero() { String::new() } else { tier.from.to_plain() };
        Self { key, from: text(from), percent: text(percent), value: text(value) }
    }

    fn read(self, id: impl Fn(&str) -> String, currency: Currency, problems: &mut Vec<Problem>) -> Option<Tier> {
        let typed = self.from.get();
        let from = if typed.trim().trim_matches('0').trim_matches(['.', ',']).is_empty() {
            Ok(Money::zero(currency))
        } else {
            read_amount(&typed, currency)
        };
        let charge = if self.percent.with(|kind| kind == "percent") {
            read_percent(&self.value.get()).map(Charge::Percent)
        } else {
            read_amount(&self.value.get(), currency).map(Charge::Amount)
        };
        let from = from.map_err(|sentence| problems.push(Problem::new(id("from"), sentence))).ok();
        let charge = charge.map_err(|sentence| problems.push(Problem::new(id("value"), sentence))).ok();
        Some(Tier { from: from?, charge: charge? })
    }
}

impl FeeDraft {
    /// A draft of a rule.
    pub fn of(rule: &LateFeeRule) -> Self {
        let (often, every) = match rule.often {
            Often::Once => ("once", 30),
            Often::EveryDays(days) => ("every_days", days),
            Often::Monthly => ("monthly", 30),
            Often::EachStep => ("each_step", 30),
        };
        let tiers = rule.tiers.iter().zip(0..).map(|(tier, key)| FeeTierDraft::of(key, tier)).collect();
        Self {
            rule: rule.rule,
            currency: text(rule.currency().map_or("", |currency| currency.code())),
            tiers: RwSignal::new(tiers),
            often: text(often),
            every: text(every),
            grace: text(rule.grace_days),
            cap: text(rule.cap.amount.map(Money::to_plain).unwrap_or_default()),
            cap_percent: text(rule.cap.percent.map(|percent| percent.normalize().to_string()).unwrap_or_default()),
            tax: text(place_of(&TaxCategory::ALL, &rule.tax)),
        }
    }

    /// A new fee in a currency: a fixed amount once, still to be filled in.
    pub fn new(rule: u32, currency: Currency) -> Self {
        let nothing = Money::zero(currency);
        let tiers = vec![Tier { from: nothing, charge: Charge::Amount(nothing) }];
        let (often, tax) = (Often::Once, TaxCategory::default());
        Self::of(&LateFeeRule { rule, tiers, often, grace_days: 0, cap: Cap::default(), tax })
    }

    /// The id of a part of it.
    pub fn id(self, part: &str) -> String {
        format!("policy-fee-{}-{part}", self.rule)
    }

    /// The id of a part of one of its tiers.
    pub fn tier_id(self, tier: u32, part: &str) -> String {
        format!("policy-fee-{}-tier-{tier}-{part}", self.rule)
    }

    /// How often it can fall due.
    pub fn often_choices() -> Vec<Choice> {
        OFTEN.iter().map(|(value, label)| Choice::new(*value, *label)).collect()
    }

    /// How it can stand towards tax.
    pub fn tax_choices() -> Vec<Choice> {
        TaxCategory::ALL.iter().enumerate().map(|(place, tax)| Choice::new(place.to_string(), tax.words())).collect()
    }

    /// The rule as typed, or everything that is wrong with its fields.
    pub fn read(self, problems: &mut Vec<Problem>) -> Option<LateFeeRule> {
        let before = problems.len();
        let mut refuse = |part: &str, sentence: String| problems.push(Problem::new(self.id(part), sentence));
        let currency = read_currency(&self.currency.get()).map_err(|sentence| refuse("currency", sentence)).ok();
        let days = |typed: RwSignal<String>| whole_days(&typed.get()).map(u32::from);
        let grace_days = days(self.grace).map_err(|sentence| refuse("grace", sentence)).unwrap_or(0);
        let often = match self.often.get().as_str() {
            "every_days" => Often::EveryDays(days(self.every).map_err(|sentence| refuse("every", sentence)).unwrap_or(1)),
            "monthly" => Often::Monthly,
            "each_step" => Often::EachStep,
            _ => Often::Once,
        };
        let typed = |cap: RwSignal<String>| Some(cap.get()).filter(|cap| !cap.trim().is_empty());
        let percent = typed(self.cap_percent).map(|cap| read_percent(&cap)).transpose();
        let percent = percent.map_err(|sentence| refuse("cap-percent", sentence)).unwrap_or(None);
        let currency = currency?;
        let amount = typed(self.cap).map(|cap| read_amount(&cap, currency)).transpose();
        let amount = amount.map_err(|sentence| refuse("cap", sentence)).unwrap_or(None);
        let all = self.tiers.get();
        let tiers: Vec<Tier> =
            all.into_iter().filter_map(|tier| tier.read(|part| self.tier_id(tier.key, part), currency, problems)).collect();
        let place = self.tax.with(|place| place.parse::<usize>().unwrap_or(0));
        let tax = TaxCategory::ALL.get(place).copied().unwrap_or_default();
        let rule = LateFeeRule { rule: self.rule, tiers, often, grace_days, cap: Cap { amount, percent }, tax };
        if problems.len() == before
            && let Err(problem) = rule.agreeable()
        {
            let sentence = crate::domain::spelling::as_sentence(&problem.to_string());
            let first = self.tiers.with(|tiers| tiers.first().map_or(0, |tier| tier.key));
            problems.push(Problem::new(self.tier_id(first, "value"), sentence));
        }
        (problems.len() == before).then_some(rule)
    }
}

/// The fees that are typed, or everything that is wrong with them.
pub fn read_fees(drafts: &[FeeDraft]) -> Result<Vec<LateFeeRule>, Vec<Problem>> {
    let mut problems = Vec::new();
    let rules: Vec<_> = drafts.iter().filter_map(|draft| draft.read(&mut problems)).collect();
    if problems.is_empty() { Ok(rules) } else { Err(problems) }
}
