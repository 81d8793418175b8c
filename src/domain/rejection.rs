//! Why a command was refused, in words for the owner, with the field the words belong beside.

use super::agency::AgencyProblem;
use super::allowance::AllowanceRulesProblem;
use super::bookkeeping::BookkeepingProblem;
use super::ids::InvoiceId;
use super::interest::{OwnRatesProblem, RuleProblem};
use super::invoice_terms::InvoiceTermsProblem;
use super::money::{Money, MoneyError};
use super::payment_options::PaymentProblem;
use super::policy::PolicyProblem;
use super::schedule::TermsError;
use super::spelling::{Neutral, Spelling, as_sentence};
use chrono::NaiveDate;
use std::fmt;
use thiserror::Error;

/// A command that was refused. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[allow(missing_docs)] // the field names are the documentation
pub enum Rejection {
    /// The record does not exist (it may have been entered in another window since).
    NotFound(&'static str),
    /// A text that must not be empty.
    Missing { field: &'static str, what: &'static str },
    /// A text with too many characters.
    TooLong { field: &'static str, what: &'static str, most: usize },
    /// Invisible control characters.
    ControlCharacters { field: &'static str, what: &'static str },
    /// An address that no mail program would take.
    BadEmail(String),
    /// Ways to pay that cannot be used.
    Payment(#[from] PaymentProblem),
    /// A rule on interest that makes no sense.
    Interest(#[from] RuleProblem),
    /// Reference rates that make no sense.
    Rates(#[from] OwnRatesProblem),
    /// Accounts that an accountant could not use.
    Bookkeeping(#[from] BookkeepingProblem),
    /// Rates of the allowance that make no sense.
    Allowance(#[from] AllowanceRulesProblem),
    /// An agency that cannot be kept.
    Agency(#[from] AgencyProblem),
    /// It would change what is locked.
    Locked { day: NaiveDate, through: NaiveDate },
    /// Zero or less.
    NotPositive,
    /// Larger than a document may be.
    TooLarge,
    /// Two currencies in one place.
    Money(#[from] MoneyError),
    /// The customer already has a document with this number.
    NumberTaken(String),
    /// A date after today.
    InTheFuture { field: &'static str, what: &'static str, today: NaiveDate },
    /// A date before another that must come first.
    TooEarly { field: &'static str, what: &'static str, limit: NaiveDate },
    /// A date after the last one that makes sense.
    TooLate { field: &'static str, what: &'static str, limit: NaiveDate },
    /// A date nobody means.
    ImplausibleDate(NaiveDate),
    /// The document no longer counts.
    NoLongerCounts(String),
    /// The customer still has documents.
    HasDocuments,
    /// A deposit that does not belong to its decision.
    Deposit { order: Money },
    /// Allocated more than the invoice owes.
    MoreThanOwed { number: String, owed: Money, asked: Money },
    /// Allocated more than there is.
    MoreThanAvailable { available: Money, asked: Money },
    /// More was to be given back than is unapplied.
    MoreThanUnapplied { available: Money },
    /// More than what is owed was to be promised or contested.
    MoreThanBalance { owed: Money },
    /// More was to be claimed back than the invoice was over.
    MoreThanBilled { billed: Money },
    /// Credit of one customer on an invoice of another.
    OtherCustomer(String),
    /// A figure of the ways out is beyond what it can be.
    Figures,
    /// Nothing to do.
    NothingToDo(&'static str),
    /// The invoice is contested already.
    AlreadyDisputed(String),
    /// A message waits for the owner's word.
    MessagePending,
    /// The message was settled before.
    MessageSettled,
    /// The same charge stands already, paid, waived or open.
    ChargedAlready { number: String, charge: String },
    /// Fees or interest were charged for an imported invoice.
    ImportCharged { number: String, charge: String },
    /// Nothing was past due when the charge would have begun.
    NotLate { number: String, day: NaiveDate },
    /// The customer had not accepted the terms by the day on which a late fee fell due.
    TermsNotAccepted { number: String, day: NaiveDate },
    /// The charge is waived.
    Waived(String),
    /// The document is written off, at least in part.
    WrittenOff(String),
    /// The invoice is part of a plan in force.
    OnPlan { invoice: InvoiceId, number: String },
    /// The customer can accept an offer about the invoice.
    Offered { until: NaiveDate },
    /// A smaller sum is offered for the invoice, and can still be paid.
    Settling { until: NaiveDate },
    /// The documents owe something else than when the plan was offered.
    OfferOutdated { offered: Money, owed: Money },
    /// The document is contested, so what it owes is not settled yet.
    Disputed(String),
    /// The sum of a settlement is not below the debt, or is none.
    SettlementSum { owed: Money },
    /// More instalments than the policy allows.
    TooManyInstalments { most: u16 },
    /// The plan ended before.
    PlanEnded,
    /// The terms of a plan do not work.
    Terms(#[from] TermsError),
    /// The discount of an invoice does not work.
    InvoiceTerms(#[from] InvoiceTermsProblem),
    /// A discount that the payment does not earn.
    NoDiscount { number: String },
    /// The policy cannot be used.
    Policy(#[from] PolicyProblem),
    /// The import was taken back before.
    ImportUndone,
    /// A record of a file breaks a rule; the file is not taken.
    InFile { document: String, why: Box<Rejection> },
    /// The facts to put in place do not fit together.
    BrokenFacts(String),
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(&Neutral))
    }
}

impl Rejection {
    /// What to tell the owner, with amounts and dates written as `spell` does.
    pub fn sentence(&self, spell: &dyn Spelling) -> String {
        match self {
            Self::NotFound(what) => format!("There is no such {what} in this ledger."),
            Self::Missing { what, .. } => format!("Enter {what}."),
            Self::TooLong { what, most, .. } => format!("{what} can have at most {most} characters."),
            Self::ControlCharacters { what, .. } => format!("{what} contains characters that cannot be shown. Type it again."),
            Self::Payment(problem) => problem.to_string(),
            Self::Interest(problem) => as_sentence(&problem.to_string()),
            Self::Rates(problem) => as_sentence(&problem.to_string()),
            Self::Allowance(problem) => problem.to_string(),
            Self::Bookkeeping(problem) => problem.to_string(),
            Self::Agency(problem) => problem.to_string(),
            Self::Locked { day, through } => format!(
                "Your books are locked through {}, and this would change {}. Use a later date, or unlock the period under Settings, Accounts.",
                spell.date(*through),
                spell.date(*day)
            ),
            Self::BadEmail(typed) => format!("“{typed}” is not an e-mail address."),
            Self::NotPositive => "The amount must be more than zero.".to_owned(),
            Self::TooLarge => "The amount is larger than Recoup can keep exactly.".to_owned(),
            Self::Money(error) => as_sentence(&error.to_string()),
            Self::NumberTaken(number) => format!("This customer already has a document with the number {number}."),
            Self::InTheFuture { what, today, .. } => format!("{what} cannot be after today ({}).", spell.date(*today)),
            Self::TooEarly { what, limit, .. } => format!("{what} cannot be before {}.", spell.date(*limit)),
            Self::TooLate { what, limit, .. } => format!("{what} cannot be after {}.", spell.date(*limit)),
            Self::ImplausibleDate(day) => format!("{} is not a date between 1950 and 2100.", spell.date(*day)),
            Self::NoLongerCounts(number) => format!("{number} no longer counts, so nothing can be done with it."),
            Self::HasDocuments => "This customer has documents and stays in the ledger.".to_owned(),
            Self::Deposit { order } => format!("A deposit has to be above zero and at most the order, {}.", spell.money(*order)),
            Self::MoreThanOwed { number, owed, asked } => {
                format!("{number} owes {}, so {} cannot be applied to it.", spell.money(*owed), spell.money(*asked))
            }
            Self::MoreThanAvailable { available, asked } => {
                format!("Only {} is available, {} was to be applied.", spell.money(*available), spell.money(*asked))
            }
            Self::MoreThanUnapplied { available } => format!("Only {} of it is not applied.", spell.money(*available)),
            Self::MoreThanBalance { owed } => format!("Only {} is owed.", spell.money(*owed)),
            Self::MoreThanBilled { billed } => format!("The invoice was over {} only.", spell.money(*billed)),
            Self::OtherCustomer(number) => format!("{number} belongs to another customer."),
            Self::Figures => "A percentage is at most 100 (for a settlement 200), and an hour costs more than nothing.".to_owned(),
            Self::NothingToDo(sentence) => (*sentence).to_owned(),
            Self::AlreadyDisputed(number) => format!("{number} is already marked as disputed."),
            Self::MessagePending => {
                "A message to this customer is prepared but neither confirmed as sent nor skipped. Settle that one first.".to_owned()
            }
            Self::MessageSettled => "This message is settled already.".to_owned(),
            Self::ChargedAlready { number, charge } => format!("{number} was charged for this already: {charge}."),
            Self::ImportCharged { number, charge } => {
                format!("{charge} was charged for {number}, which this import added. Void {charge} first.")
            }
            Self::NotLate { number, day } => {
                format!("{number} was not past due on {}, so nothing can be charged for it.", spell.date(*day))
            }
            Self::TermsNotAccepted { number, day } => {
                format!("No late fee for {number}: the customer had not accepted your terms by {}.", spell.date(*day))
            }
            Self::Waived(number) => format!("{number} is waived. Undo the waiver first."),
            Self::WrittenOff(number) => format!("{number} is written off. Take the write-off back first."),
            Self::OnPlan { number, .. } => format!("{number} is on a payment plan. End the plan first."),
            Self::Offered { until } => format!(
                "A plan was offered for these invoices, open until {}. Accept that offer, or mark it declined or withdrawn, first.",
                spell.date(*until)
            ),
            Self::Settling { until } => format!(
                "A smaller sum is offered for one of these invoices, open until {}. Withdraw that settlement offer first.",
                spell.date(*until)
            ),
            Self::OfferOutdated { offered, owed } => format!(
                "The invoices owe {} now; they owed {} when the plan was offered. Offer it anew.",
                spell.money(*owed),
                spell.money(*offered)
            ),
            Self::Disputed(number) => format!("{number} is disputed. Settle the dispute first."),
            Self::SettlementSum { owed } => format!("The sum has to be above zero and below what is owed, {}.", spell.money(*owed)),
            Self::TooManyInstalments { most } => format!("Your policy allows at most {most} instalments."),
            Self::PlanEnded => "This plan has ended already.".to_owned(),
            Self::Terms(error) => as_sentence(&error.words(spell)),
            Self::InvoiceTerms(InvoiceTermsProblem::AfterDue { until }) => {
                format!("The discount could be had until {}, after the due date.", spell.date(*until))
            }
            Self::InvoiceTerms(problem) => problem.to_string(),
            Self::NoDiscount { number } => format!("This payment does not earn the discount of {number}."),
            Self::Policy(problem) => problem.to_string(),
            Self::ImportUndone => "This import was undone already.".to_owned(),
            Self::InFile { document, why } => format!("{document}: {}", why.sentence(spell)),
            Self::BrokenFacts(why) => format!("The ledger does not fit together: {why}"),
        }
    }

    /// The name of the form field the sentence belongs beside, or `None` when it concerns the whole form.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::Missing { field, .. } | Self::TooLong { field, .. } | Self::ControlCharacters { field, .. } => Some(field),
            Self::InTheFuture { field, .. } | Self::TooEarly { field, .. } | Self::TooLate { field, .. } => Some(field),
            Self::BadEmail(_) => Some("email"),
            Self::SettlementSum { .. } => Some("pay"),
            Self::TooManyInstalments { .. } => Some("instalments"),
            Self::Payment(problem) => Some(problem.field()),
            Self::NotPositive
            | Self::TooLarge
            | Self::MoreThanUnapplied { .. }
            | Self::MoreThanBalance { .. }
            | Self::MoreThanBilled { .. } => Some("amount"),
            Self::NumberTaken(_) => Some("number"),
            Self::Deposit { .. } => Some("deposit"),
            Self::InvoiceTerms(problem) => Some(problem.field()),
            Self::NoDiscount { .. } => Some("discounts"),
            Self::MoreThanOwed { .. } | Self::MoreThanAvailable { .. } => Some("allocation"),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::currency::Currency;
    use crate::domain::schedule::ScheduleError;

    /// Marks whatever the screen would write in its own way.
    struct Marked;

    impl Spelling for Marked {
        fn money(&self, amount: Money) -> String {
            format!("<{}>", amount.minor())
        }

        fn date(&self, day: NaiveDate) -> String {
            format!("<{}>", day.format("%d.%m."))
        }
    }

    #[test]
    fn amounts_and_dates_are_written_as_the_reader_writes_them() {
        let usd = |minor| Money::from_minor(minor, Currency::USD);
        let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let owed = Rejection::MoreThanOwed { number: "A-1".to_owned(), owed: usd(100), asked: usd(321_417) };
        let cases = [
            (
                owed.clone(),
                "A-1 owes 1.00 USD, so 3214.17 USD cannot be applied to it.",
                "A-1 owes <100>, so <321417> cannot be applied to it.",
            ),
            (
                Rejection::MoreThanAvailable { available: usd(1), asked: usd(2) },
                "Only 0.01 USD is available, 0.02 USD was to be applied.",
                "Only <1> is available, <2> was to be applied.",
            ),
            (
                Rejection::InTheFuture { field: "on", what: "The day", today: day },
                "The day cannot be after today (2026-11-22).",
                "The day cannot be after today (<22.11.>).",
            ),
            (
                Rejection::TooEarly { field: "due", what: "The due date", limit: day },
                "The due date cannot be before 2026-11-22.",
                "The due date cannot be before <22.11.>.",
            ),
            (
                Rejection::ImplausibleDate(day),
                "2026-11-22 is not a date between 1950 and 2100.",
                "<22.11.> is not a date between 1950 and 2100.",
            ),
            (
                Rejection::Terms(ScheduleError::InstalmentNotPositive(usd(-5)).into()),
                "The instalment must be above zero, not -0.05 USD.",
                "The instalment must be above zero, not <-5>.",
            ),
            (
                Rejection::InFile { document: "Invoice 7".to_owned(), why: Box::new(owed) },
                "Invoice 7: A-1 owes 1.00 USD, so 3214.17 USD cannot be applied to it.",
                "Invoice 7: A-1 owes <100>, so <321417> cannot be applied to it.",
            ),
        ];
        for (rejection, neutral, marked) in cases {
            assert_eq!(rejection.to_string(), neutral);
            assert_eq!(rejection.sentence(&Marked), marked);
        }
    }
}
