//! How the ledger is kept: journal records, checksums, snapshots and recovery. Pure, behind [`backend::Store`].

pub mod backend;
