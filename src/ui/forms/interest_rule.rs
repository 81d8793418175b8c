//! A rule on interest: none, an agreed rate, or that of a law.

use super::read::read_percent;
use crate::domain::interest::rule::MOST_GRACE;
use crate::domain::interest::statutory::Fixing;
use crate::domain::interest::{AgreedRate, DayCount, Grace, InterestRule, Preset, RatePeriod, StatutoryRule};
use crate::domain::spelling::as_sentence;
use crate::reports::interest::rate_warnings;
use crate::reports::interest::words::{day_count_name, fixing_words, law_name};
use crate::ui::components::{Choice, Notice, NoticeKind, Problem, SelectField, TextField};
use crate::ui::wording::{choices, chosen};
use leptos::prelude::*;

/// What a rule can be, as the select keeps it. A named law is its place in the list of all.
const INHERITED: &str = "";
const NONE: &str = "none";
const AGREED: &str = "agreed";
const OF_COUNTRY: &str = "country";

/// When the rate of the United Kingdom can be looked up.
const FIXINGS: [Fixing; 3] = [Fixing::AtStart, Fixing::HalfYear, Fixing::EveryChange];

/// What is chosen and typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InterestDraft {
    choice: RwSignal<String>,
    percent: RwSignal<String>,
    per: RwSignal<String>,
    day_count: RwSignal<String>,
    grace: RwSignal<String>,
    grace_days: RwSignal<String>,
    fixing: RwSignal<String>,
}

impl InterestDraft {
    /// A draft of a rule; `None` for the one of the tier or the policy.
    pub fn of(rule: Option<InterestRule>) -> Self {
        let empty = || RwSignal::new(String::new());
        let draft = Self {
            choice: empty(),
            percent: empty(),
            per: empty(),
            day_count: empty(),
            grace: empty(),
            grace_days: empty(),
            fixing: empty(),
        };
        draft.load(rule);
        draft
    }

    /// Puts a rule in place of what is typed.
    pub fn load(self, rule: Option<InterestRule>) {
        let rate = match rule {
            Some(InterestRule::Agreed(rate)) => Some(rate),
            _ => None,
        };
        let law = match rule {
            Some(InterestRule::Statutory(law)) => law,
            _ => StatutoryRule::default(),
        };
        self.choice.set(match rule {
            None => INHERITED.to_owned(),
            Some(InterestRule::None) => NONE.to_owned(),
            Some(InterestRule::Agreed(_)) => AGREED.to_owned(),
            Some(InterestRule::Statutory(_)) => law.law.map_or_else(|| OF_COUNTRY.to_owned(), place_of_law),
        });
        self.percent.set(rate.map(|rate| rate.percent.normalize().to_string()).unwrap_or_default());
        self.per.set(if rate.is_some_and(|rate| rate.per == RatePeriod::Month) { "month" } else { "year" }.to_owned());
        let count = rate.map_or(DayCount::default(), |rate| rate.day_count);
        self.day_count.set(DayCount::ALL.iter().position(|one| *one == count).unwrap_or(0).to_string());
        let (grace, days) = match rate.and_then(|rate| rate.grace) {
            None => ("policy", None),
            Some(Grace::None) => ("none", None),
            Some(Grace::Forgives(days)) => ("forgives", Some(days)),
            Some(Grace::Delays(days)) => ("delays", Some(days)),
        };
        self.grace.set(grace.to_owned());
        self.grace_days.set(days.map(|days| days.to_string()).unwrap_or_default());
        let fixing = law.fixing.and_then(|fixing| FIXINGS.iter().position(|one| *one == fixing)).unwrap_or(0);
        self.fixing.set(fixing.to_string());
    }

    /// The rule that is chosen, or everything that is wrong with it; the fields are those whose ids begin with `prefix`.
    pub fn read(self, prefix: &str) -> Result<Option<InterestRule>, Vec<Problem>> {
        let choice = self.choice.get();
        Ok(match choice.as_str() {
            INHERITED => None,
            NONE => Some(InterestRule::None),
            AGREED => Some(InterestRule::Agreed(self.agreed(prefix)?)),
            law => {
                let law = Preset::ALL.into_iter().find(|one| place_of_law(*one) == law);
                let fixing = chosen(&FIXINGS, &self.fixing.get()).filter(|fixing| *fixing != Fixing::AtStart && fixes(&choice));
                Some(InterestRule::Statutory(StatutoryRule { law, fixing }))
            }
        })
    }

    /// What is to be known about an agreed rate that is high.
    fn warnings(self) -> Vec<&'static str> {
        match self.read("") {
            Ok(Some(InterestRule::Agreed(rate))) => rate_warnings(&rate),
            _ => Vec::new(),
        }
    }

    fn agreed(self, prefix: &str) -> Result<AgreedRate, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut wrong = |field: &str, sentence: String| problems.push(Problem::new(format!("{prefix}-{field}"), sentence));
        let days = || {
            let typed = self.grace_days.get();
            let days = typed.trim().parse::<u32>().ok().filter(|days| *days <= MOST_GRACE);
            days.ok_or_else(|| format!("Enter a whole number of days from 0 to {MOST_GRACE}."))
        };
        let grace = match self.grace.get().as_str() {
            "none" => Ok(Some(Grace::None)),
            "forgives" => days().map(|days| Some(Grace::Forgives(days))),
            "delays" => days().map(|days| Some(Grace::Delays(days))),
            _ => Ok(None),
        };
        let grace = grace.unwrap_or_else(|sentence| {
            wrong("grace-days", sentence);
            None
        });
        let per = if self.per.get() == "month" { RatePeriod::Month } else { RatePeriod::Year };
        let day_count = chosen(&DayCount::ALL, &self.day_count.get()).unwrap_or_default();
        let rate = read_percent(&self.percent.get()).and_then(|percent| {
            let rate = AgreedRate { percent, per, day_count, grace };
            InterestRule::Agreed(rate).checked().map(|_| rate).map_err(|problem| as_sentence(&problem.to_string()))
        });
        match rate {
            Err(sentence) => wrong("percent", sentence),
            Ok(rate) if problems.is_empty() => return Ok(rate),
            Ok(_) => {}
        }
        Err(problems)
    }
}

fn place_of_law(law: Preset) -> String {
    format!("law-{}", Preset::ALL.iter().position(|one| *one == law).unwrap_or(0))
}

/// Whether the choice of a law leaves open when its rate is looked up.
fn fixes(choice: &str) -> bool {
    choice == OF_COUNTRY || choice == place_of_law(Preset::UnitedKingdom)
}

/// The fields.
#[component]
pub fn InterestFields(
    /// What the ids of the fields begin with.
    #[prop(into)]
    prefix: String,
    /// The label of the choice.
    #[prop(into)]
    label: Signal<String>,
    /// What is chosen and typed.
    draft: InterestDraft,
    /// What it means to choose nothing; without it something has to be chosen.
    #[prop(optional)]
    inherited: Option<&'static str>,
    /// What is wrong with a field, by its id.
    error: Callback<String, Option<String>>,
) -> impl IntoView {
    let id = |field: &str| format!("{prefix}-{field}");
    let error_of = |field: &str| {
        let field = id(field);
        Signal::derive(move || error.run(field.clone()))
    };
    let mut rules: Vec<Choice> = inherited.map(|words| Choice::new(INHERITED, words)).into_iter().collect();
    rules.push(Choice::new(NONE, "No interest"));
    rules.push(Choice::new(AGREED, "At a rate that customers agreed to"));
    rules.push(Choice::new(OF_COUNTRY, "By the law of the customer’s country"));
    rules.extend(Preset::ALL.into_iter().map(|law| Choice::new(place_of_law(law), format!("By law: {}", law_name(law)))));
    let help = Signal::derive(move || {
        Some(match draft.choice.get().as_str() {
            INHERITED | NONE => return None,
            AGREED => "Counts only from the day on which the customer accepted your terms.".to_owned(),
            OF_COUNTRY => "Known for the United Kingdom, Germany, France, Belgium, Ireland, Austria, the Netherlands, Spain, Italy and Portugal. Needs the \
                           customer’s country, and whether they are a business."
                .to_owned(),
            law => Preset::ALL.into_iter().find(|one| place_of_law(*one) == law)?.source().to_owned(),
        })
    });
    let periods = vec![Choice::new("year", "a year"), Choice::new("month", "a month")];
    let graces = vec![
        Choice::new("policy", "As in your terms"),
        Choice::new("none", "None"),
        Choice::new("forgives", "Forgive what is paid within them"),
        Choice::new("delays", "Interest begins after them"),
    ];
    let is_agreed = move || draft.choice.with(|choice| choice == AGREED);
    let has_days = move || draft.grace.with(|grace| grace == "forgives" || grace == "delays");
    let agreed = {
        let ids = ["percent", "per", "count", "grace", "grace-days"].map(id);
        let errors = (error_of("percent"), error_of("grace-days"));
        move || {
            let [percent, per, count, grace, grace_days] = ids.clone();
            let (periods, graces) = (periods.clone(), graces.clone());
            view! {
                <div class="form-row">
                    <TextField id=percent label="Rate, in percent" value=draft.percent inputmode="decimal" chars=8 error=errors.0/>
                    <SelectField id=per label="For" value=draft.per choices=periods help="Simple interest: twelve months are added up, never compounded."/>
                </div>
                <SelectField id=count label="Days are counted as" value=draft.day_count choices=choices(&DayCount::ALL, day_count_name)/>
                <div class="form-row">
                    <SelectField id=grace label="Days of grace" value=draft.grace choices=graces/>
                    <Show when=has_days>
                        <TextField id=grace_days.clone() label="How many days" value=draft.grace_days inputmode="numeric" chars=5 error=errors.1/>
                    </Show>
                </div>
            }
        }
    };
    let fixing = id("fixing");
    let high = move || {
        let sentences = draft.warnings().into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view();
        (!sentences.is_empty()).then(|| {
            view! { <Notice kind=NoticeKind::Warn title="This rate is high"><ul>{sentences}</ul><p>"Facts, not legal advice. Look up the law of your state and of your customers’."</p></Notice> }
        })
    };
    view! {
        <SelectField id=id("rule") label value=draft.choice choices=rules help/>
        <Show when=is_agreed>{agreed.clone()()}</Show>
        <div aria-live="polite">{high}</div>
        <Show when=move || draft.choice.with(|choice| fixes(choice))>
            <SelectField
                id=fixing.clone()
                label="Bank Rate is looked up"
                value=draft.fixing
                choices=choices(&FIXINGS, fixing_words)
                help="For the United Kingdom only. Some calculators do otherwise than the Act."
            />
        </Show>
    }
}
