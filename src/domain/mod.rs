//! The rules of receivables. Pure: no clock, no browser, no storage.
//!
//! One file per noun. [`money`], [`currency`], [`calendar`] and [`ids`] are the ground everything stands on.

pub mod calendar;
pub mod currency;
pub mod ids;
pub mod money;
pub mod schedule;
