//! What a customer owes, by age and currency, with credit, disputes and plans apart.

use super::credit::ApplyCredit;
use crate::domain::currency::Currency;
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::settings::AgingBasis;
use crate::reports::aging::{AgingParameters, OpenDocument, open_documents};
use crate::reports::open_items::unapplied_as_of;
use crate::ui::books::Books;
use crate::ui::components::{BucketBar, BucketPart, Card, EmptyState, Explanation, Figure, IconName};
use crate::ui::format;
use chrono::NaiveDate;
use leptos::prelude::*;

/// One currency's amounts on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Account {
    currency: Currency,
    parts: Vec<BucketPart>,
    owed: i64,
    past_due: i64,
    disputed: i64,
    on_plan: i64,
    credit: i64,
    documents: usize,
}

fn accounts(ledger: &Ledger, id: CustomerId, day: NaiveDate) -> Vec<Account> {
    let parameters = AgingParameters::of(ledger, day);
    let documents = open_documents(ledger, id, &parameters);
    let account = |currency: Currency| {
        let mine: Vec<_> = documents.iter().filter(|document| document.balance.currency() == currency).collect();
        let sum = |wanted: &dyn Fn(&&OpenDocument) -> bool| -> i64 {
            mine.iter().copied().filter(|document| wanted(document)).map(|document| document.balance.minor()).sum()
        };
        let part = |bucket: usize| {
            let weight = sum(&|document| document.bucket == bucket);
            let amount = format::money(Money::from_minor(weight, currency));
            BucketPart {
                label: bucket_words(&parameters, bucket),
                amount,
                weight,
                step: step_of(bucket, parameters.buckets.count()),
                href: None,
            }
        };
        Account {
            currency,
            parts: (0..parameters.buckets.count()).map(part).collect(),
            owed: sum(&|_| true),
            past_due: sum(&|document| ledger.invoice(document.invoice).is_some_and(|invoice| invoice.due < day)),
            disputed: mine.iter().map(|document| contested(ledger, document, day)).sum(),
            on_plan: sum(&|document| ledger.plan_of(document.invoice, day).is_some()),
            credit: unapplied_as_of(ledger, id, currency, day),
            documents: mine.len(),
        }
    };
    ledger.accounts_of(id).map(|known| account(known.currency)).filter(|account| account.owed != 0 || account.credit != 0).collect()
}

/// The contested part of a document, in minor units.
fn contested(ledger: &Ledger, document: &OpenDocument, day: NaiveDate) -> i64 {
    ledger.open_dispute(document.invoice, day).map_or(0, |dispute| dispute.contested(document.balance.minor()))
}

/// A bucket in words: “Current”, “1–30 days”, “Over 90 days”.
fn bucket_words(parameters: &AgingParameters, bucket: usize) -> String {
    match parameters.buckets.range(bucket) {
        (None, Some(0)) if parameters.basis == AgingBasis::DueDate => "Current".to_owned(),
        (None, Some(last)) => format!("Up to {last} days"),
        (Some(from), Some(last)) => format!("{from}–{last} days"),
        (Some(from), None) => format!("Over {} days", from - 1),
        (None, None) => "All".to_owned(),
    }
}

/// The colour of a bucket: the first is neutral, the last the oldest.
fn step_of(bucket: usize, count: usize) -> u8 {
    let spread = if count > 7 { bucket * 6 / (count - 1) } else { bucket };
    u8::try_from(spread.min(6)).unwrap_or(6)
}

/// The card “What they owe”.
#[component]
pub(super) fn Owed(id: CustomerId) -> impl IntoView {
    let books = Books::expect();
    let accounts = books.view(move |ledger, day| accounts(ledger, id, day));
    let day = move || format::date(books.as_of().get());
    let list = move || accounts.get().into_iter().map(|account| account_view(id, account, &day())).collect_view();
    view! {
        <Show
            when=move || accounts.with(|accounts| !accounts.is_empty())
            fallback=move || view! {
                <Card>
                    <EmptyState icon=IconName::Check title="Nothing is owed" text="No document of this customer is open as of this day, and there is no unapplied credit."/>
                </Card>
            }
        >
            {list}
        </Show>
    }
}

fn account_view(id: CustomerId, account: Account, day: &str) -> impl IntoView + use<> {
    let Account { currency, parts, owed, past_due, disputed, on_plan, credit, documents } = account;
    let money = move |minor: i64| format::money(Money::from_minor(minor, currency));
    let name = move |what: &str| format!("{what}-{}", currency.code().to_lowercase());
    let owed_why = Explanation::new("The balances of all open documents, before unapplied credit.", day)
        .input("Open documents", money(owed))
        .input("Unapplied credit", money(-credit))
        .input("Left to pay", money(owed - credit));
    let late_why = Explanation::new("The balances of documents whose due date has passed.", day).input("Owed", money(owed));
    let facts = [("Disputed", disputed), ("On a payment plan", on_plan)].into_iter().filter(|(_, minor)| *minor > 0);
    let facts = facts.map(|(label, minor)| view! { <div><dt>{label}</dt><dd>{money(minor)}</dd></div> }).collect_view();
    view! {
        <Card title=format!("What they owe in {currency}")>
            <div class="stack">
                <div class="figures">
                    <Figure
                        id=name("owed")
                        label="Owed"
                        value=money(owed)
                        detail=format::plural(documents, "open document", "open documents")
                        explanation=owed_why
                    />
                    <Figure id=name("late") label="Past due" value=money(past_due) explanation=late_why/>
                </div>
                <BucketBar label=format!("Owed in {currency} by age") parts=parts/>
                <dl class="facts">{facts}</dl>
                {(credit > 0).then(|| view! { <ApplyCredit id currency credit=Money::from_minor(credit, currency)/> })}
            </div>
        </Card>
    }
}
