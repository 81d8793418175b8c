//! What can be done with several rows at once, and the words and fields of each action.

use crate::domain::dispute::DisputeVerdict;
use crate::ui::components::IconName;

/// What can be done with several rows at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui::pages) enum BulkAction {
    /// Leave them in peace for a while.
    Pause,
    /// Nothing more on credit.
    Hold,
    /// Credit again.
    Release,
    /// Another reminder schedule.
    Schedule,
    /// Another customer tier.
    Tier,
    /// A call to each, with the same outcome.
    Call,
    /// The same note in the log of each.
    Note,
    /// The promises no longer stand.
    Withdraw,
    /// The invoices are contested.
    Dispute,
    /// Whose move it is in the disputes, and by when.
    Move,
    /// The disputes end, and nothing is credited.
    End,
    /// The messages went out.
    Sent,
    /// The messages will not go out; their steps count as done.
    Skip,
    /// The messages are taken back.
    Discard,
}

/// How disputes can end together: whatever credits nothing.
pub(super) const VERDICTS: [DisputeVerdict; 3] = [DisputeVerdict::Rejected, DisputeVerdict::Withdrawn, DisputeVerdict::ChargebackWon];

/// A field of the review: its name, as a refusal names it; its label; whether it may stay empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Asked {
    pub name: &'static str,
    pub label: &'static str,
    pub optional: bool,
}

const fn asked(name: &'static str, label: &'static str, optional: bool) -> Option<Asked> {
    Some(Asked { name, label, optional })
}

impl BulkAction {
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Pause => "Pause reminders",
            Self::Hold => "Put on hold",
            Self::Release => "Release the hold",
            Self::Schedule => "Set the schedule",
            Self::Tier => "Set the tier",
            Self::Call => "Log a call",
            Self::Note => "Log a note",
            Self::Withdraw => "Withdraw",
            Self::Dispute => "Mark as disputed",
            Self::Move => "Set whose move",
            Self::End => "End",
            Self::Sent => "Sent",
            Self::Skip => "Skip",
            Self::Discard => "Discard",
        }
    }

    pub(super) const fn icon(self) -> IconName {
        match self {
            Self::Pause | Self::Hold => IconName::Pause,
            Self::Release | Self::End | Self::Sent => IconName::Check,
            Self::Schedule => IconName::Calendar,
            Self::Tier => IconName::Customers,
            Self::Call => IconName::Phone,
            Self::Note => IconName::Edit,
            Self::Withdraw | Self::Discard => IconName::Undo,
            Self::Skip => IconName::Close,
            Self::Dispute | Self::Move => IconName::Flag,
        }
    }

    pub(super) const fn lead(self) -> &'static str {
        match self {
            Self::Pause => "While reminders are paused, no message is prepared about it. What is owed keeps aging.",
            Self::Hold => "Ship nothing more and suspend the service until they have paid. Reminders go on.",
            Self::Release => "From today they can buy on credit again.",
            Self::Schedule => "The steps of this schedule decide from now on when they hear from you.",
            Self::Tier => {
                "The tier decides from now on what their own form leaves open: days to pay and reminder schedule. Invoices they have stay as they are."
            }
            Self::Call => "Each call stands in the log and the timeline of its customer.",
            Self::Note => "The note stands in the log and the timeline of each customer.",
            Self::Withdraw => "A withdrawn promise counts neither as kept nor as broken. Reminders go on.",
            Self::Dispute => "What is disputed is not asked for. It keeps aging.",
            Self::Move => "Disputes in which it is your move stand on Today when the answer is due.",
            Self::Sent => "They become history, and the days between two messages count from the day they went out.",
            Self::Skip => "Their steps count as done and will not come back.",
            Self::Discard => "As if they had never been prepared: they are due again.",
            Self::End => "The invoices are asked for again. To credit something, end that dispute on the page of its invoice.",
        }
    }

    /// The choice it needs: name and label.
    pub(super) const fn choice(self) -> Option<Asked> {
        match self {
            Self::Schedule => asked("schedule", "Reminder schedule", false),
            Self::Tier => asked("tier", "Tier", false),
            Self::Call => asked("outcome", "What came of it", true),
            Self::Move => asked("next_move", "Whose move is it?", false),
            Self::End => asked("verdict", "How they ended", false),
            _ => None,
        }
    }

    /// The text it needs.
    pub(super) const fn text(self) -> Option<Asked> {
        match self {
            Self::Note => asked("note", "Note", false),
            Self::Call => asked("note", "Note", true),
            Self::End => asked("note", "Why, for the record", true),
            Self::Hold => asked("reason", "Reason", false),
            Self::Pause | Self::Release | Self::Skip => asked("reason", "Reason", true),
            Self::Dispute => asked("reason", "What the customers say", true),
            Self::Schedule | Self::Tier | Self::Withdraw | Self::Move | Self::Sent | Self::Discard => None,
        }
    }

    /// The day it can take, and what an empty one means.
    pub(super) const fn day(self) -> Option<(Asked, &'static str)> {
        let field = match self {
            Self::Pause => (asked("until", "Until", true), "The day reminders begin again. Empty means until you resume them."),
            Self::Call => (asked("next", "Be in touch again on", true), "On that day it stands on Today."),
            Self::Move => (asked("answer_by", "Answer by", true), "Empty keeps the day that each has."),
            Self::Sent => (asked("on", "Sent on", true), "Empty means today."),
            _ => return None,
        };
        match field {
            (Some(day), hint) => Some((day, hint)),
            (None, _) => None,
        }
    }

    /// The field that has the focus first.
    pub(super) fn first(self) -> &'static str {
        self.choice().or(self.text()).or(self.day().map(|(day, _)| day)).map_or("", |field| field.name)
    }

    /// Whether a customer with several chosen rows is meant once.
    pub(super) const fn is_about_the_customer(self) -> bool {
        matches!(self, Self::Hold | Self::Schedule | Self::Tier | Self::Call | Self::Note)
    }

    pub(super) const fn done(self) -> &'static str {
        match self {
            Self::Pause => "Reminders paused for",
            Self::Hold => "Put on hold:",
            Self::Release => "Holds released:",
            Self::Schedule => "Schedule set for",
            Self::Tier => "Tier set for",
            Self::Call => "Calls on record:",
            Self::Note => "Noted for",
            Self::Withdraw => "Promises withdrawn:",
            Self::Dispute => "Marked as disputed:",
            Self::Move => "Disputes changed:",
            Self::End => "Disputes ended:",
            Self::Sent => "On record as sent:",
            Self::Skip => "Skipped:",
            Self::Discard => "Taken back:",
        }
    }
}
