//! Recoup: a receivables and collections workbench that runs wholly in the browser.
//!
//! Start reading here; `domain` comes next.
//!
//! ```text
//! form (Strings) --parse--> Command --books.dispatch-->
//!   event  = ledger.decide(command, today)?      pure; a typed Rejection shows on the form
//!   journal.append(event).await?                 durable first; on failure nothing has changed
//!   ledger.apply(event)                          infallible
//!      -> reports (aging, reminders, ...)        pure functions of (&Ledger, parameters, as_of)
//!           -> view!                             components read reports and send commands
//! ```
//!
//! | part | what it is | may use |
//! |---|---|---|
//! | [`domain`] | the rules of receivables: money, calendar, documents, commands, events, the ledger | nothing above it |
//! | [`reports`] | one report = one pure function to a plain struct | `domain` |
//! | [`exchange`] | text and bytes to and from the domain: JSON ledger, CSV | `domain`, `reports` |
//! | [`store`] | journal records, snapshots, recovery behind a small `Store` trait | `domain` |
//! | `ui` | the browser shell (feature `ui`): pages, components, the only writer | everything |
//!
//! Invariants, held by the compiler or by tests:
//! - The core (`domain`, `reports`, `exchange`, `store`) has no clock, no DOM, no signal and no float.
//!   `today` always enters as an argument.
//! - Nothing is edited away: a correction is a new dated fact.
//! - Money is an integer of minor units with its currency; currencies never mix.
//! - A refused command or a failed save changes nothing.
//! - Data that cannot be read is never overwritten.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))] // tests may stop at the first surprise

pub mod domain;
pub mod exchange;
pub mod reports;
pub mod store;
#[cfg(feature = "ui")]
pub mod ui;
