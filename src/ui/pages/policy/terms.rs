//! The part of the terms: when invoices fall due, and how long an invoice is left in peace after that.

use super::form::{PartForm, error_of, read_days};
use super::preview::{EffectToday, InWords};
use crate::domain::policy::{CreditPolicy, STANDARD};
use crate::ui::components::{Card, Problem, TextField};
use leptos::prelude::*;

/// Net terms.
const NET: &str = "policy-net";
/// Grace days.
const GRACE: &str = "policy-grace";

/// The part.
#[component]
pub(super) fn TermsPart() -> impl IntoView {
    let (net, grace) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let problems = RwSignal::new(Vec::<Problem>::new());
    let load = Callback::new(move |policy: CreditPolicy| {
        net.set(policy.net_days.to_string());
        grace.set(policy.grace_days.to_string());
    });
    let read = Callback::new(move |policy| {
        let mut problems = Vec::new();
        let net_days = read_days(NET, &net.get(), "Net terms", 3650, &mut problems);
        let grace_days = read_days(GRACE, &grace.get(), "Grace", 365, &mut problems);
        if problems.is_empty() { Ok(CreditPolicy { net_days, grace_days, ..policy }) } else { Err(problems) }
    });
    let standard = Signal::stored(STANDARD.to_owned());
    let aside = Callback::new(move |edited| view! { <EffectToday edited/><InWords edited schedule=standard/> }.into_any());
    view! {
        <PartForm label="Terms" problems load read aside>
            <Card title="Terms">
                <div class="form-row">
                    <TextField
                        id=NET
                        label="Net terms, in days"
                        value=net
                        inputmode="numeric"
                        chars=5
                        help="From invoice date to due date, when an invoice names no due date. Invoices you have stay as they are."
                        error=error_of(problems, NET)
                    />
                    <TextField
                        id=GRACE
                        label="Grace, in days"
                        value=grace
                        inputmode="numeric"
                        chars=5
                        help="Added to every step after the due date. The aging report does not know grace."
                        error=error_of(problems, GRACE)
                    />
                </div>
            </Card>
        </PartForm>
    }
}
