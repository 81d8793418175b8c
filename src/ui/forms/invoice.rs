//! Entering an invoice.

use super::credit_draft::{AmountRow, WhoseField, usual_currency};
use super::date::DayField;
use super::dialog_form::DialogForm;
use super::doubts::{Doubts, DoubtsField};
use super::invoice_order::{OrderField, with_order};
use super::invoice_terms::{NewTerms, NewTermsField};
use super::read::{read_amount, read_currency, read_date, read_named_date, read_optional_date};
use super::state::{Findings, FormState};
use crate::domain::command::{Command, InvoiceDraft};
use crate::domain::credit_decision::Verdict;
use crate::domain::ids::CustomerId;
use crate::domain::unusual::about_invoice;
use crate::reports::credit_decision::credit_answer;
use crate::reports::exposure::would_exceed;
use crate::ui::books::Books;
use crate::ui::components::{Dialog, Notice, NoticeKind, TextAreaField, TextField};
use crate::ui::{format, wording};
use leptos::prelude::*;

/// The dialog “New invoice”.
#[component]
pub fn InvoiceForm(
    /// Open or not.
    open: RwSignal<bool>,
    /// Who owes it, when that is known.
    #[prop(optional)]
    customer: Option<CustomerId>,
    /// Called after it was entered.
    #[prop(optional, into)]
    on_done: Option<Callback<()>>,
) -> impl IntoView {
    view! {
        <Dialog id="invoice-dialog" open title="New invoice">
            <InvoiceFields open customer on_done/>
        </Dialog>
    }
}

#[component]
fn InvoiceFields(open: RwSignal<bool>, customer: Option<CustomerId>, on_done: Option<Callback<()>>) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("invoice");
    let currency = RwSignal::new(usual_currency(books, customer).code().to_owned());
    let known = customer.is_some();
    let customer = RwSignal::new(customer);
    let (number, amount, due, note) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let issued = RwSignal::new(books.today().get_untracked().to_string());
    let terms = books.view(move |ledger, _| {
        let issued = read_date(&issued.get()).ok()?;
        let customer = customer.get()?;
        let due = ledger.default_due(customer, issued);
        let days = usize::try_from((due - issued).num_days()).ok()?;
        Some(format!("Empty means {} after the invoice date: {}.", format::plural(days, "day", "days"), format::date_long(due)))
    });
    let due_hint = Signal::derive(move || Some(terms.get().unwrap_or_else(|| "Empty means your usual terms.".to_owned())));
    let shipping = books.view(move |ledger, _| {
        let today = books.today().get();
        let policy = ledger.policy_on(today);
        let answer = credit_answer(ledger, policy, customer.get()?, None, today);
        let reasons: Vec<String> = answer.reasons.iter().map(|reason| wording::credit_reason(reason, &policy.decision).0).collect();
        (answer.verdict != Verdict::Approve).then(|| (answer.verdict == Verdict::Hold, reasons.join(" ")))
    });
    let warning = move || {
        shipping.get().map(|(no, reasons)| {
            let title = if no { "Nothing more on credit for this customer" } else { "Think before you give more credit" };
            view! { <Notice kind=NoticeKind::Warn title>{reasons}</Notice> }
        })
    };
    let excess = books.view(move |ledger, _| {
        let code = read_currency(&currency.get()).ok()?;
        let more = read_amount(&amount.get(), code).ok()?;
        let excess = would_exceed(ledger, customer.get()?, more, books.today().get())?;
        let (owed, limit) = (format::money(excess.exposure), format::money(excess.limit));
        Some(format!("With this invoice they would owe {owed}; their credit limit is {limit}."))
    });
    let above =
        move || excess.get().map(|sentence| view! { <Notice kind=NoticeKind::Warn title="Above the credit limit">{sentence}</Notice> });
    let order = RwSignal::new(String::new());
    let discount = NewTerms::usual();
    let days = books.view(move |ledger, _| {
        let issued = read_date(&issued.get()).ok()?;
        let due = read_optional_date(&due.get()).ok()?;
        Some((issued, due.unwrap_or_else(|| customer.get().map_or(issued, |customer| ledger.default_due(customer, issued)))))
    });
    let doubts = Doubts::none();
    let send = move || {
        let mut found = Findings::default();
        let debtor = found.take("customer", customer.get_untracked().ok_or_else(|| "Choose who owes it.".to_owned()));
        let day = found.take("issued", read_named_date("the invoice date", &issued.get_untracked()));
        let due = found.take("due", read_optional_date(&due.get_untracked()));
        let code = found.take("currency", read_currency(&currency.get_untracked()));
        let money = code.and_then(|code| found.take("amount", read_amount(&amount.get_untracked(), code)));
        let inherited = books.read(|ledger| ledger.inherited_terms(debtor?, day?));
        let terms = code.map(|code| discount.read(code, inherited.as_ref().map(|(terms, _)| terms), &mut found));
        let (Some(customer), Some(issued), Some(due), Some(amount), Some(terms), true) = (debtor, day, due, money, terms, found.is_empty())
        else {
            return state.refuse(found);
        };
        let (number, note) = (number.get_untracked(), note.get_untracked());
        let success = format!("Invoice {} entered", number.trim());
        let draft = InvoiceDraft { terms, customer, number, issued, due, amount, note };
        let today = books.today().get_untracked();
        if let Err(asked) = doubts.settle(books.read(|ledger| about_invoice(ledger, &draft, today))) {
            return state.refuse(asked);
        }
        let done = move || {
            open.set(false);
            if let Some(callback) = on_done {
                callback.run(());
            }
        };
        let mut commands = with_order(books, &order.get_untracked(), Command::IssueInvoice { draft }, today);
        match commands.pop() {
            Some(issue) if commands.is_empty() => state.send(books, issue, success, done),
            last => {
                state.send_all(books, commands.into_iter().chain(last).collect(), "Invoice entered; its order counts as invoiced", done)
            }
        }
    };
    view! {
        <DialogForm state open submit="Enter invoice" first=if known { "number" } else { "customer" } on_submit=send>
            <WhoseField state customer currency/>
            {warning}
            <TextField id=state.id("number") label="Invoice number" value=number error=state.error("number")/>
            <AmountRow state amount currency hint="Tax included."/>
            {above}
            <OrderField id=state.id("order") customer currency order/>
            <div class="form-row">
                <DayField id=state.id("issued") label="Invoice date" value=issued error=state.error("issued")/>
                <DayField id=state.id("due") label="Due date" value=due hint=due_hint error=state.error("due") optional=true/>
            </div>
            <NewTermsField state customer days terms=discount/>
            <TextAreaField id=state.id("note") label="Note" value=note rows=2 help="For you alone." error=state.error("note") optional=true/>
            <DoubtsField state doubts/>
        </DialogForm>
    }
}
