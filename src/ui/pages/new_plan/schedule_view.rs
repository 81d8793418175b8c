//! The live schedule under the plan form, with sums that tie.

use crate::domain::schedule::PlanProposal;
use crate::ui::format;
use chrono::NaiveDate;
use leptos::prelude::*;

/// All dates and amounts of a proposal.
#[component]
pub fn ScheduleView(
    /// What is proposed.
    proposal: PlanProposal,
    /// When a down payment is due.
    accepted: NaiveDate,
) -> impl IntoView {
    let with_interest = proposal.total_interest.is_positive();
    let down_payment = proposal.down_payment;
    let debt = proposal.total_to_pay.checked_sub(proposal.total_interest).unwrap_or(proposal.total_to_pay);
    let rows = proposal.instalments.into_iter().map(move |part| {
        view! {
            <tr>
                <th scope="row">{part.number}</th>
                <td>{format::date(part.due)}</td>
                <td class="end">{format::amount(part.amount)}</td>
                {with_interest.then(|| view! { <td class="end">{format::amount(part.interest)}</td> })}
                <td class="end">{format::amount(part.balance_after)}</td>
            </tr>
        }
    });
    view! {
        <div class="table-scroll" tabindex="0">
            <table class="table">
                <caption class="visually-hidden">"Schedule of the payment plan"</caption>
                <thead>
                    <tr>
                        <th scope="col">"No."</th>
                        <th scope="col">"Due"</th>
                        <th scope="col" class="end">"To pay"</th>
                        {with_interest.then(|| view! { <th scope="col" class="end">"of which interest"</th> })}
                        <th scope="col" class="end">"Left after it"</th>
                    </tr>
                </thead>
                <tbody>
                    {down_payment.is_positive().then(|| view! {
                        <tr>
                            <th scope="row">"Down payment"</th>
                            <td>{format::date(accepted)}</td>
                            <td class="end">{format::amount(down_payment)}</td>
                            {with_interest.then(|| view! { <td class="end">"–"</td> })}
                            <td class="end">{debt.checked_sub(down_payment).map(format::amount).unwrap_or_default()}</td>
                        </tr>
                    })}
                    {rows.collect_view()}
                </tbody>
                <tfoot>
                    <tr>
                        <th scope="row" colspan="2">"All together"</th>
                        <td class="end">{format::money(proposal.total_to_pay)}</td>
                        {with_interest.then(|| view! { <td class="end">{format::money(proposal.total_interest)}</td> })}
                        <td></td>
                    </tr>
                </tfoot>
            </table>
        </div>
        <p class="muted">
            {if with_interest {
                format!("{} owed + {} interest = {} to pay.", format::money(debt), format::money(proposal.total_interest), format::money(proposal.total_to_pay))
            } else {
                format!("The parts sum to exactly {}.", format::money(proposal.total_to_pay))
            }}
        </p>
    }
}
