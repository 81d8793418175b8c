//! The words for calls, promises, disputes and ratings, each said in one place.

mod agencies;
mod application;
mod credit;
mod customers;
pub mod limitation;
pub mod plans;
mod policy;
mod purposes;
pub mod ways_out;

pub use agencies::{agency_fees, vetting_point};
pub use application::{application, order};
pub use credit::{
    credit_notice, credit_reason, decision_state, deposit_formula, excess_owed, exposure_parts, limit_source, order_name, recorded_reasons,
    room_formula, ruling, verdict,
};
pub use customers::{CUSTOMER_KINDS, LANGUAGES, customer_kind, language, lost_terms, marks, net_terms, of_tier, when_due};
pub use policy::{accepted_version, version, version_since};
pub use purposes::purpose_words;

use crate::domain::contact_log::{ContactKind, ContactOutcome, NonPaymentReason};
use crate::domain::dispute::{DisputeKind, DisputeVerdict, NextMove};
use crate::domain::text_rules::capitalized;
use crate::reports::promises::{PromiseRecord, PromiseState};
use crate::reports::rating::{Grade, RatingReason};
use crate::ui::components::{Choice, Tone};
use crate::ui::format;
use chrono::NaiveDate;

/// The kinds of contact, in the order of the form.
pub const CONTACT_KINDS: [ContactKind; 6] =
    [ContactKind::Call, ContactKind::Email, ContactKind::TextMessage, ContactKind::Letter, ContactKind::Visit, ContactKind::Note];

/// What can come of a contact, in the order of the form.
pub const CONTACT_OUTCOMES: [ContactOutcome; 11] = [
    ContactOutcome::Reached,
    ContactOutcome::NoAnswer,
    ContactOutcome::LeftMessage,
    ContactOutcome::WillPay,
    ContactOutcome::AsksForPlan,
    ContactOutcome::AdmitsInWriting,
    ContactOutcome::Disputes,
    ContactOutcome::SaysPaid,
    ContactOutcome::AsksForCopy,
    ContactOutcome::Refused,
    ContactOutcome::WrongNumber,
];

/// Why a customer does not pay, in the order of the form.
pub const NON_PAYMENT_REASONS: [NonPaymentReason; 9] = [
    NonPaymentReason::Forgot,
    NonPaymentReason::CashFlow,
    NonPaymentReason::Dispute,
    NonPaymentReason::AdminError,
    NonPaymentReason::MissingInvoice,
    NonPaymentReason::GoodsNotReceived,
    NonPaymentReason::Insolvency,
    NonPaymentReason::Unreachable,
    NonPaymentReason::Other,
];

/// What a dispute can be about, in the order of the form.
pub const DISPUTE_KINDS: [DisputeKind; 9] = [
    DisputeKind::NotReceived,
    DisputeKind::Quality,
    DisputeKind::Price,
    DisputeKind::Quantity,
    DisputeKind::Duplicate,
    DisputeKind::AlreadyPaid,
    DisputeKind::NotOrdered,
    DisputeKind::Chargeback,
    DisputeKind::Other,
];

/// How a dispute can end, in the order of the form.
pub const DISPUTE_VERDICTS: [DisputeVerdict; 6] = [
    DisputeVerdict::Accepted,
    DisputeVerdict::Compromise,
    DisputeVerdict::Rejected,
    DisputeVerdict::Withdrawn,
    DisputeVerdict::ChargebackWon,
    DisputeVerdict::ChargebackLost,
];

/// The kind of a contact.
pub const fn contact_kind(kind: ContactKind) -> &'static str {
    match kind {
        ContactKind::Call => "Call",
        ContactKind::Letter => "Letter",
        ContactKind::Email => "E-mail",
        ContactKind::TextMessage => "Text message",
        ContactKind::Visit => "Meeting",
        ContactKind::Note => "Note",
    }
}

/// What came of a contact.
pub const fn contact_outcome(outcome: ContactOutcome) -> &'static str {
    match outcome {
        ContactOutcome::Reached => "spoke with them",
        ContactOutcome::NoAnswer => "no answer",
        ContactOutcome::LeftMessage => "left a message",
        ContactOutcome::WrongNumber => "wrong number or address",
        ContactOutcome::Refused => "refuses to pay",
        ContactOutcome::WillPay => "will pay",
        ContactOutcome::Disputes => "disputes it",
        ContactOutcome::AsksForPlan => "asks for a payment plan",
        ContactOutcome::SaysPaid => "says it is paid",
        ContactOutcome::AsksForCopy => "asks for a copy",
        ContactOutcome::AdmitsInWriting => "admits the debt in writing",
    }
}

/// Why a customer does not pay.
pub const fn non_payment_reason(reason: NonPaymentReason) -> &'static str {
    match reason {
        NonPaymentReason::Forgot => "forgot",
        NonPaymentReason::CashFlow => "short of money",
        NonPaymentReason::Dispute => "disputes the invoice",
        NonPaymentReason::AdminError => "a mistake in the books",
        NonPaymentReason::MissingInvoice => "never got the invoice",
        NonPaymentReason::GoodsNotReceived => "never got the goods",
        NonPaymentReason::Insolvency => "insolvent",
        NonPaymentReason::Unreachable => "cannot be reached",
        NonPaymentReason::Other => "another reason",
    }
}

/// What a dispute is about.
pub const fn dispute_kind(kind: DisputeKind) -> &'static str {
    match kind {
        DisputeKind::Other => "something else",
        DisputeKind::NotReceived => "goods or service did not arrive",
        DisputeKind::Quality => "damaged, wrong or poor quality",
        DisputeKind::Price => "price or discount",
        DisputeKind::Quantity => "quantity",
        DisputeKind::Duplicate => "billed twice",
        DisputeKind::AlreadyPaid => "says it is paid",
        DisputeKind::NotOrdered => "did not order it",
        DisputeKind::Chargeback => "chargeback by the bank",
    }
}

/// Whose move it is.
pub const fn next_move(next: NextMove) -> &'static str {
    match next {
        NextMove::Ours => "your move",
        NextMove::Theirs => "their move",
    }
}

/// By when an answer is due, with the days left, and how urgent that is.
pub fn deadline(by: NaiveDate, today: NaiveDate) -> (String, Tone) {
    let days = (by - today).num_days();
    let tone = match days {
        ..=3 => Tone::Bad,
        4..=14 => Tone::Warn,
        _ => Tone::Neutral,
    };
    (format!("answer by {} ({})", format::date(by), format::relative_day(days)), tone)
}

/// How a dispute ended.
pub const fn dispute_verdict(verdict: DisputeVerdict) -> &'static str {
    match verdict {
        DisputeVerdict::Accepted => "accepted: the customer was right",
        DisputeVerdict::Rejected => "rejected: the invoice stands",
        DisputeVerdict::Compromise => "compromise: a part is credited",
        DisputeVerdict::Withdrawn => "withdrawn by the customer",
        DisputeVerdict::ChargebackWon => "chargeback won",
        DisputeVerdict::ChargebackLost => "chargeback lost",
    }
}

/// How a promise stands, and its tone.
pub const fn promise_state(state: PromiseState) -> (&'static str, Tone) {
    match state {
        PromiseState::Open => ("Open", Tone::Info),
        PromiseState::Kept(_) => ("Kept", Tone::Good),
        PromiseState::PartlyKept => ("Partly kept", Tone::Warn),
        PromiseState::Broken => ("Broken", Tone::Bad),
        PromiseState::NoLongerOwed => ("No longer owed", Tone::Neutral),
        PromiseState::Withdrawn => ("Withdrawn", Tone::Neutral),
    }
}

/// How well promises were kept: “2 of 3 promises kept”.
pub fn promise_record(record: PromiseRecord) -> String {
    let judged = record.judged() as usize;
    format!("{} of {} kept", record.kept, format::plural(judged, "promise", "promises"))
}

/// The letter of a grade and its tone.
pub const fn grade(grade: Grade) -> (&'static str, Tone) {
    match grade {
        Grade::A => ("A", Tone::Good),
        Grade::B => ("B", Tone::Good),
        Grade::C => ("C", Tone::Warn),
        Grade::D => ("D", Tone::Bad),
        Grade::E => ("E", Tone::Bad),
    }
}

/// One line of a rating's explanation.
pub fn rating_reason(reason: RatingReason) -> String {
    match reason {
        RatingReason::PaidOff { documents, tenths_late } => {
            let paid = format::plural(documents as usize, "invoice", "invoices");
            let days = format!("{}.{}", tenths_late.unsigned_abs() / 10, tenths_late.unsigned_abs() % 10);
            match tenths_late {
                0 => format!("{paid} paid off in the last year, on average on the due date"),
                ..0 => format!("{paid} paid off in the last year, on average {days} days early"),
                1.. => format!("{paid} paid off in the last year, on average {days} days late"),
            }
        }
        RatingReason::PastDue { days } => format!("Oldest open invoice is {} past due", format::plural(days as usize, "day", "days")),
        RatingReason::Promises(record) => promise_record(record),
        RatingReason::Bounced { payments } => format!("{} bounced", format::plural(payments as usize, "payment", "payments")),
    }
}

/// Choices of a list for a select field; the value of each is its place, so that nothing has to be parsed by name.
pub fn choices<T: Copy>(all: &[T], words: impl Fn(T) -> &'static str) -> Vec<Choice> {
    all.iter().enumerate().map(|(place, one)| Choice::new(place.to_string(), capitalized(words(*one)))).collect()
}

/// The same with “not said” before them.
pub fn optional_choices<T: Copy>(all: &[T], words: impl Fn(T) -> &'static str) -> Vec<Choice> {
    let mut found = vec![Choice::new("", "Not said")];
    found.extend(choices(all, words));
    found
}

/// The chosen one of [`choices`]; `None` for the empty choice.
pub fn chosen<T: Copy>(all: &[T], value: &str) -> Option<T> {
    value.parse::<usize>().ok().and_then(|place| all.get(place).copied())
}
