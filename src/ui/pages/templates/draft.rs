//! The texts while they are being edited: the one on the page, and those changed before it, so that looking at another one
//! loses nothing.

use crate::domain::approach::Language;
use crate::domain::policy::{CreditPolicy, Purpose};
use crate::domain::template::{Template, TextKind};
use crate::reports::message_text::default_template;
use crate::ui::components::Problem;
use leptos::prelude::*;

/// The id of the subject.
pub(super) const SUBJECT: &str = "template-subject";
/// The id of the text.
pub(super) const BODY: &str = "template-body";

/// Which text.
pub(super) type Key = (Purpose, TextKind, Language);

/// What is edited.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextDraft {
    /// The text on the page.
    pub key: RwSignal<Key>,
    /// Its subject as typed.
    pub subject: RwSignal<String>,
    /// Its text as typed.
    pub body: RwSignal<String>,
    /// Other texts that were changed and are not saved.
    others: RwSignal<Vec<Template>>,
}

/// The text that is used for a key.
fn in_force(policy: &CreditPolicy, key: Key) -> Template {
    let own = policy.templates.iter().find(|template| template.key() == key).cloned();
    own.unwrap_or_else(|| default_template(key.0, key.1, key.2))
}

/// Whether two templates say the same; the browser changes line breaks, and spaces at the ends say nothing.
fn same(one: &Template, other: &Template) -> bool {
    let lines = |text: &str| text.replace('\r', "").trim().to_owned();
    lines(&one.subject) == lines(&other.subject) && lines(&one.body) == lines(&other.body)
}

impl TextDraft {
    /// Nothing is changed yet.
    pub fn of(policy: &CreditPolicy, key: Key) -> Self {
        let shown = in_force(policy, key);
        Self {
            key: RwSignal::new(key),
            subject: RwSignal::new(shown.subject),
            body: RwSignal::new(shown.body),
            others: RwSignal::new(Vec::new()),
        }
    }

    /// The text on the page as typed.
    pub fn typed(self) -> Template {
        let (purpose, kind, language) = self.key.get();
        let subject = if kind == TextKind::Long { self.subject.get() } else { String::new() };
        Template { purpose, kind, language, subject, body: self.body.get().replace('\r', "") }
    }

    fn show(self, template: Template) {
        self.subject.set(template.subject);
        self.body.set(template.body);
    }

    /// Every text that differs from the one in force.
    pub fn changed(self, policy: &CreditPolicy) -> Vec<Template> {
        let typed = self.typed();
        let mut changed = self.others.with(|others| others.iter().filter(|other| other.key() != typed.key()).cloned().collect::<Vec<_>>());
        changed.push(typed);
        changed.retain(|template| !same(template, &in_force(policy, template.key())));
        changed
    }

    /// Shows another text, as it was left.
    pub fn go(self, policy: &CreditPolicy, key: Key) {
        let changed = untrack(|| self.changed(policy));
        let next = changed.iter().find(|template| template.key() == key).cloned();
        self.others.set(changed);
        self.key.set(key);
        self.show(next.unwrap_or_else(|| in_force(policy, key)));
    }

    /// Follows a change of the policy from elsewhere.
    pub fn follow(self, policy: &CreditPolicy) {
        self.others.set(Vec::new());
        self.show(in_force(policy, self.key.get_untracked()));
    }

    /// Forgets all changes.
    pub fn discard(self, policy: &CreditPolicy) {
        self.follow(policy);
    }

    /// Puts Recoup's own text in place of what is typed.
    pub fn load_usual(self) {
        let (purpose, kind, language) = self.key.get_untracked();
        self.show(default_template(purpose, kind, language));
    }

    /// Whether what is typed is Recoup's own text.
    pub fn is_usual(self) -> bool {
        let (purpose, kind, language) = self.key.get();
        same(&self.typed(), &default_template(purpose, kind, language))
    }

    /// The policy with all changed texts, or what is wrong and with which one. Recoup's own texts are not kept.
    pub fn policy_with_changes(self, policy: &CreditPolicy) -> Result<CreditPolicy, (Key, Problem)> {
        let mut templates = policy.templates.clone();
        for template in self.changed(policy) {
            let key = template.key();
            let checked = template
                .checked()
                .map_err(|(in_subject, problem)| (key, Problem::new(if in_subject { SUBJECT } else { BODY }, problem.to_string())))?;
            templates.retain(|other| other.key() != key);
            if !same(&checked, &default_template(key.0, key.1, key.2)) {
                templates.push(checked);
            }
        }
        Ok(CreditPolicy { templates, ..policy.clone() })
    }
}

/// The value of a purpose in selects and addresses.
pub(super) const fn purpose_value(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Upcoming => "upcoming",
        Purpose::DueToday => "due-today",
        Purpose::PastDue => "past-due",
        Purpose::AskWhy => "ask-why",
        Purpose::FinalDemand => "final-demand",
        Purpose::LetterBeforeAction => "before-action",
        Purpose::AgencyReview => "agency",
        Purpose::WriteOffReview => "write-off",
    }
}

/// The value of a kind in selects and addresses.
pub(super) const fn kind_value(kind: TextKind) -> &'static str {
    match kind {
        TextKind::Long => "letter",
        TextKind::Short => "text",
        TextKind::Call => "call",
    }
}

/// The values of a key.
pub(super) fn values_of((purpose, kind, language): Key) -> (String, String, String) {
    (purpose_value(purpose).to_owned(), kind_value(kind).to_owned(), language.code().to_owned())
}

/// A key as a query.
pub(super) fn query_of(key: Key) -> String {
    let (purpose, kind, language) = values_of(key);
    format!("purpose={purpose}&kind={kind}&language={language}")
}

/// The key that a query names; what it leaves out is the reminder of what is late, as an e-mail or letter in English.
pub(super) fn key_of_query(read: impl Fn(&str) -> Option<String>) -> Key {
    let purpose = read("purpose").and_then(|value| Purpose::ALL.into_iter().find(|purpose| purpose_value(*purpose) == value));
    let kind = read("kind").and_then(|value| TextKind::ALL.into_iter().find(|kind| kind_value(*kind) == value));
    let language = read("language").and_then(|value| Language::ALL.into_iter().find(|language| language.code() == value));
    (purpose.unwrap_or(Purpose::PastDue), kind.unwrap_or(TextKind::Long), language.unwrap_or(Language::En))
}
