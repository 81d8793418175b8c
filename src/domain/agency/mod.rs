//! Collection agencies the owner knows: what they ask for their work, what they take, and what was checked of them.
//!
//! A directory in the settings. What an agency was given is not here (a placement names the agency by its number), nor how it did.

mod fees;

pub use fees::{AgencyFee, AgencyFees, FeeBand, FeeError};

use super::approach::Language;
use super::country::Country;
use super::money::Money;
use super::text_rules::{limits, text_problem};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The most agencies of a directory.
pub const MOST_AGENCIES: usize = 50;

/// What to check of an agency before it gets a debt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VettingPoint {
    /// It is licensed or registered where the customers are, where that is asked for.
    Licence,
    /// It is insured against its own mistakes.
    Insurance,
    /// Others who gave it debts were asked.
    References,
    /// It is a member of an association with a code of conduct, or showed its own.
    Ethics,
    /// There is a contract on the customers' data, and it protects them.
    DataProtection,
    /// What it collects lies on an account apart from its own money.
    TrustAccount,
}

impl VettingPoint {
    /// All of them, in the order of a checklist.
    pub const ALL: [Self; 6] = [Self::Licence, Self::Insurance, Self::References, Self::Ethics, Self::DataProtection, Self::TrustAccount];
}

/// A point that was found in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vetted {
    /// Which.
    pub point: VettingPoint,
    /// The day it was looked at.
    pub on: NaiveDate,
    /// What was seen: the number of the licence, who was asked.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// One agency.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Agency {
    /// Its number, from 1, never given to another.
    pub number: u32,
    /// Its name. Never empty.
    pub name: String,
    /// Who to speak to, address, telephone.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub contact: String,
    /// Its e-mail address.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// Where it collects; empty while that is not known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<Country>,
    /// The languages it speaks; empty while that is not known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Language>,
    /// The smallest debt it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least_debt: Option<Money>,
    /// What it asks.
    #[serde(default, skip_serializing_if = "AgencyFees::is_unknown")]
    pub fees: AgencyFees,
    /// What was found in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<Vetted>,
    /// The owner's own note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// It gets no more debts.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ended: bool,
}

impl Agency {
    /// What was not found in order yet.
    pub fn unchecked(&self) -> impl Iterator<Item = VettingPoint> {
        VettingPoint::ALL.into_iter().filter(|point| self.checks.iter().all(|check| check.point != *point))
    }
}

/// The agencies of a business, by number.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Agencies(Vec<Agency>);

/// Why a directory cannot be kept.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AgencyProblem {
    /// No name.
    #[error("Enter the name of the agency.")]
    NoName,
    /// A name that another one has.
    #[error("There is an agency named {0} already.")]
    NameTaken(String),
    /// A text that is too long or cannot be shown.
    #[error("{0} is too long, or holds characters that cannot be shown.")]
    Text(&'static str),
    /// A smallest debt of nothing.
    #[error("The smallest debt must be above zero. Leave it empty when there is none.")]
    LeastDebt,
    /// What it asks makes no sense.
    #[error(transparent)]
    Fees(#[from] FeeError),
    /// A point, country or language twice.
    #[error("A country, language or checked point is named twice.")]
    Twice,
    /// Too many.
    #[error("There can be at most {MOST_AGENCIES} agencies.")]
    TooMany,
    /// Numbers that are not those of a directory.
    #[error("The numbers of the agencies are not in order.")]
    Numbers,
}

impl Agencies {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, those that ended included.
    pub fn all(&self) -> &[Agency] {
        &self.0
    }

    /// One of them.
    pub fn get(&self, number: u32) -> Option<&Agency> {
        self.0.iter().find(|agency| agency.number == number)
    }

    /// With an agency: a new one gets the next number, one that is there is replaced.
    ///
    /// # Errors
    /// As [`Self::checked`].
    pub fn with(&self, agency: Agency) -> Result<Self, AgencyProblem> {
        let mut all = self.0.clone();
        match all.iter_mut().find(|one| one.number == agency.number) {
            Some(place) => *place = agency,
            None => {
                let number = all.last().map_or(0, |last| last.number) + 1;
                all.push(Agency { number, ..agency });
            }
        }
        Self(all).checked()
    }

    /// With texts trimmed, and countries, languages, points and bands in order.
    ///
    /// # Errors
    /// The first thing that cannot be kept.
    pub fn checked(mut self) -> Result<Self, AgencyProblem> {
        if self.0.len() > MOST_AGENCIES {
            return Err(AgencyProblem::TooMany);
        }
        if !self.0.is_sorted_by(|one, next| one.number < next.number) || self.0.first().is_some_and(|first| first.number == 0) {
            return Err(AgencyProblem::Numbers);
        }
        self.0.iter_mut().try_for_each(in_order)?;
        for (place, agency) in self.0.iter().enumerate() {
            if self.0[..place].iter().any(|other| other.name.to_lowercase() == agency.name.to_lowercase()) {
                return Err(AgencyProblem::NameTaken(agency.name.clone()));
            }
        }
        Ok(self)
    }
}

fn in_order(agency: &mut Agency) -> Result<(), AgencyProblem> {
    let Agency { name, contact, email, note, checks, .. } = agency;
    let own = [
        (name, "The name", limits::NAME, false),
        (contact, "The contact", limits::ADDRESS, true),
        (email, "The e-mail address", limits::EMAIL, false),
        (note, "The note", limits::NOTE, true),
    ];
    let of_checks = checks.iter_mut().map(|check| (&mut check.note, "The note on a checked point", limits::REASON, false));
    for (text, what, most, lines) in own.into_iter().chain(of_checks) {
        *text = text.trim().to_owned();
        if text_problem(text, most, lines).is_some() {
            return Err(AgencyProblem::Text(what));
        }
    }
    if agency.name.is_empty() {
        return Err(AgencyProblem::NoName);
    }
    if agency.least_debt.is_some_and(|least| !least.is_positive()) {
        return Err(AgencyProblem::LeastDebt);
    }
    agency.countries.sort_unstable();
    agency.languages.sort_unstable();
    agency.checks.sort_by_key(|check| check.point);
    let twice = agency.countries.windows(2).any(|pair| pair[0] == pair[1])
        || agency.languages.windows(2).any(|pair| pair[0] == pair[1])
        || agency.checks.windows(2).any(|pair| pair[0].point == pair[1].point);
    if twice {
        return Err(AgencyProblem::Twice);
    }
    agency.fees = std::mem::take(&mut agency.fees).checked()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Agency {
        Agency { name: name.to_owned(), ..Agency::default() }
    }

    #[test]
    fn a_directory_numbers_its_agencies_and_keeps_names_apart() {
        let day = "2026-11-23".parse().unwrap();
        let vetted = |point| Vetted { point, on: day, note: String::new() };
        let first = Agency {
            countries: vec![Country::Gb, Country::De],
            checks: vec![vetted(VettingPoint::TrustAccount), vetted(VettingPoint::Licence)],
            ..named(" Acme ")
        };
        let one = Agencies::default().with(first).unwrap();
        let two = one.with(named("Bolt")).unwrap();
        assert_eq!(two.all().iter().map(|agency| (agency.number, agency.name.as_str())).collect::<Vec<_>>(), [(1, "Acme"), (2, "Bolt")]);
        let acme = two.get(1).unwrap();
        assert_eq!(acme.countries, [Country::Gb, Country::De]);
        use VettingPoint::*;
        assert_eq!(acme.unchecked().collect::<Vec<_>>(), [Insurance, References, Ethics, DataProtection]);
        let renamed = two.with(Agency { number: 2, ended: true, ..named("Bolt Ltd") }).unwrap();
        assert_eq!((renamed.all().len(), renamed.get(2).map(|agency| agency.ended)), (2, Some(true)));
        let refused = |agency: Agency, expected: AgencyProblem| assert_eq!(two.with(agency), Err(expected));
        refused(named("ACME"), AgencyProblem::NameTaken("ACME".to_owned()));
        refused(named("  "), AgencyProblem::NoName);
        refused(named(&"x".repeat(201)), AgencyProblem::Text("The name"));
        refused(Agency { least_debt: Some("0.00 EUR".parse().unwrap()), ..named("Zero") }, AgencyProblem::LeastDebt);
        refused(Agency { countries: vec![Country::De, Country::De], ..named("Twice") }, AgencyProblem::Twice);
        let many = (0..=MOST_AGENCIES).map(|nth| Agency { number: nth as u32 + 1, ..named(&nth.to_string()) }).collect();
        assert_eq!(Agencies(many).checked(), Err(AgencyProblem::TooMany));
        assert_eq!(Agencies(vec![Agency { number: 0, ..named("A") }]).checked(), Err(AgencyProblem::Numbers));
    }
}
