//! `aging.*`: buckets, sums, open balances on an earlier day, credit on the oldest debt.

use crate::input::{Answer, Input, sentence, text};
use chrono::NaiveDate;
use recoup::domain::aging_buckets::AgingBuckets;
use recoup::domain::calendar::days_past_due;
use recoup::domain::command::{AllocationChoice, Command, InvoiceDraft};
use recoup::domain::currency::Currency;
use recoup::domain::customer::CustomerDetails;
use recoup::domain::ids::{CustomerId, InvoiceId};
use recoup::domain::ledger::Ledger;
use recoup::domain::money::Money;
use recoup::reports::aging::{AgingAmounts, AgingParameters, aging};
use serde_json::{Map, Value, json};

const CURRENCY: Currency = Currency::USD;

pub fn run(function: &str, input: Input) -> Option<Answer> {
    Some(match function {
        "aging.bucket" => bucket(input),
        "aging.sum" => sum(input),
        "aging.open_as_of" => open_as_of(input),
        "aging.credit_oldest_first" => credit_oldest_first(input),
        _ => return None,
    })
}

fn bucket(input: Input) -> Answer {
    let days = days_past_due(input.date("due")?, input.date("as_of")?);
    let buckets = AgingBuckets::default();
    Ok(json!({ "days_past_due": days, "bucket": buckets.label(buckets.bucket_of(days)) }))
}

fn sum(input: Input) -> Answer {
    let (labels, minor) = labelled(input)?;
    let amounts = AgingAmounts::of_buckets(minor, 0);
    let current = labels.iter().filter(|label| *label == "current").count();
    Ok(json!({ "total": plain(amounts.open()), "past_due": plain(amounts.past_due(current)) }))
}

fn open_as_of(input: Input) -> Answer {
    let as_of = input.date("as_of")?;
    let ledger = ledger(input.need("invoices")?.as_array().ok_or("in.invoices is not a list")?)?;
    let report = aging(&ledger, &AgingParameters::of(&ledger, as_of));
    let amounts = report.total(CURRENCY).ok_or("nothing is open")?;
    let labels = report.parameters.buckets.labels();
    let open = labels.iter().zip(&amounts.buckets).filter(|(_, minor)| **minor != 0);
    let buckets: Map<String, Value> = open.map(|(label, minor)| (label.clone(), json!(plain(*minor)))).collect();
    Ok(json!({ "buckets": buckets, "total": plain(amounts.total()) }))
}

fn credit_oldest_first(input: Input) -> Answer {
    let (labels, minor) = labelled(input)?;
    let credit = input.money("credit", CURRENCY)?;
    let shown = AgingAmounts::of_buckets(minor, -credit.minor()).with_credit_on_oldest();
    let buckets: Map<String, Value> = labels.into_iter().zip(&shown.buckets).map(|(label, minor)| (label, json!(plain(*minor)))).collect();
    Ok(json!({ "buckets": buckets, "unapplied_left": plain(-shown.unapplied) }))
}

/// Labels and amounts from the youngest bucket to the oldest; a JSON object keeps no order, so the labels say it.
fn labelled(input: Input) -> Result<(Vec<String>, Vec<i64>), String> {
    let object = input.need("buckets")?.as_object().ok_or("in.buckets is not an object")?;
    let from_day = |label: &str| label.split(['-', '+']).next().and_then(|start| start.parse::<i64>().ok());
    let mut pairs = Vec::new();
    for (label, amount) in object {
        pairs.push((from_day(label), label.clone(), Money::parse_plain(&text(amount), CURRENCY).map_err(sentence)?.minor()));
    }
    pairs.sort();
    Ok(pairs.into_iter().map(|(_, label, minor)| (label, minor)).unzip())
}

/// A ledger with one customer, the invoices and their payments.
fn ledger(invoices: &[Value]) -> Result<Ledger, String> {
    let mut ledger = Ledger::default();
    let today = NaiveDate::from_ymd_opt(2100, 1, 1).ok_or("no such day")?;
    let mut run = |command: Command| ledger.execute(&command, today).map(|_| ()).map_err(sentence);
    run(Command::AddCustomer { details: CustomerDetails::named("Customer") })?;
    let customer = CustomerId::from_index(0);
    for (place, value) in invoices.iter().enumerate() {
        let invoice = Input::new(value);
        run(Command::IssueInvoice {
            draft: InvoiceDraft {
                terms: Default::default(),
                customer,
                number: place.to_string(),
                issued: invoice.date("date")?,
                due: Some(invoice.date("due")?),
                amount: invoice.money("amount", CURRENCY)?,
                note: String::new(),
            },
        })?;
        for value in invoice.get("payments").and_then(Value::as_array).into_iter().flatten() {
            let payment = Input::new(value);
            let amount = payment.money("amount", CURRENCY)?;
            run(Command::RecordPayment {
                discounts: Vec::new(),
                customer,
                received: payment.date("date")?,
                amount,
                method: String::new(),
                reference: String::new(),
                choice: AllocationChoice::Chosen(vec![(InvoiceId::from_index(place), amount)]),
            })?;
        }
    }
    Ok(ledger)
}

fn plain(minor: i64) -> String {
    Money::from_minor(minor, CURRENCY).to_plain()
}
