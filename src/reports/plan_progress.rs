//! How a payment plan stands on a day: which instalments are paid, due and missed.
//!
//! Payments fill instalments in order. What has been paid is the plan's total minus what its documents still owe,
//! so a payment, a credit note and a bounced payment all show at once. Interest that was never earned is no part of the total.

use crate::domain::ids::PlanId;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::plan::Plan;
use chrono::NaiveDate;

/// Where an instalment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InstalmentState {
    /// Nothing is left of it.
    Paid,
    /// Not due yet.
    Open,
    /// Due on the day itself.
    DueToday,
    /// Its date has passed.
    Missed,
}

/// One instalment and what has come in for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstalmentProgress {
    /// Counted from 0; the down payment, when there is one, is the first.
    pub number: u16,
    /// When it is due.
    pub due: NaiveDate,
    /// The day it was before it was moved off one without business, if it was.
    pub nominal: Option<NaiveDate>,
    /// What is due.
    pub amount: Money,
    /// What has been paid of it.
    pub paid: Money,
    /// Where it stands.
    pub state: InstalmentState,
}

impl InstalmentProgress {
    /// What is left of it.
    pub fn left(&self) -> Money {
        Money::from_minor(self.amount.minor() - self.paid.minor(), self.amount.currency())
    }
}

/// A plan on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanProgress {
    /// The plan.
    pub plan: PlanId,
    /// Its instalments in order.
    pub instalments: Vec<InstalmentProgress>,
    /// All instalments together, without interest that was credited because it was not earned.
    pub total: Money,
    /// What has been paid on it.
    pub paid: Money,
    /// What is left of missed instalments.
    pub arrears: Money,
    /// Whether nothing is left to pay.
    pub completed: bool,
    /// Whether it was ended on or before the day.
    pub ended: bool,
}

impl PlanProgress {
    /// The next instalment with anything left.
    pub fn next(&self) -> Option<&InstalmentProgress> {
        self.instalments.iter().find(|instalment| instalment.state != InstalmentState::Paid)
    }

    /// Number of missed instalments.
    pub fn missed(&self) -> usize {
        self.instalments.iter().filter(|instalment| instalment.state == InstalmentState::Missed).count()
    }
}

/// The standing of a plan on a day.
pub fn plan_progress(ledger: &Ledger, plan: &Plan, as_of: NaiveDate) -> Option<PlanProgress> {
    let currency = plan.instalments.first()?.amount.currency();
    let (total, paid) = ledger.plan_paid(plan, as_of);
    let mut left_to_fill = paid;
    let mut arrears = 0;
    let mut instalments = Vec::with_capacity(plan.instalments.len());
    for (number, instalment) in plan.instalments.iter().enumerate() {
        let amount = instalment.amount.minor();
        let filled = amount.min(left_to_fill);
        left_to_fill -= filled;
        let state = match instalment.due.cmp(&as_of) {
            _ if filled == amount => InstalmentState::Paid,
            std::cmp::Ordering::Less => InstalmentState::Missed,
            std::cmp::Ordering::Equal => InstalmentState::DueToday,
            std::cmp::Ordering::Greater => InstalmentState::Open,
        };
        if state == InstalmentState::Missed {
            arrears += amount - filled;
        }
        instalments.push(InstalmentProgress {
            number: number as u16,
            due: instalment.due,
            nominal: instalment.nominal,
            amount: instalment.amount,
            paid: Money::from_minor(filled, currency),
            state,
        });
    }
    Some(PlanProgress {
        plan: plan.id,
        instalments,
        total: Money::from_minor(total, currency),
        paid: Money::from_minor(paid, currency),
        arrears: Money::from_minor(arrears, currency),
        completed: paid == total,
        ended: plan.ended.as_ref().is_some_and(|end| end.on <= as_of),
    })
}
