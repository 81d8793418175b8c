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
            <tr role="row">
                <th role="rowheader" scope="row">{part.number}</th>
                <td role="cell" class="date">{format::date(part.due)}</td>
                <td role="cell" class="end money" data-label="To pay">{format::amount(part.amount)}</td>
                {with_interest.then(|| view! { <td role="cell" class="end money" data-label="of which interest">{format::amount(part.interest)}</td> })}
                <td role="cell" class="end money" data-label="Left after it">{format::amount(part.balance_after)}</td>
            </tr>
        }
    });
    let with_down_payment = down_payment.is_positive().then(|| {
        view! {
            <tr role="row">
                <th role="rowheader" scope="row">"Down payment"</th>
                <td role="cell" class="date">{format::date(accepted)}</td>
                <td role="cell" class="end money" data-label="To pay">{format::amount(down_payment)}</td>
                {with_interest.then(|| view! { <td role="cell" class="end money" data-label="of which interest">"–"</td> })}
                <td role="cell" class="end money" data-label="Left after it">{debt.checked_sub(down_payment).map(format::amount).unwrap_or_default()}</td>
            </tr>
        }
    });
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label="Schedule of the payment plan">
            <table class="table table--lines" role="table">
                <caption class="visually-hidden">"Schedule of the payment plan"</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">"No."</th>
                        <th role="columnheader" scope="col">"Due"</th>
                        <th role="columnheader" scope="col" class="end">"To pay"</th>
                        {with_interest.then(|| view! { <th role="columnheader" scope="col" class="end">"of which interest"</th> })}
                        <th role="columnheader" scope="col" class="end">"Left after it"</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{with_down_payment}{rows.collect_view()}</tbody>
                <tfoot role="rowgroup">
                    <tr role="row">
                        <th role="rowheader" scope="row" colspan="2">"All together"</th>
                        <td role="cell" class="end money" data-label="To pay">{format::money(proposal.total_to_pay)}</td>
                        {with_interest
                            .then(|| view! { <td role="cell" class="end money" data-label="of which interest">{format::money(proposal.total_interest)}</td> })}
                        <td role="cell"></td>
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
