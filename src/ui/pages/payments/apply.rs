//! Uses what is left of a payment or credit note: first shows on which invoices, then does it.

use crate::domain::command::{AllocationChoice, Command};
use crate::domain::credit::CreditSource;
use crate::domain::event::Event;
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, Dialog, Notice, NoticeKind};
use crate::ui::{format, wording};
use leptos::prelude::*;

/// A dialog for the source in `subject`; it opens when there is one.
#[component]
pub(super) fn ApplyDialog(
    /// The payment or credit note.
    subject: RwSignal<Option<CreditSource>>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(subject.get().is_some()));
    view! {
        <Dialog id="apply-credit" open title="Apply to the oldest invoices" on_close=move || subject.set(None)>
            {move || subject.get().map(|source| view! { <Preview source open/> })}
        </Dialog>
    }
}

/// What will happen, and the button that does it.
#[component]
fn Preview(
    /// The payment or credit note.
    source: CreditSource,
    /// The dialog.
    open: RwSignal<bool>,
) -> impl IntoView {
    let books = Books::expect();
    let command = Command::AllocateCredit { source, choice: AllocationChoice::OldestFirst };
    let today = books.today().get_untracked();
    let rule = books.read(|ledger| ledger.policy_on(today).application);
    let parts = books.read(|ledger| match ledger.decide(&command, today) {
        Ok(Event::CreditAllocated { allocations }) => {
            let line = |number: String, amount, left| (number, format::money(amount), format::money(left));
            let parts = allocations.iter().filter_map(|one| {
                let invoice = ledger.invoice(one.invoice)?;
                Some(line(invoice.number.clone(), one.amount, ledger.balance(invoice).checked_sub(one.amount).ok()?))
            });
            Ok(parts.collect::<Vec<_>>())
        }
        Ok(_) => Ok(Vec::new()),
        Err(rejection) => Err(rejection.sentence(&format::OnScreen)),
    });
    let cancel = view! { <Button on_click=move || open.set(false)>"Cancel"</Button> };
    match parts {
        Err(sentence) => view! {
            <Notice kind=NoticeKind::Warn>{sentence}</Notice>
            <div class="form-actions">{cancel}</div>
        }
        .into_any(),
        Ok(parts) => {
            let success = format!("Credit applied to {}", format::plural(parts.len(), "invoice", "invoices"));
            let lines = parts.into_iter().map(|(number, amount, left)| {
                view! { <tr><th scope="row">{number}</th><td class="end">{amount}</td><td class="end">{left}</td></tr> }
            });
            let lines = lines.collect_view();
            let apply = move || {
                open.set(false);
                books.act(command.clone(), success.clone());
            };
            view! {
                <p>{format!("{} Aging and reminders follow at once.", wording::application(rule))}</p>
                <div class="table-scroll" tabindex="0">
                    <table class="table">
                        <thead>
                            <tr>
                                <th scope="col">"Invoice"</th>
                                <th scope="col" class="end">"Applied"</th>
                                <th scope="col" class="end">"Still owed"</th>
                            </tr>
                        </thead>
                        <tbody>{lines}</tbody>
                    </table>
                </div>
                <div class="form-actions">
                    <Button kind=ButtonKind::Primary on_click=apply>"Apply the credit"</Button>
                    {cancel}
                </div>
            }
            .into_any()
        }
    }
}
