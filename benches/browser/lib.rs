//! The core of Recoup as a page of measurements sees it: one seeded ledger, its columns copied out once, and the
//! calls that are timed. `peer.js` does the same work in JavaScript, `run.mjs` compares and times both.
#![allow(missing_docs)] // nobody reads the documentation of an example
#![cfg(target_arch = "wasm32")]

mod generator;

use recoup::domain::calendar::{Day, date_of, day_of};
use recoup::domain::ledger::Ledger;
use recoup::domain::message::DueItem;
use recoup::domain::money::Money;
use recoup::reports::aging::{AgingParameters, Scan, aging};
use recoup::reports::reminders::{SilenceReason, reminder_schedule};
use recoup::reports::worklist::worklist;
use recoup::store::codec;
use recoup::store::record::Head;
use recoup::store::snapshot::Snapshot;
use std::hint::black_box;
use wasm_bindgen::prelude::*;

/// A ledger to measure with.
#[wasm_bindgen]
pub struct Book {
    ledger: Ledger,
}

#[wasm_bindgen]
impl Book {
    pub fn generate(invoices: usize) -> Result<Book, String> {
        let facts = generator::facts(2_026, invoices);
        let ledger = Ledger::from_facts(facts).map_err(|problems| format!("{:?}", problems.first()))?;
        Ok(Self { ledger })
    }

    pub fn today() -> Day {
        day_of(generator::today())
    }

    /// One column of the ledger; days, places and minor units are all exact in a double.
    pub fn column(&self, name: &str) -> Vec<f64> {
        let columns = self.ledger.columns();
        let facts = self.ledger.facts();
        let (invoices, payments, notes, uses) = (&columns.invoices, &columns.payments, &columns.credit_notes, &columns.allocations);
        let days = |list: &[Day]| list.iter().map(|day| f64::from(*day)).collect();
        let places = |list: &[u32]| list.iter().map(|place| f64::from(*place)).collect();
        let cents = |list: &[i64]| list.iter().map(|cents| *cents as f64).collect();
        match name {
            "invoice.issued" => days(&invoices.issued),
            "invoice.due" => days(&invoices.due),
            "invoice.until" => days(&invoices.until),
            "invoice.amount" => cents(&invoices.amount),
            "invoice.balance" => cents(&invoices.balance),
            "invoice.account" => places(&invoices.account),
            "payment.on" => days(&payments.on),
            "payment.until" => days(&payments.until),
            "payment.amount" => cents(&payments.amount),
            "payment.account" => places(&payments.account),
            "note.on" => days(&notes.on),
            "note.until" => days(&notes.until),
            "note.amount" => cents(&notes.amount),
            "note.account" => places(&notes.account),
            "allocation.invoice" => places(&uses.invoice),
            "allocation.on" => days(&uses.on),
            "allocation.until" => days(&uses.until),
            "allocation.amount" => cents(&uses.amount),
            "account.customer" => self.ledger.accounts().iter().map(|account| f64::from(account.customer.0)).collect(),
            "account.currency" => self.ledger.accounts().iter().map(|account| f64::from(account.currency.numeric())).collect(),
            "account.owed" => self.ledger.accounts().iter().map(|account| account.owed as f64).collect(),
            "account.unapplied" => self.ledger.accounts().iter().map(|account| account.unapplied as f64).collect(),
            "open" => places(self.ledger.open_invoices()),
            "dispute.invoice" => facts.disputes.iter().map(|dispute| dispute.invoice.index() as f64).collect(),
            "dispute.raised" => facts.disputes.iter().map(|dispute| f64::from(day_of(dispute.raised))).collect(),
            "dispute.closed" => {
                facts.disputes.iter().map(|dispute| dispute.closed.map_or(f64::from(Day::MAX), |on| f64::from(day_of(on)))).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Messages and pauses as JSON: few, and every program keeps them as objects.
    pub fn follow_up(&self) -> Result<String, String> {
        let facts = self.ledger.facts();
        serde_json::to_string(&(&facts.messages, &facts.pauses, &facts.policy)).map_err(|error| error.to_string())
    }

    pub fn codes(&self) -> String {
        let codes: Vec<String> =
            self.ledger.accounts().iter().map(|account| format!("{}={}", account.currency.numeric(), account.currency.code())).collect();
        codes.join(" ")
    }

    // What is timed.

    pub fn scan(&self, day: Day) {
        let parameters = self.parameters(day);
        black_box(Scan::of(black_box(&self.ledger), &parameters));
    }

    pub fn aging(&self, day: Day) -> usize {
        black_box(aging(black_box(&self.ledger), &self.parameters(day))).rows.len()
    }

    pub fn reminders(&self, day: Day) -> usize {
        let schedule = black_box(reminder_schedule(black_box(&self.ledger), self.ledger.policy(), date(day), 30));
        schedule.due.len() + schedule.planned.len()
    }

    pub fn worklist(&self, day: Day) -> usize {
        black_box(worklist(black_box(&self.ledger), self.ledger.policy(), date(day))).tasks.len()
    }

    pub fn snapshot(&self) -> String {
        Self::seal(codec::pack(self.ledger.facts()))
    }

    pub fn pack(&self) -> Vec<u8> {
        codec::pack(self.ledger.facts())
    }

    pub fn json(&self) -> Result<String, String> {
        serde_json::to_string(self.ledger.facts()).map_err(|error| error.to_string())
    }

    /// Stored text to facts.
    pub fn read(text: &str) -> Result<usize, String> {
        let facts = facts_of(text)?;
        Ok(black_box(facts).invoices.len())
    }

    /// Packed bytes to facts: the part of `read` behind checksum, base64 and inflate.
    pub fn unpack(bytes: &[u8]) -> Result<usize, String> {
        let facts = codec::unpack(bytes).map_err(|error| error.to_string())?;
        Ok(black_box(facts).invoices.len())
    }

    /// Stored text to a ledger that answers.
    pub fn open(text: &str) -> Result<Book, String> {
        let ledger = Ledger::from_facts(facts_of(text)?).map_err(|problems| format!("{:?}", problems.first()))?;
        Ok(Self { ledger })
    }

    // What is compared.

    /// The aging report, one run of numbers per row.
    pub fn aging_rows(&self, day: Day) -> Vec<f64> {
        let mut flat = Vec::new();
        for row in aging(&self.ledger, &self.parameters(day)).rows {
            let amounts = row.amounts;
            flat.extend([f64::from(row.customer.0), f64::from(row.currency.numeric())]);
            flat.extend(amounts.buckets.iter().map(|cents| *cents as f64));
            flat.extend(amounts.counts.iter().map(|count| f64::from(*count)));
            flat.extend([amounts.unapplied, amounts.disputed, amounts.control].map(|cents| cents as f64));
            flat.push(f64::from(amounts.disputed_count));
        }
        flat
    }

    /// The reminders: kind, customer, day, offset, items, lead, sums; then the silent items by reason.
    pub fn reminder_rows(&self, day: Day) -> Vec<f64> {
        let schedule = reminder_schedule(&self.ledger, self.ledger.policy(), date(day), 30);
        let mut flat = Vec::new();
        for (kind, list) in [(0.0, &schedule.due), (1.0, &schedule.waiting)] {
            for one in list {
                flat.extend([kind, f64::from(one.customer.0), f64::from(day), f64::from(one.step.offset_days), one.items.len() as f64]);
                flat.extend([lead(one.lead), sum(&one.totals)]);
            }
        }
        for one in &schedule.planned {
            flat.extend([2.0, f64::from(one.customer.0), f64::from(day_of(one.on)), f64::from(one.step.offset_days), one.items as f64]);
            flat.extend([lead(one.lead), sum(&one.totals)]);
        }
        let mut silent = [0_u32; 3];
        for one in &schedule.silent {
            silent[match one.reason {
                SilenceReason::Paused(_) => 0,
                SilenceReason::Disputed => 1,
                SilenceReason::CoveredByCredit => 2,
                _ => return Vec::new(), // the generator makes no other: nothing would then be compared, and the page says so
            }] += 1;
        }
        flat.extend(silent.map(f64::from));
        flat
    }
}

impl Book {
    fn parameters(&self, day: Day) -> AgingParameters {
        AgingParameters::of(&self.ledger, date(day))
    }

    fn seal(bytes: Vec<u8>) -> String {
        Snapshot { head: Head::GENESIS, base: Head::GENESIS, at_ms: 0, state_hash: "0".repeat(32), bytes }.encode()
    }
}

fn facts_of(text: &str) -> Result<recoup::domain::facts::Facts, String> {
    let snapshot = Snapshot::decode(text).map_err(|error| format!("{error:?}"))?;
    codec::unpack(&snapshot.bytes).map_err(|error| error.to_string())
}

fn date(day: Day) -> chrono::NaiveDate {
    date_of(day).unwrap_or_default()
}

fn lead(item: DueItem) -> f64 {
    match item {
        DueItem::Invoice(id) => f64::from(id.0),
        DueItem::Instalment(..) => -1.0,
    }
}

fn sum(totals: &[Money]) -> f64 {
    totals.iter().map(|total| total.minor() as f64).sum()
}
