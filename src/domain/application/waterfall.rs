//! Payments on debts that consist of costs, interest and principal.

use super::debts::{Applied, Debt, SameDay, oldest_first};
use super::{ApplicationError, least, not_negative};
use crate::domain::money::{Money, MoneyError};
use serde::{Deserialize, Serialize};

/// A part of a debt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Costs and fees.
    #[serde(alias = "fees")]
    Costs,
    /// Interest.
    Interest,
    /// What the invoice was for.
    Principal,
}

/// Which part a payment clears first: all three, each once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Part>", into = "Vec<Part>")]
pub struct Order([Part; 3]);

impl TryFrom<Vec<Part>> for Order {
    type Error = ApplicationError;

    fn try_from(first: Vec<Part>) -> Result<Self, ApplicationError> {
        Self::beginning_with(&first)
    }
}

impl From<Order> for Vec<Part> {
    fn from(order: Order) -> Self {
        order.0.to_vec()
    }
}

impl Order {
    /// Germany, § 367(1) BGB; France, art. 1343-1 Code civil with costs in front.
    pub const COSTS_INTEREST_PRINCIPAL: Self = Self([Part::Costs, Part::Interest, Part::Principal]);
    /// Consumer loans in Germany, § 497(3) BGB.
    pub const COSTS_PRINCIPAL_INTEREST: Self = Self([Part::Costs, Part::Principal, Part::Interest]);

    /// An order by its first parts; parts that are not named come last, in the order costs, interest, principal.
    pub fn beginning_with(first: &[Part]) -> Result<Self, ApplicationError> {
        let mut order = Self::COSTS_INTEREST_PRINCIPAL.0;
        for (place, part) in first.iter().enumerate() {
            let at = order.iter().skip(place).position(|other| other == part).ok_or(ApplicationError::PartTwice(*part))?;
            order[place..=place + at].rotate_right(1);
        }
        Ok(Self(order))
    }

    /// The parts, the first one first.
    pub fn parts(self) -> [Part; 3] {
        self.0
    }
}

/// An amount for each part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owed {
    /// Costs and fees.
    pub costs: Money,
    /// Interest.
    pub interest: Money,
    /// Principal.
    pub principal: Money,
}

impl Owed {
    /// The amount of a part.
    pub fn of(&self, part: Part) -> Money {
        match part {
            Part::Costs => self.costs,
            Part::Interest => self.interest,
            Part::Principal => self.principal,
        }
    }

    fn of_mut(&mut self, part: Part) -> &mut Money {
        match part {
            Part::Costs => &mut self.costs,
            Part::Interest => &mut self.interest,
            Part::Principal => &mut self.principal,
        }
    }

    /// All parts together.
    pub fn total(&self) -> Result<Money, MoneyError> {
        self.costs.checked_add(self.interest)?.checked_add(self.principal)
    }
}

/// What became of the payment and of the debt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waterfall {
    /// What each part got.
    pub applied: Owed,
    /// What is still owed.
    pub left: Owed,
    /// What was paid beyond the debt.
    pub unapplied: Money,
}

/// Applies a payment to the parts of a debt, one after the other. (domain rules §7)
pub fn waterfall(payment: Money, owed: Owed, order: Order) -> Result<Waterfall, ApplicationError> {
    let none = Money::zero(payment.currency());
    let mut applied = Owed { costs: none, interest: none, principal: none };
    let (mut left, mut unapplied) = (owed, not_negative(payment)?);
    for part in order.parts() {
        let given = least(unapplied, not_negative(owed.of(part))?)?;
        unapplied = unapplied.checked_sub(given)?;
        *applied.of_mut(part) = given;
        *left.of_mut(part) = owed.of(part).checked_sub(given)?;
    }
    Ok(Waterfall { applied, left, unapplied })
}

/// Applies a payment to several documents of which each is costs, interest or principal: all documents of the first part, the oldest first, then
/// those of the next. For ledgers that keep late fees and interest as documents of their own.
pub fn part_by_part(payment: Money, debts: &[(Part, Debt)], order: Order, same_day: SameDay) -> Result<Applied, ApplicationError> {
    let mut parts = vec![Money::zero(payment.currency()); debts.len()];
    let mut unapplied = not_negative(payment)?;
    for part in order.parts() {
        let places: Vec<usize> = (0..debts.len()).filter(|place| debts[*place].0 == part).collect();
        let of_part: Vec<Debt> = places.iter().map(|place| debts[*place].1).collect();
        let applied = oldest_first(unapplied, &of_part, same_day)?;
        for (place, amount) in places.into_iter().zip(applied.parts) {
            parts[place] = amount;
        }
        unapplied = applied.unapplied;
    }
    Ok(Applied { parts, unapplied })
}
