//! One item of a case: what of it can be asked for on a day, and what messages have said about it.

use crate::domain::ledger::Ledger;
use crate::domain::message::DueItem;
use crate::domain::money::Money;
use chrono::NaiveDate;

/// An item that may be reminded of.
#[derive(Debug, Clone)]
pub(super) struct CaseItem {
    pub item: DueItem,
    pub due: NaiveDate,
    pub open: Money,
    pub covered: i64,
    /// The offset of the latest step that was settled for it.
    pub settled_offset: Option<i16>,
    /// The part that is promised, in minor units: no word about it up to and including `promised_until`.
    pub promised: i64,
    pub promised_until: Option<NaiveDate>,
    /// A message gave time to pay up to and including this day.
    pub given_until: Option<NaiveDate>,
}

impl CaseItem {
    pub fn new(item: DueItem, due: NaiveDate, open: Money, settled_offset: Option<i16>) -> Self {
        Self { item, due, open, covered: 0, settled_offset, promised: 0, promised_until: None, given_until: None }
    }

    /// What is left to ask for when credit and promises are taken off.
    pub fn left(&self) -> i64 {
        self.open.minor() - self.covered - self.promised
    }

    pub fn promised_on(&self, day: NaiveDate) -> i64 {
        if self.promised_until.is_some_and(|last| day <= last) { self.promised } else { 0 }
    }

    /// Whether a message gave time to pay that has not run out, or all that could be asked for is promised.
    pub fn rests(&self, day: NaiveDate) -> bool {
        if self.given_until.is_some_and(|last| day <= last) {
            return true;
        }
        let promised = self.promised_on(day);
        promised > 0 && self.open.minor() - self.covered <= promised
    }
}

/// The highest offset of messages about the item settled by the day; those from before its due date was moved count no more.
pub(super) fn settled_offset(ledger: &Ledger, item: DueItem, replanned: Option<NaiveDate>, as_of: NaiveDate) -> Option<i16> {
    let settled = ledger
        .messages_about(item)
        .filter(|message| message.settled_on().is_some_and(|on| on <= as_of) && replanned.is_none_or(|moved| message.prepared > moved));
    settled.map(|message| message.content.offset_days).max()
}

/// The last day to pay that messages gave which went out by the day.
pub(in crate::reports) fn pay_by(ledger: &Ledger, item: DueItem, replanned: Option<NaiveDate>, as_of: NaiveDate) -> Option<NaiveDate> {
    let sent = ledger
        .messages_about(item)
        .filter(|message| message.sent_on().is_some_and(|on| on <= as_of) && replanned.is_none_or(|moved| message.prepared > moved));
    sent.filter_map(|message| message.content.pay_by).max()
}
