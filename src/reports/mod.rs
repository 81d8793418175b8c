//! Reports: each one a pure function of the ledger, its parameters and an as-of date, to a plain struct.

pub mod aging;
