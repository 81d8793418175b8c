//! How long a CSV file of 100,000 rows takes, natively: `cargo bench --no-default-features --bench csv_import`.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement prints its figures and may stop at the first surprise")]

use recoup::exchange::csv::{ImportDays, ImportJob};
use std::fmt::Write;
use std::time::{Duration, Instant};

fn main() {
    let today = chrono::NaiveDate::from_ymd_opt(2024, 12, 31).unwrap();
    let days = ImportDays { today, exported_on: today };
    let mut text = String::from("Customer ID,Customer,Invoice No,Invoice Date,Due Date,Currency,Amount,Balance,Status\r\n");
    for row in 0..100_000_u32 {
        let (customer, day) = (row * 7 % 2_000, row % 28 + 1);
        let cents = row % 97;
        writeln!(
            text,
            "C-{customer:05},\"Customer, number {customer}\",INV-{row:07},{day:02}/03/2024,{day:02}/04/2024,EUR,{}.{cents:02},0.00,paid\r",
            row % 5_000 + 1
        )
        .unwrap();
    }
    for _ in 0..5 {
        let start = Instant::now();
        let mut longest = Duration::ZERO;
        let mut job = ImportJob::open("large.csv", text.clone().into_bytes()).unwrap();
        let opened = start.elapsed();
        let mut step = |job: &mut ImportJob| {
            let mut waiting = false;
            while !waiting {
                let step = Instant::now();
                waiting = job.step(2_000).unwrap().is_waiting();
                longest = longest.max(step.elapsed());
            }
        };
        step(&mut job);
        let ready = start.elapsed();
        job.start(days).unwrap();
        step(&mut job);
        let total = start.elapsed();
        let preview = job.preview().unwrap();
        assert_eq!((preview.batch.invoices.len(), preview.batch.customers.len(), preview.counts.rejected_rows), (100_000, 2_000, 0));
        println!(
            "{:.1} MB: open {opened:?}, read and detect {ready:?}, total {total:?}, longest step {longest:?}",
            text.len() as f64 / 1e6
        );
    }
}
