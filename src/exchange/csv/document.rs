//! One document of a file: what its rows say together, and what it becomes.

use super::field::Field;
use super::mapping::NegativeAmounts;
use super::preview::{Reason, SkipReason, WarningKind};
use super::row::Facts;
use super::words::{Kind, Status};
use crate::domain::calendar::YEARS;
use crate::domain::import::DueFrom;
use crate::domain::money::Money;
use crate::domain::policy::WhenDue;
use crate::exchange::text::{AmountProblem, DateProblem};
use chrono::{Datelike, NaiveDate};

/// The day an import happens and the day its file was exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportDays {
    /// Nothing can have been paid after it.
    pub today: NaiveDate,
    /// The date of payments whose own date the file does not give; usually today.
    pub exported_on: NaiveDate,
}

/// A document being gathered from its rows.
pub(super) struct Document {
    pub customer: u32,
    pub number: String,
    pub first_record: usize,
    pub facts: Facts,
    pub fate: Fate,
}

/// What becomes of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fate {
    Taken,
    Skipped(SkipReason),
    Rejected,
}

/// A document as it would be taken.
pub(super) enum Outcome {
    Skip(SkipReason),
    Invoice { issued: NaiveDate, due: NaiveDate, amount: Money, payment: Option<(NaiveDate, Money)>, due_from: DueFrom },
    Credit { issued: NaiveDate, amount: Money },
}

/// What is needed to judge a document.
pub(super) struct Rules {
    pub days: ImportDays,
    pub when_due: Option<WhenDue>,
    pub negative_amounts: NegativeAmounts,
    pub has_amount_column: bool,
}

/// Problems and warnings of a document, each with its field.
#[derive(Default)]
pub(super) struct Verdict {
    pub problems: Vec<(Field, Reason)>,
    pub warnings: Vec<WarningKind>,
}

impl Facts {
    /// Takes from a later row of the same document what earlier rows left open. Repeated amounts are compared, never
    /// summed; only amounts of single lines are.
    ///
    /// Gives `true` when the rows disagree about the amount.
    pub fn merge(&mut self, later: Self, found: &mut Verdict) -> bool {
        fn keep<T: PartialEq>(known: &mut Option<T>, later: Option<T>, field: Option<Field>, found: &mut Verdict) {
            match (&known, later) {
                (None, later) => *known = later,
                (Some(known), Some(later)) if *known != later => found.warnings.extend(field.map(WarningKind::OtherValue)),
                _ => {}
            }
        }
        let disagree = matches!((self.amount, later.amount), (Some(one), Some(other)) if one != other);
        self.amount = self.amount.or(later.amount);
        keep(&mut self.issued, later.issued, Some(Field::InvoiceDate), found);
        keep(&mut self.due, later.due, Some(Field::DueDate), found);
        keep(&mut self.terms, later.terms, Some(Field::TermsDays), found);
        keep(&mut self.balance, later.balance, Some(Field::Balance), found);
        keep(&mut self.paid, later.paid, Some(Field::PaidAmount), found);
        keep(&mut self.paid_on, later.paid_on, Some(Field::PaidDate), found);
        keep(&mut self.disputed, later.disputed, Some(Field::Disputed), found);
        keep(&mut self.kind, later.kind, Some(Field::DocumentType), found);
        keep(&mut self.status, later.status, Some(Field::Status), found);
        keep(&mut self.currency, later.currency, Some(Field::Currency), found);
        keep(&mut self.note, later.note, None, found);
        match (self.line_amount, later.line_amount) {
            (Some(sum), Some(line)) => match sum.checked_add(line) {
                Ok(sum) if sum.minor().abs() <= Money::MAX_MINOR => self.line_amount = Some(sum),
                Ok(_) => found.problems.push((Field::LineAmount, AmountProblem::TooLarge.into())),
                Err(_) => found.problems.push((Field::LineAmount, other_currency(line, sum))),
            },
            (sum, line) => self.line_amount = sum.or(line),
        }
        disagree
    }
}

impl Document {
    /// The amount by the file, above zero for what is owed and below for credits.
    pub fn signed_amount(&self, rules: &Rules) -> Option<Money> {
        let facts = &self.facts;
        let amount = if rules.has_amount_column { facts.amount } else { facts.line_amount.or(facts.balance) }?;
        let is_credit = facts.kind == Some(Kind::CreditNote) && amount.is_positive();
        Some(if is_credit { Money::from_minor(-amount.minor(), amount.currency()) } else { amount })
    }

    /// Judges the document; the outcome counts only when the verdict has no problems.
    pub fn judge(&self, rules: &Rules, status_cell: &str, type_cell: &str, verdict: &mut Verdict) -> Option<Outcome> {
        let facts = &self.facts;
        let quote = |cell: &str| cell.trim().chars().take(40).collect::<String>();
        if facts.status == Some(Status::NotOwed) {
            return Some(Outcome::Skip(SkipReason::Status(quote(status_cell))));
        }
        if facts.kind == Some(Kind::Other) {
            return Some(Outcome::Skip(SkipReason::Type(quote(type_cell))));
        }
        let amount = self.signed_amount(rules);
        if amount.is_some_and(Money::is_zero) {
            return Some(Outcome::Skip(SkipReason::Zero));
        }
        if amount.is_none() {
            verdict.problems.push((Field::Amount, Reason::Missing));
        }
        if facts.issued.is_none() {
            verdict.problems.push((Field::InvoiceDate, Reason::Missing));
        }
        let amount = amount?;
        if amount.is_positive() {
            self.invoice(amount, rules, verdict)
        } else {
            let allowed = facts.kind == Some(Kind::CreditNote) || rules.negative_amounts == NegativeAmounts::CreditNote;
            if !allowed {
                verdict.problems.push((Field::Amount, Reason::Negative));
            }
            self.credit(magnitude(amount), rules, verdict)
        }
    }

    fn invoice(&self, amount: Money, rules: &Rules, verdict: &mut Verdict) -> Option<Outcome> {
        let issued = self.facts.issued;
        let terms = self.facts.terms.as_ref().or(rules.when_due.as_ref());
        let (due, due_from) = match (self.facts.due, terms) {
            (Some(due), _) => (Some(due), DueFrom::File),
            (None, Some(terms)) => (issued.map(|issued| terms.nominal(issued)), DueFrom::Terms),
            (None, None) => (issued, DueFrom::Policy),
        };
        if due.is_some_and(|due| due.year() > *YEARS.end()) {
            verdict.problems.push((Field::DueDate, DateProblem::OutOfRange.into()));
        }
        let payment = self.payment(amount, rules, verdict);
        let (issued, due) = (issued?, due?);
        verdict.warnings.extend((due < issued).then_some(WarningKind::DueBeforeIssue));
        verdict.warnings.extend((issued > rules.days.today).then_some(WarningKind::IssuedInFuture));
        Some(Outcome::Invoice { issued, due, amount, payment, due_from })
    }

    /// What was paid: amount less balance where the file has a balance, else the amount paid, else everything when
    /// there is a date or a status that says so.
    fn payment(&self, amount: Money, rules: &Rules, verdict: &mut Verdict) -> Option<(NaiveDate, Money)> {
        let facts = &self.facts;
        let from_balance = !rules.has_amount_column && facts.line_amount.is_none();
        let settled = match (facts.balance, facts.paid) {
            _ if from_balance => return None, // only what is open is known
            (Some(balance), paid) => {
                let settled = within(Field::Balance, balance, amount, verdict).and_then(|balance| amount.checked_sub(balance).ok())?;
                verdict.warnings.extend(paid.filter(|paid| *paid != settled).map(|_| WarningKind::PaidAndBalance));
                settled
            }
            (None, Some(paid)) => within(Field::PaidAmount, paid, amount, verdict)?,
            (None, None) if facts.paid_on.is_some() || facts.status == Some(Status::Paid) => amount,
            (None, None) => return None,
        };
        if settled.is_zero() {
            return None;
        }
        let issued = facts.issued?;
        let on = facts.paid_on.unwrap_or(rules.days.exported_on);
        let problem = match facts.paid_on {
            Some(on) if on < issued => Some((Field::PaidDate, Reason::PaidBeforeIssue)),
            Some(on) if on > rules.days.today => Some((Field::PaidDate, Reason::InFuture)),
            None if on < issued => Some((Field::InvoiceDate, Reason::InFuture)),
            _ => None,
        };
        verdict.problems.extend(problem);
        Some((on, settled))
    }

    fn credit(&self, amount: Money, rules: &Rules, verdict: &mut Verdict) -> Option<Outcome> {
        let left = match self.facts.balance {
            Some(balance) if rules.has_amount_column => within(Field::Balance, magnitude(balance), amount, verdict)?,
            None if self.facts.status == Some(Status::Paid) => Money::zero(amount.currency()),
            _ => amount,
        };
        if left.is_zero() {
            return Some(Outcome::Skip(SkipReason::UsedUp));
        }
        verdict.warnings.extend((left != amount).then_some(WarningKind::PartlyUsed));
        Some(Outcome::Credit { issued: self.facts.issued?, amount: left })
    }
}

fn magnitude(amount: Money) -> Money {
    Money::from_minor(amount.minor().saturating_abs(), amount.currency())
}

fn other_currency(written: Money, expected: Money) -> Reason {
    AmountProblem::OtherCurrency { written: written.currency(), expected: expected.currency() }.into()
}

/// A part of an amount: of its currency, from zero to all of it.
fn within(field: Field, part: Money, amount: Money, verdict: &mut Verdict) -> Option<Money> {
    let problem = if part.currency() != amount.currency() {
        other_currency(part, amount)
    } else if part.minor() < 0 {
        Reason::BelowZero
    } else if part.minor() > amount.minor() {
        Reason::AboveAmount
    } else {
        return Some(part);
    };
    verdict.problems.push((field, problem));
    None
}
