//! The simulated machine of the storage exam: stores that fail, lose and tear on purpose, a reference model, and
//! functions that run an examination and return a verdict, so that a planted bug can be shown to fail it.
//!
//! Not here: the assertions (`store_exam`, `store_exam_journal`), and anything of a real browser.

pub mod crash;
pub mod faults;
pub mod model;
pub mod refusal;
pub mod scenes;
pub mod world;
