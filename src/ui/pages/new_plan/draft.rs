//! From the typed fields of the plan form to plan terms: everything that is wrong, each beside its field.

use crate::domain::calendar::add_months;
use crate::domain::currency::Currency;
use crate::domain::money::{Money, Residual};
use crate::domain::schedule::{Frequency, Instalments, PlanField, PlanProposal, PlanTerms, propose};
use crate::domain::spelling::as_sentence;
use crate::exchange::text::parse_typed_amount;
use crate::ui::format;
use crate::ui::forms::read_date;
use crate::ui::wording::plans::FREQUENCIES;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::str::FromStr;

/// The fields as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanDraft {
    /// Amount paid at once; empty for none.
    pub down_payment: String,
    /// `count` or `amount`.
    pub by: String,
    /// Number of instalments, when `by` is `count`.
    pub count: String,
    /// Amount of one instalment, when `by` is `amount`.
    pub amount: String,
    /// One of [`FREQUENCIES`].
    pub frequency: String,
    /// When the first instalment is due.
    pub first_due: String,
    /// Percent a year; empty for none.
    pub rate: String,
}

/// Something to correct: the id of the field and the sentence.
pub type FieldProblem = (&'static str, String);

impl PlanDraft {
    /// Three monthly instalments beginning in a month: a start that needs no typing.
    pub fn starting(today: NaiveDate) -> Self {
        Self {
            down_payment: String::new(),
            by: "count".to_owned(),
            count: "3".to_owned(),
            amount: String::new(),
            frequency: "monthly".to_owned(),
            first_due: add_months(today, 1).to_string(),
            rate: String::new(),
        }
    }

    /// The terms for a debt, or everything that is wrong.
    pub fn terms(&self, total: Money, accepted: NaiveDate) -> Result<(PlanTerms, PlanProposal), Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let currency = total.currency();
        let mut keep = |field: &'static str, problem: String| {
            problems.push((field, problem));
        };
        let down_payment = if self.down_payment.trim().is_empty() {
            Money::zero(currency)
        } else {
            money(&self.down_payment, currency).unwrap_or_else(|problem| {
                keep("down-payment", problem);
                Money::zero(currency)
            })
        };
        let instalments = self.instalments(currency).unwrap_or_else(|(field, problem)| {
            keep(field, problem);
            Instalments::Count(1)
        });
        let first_due = read_date(&self.first_due).unwrap_or_else(|problem| {
            keep("first-due", problem);
            accepted
        });
        if first_due < accepted {
            keep("first-due", format!("The first instalment cannot be due before the plan is accepted ({}).", format::date(accepted)));
        }
        let rate_pct = match self.rate.trim().trim_end_matches('%').trim().replace(',', ".").as_str() {
            "" => Decimal::ZERO,
            typed => Decimal::from_str(typed).unwrap_or_else(|_| {
                keep("rate", format!("“{}” is not a rate. Type a number such as 4.5.", self.rate.trim()));
                Decimal::ZERO
            }),
        };
        if !problems.is_empty() {
            return Err(problems);
        }
        let frequency = FREQUENCIES.iter().find(|(_, value, _)| *value == self.frequency).map_or(Frequency::Monthly, |(found, ..)| *found);
        let terms = PlanTerms { total, down_payment, instalments, frequency, first_due, rate_pct, residual: Residual::Last };
        match propose(&terms) {
            Ok(proposal) => Ok((terms, proposal)),
            Err(error) => {
                let field = match error.field() {
                    PlanField::Total => "invoices",
                    PlanField::DownPayment => "down-payment",
                    PlanField::Instalments => self.instalments_field(),
                    PlanField::FirstDue => "first-due",
                    PlanField::Rate => "rate",
                    PlanField::Own(_) => self.instalments_field(),
                };
                Err(vec![(field, as_sentence(&error.words(&format::OnScreen)))])
            }
        }
    }

    fn instalments_field(&self) -> &'static str {
        if self.by == "amount" { "amount" } else { "count" }
    }

    fn instalments(&self, currency: Currency) -> Result<Instalments, FieldProblem> {
        if self.by == "amount" {
            return money(&self.amount, currency).map(Instalments::Amount).map_err(|problem| ("amount", problem));
        }
        let typed = self.count.trim();
        typed
            .parse()
            .map(Instalments::Count)
            .map_err(|_| ("count", format!("“{typed}” is not a number of instalments. Type a whole number such as 6.")))
    }
}

fn money(typed: &str, currency: Currency) -> Result<Money, String> {
    if typed.trim().is_empty() {
        return Err("Enter the amount.".to_owned());
    }
    parse_typed_amount(typed, currency).map_err(|problem| format!("“{}” {problem}.", typed.trim()))
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn check(change: impl Fn(&mut PlanDraft), expected: Result<usize, &str>) {
        let today = NaiveDate::from_ymd_opt(2026, 1, 31).unwrap();
        let mut draft = PlanDraft::starting(today);
        change(&mut draft);
        let outcome = draft.terms(Money::from_minor(100_000, Currency::USD), today);
        match (outcome, expected) {
            (Ok((_, proposal)), Ok(count)) => assert_eq!(proposal.instalments.len(), count),
            (Err(problems), Err(field)) => assert_eq!(problems[0].0, field, "{problems:?}"),
            (outcome, expected) => panic!("{outcome:?} instead of {expected:?}"),
        }
    }

    #[wasm_bindgen_test]
    fn every_problem_stands_beside_its_field() {
        check(|_| (), Ok(3));
        check(|draft| draft.count = "0".into(), Err("count"));
        check(|draft| draft.count = "10000".into(), Err("count"));
        check(|draft| draft.count = "three".into(), Err("count"));
        check(|draft| draft.count = "-1".into(), Err("count"));
        check(|draft| draft.down_payment = "1,000.00".into(), Err("down-payment"));
        check(|draft| draft.down_payment = "250,50".into(), Ok(3));
        check(|draft| draft.first_due = "2026-01-30".into(), Err("first-due"));
        check(|draft| draft.first_due = "2026-02-31".into(), Err("first-due"));
        check(|draft| draft.rate = "-1".into(), Err("rate"));
        check(|draft| draft.rate = "300".into(), Err("rate"));
        check(|draft| draft.rate = "4,5 %".into(), Ok(3));
        check(
            |draft| {
                draft.by = "amount".into();
                draft.amount = "400".into();
            },
            Ok(3),
        );
        check(|draft| draft.by = "amount".into(), Err("amount"));
    }
}
