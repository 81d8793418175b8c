//! `aging.*`: waits for the aging report.

use crate::input::{Answer, Input};

pub fn run(_function: &str, _input: Input) -> Option<Answer> {
    None
}
