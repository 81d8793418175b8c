//! How a customer wants to be treated: kind, language, reminder schedule, time zone, what to keep in mind.

use super::interest_rule::{InterestDraft, InterestFields};
use super::state::FormState;
use crate::domain::approach::Approach;
use crate::domain::customer::CustomerDetails;
use crate::domain::interest::InterestRule;
use crate::domain::limits::places::PlaceCode;
use crate::domain::policy::{STANDARD, WhenDue};
use crate::ui::books::Books;
use crate::ui::components::{CheckField, Choice, Problem, SelectField, TextAreaField};
use crate::ui::wording::limitation::{place_choices, place_value};
use crate::ui::wording::{self, CUSTOMER_KINDS, LANGUAGES, chosen};
use crate::ui::{format, outside};
use leptos::prelude::*;

/// What the ids of the fields on interest begin with.
const INTEREST: &str = "customer-interest";

/// What is typed and ticked.
#[derive(Clone, Copy)]
pub(super) struct ApproachDraft {
    kind: RwSignal<String>,
    language: RwSignal<String>,
    schedule: RwSignal<String>,
    tier: RwSignal<String>,
    time_zone: RwSignal<String>,
    vip: RwSignal<bool>,
    hardship: RwSignal<bool>,
    in_person: RwSignal<bool>,
    no_late_fees: RwSignal<bool>,
    relationship: RwSignal<String>,
    interest: InterestDraft,
    law: RwSignal<String>,
}

/// The value of a chosen entry in a list of choices; empty when nothing is chosen.
fn place_of<T: PartialEq>(all: &[T], value: Option<T>) -> String {
    value.and_then(|value| all.iter().position(|one| *one == value)).map(|place| place.to_string()).unwrap_or_default()
}

impl ApproachDraft {
    pub(super) fn of(approach: &Approach) -> Self {
        Self {
            kind: RwSignal::new(place_of(&CUSTOMER_KINDS, approach.kind)),
            language: RwSignal::new(place_of(&LANGUAGES, approach.language)),
            schedule: RwSignal::new(approach.schedule.clone()),
            tier: RwSignal::new(approach.tier.clone()),
            time_zone: RwSignal::new(approach.time_zone.clone()),
            vip: RwSignal::new(approach.vip),
            hardship: RwSignal::new(approach.hardship),
            in_person: RwSignal::new(approach.in_person),
            relationship: RwSignal::new(approach.relationship.clone()),
            no_late_fees: RwSignal::new(approach.no_late_fees),
            interest: InterestDraft::of(approach.interest),
            law: RwSignal::new(place_value(approach.law)),
        }
    }

    /// What is typed; the terms are those of another field.
    pub(super) fn read(self) -> Approach {
        Approach {
            kind: self.kind.with_untracked(|value| chosen(&CUSTOMER_KINDS, value)),
            language: self.language.with_untracked(|value| chosen(&LANGUAGES, value)),
            schedule: self.schedule.get_untracked(),
            tier: self.tier.get_untracked(),
            time_zone: self.time_zone.get_untracked(),
            vip: self.vip.get_untracked(),
            hardship: self.hardship.get_untracked(),
            in_person: self.in_person.get_untracked(),
            relationship: self.relationship.get_untracked(),
            no_late_fees: self.no_late_fees.get_untracked(),
            interest: self.interest().unwrap_or_default(),
            terms: None,
            law: self.law.with_untracked(|code| PlaceCode::of(code)),
        }
    }

    fn interest(self) -> Result<Option<InterestRule>, Vec<Problem>> {
        untrack(|| self.interest.read(INTEREST))
    }

    /// What is wrong with the rule on interest, by the names of its fields.
    pub(super) fn problems(self) -> Vec<(&'static str, String)> {
        let field = |problem: Problem| {
            let days = problem.field.ends_with("days");
            (if days { "interest-grace-days" } else { "interest-percent" }, problem.text)
        };
        self.interest().err().unwrap_or_default().into_iter().map(field).collect()
    }
}

/// The group “How to treat them”.
#[component]
pub(super) fn ApproachFields(
    /// The form they stand in.
    state: FormState,
    /// What is typed.
    draft: ApproachDraft,
) -> impl IntoView {
    let tiers = tier_choices(&draft.tier.get_untracked());
    // With “No tier” alone there is nothing to choose.
    let tier = (tiers.len() > 1).then(|| {
        let help = Signal::derive(move || Some(tier_words(&draft.tier.get())));
        view! { <SelectField id=state.id("tier") label="Tier" value=draft.tier choices=tiers help error=state.error("tier")/> }
    });
    view! {
        <fieldset class="form-group">
            <legend class="Field-label">"How to treat them"</legend>
            {tier}
            <div class="form-row">
                <SelectField
                    id=state.id("kind")
                    label="Business or consumer"
                    value=draft.kind
                    choices=wording::optional_choices(&CUSTOMER_KINDS, wording::customer_kind)
                    help="Rules for consumers differ."
                />
                <SelectField
                    id=state.id("language")
                    label="Language of messages"
                    value=draft.language
                    choices=wording::optional_choices(&LANGUAGES, wording::language)
                    help="Not said means the one your settings suggest."
                />
            </div>
            <div class="form-row">
                <SelectField
                    id=state.id("schedule")
                    label="Reminder schedule"
                    value=draft.schedule
                    choices=schedule_choices(draft.schedule)
                    help="The schedules are on the Credit policy page."
                    error=state.error("schedule")
                />
                <SelectField
                    id=state.id("time-zone")
                    label="Time zone"
                    value=draft.time_zone
                    choices=zone_choices(draft.time_zone)
                    help="For the hour at which you call. Not said means that of their country, where it has only one; for Spain and Portugal that of the mainland."
                    error=state.error("time_zone")
                />
            </div>
            <SelectField
                id=state.id("law")
                label="Law for limitation dates"
                value=draft.law
                choices=place_choices("As their country, address or your settings say")
                help="The place whose law says until when their debt can be brought to court. A contract may name one."
            />
            <InterestFields
                prefix=INTEREST
                label="Interest on late payment"
                draft=draft.interest
                inherited="As their tier or your policy says"
                error=Callback::new(move |id: String| state.error(id.trim_start_matches("customer-")).get())
            />
            <CheckField id=state.id("vip") label="VIP" value=draft.vip help="Marked wherever the name stands."/>
            <CheckField
                id=state.id("hardship")
                label="In hardship"
                value=draft.hardship
                help="Today proposes a payment plan instead of pressure."
            />
            <CheckField
                id=state.id("in-person")
                label="Handle in person"
                value=draft.in_person
                help="No message is prepared. Today asks you to speak to them yourself."
            />
            <CheckField
                id=state.id("no-late-fees")
                label="No late fees"
                value=draft.no_late_fees
                help="No late fee of the credit policy is proposed for them."
            />
            <TextAreaField
                id=state.id("relationship")
                label="Relationship"
                value=draft.relationship
                rows=2
                help="How you know each other, what helps, what to avoid. For you alone."
                error=state.error("relationship")
                optional=true
            />
        </fieldset>
    }
}

/// The schedules of the policy, and the one on record when it is none of them.
pub fn schedule_choices(schedule: RwSignal<String>) -> Vec<Choice> {
    let own = schedule.get_untracked();
    let (names, tiered) = Books::expect().read(|ledger| {
        let policy = ledger.policy();
        (policy.schedule_names().map(str::to_owned).collect::<Vec<_>>(), !policy.tiers.is_empty())
    });
    let known = own.is_empty() || names.contains(&own);
    // Without tiers, customers on the standard schedule name none, unless a file says so.
    let value = |name: &str| if name == STANDARD && own != STANDARD && !tiered { String::new() } else { name.to_owned() };
    let mut choices: Vec<_> = names.iter().map(|name| Choice::new(value(name), name)).collect();
    if tiered {
        choices.insert(0, Choice::new("", "By tier or Standard"));
    }
    if !known {
        let instead = if tiered { "the one of their tier, or Standard," } else { "Standard" };
        choices.push(Choice::new(own.clone(), format!("{own} (not in your policy: {instead} is followed)")));
    }
    choices
}

/// No tier, the tiers of the policy, and the one on record when it is none of them.
pub fn tier_choices(own: &str) -> Vec<Choice> {
    let names: Vec<String> = Books::expect().read(|ledger| ledger.policy().tiers.iter().map(|tier| tier.name.clone()).collect());
    let mut choices = vec![Choice::new("", "No tier")];
    choices.extend(names.iter().map(|name| Choice::new(name.clone(), name.clone())));
    if !own.is_empty() && !names.iter().any(|name| name == own) {
        choices.push(Choice::new(own, format!("{own} (not in your policy: it decides nothing)")));
    }
    choices
}

/// “have 30 days to pay”, or what other terms say.
fn pays(when: &WhenDue) -> String {
    match when {
        WhenDue::Days(days) => format!("have {} to pay", format::plural((*days).into(), "day", "days")),
        WhenDue::Terms(_) => format!("pay {}", when.words()),
    }
}

/// What a tier means for its customers.
fn tier_words(name: &str) -> String {
    let books = Books::expect();
    let meaning = books.read(|ledger| {
        let policy = ledger.policy_on(books.today().get_untracked());
        policy.tier_named(name).map(|tier| {
            let approach = Approach { tier: name.to_owned(), ..Approach::default() };
            let member = CustomerDetails { approach: approach.clone(), ..CustomerDetails::named(&tier.name) };
            format!(
                "Its customers {} and follow the schedule {}, unless their own form says otherwise.",
                pays(&policy.terms_of(&member).0),
                policy.followed(&approach).name
            )
        })
    });
    meaning.unwrap_or_else(|| "The tiers are on the Credit policy page.".to_owned())
}

/// The zones that the browser knows, and the one on record when it is none of them.
fn zone_choices(time_zone: RwSignal<String>) -> Vec<Choice> {
    let mut zones = outside::time_zones();
    let own = time_zone.get_untracked();
    if !own.is_empty() && !zones.contains(&own) {
        zones.insert(0, own);
    }
    let mut choices = vec![Choice::new("", "Not said")];
    choices.extend(zones.into_iter().map(|zone| Choice::new(zone.clone(), zone.replace('_', " "))));
    choices
}
