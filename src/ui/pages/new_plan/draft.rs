//! From the typed fields of the plan form to plan terms: everything that is wrong, each beside its field.

use crate::domain::calendar::add_months;
use crate::domain::currency::Currency;
use crate::domain::money::{Money, Residual};
use crate::domain::schedule::affordable::per_period;
use crate::domain::schedule::{
    AgreedTerms, CustomError, Debt, Frequency, Instalments, InterestPeriods, OwnPart, PlanField, PlanProposal, PlanTerms, SkippedMonths,
    TermsError,
};
use crate::domain::spelling::as_sentence;
use crate::exchange::text::parse_typed_amount;
use crate::ui::format;
use crate::ui::forms::read_date;
use crate::ui::wording;
use crate::ui::wording::plans::{DAY_RULES, FREQUENCIES, INTEREST_COUNTS, RESIDUALS};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use std::str::FromStr;

/// One row of dates and amounts of one's own: a key that stays, the day and the amount as typed.
pub type OwnTyped = (u32, String, String);

/// The fields as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlanDraft {
    /// Amount paid at once; empty for none.
    pub down_payment: String,
    /// `count`, `amount`, `monthly` or `own`.
    pub by: String,
    /// Number of instalments, when `by` is `count`.
    pub count: String,
    /// Amount of one instalment, when `by` is `amount`.
    pub amount: String,
    /// What they can pay a month, when `by` is `monthly`.
    pub monthly: String,
    /// One of [`FREQUENCIES`].
    pub frequency: String,
    /// When the first instalment is due.
    pub first_due: String,
    /// Percent a year; empty for none.
    pub rate: String,
    /// The place in [`INTEREST_COUNTS`].
    pub interest: String,
    /// The place in [`RESIDUALS`].
    pub residual: String,
    /// The place in [`DAY_RULES`].
    pub moved: String,
    /// Months without an instalment.
    pub skipped: BTreeSet<u32>,
    /// Dates and amounts of one's own, when `by` is `own`.
    pub own: Vec<OwnTyped>,
}

/// Something to correct: the id of the field and the sentence.
pub type FieldProblem = (String, String);

/// What the fields come to.
pub type Drafted = Result<(AgreedTerms, PlanProposal), Vec<FieldProblem>>;

impl PlanDraft {
    /// Three monthly instalments beginning in a month: a start that needs no typing.
    pub fn starting(today: NaiveDate) -> Self {
        Self {
            by: "count".to_owned(),
            count: "3".to_owned(),
            frequency: "monthly".to_owned(),
            first_due: add_months(today, 1).to_string(),
            ..Self::default()
        }
    }

    /// The terms for a debt, or everything that is wrong.
    pub fn terms(&self, debt: Debt, accepted: NaiveDate, closed: &dyn Fn(NaiveDate) -> bool) -> Drafted {
        let mut problems: Vec<FieldProblem> = Vec::new();
        let agreed = self.read(debt, accepted, &mut problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        match agreed.proposal(accepted, closed) {
            Ok(proposal) => Ok((agreed, proposal)),
            Err(error) => Err(vec![(self.field_of(&error), as_sentence(&error.words(&format::OnScreen)))]),
        }
    }

    /// What the last one of the own instalments must be for the debt to be paid.
    pub fn rest(&self, debt: Debt, accepted: NaiveDate) -> Option<Money> {
        let mut ignored = Vec::new();
        let last = self.own.last()?;
        let draft = Self {
            own: self.own.iter().map(|row| if row.0 == last.0 { (row.0, row.1.clone(), "0".to_owned()) } else { row.clone() }).collect(),
            ..self.clone()
        };
        let mut agreed = draft.read(debt, accepted, &mut ignored);
        agreed.own.last_mut()?.amount = Money::from_minor(1, debt.total.currency());
        match agreed.proposal(accepted, &|_| false) {
            Ok(proposal) => proposal.instalments.last().map(|last| last.amount),
            Err(TermsError::Own(CustomError::Sum { needed, .. })) => Some(needed),
            Err(_) => None,
        }
    }

    fn read(&self, debt: Debt, accepted: NaiveDate, problems: &mut Vec<FieldProblem>) -> AgreedTerms {
        let total = debt.total;
        let currency = total.currency();
        let mut keep = |field: &str, problem: String| problems.push((field.to_owned(), problem));
        let down_payment = if self.down_payment.trim().is_empty() {
            Money::zero(currency)
        } else {
            money(&self.down_payment, currency).unwrap_or_else(|problem| {
                keep("down-payment", problem);
                Money::zero(currency)
            })
        };
        let rate_pct = match self.rate.trim().trim_end_matches('%').trim().replace(',', ".").as_str() {
            "" => Decimal::ZERO,
            typed => Decimal::from_str(typed).unwrap_or_else(|_| {
                keep("rate", format!("“{}” is not a rate. Type a number such as 4.5.", self.rate.trim()));
                Decimal::ZERO
            }),
        };
        let frequency = FREQUENCIES.iter().find(|(_, value, _)| *value == self.frequency).map_or(Frequency::Monthly, |(found, ..)| *found);
        let is_own = self.by == "own";
        let (instalments, first_due) = if is_own {
            (Instalments::Count(1), accepted)
        } else {
            let instalments = self.instalments(currency, frequency).unwrap_or_else(|problem| {
                keep(self.instalments_field(), problem);
                Instalments::Count(1)
            });
            let first_due = read_date(&self.first_due).unwrap_or_else(|problem| {
                keep("first-due", problem);
                accepted
            });
            if first_due < accepted {
                keep("first-due", format!("The first instalment cannot be due before the plan is accepted ({}).", format::date(accepted)));
            }
            (instalments, first_due)
        };
        let mut own = Vec::new();
        for (key, due, amount) in self.own.iter().filter(|_| is_own) {
            let due = read_date(due).unwrap_or_else(|problem| {
                keep(&format!("own-due-{key}"), problem);
                accepted
            });
            let amount = money(amount, currency).unwrap_or_else(|problem| {
                keep(&format!("own-amount-{key}"), problem);
                Money::from_minor(1, currency)
            });
            own.push(OwnPart { due, amount });
        }
        if is_own && own.is_empty() {
            keep("by", "Add at least one instalment.".to_owned());
        }
        let residual = wording::chosen(&RESIDUALS, &self.residual).map_or(Residual::Last, |(residual, _)| residual);
        let terms = PlanTerms { total, down_payment, instalments, frequency, first_due, rate_pct, residual };
        let months: Vec<u32> = self.skipped.iter().copied().collect();
        let skipped = SkippedMonths::of(&months).unwrap_or_else(|_| {
            keep("skipped-1", "Leave at least one month of the year for instalments.".to_owned());
            SkippedMonths::NONE
        });
        let moved = wording::chosen(&DAY_RULES, &self.moved).map(|(rule, _)| rule).unwrap_or_default();
        let interest = wording::chosen(&INTEREST_COUNTS, &self.interest).map_or(InterestPeriods::Equal, |(counted, _)| counted);
        AgreedTerms { interest, moved, skipped, own, ..terms.into() }.for_debt(debt)
    }

    fn field_of(&self, error: &TermsError) -> String {
        if let TermsError::Own(problem) = error {
            let place = problem.number().map_or(self.own.len(), |number| number as usize).saturating_sub(1);
            let part = if matches!(problem, CustomError::BeforeAcceptance | CustomError::Order(_)) { "due" } else { "amount" };
            return self.own.get(place).map_or_else(|| "by".to_owned(), |(key, ..)| format!("own-{part}-{key}"));
        }
        match error.field() {
            PlanField::Total => "invoices",
            PlanField::DownPayment => "down-payment",
            PlanField::Instalments | PlanField::Own(_) => self.instalments_field(),
            PlanField::FirstDue => "first-due",
            PlanField::Rate => "rate",
        }
        .to_owned()
    }

    fn instalments_field(&self) -> &'static str {
        match self.by.as_str() {
            "amount" => "amount",
            "monthly" => "monthly",
            "own" => "by",
            _ => "count",
        }
    }

    fn instalments(&self, currency: Currency, frequency: Frequency) -> Result<Instalments, String> {
        match self.by.as_str() {
            "amount" => money(&self.amount, currency).map(Instalments::Amount),
            "monthly" => {
                let monthly = money(&self.monthly, currency)?;
                per_period(monthly, frequency).map(Instalments::Amount).map_err(|error| as_sentence(&error.to_string()))
            }
            _ => {
                let typed = self.count.trim();
                let wrong = |_| format!("“{typed}” is not a number of instalments. Type a whole number such as 6.");
                typed.parse().map(Instalments::Count).map_err(wrong)
            }
        }
    }
}

fn money(typed: &str, currency: Currency) -> Result<Money, String> {
    if typed.trim().is_empty() {
        return Err("Enter the amount.".to_owned());
    }
    parse_typed_amount(typed, currency).map_err(|problem| format!("“{}” {problem}.", typed.trim()))
}
