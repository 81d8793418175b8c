//! What the law, or good practice, says about chasing: facts with their source, never legal advice.
//!
//! `contact`: how often and when a customer may be called or written to. `claim_notes`: what a demand must say or bring with it. `first_reminder`: Belgium's free first reminder.
//! `limitation`: when a claim can no longer be enforced; `places`: how many years it has where. `pre_action`: the letter before a court is asked. All figures are those of the project's paper (domain rules §8); nothing here knows a clock.

pub mod claim_notes;
pub mod contact;
pub mod first_reminder;
pub mod limitation;
pub mod places;
pub mod pre_action;
