//! What a reminder step is for, in the same words on every page.

use crate::domain::policy::Purpose;

/// What a step is for, in a few words.
pub const fn purpose_words(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Upcoming => "Announce the due date",
        Purpose::DueToday => "Remind on the due date",
        Purpose::PastDue => "Remind of what is late",
        Purpose::AskWhy => "Ask what stands in the way",
        Purpose::FinalDemand => "Final demand with a date",
        Purpose::LetterBeforeAction => "Letter before legal action",
        Purpose::AgencyReview => "Last try before a collection agency",
        Purpose::WriteOffReview => "Last try before legal steps or a write-off",
    }
}
