//! Text and bytes to and from the domain. Pure: no browser, no clock, no float.
//!
//! A reader returns plain facts ([`crate::domain::import`]) together with everything it could not take, and
//! changes nothing; the ledger decides what becomes of them.

pub mod csv;
pub mod eml;
pub mod evidence;
pub mod ics;
pub mod journals;
pub mod json;
pub mod mailto;
pub mod telephone;
pub mod text;
pub mod text_message;
