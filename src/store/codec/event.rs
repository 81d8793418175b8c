//! One event as the JSON of its journal record.
//!
//! Most events are plain JSON. A file import or a replaced ledger of more than [`PACK_ABOVE`] records holds its records
//! packed, deflated and as base64 under `packed`, because verbose JSON is 20 times as long:
//! `{"event":"file_imported","import":{…},"packed":"…"}`, `{"event":"ledger_replaced","packed":"…"}`.
//!
//! When the meaning of an old event has to be rewritten for a later vocabulary, that is a step on the JSON at the
//! beginning of [`decode_event`] (an *upcaster*), chosen by what the JSON looks like. There is none yet.

use super::facts::{is_packable, pack, pack_batch, unpack, unpack_batch};
use super::{CodecError, known};
use crate::domain::event::Event;
use crate::domain::facts::{Batch, Facts, ImportRecord};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use serde::{Deserialize, Serialize};

/// From more records than this on, bulk is packed.
pub const PACK_ABOVE: usize = 50;
/// Level 3: within 2 % of the smallest at a third of level 6's time.
const DEFLATE_LEVEL: u8 = 3;
/// More than a million invoices unpack to.
const MOST_BYTES: usize = 256 << 20;

/// The events that may hold packed records.
#[derive(Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
enum PackedEvent {
    FileImported { import: ImportRecord, packed: String },
    LedgerReplaced { packed: String },
}

/// The event as one line of JSON, ASCII only where its texts are.
pub fn encode_event(event: &Event) -> String {
    match packed_form(event) {
        Some(packed) => known::write(&packed),
        None => known::write(event),
    }
}

/// Reads what [`encode_event`] wrote.
///
/// [`CodecError::Newer`] for an event, variant or field that this version does not know (and so would lose);
/// [`CodecError::Damaged`] for everything else that is not an event.
pub fn decode_event(text: &str) -> Result<Event, CodecError> {
    // Inside a text every quotation mark is escaped, so this can only be a key.
    if !text.contains(r#""packed":"#) {
        return known::read(text, "event");
    }
    match known::read(text, "event")? {
        PackedEvent::FileImported { import, packed } => {
            Ok(Event::FileImported { import, batch: Box::new(unpack_batch(&inflate(&packed)?)?) })
        }
        PackedEvent::LedgerReplaced { packed } => Ok(Event::LedgerReplaced { facts: Box::new(unpack(&inflate(&packed)?)?) }),
    }
}

fn packed_form(event: &Event) -> Option<PackedEvent> {
    match event {
        Event::FileImported { import, batch } if batch_size(batch) > PACK_ABOVE => {
            Some(PackedEvent::FileImported { import: import.clone(), packed: deflate(&pack_batch(batch)?) })
        }
        Event::LedgerReplaced { facts } if facts_size(facts) > PACK_ABOVE && is_packable(facts) => {
            Some(PackedEvent::LedgerReplaced { packed: deflate(&pack(facts)) })
        }
        _ => None,
    }
}

fn batch_size(batch: &Batch) -> usize {
    batch.customers.len()
        + batch.invoices.len()
        + batch.credit_notes.len()
        + batch.payments.len()
        + batch.allocations.len()
        + batch.disputes.len()
}

fn facts_size(facts: &Facts) -> usize {
    facts.customers.len()
        + facts.invoices.len()
        + facts.credit_notes.len()
        + facts.payments.len()
        + facts.allocations.len()
        + facts.messages.len()
}

fn deflate(bytes: &[u8]) -> String {
    STANDARD_NO_PAD.encode(compress_to_vec(bytes, DEFLATE_LEVEL))
}

fn inflate(text: &str) -> Result<Vec<u8>, CodecError> {
    let deflated = STANDARD_NO_PAD.decode(text).map_err(|_| CodecError::damaged("packed records are not base64"))?;
    decompress_to_vec_with_limit(&deflated, MOST_BYTES).map_err(|_| CodecError::damaged("packed records do not inflate"))
}
