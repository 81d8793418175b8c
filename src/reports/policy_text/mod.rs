//! The credit policy as a customer reads it: English sentences, part by part.
//!
//! A part is a file with a function from a [`Reader`] to its sentences, and one line in [`PARTS`]; a part without sentences is left out. What the policy is
//! for the owner alone (limits, how reminders are spaced, ratings) stays out of it, but for the limits of a tier or of a
//! customer when a copy for them is asked for.

mod application;
mod charges;
mod consequences;
mod discount;
mod limits;
mod plans;
mod problems;
mod terms;

use crate::domain::approach::Approach;
use crate::domain::customer::CustomerDetails;
use crate::domain::policy::CreditPolicy;
use crate::domain::settings::Business;
use crate::domain::spelling::Spelling;

pub use consequences::usual_consequences;

/// For whom the text is written, and from what.
pub struct Reader<'a> {
    /// The policy.
    pub policy: &'a CreditPolicy,
    /// Who writes.
    pub business: &'a Business,
    /// The customer, or one of whom nothing is known but the tier.
    pub details: CustomerDetails,
    /// How amounts and dates are written.
    pub spell: &'a dyn Spelling,
}

/// The title of a part and its sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The title.
    pub title: &'static str,
    /// The sentences; a part without any is left out.
    pub sentences: Vec<String>,
}

/// A part: its title and what it says to a reader.
type Part = (&'static str, fn(&Reader) -> Vec<String>);

/// The parts in the order in which they are read. A new part is one line here.
const PARTS: &[Part] = &[
    ("When to pay", terms::sentences),
    ("If you pay early", discount::sentences),
    ("Credit limit", limits::sentences),
    ("Late fees and interest", charges::sentences),
    ("What a payment settles first", application::sentences),
    ("When an invoice is not paid", consequences::sentences),
    ("If you cannot pay at once", plans::sentences),
    ("If something is wrong with an invoice", problems::sentences),
];

/// The policy for customers in general, or for those of a tier.
pub fn policy_text(policy: &CreditPolicy, business: &Business, tier: &str, spell: &dyn Spelling) -> Vec<Section> {
    let approach = Approach { tier: tier.to_owned(), ..Approach::default() };
    policy_text_for(policy, business, CustomerDetails { approach, ..CustomerDetails::default() }, spell)
}

/// The policy for one customer, with the terms of their own.
pub fn policy_text_for(policy: &CreditPolicy, business: &Business, details: CustomerDetails, spell: &dyn Spelling) -> Vec<Section> {
    let reader = Reader { policy, business, details, spell };
    let section = |(title, sentences): &Part| Section { title, sentences: sentences(&reader) };
    PARTS.iter().map(section).filter(|section| !section.sentences.is_empty()).collect()
}

/// “1 day”, “7 days”.
fn days(number: impl Into<u32>) -> String {
    let number = number.into();
    if number == 1 { "1 day".to_owned() } else { format!("{number} days") }
}

#[cfg(test)]
mod tests;
