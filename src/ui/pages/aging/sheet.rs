//! The report as it is shown: with names, filtered, in order.

use super::choices::Choices;
use crate::domain::currency::Currency;
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::reports::aging::{AgingAmounts, AgingParameters, aging};
use crate::ui::components::Sort;
use chrono::NaiveDate;
use std::cmp::Ordering;
use std::sync::Arc;

/// One customer in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub customer: CustomerId,
    pub name: Arc<str>,
    pub reference: Arc<str>,
    pub currency: Currency,
    pub amounts: AgingAmounts,
}

impl Line {
    /// What tells a line from all others.
    pub fn key(&self) -> u64 {
        u64::from(self.customer.0) << 16 | u64::from(self.currency.numeric())
    }
}

/// Everything of one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sum {
    pub currency: Currency,
    pub amounts: AgingAmounts,
    pub past_due: i64,
    /// Customers with an open invoice in this currency.
    pub customers: usize,
}

impl Sum {
    /// An amount of this currency.
    pub const fn money(&self, minor: i64) -> Money {
        Money::from_minor(minor, self.currency)
    }
}

/// What is on the screen, on paper and in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sheet {
    pub parameters: AgingParameters,
    pub lines: Vec<Line>,
    pub sums: Vec<Sum>,
    /// Every currency of the report, also those that are filtered away.
    pub currencies: Vec<Currency>,
    /// Customers whose parts do not add up; while there are any, no number is shown.
    pub out_of_balance: Vec<String>,
    pub credit_on_oldest: bool,
    pub business: String,
    /// Whether the ledger has anything to count at all.
    pub has_documents: bool,
}

impl Sheet {
    /// Counts a ledger as of a day.
    pub fn of(ledger: &Ledger, as_of: NaiveDate, choices: &Choices) -> Self {
        let parameters = choices.parameters(ledger, as_of);
        let report = aging(ledger, &parameters);
        let out_of_balance = report.out_of_balance().iter().map(|row| ledger.customer_name(row.customer).to_owned()).collect();
        let currencies: Vec<Currency> = report.totals.iter().map(|(currency, _)| *currency).collect();
        let shown = |currency: Currency| choices.currency.is_none_or(|wanted| wanted == currency);
        let line = |row: &crate::reports::aging::AgingRow| {
            let amounts = if choices.credit_on_oldest { row.amounts.with_credit_on_oldest() } else { row.amounts.clone() };
            let reference = ledger.customer(row.customer).map_or("", |customer| customer.details.reference.as_str());
            Line {
                customer: row.customer,
                name: ledger.customer_name(row.customer).into(),
                reference: reference.into(),
                currency: row.currency,
                amounts,
            }
        };
        let mut lines: Vec<Line> = report.rows.iter().filter(|row| shown(row.currency)).map(line).collect();
        let sum = |currency: &Currency| {
            let own = || lines.iter().filter(|line| line.currency == *currency);
            let amounts =
                if choices.credit_on_oldest { total(own(), parameters.buckets.count()) } else { report.total(*currency)?.clone() };
            let customers = own().filter(|line| line.amounts.open_count() > 0).count();
            Some(Sum { currency: *currency, past_due: report.past_due(&amounts), amounts, customers })
        };
        let sums = currencies.iter().filter(|currency| shown(**currency)).filter_map(sum).collect();
        sort_lines(&mut lines, choices.sort.as_ref());
        Self {
            lines,
            sums,
            currencies,
            out_of_balance,
            credit_on_oldest: choices.credit_on_oldest,
            business: ledger.settings().business.name.clone(),
            has_documents: has_documents(ledger),
            parameters,
        }
    }

    /// Whether any line has a disputed amount.
    pub fn has_disputed(&self) -> bool {
        self.sums.iter().any(|sum| sum.amounts.disputed != 0)
    }

    /// Whether any line has an amount on a payment plan.
    pub fn has_on_plan(&self) -> bool {
        self.sums.iter().any(|sum| sum.amounts.on_plan != 0)
    }
}

fn has_documents(ledger: &Ledger) -> bool {
    let facts = ledger.facts();
    !(facts.invoices.is_empty() && facts.payments.is_empty() && facts.credit_notes.is_empty())
}

/// Lines added up; all of one currency.
fn total<'a>(lines: impl Iterator<Item = &'a Line>, buckets: usize) -> AgingAmounts {
    let mut sum = AgingAmounts::of_buckets(vec![0; buckets], 0);
    for line in lines {
        let part = &line.amounts;
        sum.buckets.iter_mut().zip(&part.buckets).for_each(|(sum, part)| *sum += part);
        sum.counts.iter_mut().zip(&part.counts).for_each(|(sum, part)| *sum += part);
        sum.unapplied += part.unapplied;
        sum.disputed += part.disputed;
        sum.disputed_count += part.disputed_count;
        sum.on_plan += part.on_plan;
        sum.control += part.control;
    }
    sum
}

/// Orders lines by a column; without one, what is owed most comes first. Equal lines are in the order of names.
fn sort_lines(lines: &mut [Line], sort: Option<&Sort>) {
    let column = sort.map_or("total", |sort| sort.column.as_str());
    let descending = sort.is_none_or(|sort| sort.descending);
    // Stable: whatever is equal in the column stays in the order of names.
    lines.sort_by_cached_key(|line| (line.name.to_lowercase(), line.key()));
    let directed = |order: Ordering| if descending { order.reverse() } else { order };
    match column {
        "customer" if descending => lines.reverse(),
        "customer" => {}
        "currency" => lines.sort_by(|a, b| directed(a.currency.cmp(&b.currency))),
        _ => lines.sort_by(|a, b| directed(figure(a, column).cmp(&figure(b, column)))),
    }
}

/// The number of a line in a column.
fn figure(line: &Line, column: &str) -> i64 {
    let amounts = &line.amounts;
    match column {
        "unapplied" => amounts.unapplied,
        "disputed" => amounts.disputed,
        "on_plan" => amounts.on_plan,
        _ => {
            let bucket = super::table::BUCKET_COLUMNS.iter().position(|id| *id == column);
            bucket.and_then(|bucket| amounts.buckets.get(bucket)).copied().unwrap_or_else(|| amounts.total())
        }
    }
}
