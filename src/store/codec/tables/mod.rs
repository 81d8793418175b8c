//! The columns of each table, and what is predicted from other tables instead of being stored.
//!
//! Ids are places and so cost nothing. A payment's customer, currency and amount follow from its allocations, an
//! allocation's amount from what its invoice still owed, its date from the dates of both documents; only the difference
//! from the prediction is stored, which is nearly always 0. Predictions are never rules: whatever differs comes back
//! exactly.
//!
//! Order of reading: customers, invoices, allocations without their dates, payments and credit notes, allocation dates.

pub(super) mod allocations;
pub(super) mod credits;
pub(super) mod customers;
pub(super) mod follow_up;
pub(super) mod invoice_extras;
pub(super) mod invoices;

use super::CodecError;
use super::wire::{Reader, Writer};
use crate::domain::calendar::day_of;
use crate::domain::currency::Currency;
use crate::domain::facts::{Batch, Facts};
use chrono::{Days, NaiveDate};

/// The currencies of a ledger; a money column holds their places here.
#[derive(Debug, Default)]
pub(super) struct Currencies(Vec<Currency>);

impl Currencies {
    /// In order of first appearance.
    pub(super) fn of(all: impl Iterator<Item = Currency>) -> Self {
        let mut list = Vec::new();
        for currency in all {
            if !list.contains(&currency) {
                list.push(currency);
            }
        }
        Self(list)
    }

    fn code(&self, currency: Currency) -> u64 {
        self.0.iter().position(|known| *known == currency).unwrap_or_default() as u64
    }

    fn get(&self, code: u64) -> Result<Currency, CodecError> {
        let found = usize::try_from(code).ok().and_then(|place| self.0.get(place));
        found.copied().ok_or_else(|| CodecError::damaged("a currency is not in the list"))
    }

    pub(super) fn write(&self) -> Vec<u8> {
        self.0.iter().flat_map(|currency| currency.code().bytes()).collect()
    }

    pub(super) fn read(bytes: &[u8]) -> Result<Self, CodecError> {
        let codes = bytes.chunks(3).map(|code| {
            let text = std::str::from_utf8(code).unwrap_or_default();
            Currency::from_code(text).map_err(|_| CodecError::newer(format!("the currency {text}")))
        });
        Ok(Self(codes.collect::<Result<_, _>>()?))
    }
}

/// The id of the first record of each table that an import can add to. In a whole ledger they are all 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FirstIds {
    pub(super) customers: u32,
    pub(super) invoices: u32,
    pub(super) credit_notes: u32,
    pub(super) payments: u32,
    pub(super) allocations: u32,
    pub(super) disputes: u32,
}

impl FirstIds {
    pub(super) const LEDGER: Self = Self { customers: 1, invoices: 1, credit_notes: 1, payments: 1, allocations: 1, disputes: 1 };

    /// The first ids in a batch, or `None` when ids do not follow one another, which columns cannot hold.
    pub(super) fn of_batch(batch: &Batch) -> Option<Self> {
        Some(Self {
            customers: run_of(batch.customers.iter().map(|record| record.id.0))?,
            invoices: run_of(batch.invoices.iter().map(|record| record.id.0))?,
            credit_notes: run_of(batch.credit_notes.iter().map(|record| record.id.0))?,
            payments: run_of(batch.payments.iter().map(|record| record.id.0))?,
            allocations: run_of(batch.allocations.iter().map(|record| record.id.0))?,
            disputes: run_of(batch.disputes.iter().map(|record| record.id.0))?,
        })
    }

    pub(super) fn write(self) -> Vec<u8> {
        let mut writer = Writer::default();
        let ids = [self.customers, self.invoices, self.credit_notes, self.payments, self.allocations, self.disputes];
        writer.column(ids.map(u64::from));
        writer.into_bytes()
    }

    pub(super) fn read(bytes: &[u8]) -> Result<Self, CodecError> {
        let mut reader = Reader::new(bytes);
        let ids = reader.column(6)?.into_iter().map(id).collect::<Result<Vec<u32>, _>>()?;
        reader.finish()?;
        let [customers, invoices, credit_notes, payments, allocations, disputes] = ids[..] else {
            return Err(CodecError::damaged("the first ids are missing"));
        };
        Ok(Self { customers, invoices, credit_notes, payments, allocations, disputes })
    }
}

/// Whether every record's id is its place, so that ids need not be stored.
pub(super) fn ids_are_places(facts: &Facts) -> bool {
    let from_one = |ids: &mut dyn Iterator<Item = u32>| matches!(run_of(ids), Some(1));
    from_one(&mut facts.customers.iter().map(|record| record.id.0))
        && from_one(&mut facts.invoices.iter().map(|record| record.id.0))
        && from_one(&mut facts.credit_notes.iter().map(|record| record.id.0))
        && from_one(&mut facts.payments.iter().map(|record| record.id.0))
        && from_one(&mut facts.allocations.iter().map(|record| record.id.0))
        && from_one(&mut facts.disputes.iter().map(|record| record.id.0))
        && from_one(&mut facts.pauses.iter().map(|record| record.id.0))
}

/// The first of ids that follow one another, 1 when there are none.
fn run_of(ids: impl Iterator<Item = u32>) -> Option<u32> {
    let mut first = None;
    for (place, id) in ids.enumerate() {
        let start = *first.get_or_insert(id);
        if id != nth(start, place) {
            return None;
        }
    }
    Some(first.unwrap_or(1))
}

/// The id `place` records after `first`.
fn nth(first: u32, place: usize) -> u32 {
    first.wrapping_add(place as u32)
}

fn id(code: u64) -> Result<u32, CodecError> {
    u32::try_from(code).map_err(|_| CodecError::damaged("an id is too large"))
}

/// A day count far from overflow, for sums of days.
fn day(date: NaiveDate) -> i64 {
    i64::from(day_of(date))
}

/// `days` after a date.
fn date_after(start: NaiveDate, days: i64) -> Result<NaiveDate, CodecError> {
    let count = Days::new(days.unsigned_abs());
    let moved = if days < 0 { start.checked_sub_days(count) } else { start.checked_add_days(count) };
    moved.ok_or_else(|| CodecError::damaged("a date is outside the calendar"))
}

/// Day 0 of the count of days, from which the first date of a column is counted.
const DAY_ZERO: NaiveDate = match NaiveDate::from_num_days_from_ce_opt(0) {
    Some(date) => date,
    None => NaiveDate::MIN,
};

/// A column of dates, each as the days since the one before.
fn write_dates(writer: &mut Writer, dates: impl Iterator<Item = NaiveDate>) {
    let mut before = 0;
    writer.signed(dates.map(|date| day(date) - std::mem::replace(&mut before, day(date))));
}

fn read_dates(reader: &mut Reader, count: usize) -> Result<Vec<NaiveDate>, CodecError> {
    let steps = reader.signed(count)?;
    let mut dates = Vec::with_capacity(count);
    let mut before = DAY_ZERO;
    for step in steps {
        before = date_after(before, step)?;
        dates.push(before);
    }
    Ok(dates)
}

/// A rarely used text: the places at which it is not empty, then the texts there.
fn write_rare_texts<'a>(writer: &mut Writer, texts: impl Iterator<Item = &'a str>) {
    let (places, set): (Vec<usize>, Vec<&str>) = texts.enumerate().filter(|(_, text)| !text.is_empty()).unzip();
    writer.places(&places);
    super::text::write_texts(writer, set.iter().copied());
}

fn read_rare_texts(reader: &mut Reader, len: usize) -> Result<Vec<(usize, String)>, CodecError> {
    let places = reader.places(len)?;
    let texts = super::text::read_texts(reader, places.len())?;
    Ok(places.into_iter().zip(texts).collect())
}
