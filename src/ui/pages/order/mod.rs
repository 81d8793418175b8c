//! “May this order ship on credit?”: what the rule says about an amount, with every reason and figure, and the owner's word on record.

mod answer;

use super::customer::{Decisions, back_to_customer};
use crate::domain::command::{Command, DecisionDraft};
use crate::domain::credit_decision::{Ruling, Verdict};
use crate::domain::ids::CustomerId;
use crate::domain::money::Money;
use crate::reports::credit_decision::{CreditAnswer, credit_answer};
use crate::reports::exposure::limits;
use crate::ui::books::Books;
use crate::ui::components::{
    Button, ButtonKind, Card, Choice, EmptyState, ErrorSummary, IconName, LinkButton, Notice, NoticeKind, PageHeader, RadioGroup,
    TextAreaField, TextField,
};
use crate::ui::forms::{AmountField, CurrencyField, DayField, Findings, FormState, read_amount, read_currency, read_date, read_named_date};
use crate::ui::routes::Route;
use crate::ui::wording;
use answer::AnswerCard;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The page.
#[component]
pub fn OrderPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).and_then(|id| id.parse().ok()).unwrap_or(CustomerId(0)));
    move || view! { <Order id=id.get()/> }
}

#[component]
fn Order(id: CustomerId) -> impl IntoView {
    let books = Books::expect();
    let name = books.view(move |ledger, _| ledger.customer(id).map(|customer| customer.details.name.clone()));
    let back = move || back_to_customer(name.get_untracked().unwrap_or_default(), id, untrack(|| books.link_day()));
    let body = move || {
        match name.get() {
        Some(_) => view! { <OrderForm id/><Decisions id/> }.into_any(),
        None => view! {
            <EmptyState icon=IconName::Customers title="There is no such customer" text="It was taken out, or the address is from another ledger.">
                <LinkButton href=Signal::derive(move || Route::Customers.href(books.link_day()))>"All customers"</LinkButton>
            </EmptyState>
        }
        .into_any(),
    }
    };
    view! {
        <div class="page">
            <PageHeader title=Route::Order(id).label() lead=Signal::derive(move || name.get()) back=back()/>
            {body}
        </div>
    }
}

/// What is typed.
#[derive(Clone, Copy)]
struct Fields {
    amount: RwSignal<String>,
    currency: RwSignal<String>,
    order: RwSignal<String>,
    on: RwSignal<String>,
    /// `rule`, or the owner's own verdict.
    choice: RwSignal<String>,
    deposit: RwSignal<String>,
    word: RwSignal<String>,
}

impl Fields {
    fn starting(currency: String, day: String) -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            amount: text(),
            currency: RwSignal::new(currency),
            order: text(),
            on: RwSignal::new(day),
            choice: RwSignal::new("rule".to_owned()),
            deposit: text(),
            word: text(),
        }
    }

    fn money(self) -> Option<Money> {
        read_amount(&self.amount.get(), read_currency(&self.currency.get()).ok()?).ok()
    }

    /// What the owner decides where the rule says `proposed`.
    fn decided(self, proposed: Ruling, order: Money) -> Result<Ruling, String> {
        let own = |verdict| Ruling { verdict, deposit: None };
        Ok(match self.choice.get_untracked().as_str() {
            "approve" => own(Verdict::Approve),
            "hold" => own(Verdict::Hold),
            "deposit" => Ruling { verdict: Verdict::Deposit, deposit: Some(read_amount(&self.deposit.get_untracked(), order.currency())?) },
            _ => proposed,
        })
    }

    fn clear(self) {
        [self.amount, self.order, self.deposit, self.word].into_iter().for_each(|field| field.set(String::new()));
        self.choice.set("rule".to_owned());
    }
}

#[component]
fn OrderForm(id: CustomerId) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("order");
    // The currency of their limit, else the one they buy in.
    let currency = books.read(|ledger| {
        let limit = limits(ledger, id, books.as_of().get_untracked()).first().copied();
        let usual = ledger.accounts_of(id).max_by_key(|account| account.owed).map(|account| account.currency);
        limit.map(Money::currency).or(usual).unwrap_or(ledger.settings().home_currency)
    });
    let fields = Fields::starting(currency.code().to_owned(), books.as_of().get_untracked().to_string());
    let found = books.view(move |ledger, as_of| {
        let (order, day) = (fields.money()?, read_date(&fields.on.get()).unwrap_or(as_of));
        let policy = ledger.policy_on(day);
        Some((credit_answer(ledger, policy, id, Some(order), day), order, policy.decision.clone()))
    });
    let send = move || {
        let mut problems = Findings::default();
        let code = problems.take("currency", read_currency(&fields.currency.get_untracked()));
        let amount = code.and_then(|code| problems.take("amount", read_amount(&fields.amount.get_untracked(), code)));
        let on = problems.take("on", read_named_date("the day of the decision", &fields.on.get_untracked()));
        let answer: Option<(CreditAnswer, _, _)> = found.get_untracked();
        let (Some(amount), Some(on), Some((answer, _, rules))) = (amount, on, answer) else { return state.refuse(problems) };
        let proposed = answer.ruling();
        let Some(decided) = problems.take("deposit", fields.decided(proposed, amount)) else { return state.refuse(problems) };
        let reasons = wording::recorded_reasons(&answer, amount, &rules);
        let (order, word) = (fields.order.get_untracked(), fields.word.get_untracked());
        let draft = DecisionDraft { customer: id, on, order, amount, decided, proposed, reasons, word };
        state.send(books, Command::RecordDecision { draft }, "The decision is on record", move || fields.clear());
    };
    let sent = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        send();
    };
    let general = move || state.general().get().map(|text| view! { <Notice kind=NoticeKind::Error>{text}</Notice> });
    let choices = vec![
        Choice::new("rule", "As the rule says"),
        Choice::new("approve", "Ship on credit"),
        Choice::new("deposit", "Ship once a deposit is paid"),
        Choice::new("hold", "Do not ship on credit"),
    ];
    view! {
        <form class="OrderForm" novalidate=true aria-label="Order" on:submit=sent>
            <div class="OrderForm-problems">
                {general}
                <ErrorSummary problems=state.problems()/>
            </div>
            <div class="OrderForm-order">
                <Card title="The order">
                    <div class="stack">
                        <div class="form-row">
                            <AmountField id=state.id("amount") label="Amount of the order" value=fields.amount currency=fields.currency error=state.error("amount") hint="Tax included."/>
                            <CurrencyField id=state.id("currency") value=fields.currency error=state.error("currency")/>
                        </div>
                        <div class="form-row">
                            <TextField id=state.id("order") label="Order number" value=fields.order error=state.error("order") optional=true/>
                            <DayField id=state.id("on") label="Day of the decision" value=fields.on error=state.error("on")/>
                        </div>
                    </div>
                </Card>
            </div>
            <div class="OrderForm-answer"><AnswerCard found/></div>
            <div class="OrderForm-decision">
                <Card title="Your decision">
                    <div class="stack">
                        <RadioGroup id=state.id("choice") label="What happens with the order" value=fields.choice choices=choices/>
                        <Show when=move || fields.choice.get() == "deposit">
                            <AmountField id=state.id("deposit") label="Deposit" value=fields.deposit currency=fields.currency error=state.error("deposit")/>
                        </Show>
                        <TextAreaField
                            id=state.id("word")
                            label="Your reason"
                            value=fields.word
                            rows=2
                            help="Needed where you decide otherwise than the rule."
                            error=state.error("word")
                            optional=true
                        />
                        <div class="form-actions">
                            <Button kind=ButtonKind::Primary submit=true busy=state.busy()>"Put the decision on record"</Button>
                        </div>
                    </div>
                </Card>
            </div>
        </form>
    }
}
