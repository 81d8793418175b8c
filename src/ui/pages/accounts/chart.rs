//! The chart of accounts: a number and a name for each kind of amount.

use crate::domain::bookkeeping::{AccountRole, Bookkeeping, BookkeepingProblem, MOST_CODE, OwnAccount, USUAL_TAX_RATE};
use crate::domain::command::Command;
use crate::domain::settings::Settings;
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, Card, ErrorSummary, Notice, NoticeKind, TextField};
use crate::ui::forms::{Findings, FormState};
use crate::ui::leaving::Leaving;
use leptos::prelude::*;

/// What is typed for one role.
#[derive(Clone, Copy)]
struct Typed {
    role: AccountRole,
    code: RwSignal<String>,
    name: RwSignal<String>,
}

/// What is typed.
#[derive(Clone, Copy)]
struct Draft {
    accounts: StoredValue<Vec<Typed>>,
    tax_rate: RwSignal<String>,
}

impl Draft {
    fn of(bookkeeping: &Bookkeeping) -> Self {
        let typed = |role: &AccountRole| Typed { role: *role, code: RwSignal::default(), name: RwSignal::default() };
        let draft = Self { accounts: StoredValue::new(AccountRole::ALL.iter().map(typed).collect()), tax_rate: RwSignal::default() };
        draft.load(bookkeeping);
        draft
    }

    fn load(self, bookkeeping: &Bookkeeping) {
        for typed in self.accounts.get_value() {
            let account = bookkeeping.account(typed.role);
            typed.code.set(account.code.into_owned());
            typed.name.set(account.name.into_owned());
        }
        self.tax_rate.set(bookkeeping.tax_rate().to_owned());
    }

    /// What is typed over what is in force; follows what is typed.
    fn read(self, now: &Bookkeeping) -> Result<Bookkeeping, BookkeepingProblem> {
        let account = |typed: Typed| OwnAccount { role: typed.role, code: typed.code.get(), name: typed.name.get() };
        let accounts = self.accounts.get_value().into_iter().map(account).collect();
        Bookkeeping { accounts, tax_rate: self.tax_rate.get(), ..now.clone() }.checked()
    }
}

/// The card.
#[component]
pub(super) fn Chart() -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("account");
    let in_force = books.view(|ledger, _| ledger.settings().bookkeeping.clone());
    let draft = Draft::of(&in_force.get_untracked());
    // A change from elsewhere (Undo, another tab) takes the place of what is typed; locking a period leaves it.
    Effect::new(move |before: Option<Bookkeeping>| {
        let now = in_force.get();
        if before.is_some_and(|before| (&before.accounts, &before.tax_rate) != (&now.accounts, &now.tax_rate)) {
            draft.load(&now);
        }
        now
    });
    let changed = Memo::new(move |_| in_force.with(|now| draft.read(now).as_ref() != Ok(now)));
    Leaving::ask_while(changed);
    let send = move || match untrack(|| in_force.with(|now| draft.read(now))) {
        Err(problem) => {
            let field = problem.role().map_or("tax_rate", AccountRole::key);
            state.refuse(Findings::from_iter([(field, problem.to_string())]));
        }
        Ok(bookkeeping) => {
            let settings = Settings { bookkeeping, ..books.read(|ledger| ledger.settings().clone()) };
            state.send(books, Command::ChangeSettings { settings }, "Accounts saved", || ());
        }
    };
    let usual = move || {
        state.refuse(Findings::default());
        draft.load(&Bookkeeping::default());
    };
    let fields = draft.accounts.with_value(|all| all.iter().map(|typed| fields(state, *typed)).collect_view());
    view! {
        <Card title="Chart of accounts" id="chart">
            <form class="form" novalidate aria-label="Chart of accounts" on:submit=move |event| {
                event.prevent_default();
                send();
            }>
                <p>
                    "Write the accounts as your accounting program has them. Several kinds of amounts can share an account; only what customers owe needs one of its own."
                </p>
                <ErrorSummary problems=state.problems()/>
                {move || state.general().get().map(|text| view! { <Notice kind=NoticeKind::Error>{text}</Notice> })}
                {fields}
                <TextField
                    id=state.id("tax_rate")
                    label="Name of the tax rate without tax"
                    value=draft.tax_rate
                    chars=24
                    help=format!("For Xero only: “{USUAL_TAX_RATE}”, “No VAT”, “BAS Excluded” or what your Xero calls it. Tax stands in a line of its own.")
                    error=state.error("tax_rate")
                />
                <p class="muted">
                    "Xero’s manual journals refuse its own accounts for receivables and bank. Give other accounts here, such as clearing accounts, or hand credit notes over in Xero’s own form."
                </p>
                <div class="form-actions">
                    <Button kind=ButtonKind::Primary submit=true busy=state.busy()>"Save the accounts"</Button>
                    <Button kind=ButtonKind::Quiet on_click=usual>"Back to the usual accounts"</Button>
                </div>
                <p class="muted" aria-live="polite">{move || changed.get().then_some("Changes of the accounts are not saved yet.")}</p>
            </form>
        </Card>
    }
}

/// Number and name of one account.
fn fields(state: FormState, typed: Typed) -> impl IntoView {
    let Typed { role, code, name } = typed;
    let (key, (_, usual)) = (role.key(), role.usual());
    view! {
        <fieldset class="AccountFields">
            <legend>{usual}</legend>
            <p class="muted">{role.words()}</p>
            <div class="form-row">
                <TextField id=state.id(key) label="Number" value=code chars=MOST_CODE as u16 error=state.error(key)/>
                <TextField id=state.id(&format!("name-{key}")) label="Name" value=name/>
            </div>
        </fieldset>
    }
}
