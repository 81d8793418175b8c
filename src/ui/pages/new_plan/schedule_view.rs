//! A schedule as a table, with sums that tie: the live one of the form, and that of an offer.

use crate::domain::money::Money;
use crate::domain::plan::PlanInstalment;
use crate::exchange::csv::CsvWriter;
use crate::ui::format;
use chrono::NaiveDate;
use leptos::prelude::*;

/// What a schedule shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduleRows {
    /// The debt, without interest.
    pub debt: Money,
    /// Whether the first row is a down payment.
    pub down_payment: bool,
    /// Dates and amounts.
    pub rows: Vec<PlanInstalment>,
}

/// One row: its name, its part of the debt, and what is left after it.
struct Row {
    name: String,
    part: PlanInstalment,
    repays: Money,
    left: Money,
}

impl ScheduleRows {
    fn sum(&self, of: impl Fn(&PlanInstalment) -> Money) -> Money {
        Money::from_minor(self.rows.iter().map(|part| of(part).minor()).sum(), self.debt.currency())
    }

    fn listed(&self) -> Vec<Row> {
        let mut left = self.debt.minor();
        let money = |minor: i64| Money::from_minor(minor, self.debt.currency());
        let row = |(place, part): (usize, &PlanInstalment)| {
            let repays = part.amount.minor() - part.interest.minor();
            left -= repays;
            let name = match (self.down_payment, place) {
                (true, 0) => "Down payment".to_owned(),
                (true, place) => place.to_string(),
                (false, place) => (place + 1).to_string(),
            };
            Row { name, part: part.clone(), repays: money(repays), left: money(left) }
        };
        self.rows.iter().enumerate().map(row).collect()
    }

    /// The schedule as a CSV file.
    pub fn csv(&self) -> String {
        let mut file = CsvWriter::with_byte_order_mark();
        ["No.", "Due", "Moved from", "Currency", "To pay", "Interest", "Repays", "Left after it"].iter().for_each(|title| file.text(title));
        file.end_row();
        for Row { name, part, repays, left } in self.listed() {
            file.text(&name);
            file.date(part.due);
            match part.nominal {
                Some(nominal) => file.date(nominal),
                None => file.blank(),
            }
            file.text(part.amount.currency().code());
            file.money(part.amount);
            file.money(part.interest);
            file.money(repays);
            file.money(left);
            file.end_row();
        }
        file.finish()
    }
}

/// The day from which a due date was moved.
pub fn moved_from(nominal: NaiveDate) -> impl IntoView {
    view! { <small class="Schedule-moved">{format!("moved from {}", format::date(nominal))}</small> }
}

/// All dates and amounts.
#[component]
pub fn ScheduleView(
    /// What is shown.
    schedule: ScheduleRows,
) -> impl IntoView {
    let interest = schedule.sum(|part| part.interest);
    let total = schedule.sum(|part| part.amount);
    let debt = schedule.debt;
    let with_interest = interest.is_positive();
    let row = move |Row { name, part, repays, left }: Row| {
        let moved = part.nominal.map(moved_from);
        let of_interest = with_interest.then(|| {
            view! {
                <td role="cell" class="end money" data-label="of which interest">{format::amount(part.interest)}</td>
                <td role="cell" class="end money" data-label="Repays">{format::amount(repays)}</td>
            }
        });
        view! {
            <tr role="row">
                <th role="rowheader" scope="row">{name}</th>
                <td role="cell" class="date">{format::date(part.due)}{moved}</td>
                <td role="cell" class="end money" data-label="To pay">{format::amount(part.amount)}</td>
                {of_interest}
                <td role="cell" class="end money" data-label="Left after it">{format::amount(left)}</td>
            </tr>
        }
    };
    let head = with_interest.then(|| {
        view! {
            <th role="columnheader" scope="col" class="end">"of which interest"</th>
            <th role="columnheader" scope="col" class="end">"Repays"</th>
        }
    });
    let foot = with_interest.then(|| {
        view! {
            <td role="cell" class="end money" data-label="of which interest">{format::money(interest)}</td>
            <td role="cell" class="end money" data-label="Repays">{format::money(debt)}</td>
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
                        {head}
                        <th role="columnheader" scope="col" class="end">"Left after it"</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{schedule.listed().into_iter().map(row).collect_view()}</tbody>
                <tfoot role="rowgroup">
                    <tr role="row">
                        <th role="rowheader" scope="row" colspan="2">"All together"</th>
                        <td role="cell" class="end money" data-label="To pay">{format::money(total)}</td>
                        {foot}
                        <td role="cell"></td>
                    </tr>
                </tfoot>
            </table>
        </div>
        <p class="muted">
            {if with_interest {
                format!("{} owed + {} interest = {} to pay.", format::money(debt), format::money(interest), format::money(total))
            } else {
                format!("The parts sum to exactly {}.", format::money(total))
            }}
        </p>
    }
}
