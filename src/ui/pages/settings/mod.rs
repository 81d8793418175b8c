//! Settings: the business as customers see it, the currency and the way of counting age.

mod daily;
mod draft;
mod limitation;
mod payment;
mod shortcuts;

use crate::domain::aging_buckets::AgingBuckets;
use crate::domain::approach::Language;
use crate::domain::command::Command;
use crate::domain::settings::Settings;
use crate::ui::books::Books;
use crate::ui::components::{
    Button, ButtonKind, Card, Choice, ErrorSummary, PageHeader, Problem, RadioGroup, SelectField, TextAreaField, TextField,
};
use crate::ui::forms::CurrencyField;
use crate::ui::leaving::Leaving;
use crate::ui::routes::Route;
use crate::ui::wording;
use draft::{ADDRESS, BUCKETS, CURRENCY, EMAIL, NAME, PAYMENT, PHONE, SettingsDraft, last_days};
use leptos::prelude::*;

/// The page.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let books = Books::expect();
    let in_force = books.view(|ledger, _| ledger.settings().clone());
    let draft = SettingsDraft::of(&in_force.get_untracked());
    // A change from elsewhere (Undo, another tab) takes the place of what is typed.
    Effect::new(move |before: Option<Settings>| {
        let now = in_force.get();
        if before.is_some_and(|before| before != now) {
            draft.load(&now);
        }
        now
    });
    let changed = Memo::new(move |_| in_force.with(|now| draft.read().as_ref() != Ok(now)));
    Leaving::ask_while(changed);
    let problems = RwSignal::new(Vec::<Problem>::new());
    let busy = RwSignal::new(false);
    let submit = move || match untrack(|| draft.read()) {
        Err(found) => problems.set(found),
        Ok(settings) => {
            problems.set(Vec::new());
            if settings == in_force.get_untracked() {
                return books.say("The settings are saved as they stand", None);
            }
            busy.set(true);
            books.act_then(Command::ChangeSettings { settings }, "Settings saved", move |_| {
                busy.try_set(false);
            });
        }
    };
    let discard = move || {
        problems.set(Vec::new());
        draft.load(&in_force.get_untracked());
    };
    view! {
        <div class="page page--narrow">
            <PageHeader title="Settings" lead="They belong to the ledger, so an exported file takes them along."/>
            <form class="stack" novalidate aria-label="Settings" on:submit=move |event| {
                event.prevent_default();
                submit();
            }>
                <ErrorSummary problems=problems/>
                <BusinessCard draft problems/>
                <payment::PaymentCard draft=draft.payment problems/>
                <CountingCard draft problems/>
                <limitation::LimitationCard draft=draft.limitation/>
                <div class="form-actions">
                    <Button kind=ButtonKind::Primary submit=true busy=busy>"Save the settings"</Button>
                    <Show when=move || changed.get()>
                        <Button on_click=discard>"Discard changes"</Button>
                    </Show>
                </div>
                <p class="muted" aria-live="polite">{move || changed.get().then_some("Changes on this page are not saved yet.")}</p>
            </form>
            <Card title="Interest rates">
                <p>"The reference rates that laws on late payment add to, and when you last looked them up."</p>
                <p><a href=move || Route::Rates.href(books.link_day())>"Interest rates"</a></p>
            </Card>
            <Card title="Accounts and locked period">
                <p>"Which account of your accounting program each amount goes to, and up to which day your books are locked."</p>
                <p><a href=move || Route::Accounts.href(books.link_day())>"Accounts"</a></p>
            </Card>
            <shortcuts::ShortcutsCard/>
            <daily::DailyCard/>
        </div>
    }
}

fn error_of(problems: RwSignal<Vec<Problem>>, field: impl Into<String>) -> Signal<Option<String>> {
    let field = field.into();
    Signal::derive(move || problems.with(|all| all.iter().find(|one| one.field == field).map(|one| one.text.clone())))
}

/// Who writes to customers.
#[component]
fn BusinessCard(
    /// What is edited.
    draft: SettingsDraft,
    /// What is wrong.
    problems: RwSignal<Vec<Problem>>,
) -> impl IntoView {
    let languages: Vec<Choice> =
        Language::ALL.into_iter().map(|language| Choice::new(language.code(), wording::language(language))).collect();
    view! {
        <Card title="Your business">
            <div class="form">
                <p class="muted">"Printed on letters and written under messages. Nothing is sent anywhere by Recoup itself."</p>
                <TextField id=NAME label="Business name" value=draft.name autocomplete="organization" error=error_of(problems, NAME)/>
                <TextAreaField id=ADDRESS label="Postal address" value=draft.address rows=4 optional=true error=error_of(problems, ADDRESS)/>
                <div class="form-row">
                    <TextField
                        id=EMAIL
                        label="E-mail"
                        kind="email"
                        value=draft.email
                        autocomplete="email"
                        optional=true
                        help="Where customers answer."
                        error=error_of(problems, EMAIL)
                    />
                    <TextField id=PHONE label="Telephone" kind="tel" value=draft.phone autocomplete="tel" optional=true error=error_of(problems, PHONE)/>
                </div>
                <TextAreaField
                    id=PAYMENT
                    label="How to pay"
                    value=draft.payment_details
                    rows=4
                    optional=true
                    help="In your own words: it stands on every message exactly as you write it here."
                    error=error_of(problems, PAYMENT)
                />
                <SelectField
                    id="settings-language"
                    label="Language of messages"
                    value=draft.language
                    choices=languages
                    help="For customers for whom you chose none, and whose country does not say."
                />
            </div>
        </Card>
    }
}

/// Currency, aging basis and buckets.
#[component]
fn CountingCard(
    /// What is edited.
    draft: SettingsDraft,
    /// What is wrong.
    problems: RwSignal<Vec<Problem>>,
) -> impl IntoView {
    let preview = move || {
        let buckets = last_days(&draft.buckets.get()).ok().and_then(|days| AgingBuckets::from_last_days(days).ok());
        buckets.map(|buckets| in_words(&buckets))
    };
    let basis = vec![
        Choice::new("due_date", "Due date").help("Days past due. An invoice due today is current."),
        Choice::new("invoice_date", "Invoice date").help("Age of the invoice, whatever its due date."),
    ];
    let defaults = move || draft.buckets.set(draft::days_text(&AgingBuckets::default()));
    view! {
        <Card title="Counting">
            <div class="form">
                <CurrencyField id=CURRENCY value=draft.currency error=error_of(problems, CURRENCY)/>
                <p class="muted">"New invoices and payments start with this currency. Amounts in other currencies are never converted or added together."</p>
                <RadioGroup id="settings-basis" label="Count age from the" value=draft.basis choices=basis/>
                <TextField
                    id=BUCKETS
                    label="Last day of each aging bucket"
                    value=draft.buckets
                    chars=30
                    help="Ascending, separated by commas. The last bucket has no end, so no invoice falls between two."
                    error=error_of(problems, BUCKETS)
                />
                <p aria-live="polite">{preview}</p>
                <div><Button kind=ButtonKind::Quiet on_click=defaults>"Back to 0, 30, 60, 90"</Button></div>
            </div>
        </Card>
    }
}

/// “3 buckets: current (not due or due that day); days 1 to 30; day 31 and later.”
fn in_words(buckets: &AgingBuckets) -> String {
    let name = |bucket: usize| match buckets.range(bucket) {
        (None, Some(0)) => "current (not due or due that day)".to_owned(),
        (None, Some(last)) => format!("up to day {last}"),
        (Some(from), Some(last)) if from == last => format!("day {from}"),
        (Some(from), Some(last)) => format!("days {from} to {last}"),
        (Some(from), None) => format!("day {from} and later"),
        (None, None) => "all".to_owned(),
    };
    let names: Vec<_> = (0..buckets.count()).map(name).collect();
    format!("{} buckets: {}.", buckets.count(), names.join("; "))
}
