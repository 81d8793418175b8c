//! A version on record: who signed it, and marking it as signed.

use super::paper::Paper;
use crate::domain::agreement::{Agreement, Party, Signature};
use crate::domain::command::Command;
use crate::domain::ids::AgreementId;
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, Card, Choice, Dialog, IconName, RadioGroup, TextAreaField, TextField};
use crate::ui::forms::{DayField, DialogForm, Findings, FormState, read_named_date};
use crate::ui::{format, outside};
use leptos::prelude::*;

const CUSTOMER: &str = "customer";
const OWNER: &str = "owner";

/// A version with its signatures; only the newest of a plan that holds can be signed.
#[component]
pub(super) fn Recorded(agreement: Agreement, newest: bool) -> impl IntoView {
    let books = Books::expect();
    let id = agreement.id;
    let signing = RwSignal::new(false);
    let unsigned = !agreement.is_signed();
    let print = move || {
        if let Err(sentence) = outside::print_page() {
            books.toaster().push(sentence, None);
        }
    };
    let take_back = move || books.act(Command::TakeBackAgreement { agreement: id }, "Agreement taken back");
    let side = |party: Party, who: &'static str| {
        let signature = agreement.signature(party).cloned();
        let words = signature.as_ref().map_or_else(
            || "Not signed yet".to_owned(),
            |Signature { on, name, note }| {
                let note = if note.is_empty() { String::new() } else { format!(". {note}") };
                format!("Signed {} by {name}{note}", format::date(*on))
            },
        );
        let remove = move || books.act(Command::SignAgreement { agreement: id, party, signature: None }, "Signature taken back");
        let button = (newest && signature.is_some()).then(|| {
            view! { " "<Button kind=ButtonKind::Quiet on_click=remove label=format!("Take back the signature: {who}")>"Take back"</Button> }
        });
        view! { <div><dt>{who}</dt><dd>{words}{button}</dd></div> }
    };
    let sides = [side(Party::Customer, "Customer"), side(Party::Owner, "You")].collect_view();
    let words = agreement.words.clone();
    view! {
        <div class="no-print"><Card title="Signatures">
            <dl class="facts">{sides}</dl>
            <div class="form-actions">
                {newest.then(|| view! { <Button kind=ButtonKind::Primary on_click=move || signing.set(true)>"Mark as signed"</Button> })}
                <Button icon=IconName::Print on_click=print>"Print"</Button>
                {(newest && unsigned).then(|| view! { <Button on_click=take_back>"Take this version back"</Button> })}
            </div>
        </Card></div>
        <Paper words/>
        <Dialog id="sign-dialog" open=signing title="Mark as signed"><SignFields open=signing agreement=id/></Dialog>
    }
}

#[component]
fn SignFields(open: RwSignal<bool>, agreement: AgreementId) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("sign");
    let (customer, owner) = books.read(|ledger| {
        let customer = ledger.agreement(agreement).and_then(|found| ledger.plan(found.plan)).map(|plan| plan.customer);
        (customer.map(|id| ledger.customer_name(id).to_owned()).unwrap_or_default(), ledger.settings().business.name.clone())
    });
    let party = RwSignal::new(CUSTOMER.to_owned());
    let (on, name, note) =
        (RwSignal::new(books.today().get_untracked().to_string()), RwSignal::new(customer.clone()), RwSignal::new(String::new()));
    let names = StoredValue::new((customer, owner));
    // A name that was not changed follows the side.
    Effect::new(move |_| {
        let is_owner = party.get() == OWNER;
        names.with_value(|(customer, owner)| {
            let (mine, other) = if is_owner { (owner, customer) } else { (customer, owner) };
            if name.with_untracked(|name| name == other) {
                name.set(mine.clone());
            }
        });
    });
    let send = move || {
        let mut findings = Findings::default();
        let Some(on) = findings.take("on", read_named_date("the day of the signature", &on.get_untracked())) else {
            return state.refuse(findings);
        };
        let party = if party.get_untracked() == OWNER { Party::Owner } else { Party::Customer };
        let signature = Some(Signature { on, name: name.get_untracked(), note: note.get_untracked() });
        state.send(books, Command::SignAgreement { agreement, party, signature }, "Signature on record", move || open.set(false));
    };
    let sides = vec![Choice::new(CUSTOMER, "The customer"), Choice::new(OWNER, "You")];
    view! {
        <DialogForm state open submit="Mark as signed" first="on" on_submit=send>
            <RadioGroup id=state.id("party") label="Who signed" value=party choices=sides/>
            <DayField id=state.id("on") label="Day of the signature" value=on error=state.error("on")/>
            <TextField id=state.id("name") label="Name" value=name error=state.error("name")/>
            <TextAreaField id=state.id("note") label="Note" value=note rows=2 help="Where the paper is, for example." error=state.error("note") optional=true/>
        </DialogForm>
    }
}
