//! Limits and credit file of a customer: what they may owe in each currency, the application, the checks, and the next review.

mod draft;

use super::customer::back_to_customer;
use crate::domain::command::Command;
use crate::domain::customer::CustomerDetails;
use crate::domain::ids::CustomerId;
use crate::ui::books::Books;
use crate::ui::components::{
    Button, ButtonKind, Card, EmptyState, ErrorSummary, IconName, LinkButton, Notice, NoticeKind, PageHeader, TextAreaField, TextField,
};
use crate::ui::forms::{AmountField, CurrencyField, DayField, Findings, FormState};
use crate::ui::routes::Route;
use draft::{FileDraft, LimitDraft, ReferenceDraft};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};

/// The page.
#[component]
pub fn CreditFilePage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).and_then(|id| id.parse().ok()).unwrap_or(CustomerId(0)));
    move || view! { <File id=id.get()/> }
}

#[component]
fn File(id: CustomerId) -> impl IntoView {
    let books = Books::expect();
    let details = books.view(move |ledger, _| ledger.customer(id).map(|customer| customer.details.clone()));
    let name = Signal::derive(move || details.with(|details| details.as_ref().map(|details| details.name.clone())));
    let back = back_to_customer(name.get_untracked().unwrap_or_default(), id, untrack(|| books.link_day()));
    // What is typed begins anew when the customer was changed elsewhere.
    let body = move || {
        match details.get() {
        Some(details) => view! { <FileForm id details/> }.into_any(),
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
            <PageHeader title=Route::CreditFile(id).label() lead=name back=back/>
            {body}
        </div>
    }
}

#[component]
fn FileForm(id: CustomerId, details: CustomerDetails) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("credit");
    let home = books.read(|ledger| ledger.settings().home_currency);
    let draft = FileDraft::of(&details, home);
    let details = StoredValue::new(details);
    let navigate = use_navigate();
    let send = move || {
        let mut found = Findings::default();
        let Some(details) = draft.read(details.get_value(), books.today().get_untracked(), &mut found) else { return state.refuse(found) };
        let navigate = navigate.clone();
        state.send(books, Command::ChangeCustomer { customer: id, details }, "Credit file saved", move || {
            navigate(&Route::Customer(id).path(), Default::default());
        });
    };
    let sent = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        send();
    };
    let general = move || state.general().get().map(|text| view! { <Notice kind=NoticeKind::Error>{text}</Notice> });
    // What the books refuse of all references together.
    let references_error = move || state.error("references").get();
    let add_limit = move || draft.add_limit(home);
    let limit = move |limit: LimitDraft| {
        let number = move || format!("Limit {}", draft.limits.with(|all| all.iter().position(|one| one.key == limit.key)).unwrap_or(0) + 1);
        let remove = move || draft.limits.update(|all| all.retain(|one| one.key != limit.key));
        let row_error = move |part: &str| state.error(&format!("{part}-{}", limit.key));
        let id = move |part: &str| state.id(&format!("{part}-{}", limit.key));
        view! {
            <div class="stack stack--tight" role="group" aria-label=number>
                <div class="form-row">
                <AmountField id=id("limit") label="Credit limit" value=limit.amount currency=limit.currency hint="The most they may owe. Empty means none." error=row_error("limit") optional=true/>
                <CurrencyField id=id("limit-currency") value=limit.currency error=row_error("limit-currency")/>
                </div>
                <Show when=move || { draft.limits.with(|all| all.len() > 1) }>
                    <div class="row"><Button kind=ButtonKind::Quiet label=format!("Take out limit {}", limit.key + 1) on_click=remove>"Take out"</Button></div>
                </Show>
            </div>
        }
    };
    let reference = move |reference: ReferenceDraft| {
        let number = move || {
            format!("Reference {}", draft.references.with(|all| all.iter().position(|one| one.key == reference.key)).unwrap_or(0) + 1)
        };
        let remove = move || draft.references.update(|all| all.retain(|one| one.key != reference.key));
        let row_error = move |part: &str| state.error(&format!("{part}-{}", reference.key));
        let id = move |part: &str| state.id(&format!("{part}-{}", reference.key));
        view! {
            <fieldset class="form-group">
                <legend class="Field-label">{number}</legend>
                <div class="form-row">
                    <TextField id=id("who") label="Who was asked" value=reference.who error=row_error("who")/>
                    <DayField id=id("asked") label="Asked on" value=reference.on error=row_error("asked") optional=true/>
                </div>
                <TextAreaField id=id("said") label="What they said" value=reference.said rows=2 optional=true/>
                <div class="row"><Button kind=ButtonKind::Quiet on_click=remove>"Take out this reference"</Button></div>
            </fieldset>
        }
    };
    view! {
        <form class="form" novalidate=true aria-label="Credit file" on:submit=sent>
            {general}
            <ErrorSummary problems=state.problems()/>
            <Card title="Credit limits">
                <div class="stack">
                    <p class="muted">"One for each currency you sell to them in. Approved orders that are not invoiced yet count against it."</p>
                    <div class="stack" id=state.id("limits") tabindex="-1"><For each=move || draft.limits.get() key=|limit| limit.key children=limit/></div>
                    <div><Button icon=IconName::Add on_click=add_limit>"Add a limit in another currency"</Button></div>
                </div>
            </Card>
            <Card title="Application">
                <div class="stack">
                    <div class="form-row">
                        <DayField id=state.id("applied") label="Application received on" value=draft.applied error=state.error("applied") optional=true/>
                        <DayField id=state.id("review") label="Next credit review" value=draft.review hint="Today reminds you on that day." error=state.error("review") optional=true/>
                    </div>
                    <div class="form-row">
                        <TextField id=state.id("legal_form") label="Legal form and registration" value=draft.legal_form error=state.error("legal_form") optional=true/>
                        <TextField id=state.id("tax_number") label="Tax or VAT number" value=draft.tax_number error=state.error("tax_number") optional=true/>
                    </div>
                    <TextField id=state.id("guarantee") label="Personal guarantee" value=draft.guarantee help="Such as “yes, by Ada Byron” or “no”." error=state.error("guarantee") optional=true/>
                </div>
            </Card>
            <Card title="Checks">
                <div class="stack">
                    {move || references_error().map(|text| view! { <Notice kind=NoticeKind::Error>{text}</Notice> })}
                    <div class="stack" id=state.id("references") tabindex="-1"><For each=move || draft.references.get() key=|reference| reference.key children=reference/></div>
                    <div><Button icon=IconName::Add on_click=move || draft.add_reference()>"Add a reference"</Button></div>
                    <div class="form-row">
                        <TextField id=state.id("agency") label="Credit agency" value=draft.agency error=state.error("agency") optional=true/>
                        <TextField id=state.id("score") label="Score" value=draft.score help="In the agency’s own words." error=state.error("score") optional=true/>
                        <DayField id=state.id("agency_on") label="Report of" value=draft.agency_on error=state.error("agency_on") optional=true/>
                    </div>
                    <div class="form-row">
                        <AmountField id=state.id("insured") label="Insured amount" value=draft.insured currency=draft.insured_currency error=state.error("insured") optional=true/>
                        <CurrencyField id=state.id("insured-currency") value=draft.insured_currency/>
                    </div>
                    <div class="form-row">
                        <TextField id=state.id("insurer") label="Insurer" value=draft.insurer error=state.error("insurer") optional=true/>
                        <DayField id=state.id("insured_until") label="Insured until" value=draft.insured_until error=state.error("insured_until") optional=true/>
                    </div>
                    <TextAreaField id=state.id("credit-note") label="Note on credit" value=draft.note rows=2 help="For you alone." error=state.error("credit-note") optional=true/>
                </div>
            </Card>
            <div class="form-actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy()>"Save the credit file"</Button>
            </div>
        </form>
    }
}
