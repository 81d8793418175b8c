//! Tests of the core across its parts, in one program: it is linked once, and its tests run side by side.
//!
//! One module per theme; what several of them need is in [`support`]. A theme of its own gets a file and a line here.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may stop at the first surprise

mod support;
mod us_rule;

mod agreed_versions;
mod allowance;
mod application_order;
mod chargebacks;
mod charges;
mod check_facts;
mod csv_import;
mod csv_import_hostile;
mod csv_import_rules;
mod discounts;
mod event_fits;
mod event_fits_rules;
mod exam_ledger;
mod exam_ledger_undo;
mod golden;
mod granted;
mod import_rules;
mod injection;
mod journal_files;
mod journals;
mod json_exchange;
mod part_payments;
mod peer_cases;
mod period_lock;
mod plan_bad_input;
mod plan_consent;
mod plan_life;
mod policy_versions;
mod properties_codec;
mod properties_follow_up;
mod properties_interest;
mod properties_money;
mod properties_reminders;
mod recovery;
mod store_exam;
mod store_exam_journal;
mod write_off;
mod written;
