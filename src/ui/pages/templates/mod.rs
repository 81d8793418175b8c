//! Message texts: Recoup's own or the owner's, for each purpose, channel and language, tried on a real customer.

mod draft;
mod placeholders;
mod preview;

use crate::domain::approach::Language;
use crate::domain::command::Command;
use crate::domain::policy::{CreditPolicy, Purpose};
use crate::domain::template::{Template, TextKind};
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, Card, Choice, ErrorSummary, PageHeader, Problem, SelectField, TextAreaField, TextField};
use crate::ui::leaving::Leaving;
use crate::ui::pages::messages::words::purpose_words;
use crate::ui::routes::Route;
use crate::ui::wording;
use draft::{BODY, Key, SUBJECT, TextDraft, key_of_query};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

/// What a kind of text is called.
const fn kind_name(kind: TextKind) -> &'static str {
    match kind {
        TextKind::Long => "E-mail and letter",
        TextKind::Short => "SMS and WhatsApp",
        TextKind::Call => "Phone call",
    }
}

/// A text in words: “Remind of what is late · E-mail and letter · German”.
fn text_name((purpose, kind, language): Key) -> String {
    format!("{} · {} · {}", purpose_words(purpose), kind_name(kind), wording::language(language))
}

/// The page.
#[component]
pub fn TemplatesPage() -> impl IntoView {
    let books = Books::expect();
    let in_force = books.view(|ledger, _| ledger.policy().clone());
    let asked = use_query_map().with_untracked(|query| key_of_query(|name| query.get(name)));
    let draft = TextDraft::of(&in_force.get_untracked(), asked);
    // A change from elsewhere (Undo, another tab) takes the place of what is not edited.
    Effect::new(move |before: Option<CreditPolicy>| {
        let now = in_force.get();
        if before.is_some_and(|before| before.templates != now.templates) {
            draft.follow(&now);
        }
        now
    });
    let changed = Memo::new(move |_| in_force.with(|policy| !draft.changed(policy).is_empty()));
    Leaving::ask_while(changed);
    let problems = RwSignal::new(Vec::<Problem>::new());
    let busy = RwSignal::new(false);
    let navigate = StoredValue::new_local(use_navigate());
    let go = move |key: Key| {
        problems.set(Vec::new());
        draft.go(&in_force.get_untracked(), key);
        let day = untrack(|| books.link_day()).map_or_else(String::new, |day| format!("&as_of={day}"));
        let to = format!("{}?{}{day}", Route::Templates.path(), draft::query_of(key));
        navigate.with_value(|navigate| navigate(&to, NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() }));
    };
    let submit = move || match untrack(|| draft.policy_with_changes(&in_force.get())) {
        Err((key, problem)) => {
            if key != draft.key.get_untracked() {
                go(key);
            }
            problems.set(vec![problem]);
        }
        Ok(policy) if policy == in_force.get_untracked() => {
            problems.set(Vec::new());
            books.say("The texts are saved as they stand", None);
        }
        Ok(policy) => {
            problems.set(Vec::new());
            busy.set(true);
            books.act_then(Command::ChangePolicy { policy }, "Message text saved", move |_| {
                busy.try_set(false);
            });
        }
    };
    let discard = move || {
        problems.set(Vec::new());
        draft.discard(&in_force.get_untracked());
    };
    let back_to_usual = move || {
        problems.set(Vec::new());
        draft.load_usual();
    };
    let lang = MaybeProp::derive(move || Some(draft.key.get().2.code().to_owned()));
    let is_usual = Memo::new(move |_| draft.is_usual());
    let is_long = Memo::new(move |_| draft.key.get().1 == TextKind::Long);
    let error_of = move |field: &'static str| {
        Signal::derive(move || problems.with(|all| all.iter().find(|one| one.field == field).map(|one| one.text.clone())))
    };
    let back = ("Credit policy".to_owned(), Route::Policy.href(None));
    view! {
        <div class="page">
            <PageHeader title="Message texts" lead="What your messages say. Recoup's own texts are there for every step; change those you like." back/>
            <div class="TemplatePage">
                <form class="stack" novalidate aria-label="Message text" on:submit=move |event| {
                    event.prevent_default();
                    submit();
                }>
                    <ErrorSummary problems=problems/>
                    <Card title="Text">
                        <div class="form">
                            <WhichText key=draft.key on_go=go/>
                            <Show when=move || is_long.get()>
                                <TextField id=SUBJECT label="Subject" value=draft.subject lang error=error_of(SUBJECT) help="Others may see it: it does not name the debt."/>
                            </Show>
                            <TextAreaField
                                id=BODY
                                label="Text of the message"
                                value=draft.body
                                rows=18
                                lang
                                error=error_of(BODY)
                                help="Placeholders in double braces are filled in for each customer."
                            />
                            <p class="muted">{move || if is_usual.get() { "This is Recoup's own text." } else { "This is a text of your own." }}</p>
                            <div class="form-actions">
                                <Button kind=ButtonKind::Primary submit=true busy=busy>"Save the text"</Button>
                                <Show when=move || changed.get()><Button on_click=discard>"Discard changes"</Button></Show>
                                <Show when=move || !is_usual.get()>
                                    <Button kind=ButtonKind::Quiet on_click=back_to_usual>"Back to Recoup's text"</Button>
                                </Show>
                            </div>
                            <p class="muted" aria-live="polite">{move || changed.get().then_some("Changes on this page are not saved yet.")}</p>
                        </div>
                    </Card>
                    <OwnTexts templates=Memo::new(move |_| in_force.with(|policy| policy.templates.clone())) on_go=go/>
                </form>
                <div class="stack">
                    <preview::Preview draft/>
                    <placeholders::Placeholders/>
                </div>
            </div>
        </div>
    }
}

/// Which text is edited: what for, where, in which language.
#[component]
fn WhichText(key: RwSignal<Key>, #[prop(into)] on_go: Callback<Key>) -> impl IntoView {
    let (purpose, kind, language) = draft::values_of(key.get_untracked());
    let (purpose, kind, language) = (RwSignal::new(purpose), RwSignal::new(kind), RwSignal::new(language));
    Effect::new(move |_| {
        let (of_purpose, of_kind, of_language) = draft::values_of(key.get());
        purpose.set(of_purpose);
        kind.set(of_kind);
        language.set(of_language);
    });
    let chosen = move |_: String| {
        let read = |name: &str| match name {
            "purpose" => Some(purpose.get_untracked()),
            "kind" => Some(kind.get_untracked()),
            _ => Some(language.get_untracked()),
        };
        on_go.run(key_of_query(read));
    };
    let purposes: Vec<Choice> =
        Purpose::ALL.into_iter().map(|purpose| Choice::new(draft::purpose_value(purpose), purpose_words(purpose))).collect();
    let kinds: Vec<Choice> = TextKind::ALL.into_iter().map(|kind| Choice::new(draft::kind_value(kind), kind_name(kind))).collect();
    let languages: Vec<Choice> =
        Language::ALL.into_iter().map(|language| Choice::new(language.code(), wording::language(language))).collect();
    view! {
        <SelectField id="template-purpose" label="What for" value=purpose choices=purposes on_change=chosen/>
        <div class="form-row">
            <SelectField id="template-kind" label="Used for" value=kind choices=kinds on_change=chosen/>
            <SelectField id="template-language" label="Language" value=language choices=languages on_change=chosen/>
        </div>
    }
}

/// The texts that are the owner's own.
#[component]
fn OwnTexts(templates: Memo<Vec<Template>>, #[prop(into)] on_go: Callback<Key>) -> impl IntoView {
    let line = move |template: Template| {
        let key = template.key();
        let name = text_name(key);
        let label = format!("Edit: {name}");
        view! { <li class="row"><span>{name}</span><Button kind=ButtonKind::Quiet label on_click=move || on_go.run(key)>"Edit"</Button></li> }
    };
    view! {
        <Show when=move || templates.with(|all| !all.is_empty())>
            <Card title="Texts of your own">
                <ul class="stack stack--tight">{move || templates.get().into_iter().map(line).collect_view()}</ul>
            </Card>
        </Show>
    }
}
