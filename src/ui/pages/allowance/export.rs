//! The page as a CSV file: every figure in a row of its own.

use super::words;
use crate::domain::money::Money;
use crate::exchange::csv::CsvWriter;
use crate::reports::allowance::AllowanceSheet;
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// All currencies, as they stand on a day.
pub(super) fn csv(sheets: &[AllowanceSheet], day: NaiveDate) -> String {
    let mut file = CsvWriter::with_byte_order_mark();
    for title in ["Currency", "Part", "Line", "Of", "Rate in percent", "Amount", "Balance", "As of"] {
        file.text(title);
    }
    file.end_row();
    for sheet in sheets {
        let mut row = |part: &str, line: &str, of: Option<Money>, rate: Option<Decimal>, amount: Option<Money>, balance: Option<Money>| {
            let money = |file: &mut CsvWriter, money: Option<Money>| match money {
                Some(money) => file.money(money),
                None => file.blank(),
            };
            file.text(sheet.currency.code());
            file.text(part);
            file.text(line);
            money(&mut file, of);
            file.text(&rate.map(|rate| rate.normalize().to_string()).unwrap_or_default());
            money(&mut file, amount);
            money(&mut file, balance);
            file.date(day);
            file.end_row();
        };
        for line in &sheet.ages {
            row("Age", &line.age, Some(line.owed), line.rate_pct, line.loss, None);
        }
        for one in &sheet.reserves {
            row("Account", &one.reserve.reason, Some(one.owed), None, Some(one.counted), None);
        }
        row("Balance", "There now", None, None, None, Some(sheet.existing));
        for one in &sheet.estimates {
            let (of, rate) = one.of.unzip();
            row("Method", words::method(one.method), of, rate, Some(one.entry), Some(one.ending));
        }
        for one in &sheet.history {
            let draft = &one.entry.draft;
            let line = format!("{} {}", draft.on, words::posted(draft));
            row("Entry", &line, None, None, Some(Money::from_minor(draft.credit(), sheet.currency)), Some(one.balance));
        }
    }
    file.finish()
}
