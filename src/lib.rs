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
//! | `ui::browser` | the only place that touches storage, tabs, clock, files: strings, bytes, dates | nothing of the domain |
//! | `ui::components` | reusable parts of the screen: values in, callbacks out | domain values, `ui::format` |
//! | `ui::books` | the only writer: decide, store, apply; opening, following, undo | `domain`, `store`, `ui::browser` |
//! | `ui::forms`, `ui::pages` | what the owner sees and does | everything but `ui::browser` and `store` |
//! | `src/boot` | plain JavaScript for when the app cannot run: start, crash and recovery screens, service worker | |
//! | `src/bin/finish_dist.rs` | the last step of a release build: policy, list of files, `404.html` | |
//!
//! `tests/architecture.rs` holds the rows above.
//!
//! Invariants, held by the compiler or by tests:
//! - The core (`domain`, `reports`, `exchange`, `store`) has no clock, no DOM, no signal and no float.
//!   `today` always enters as an argument.
//! - Nothing is edited away: a correction is a new dated fact.
//! - Money is an integer of minor units with its currency; currencies never mix.
//! - A refused command or a failed save changes nothing.
//! - Data that cannot be read is never overwritten.
//!
//! Decisions, where the code differs from the first plan or had to choose:
//! - *Strict store first.* A record goes to strict IndexedDB, then to local storage. The strict store alone decides whether a
//!   change is saved; local storage is the second copy and may fall behind when it is full. So a failed save can never
//!   come back from the other store.
//! - *Following tabs read the store.* The writing tab only says “changed”; followers read the new records from the strict
//!   store and check the chain. What they show is what was stored, and a lost message loses nothing.
//! - *A record names its request* (`store::entry`), so a command that a following tab asks twice happens once.
//! - *Undo is a command.* Documents taken back count from their own date on as if never entered, so every report of every
//!   day is as before, and the trail stays.
//! - *One message per customer,* not one per channel: past-due items of all channels' steps join in the message of the most
//!   advanced one, and upcoming items wait while anything is past due. What a message covers counts as reminded up to
//!   its step.
//! - *Plan interest is a document of its own,* issued when the plan is accepted and credited when the plan ends early.
//! - *Small lists are kept as JSON.* Promises, contacts, holds, decisions about orders and tasks put off are few: they get sections of JSON in a snapshot and
//!   are written to ledger files by their serializers, both left out while empty, so that older ledgers keep their bytes. The
//!   format stays version 1 until the first release.
//! - *Verdicts are derived.* Whether a promise was kept, a rating, a task of the worklist is never stored, only the owner's own
//!   decisions are; a payment entered late changes the verdict by itself.
//! - *Component types are erased* (`.cargo/config.toml`): measured on this app, the wasm is 14 % smaller (3,226 instead of 3,732 kB,
//!   853 instead of 996 kB with brotli).
//! - *A template reader of our own* (`domain::template`, about 500 lines): measured alone, optimised for size, as wasm with brotli,
//!   MiniJinja 3.1 without its default features takes 133 kB, more than an eighth of the whole download; Recoup needs texts, conditions and one
//!   list. What cannot be written cannot be abused: there are no calls, no arithmetic, no other files and no loops but over the
//!   documents, whose steps and output are counted. And each mistake is said in an owner's words, with its line.
//! - *Codes to scan by `qrcodegen`* (1.8.0, without dependencies): 11 kB by the same measure; `qrcode` 0.14 takes 19.
//! - *Versions of the policy*: kept are the turns (first day, note, the policy before). `Ledger::policy` is the last version, which the owner edits;
//!   `Ledger::policy_on` is the one of a day, so that a planned version takes effect without anything happening on that day.
//! - *Journals are derived, the lock is checked on events*: entries are never kept, and what is accepted may not move an amount on a locked day
//!   (`domain::ledger::period_lock`), so the entries of a locked period stay as they were handed over.
//! - *`base-uri 'self'`* in the policy instead of `'none'`: the page needs its own `<base>` to be hosted under a path.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))] // tests may stop at the first surprise

pub mod domain;
pub mod exchange;
pub mod reports;
pub mod store;
#[cfg(feature = "ui")]
pub mod ui;
