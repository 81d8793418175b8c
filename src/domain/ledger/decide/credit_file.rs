//! The credit file of a customer and their limits in several currencies.

use super::{fits, not_after_today, plausible, positive, required};
use crate::domain::credit_file::{CreditFile, MOST_REFERENCES};
use crate::domain::currency::Currency;
use crate::domain::customer::CustomerDetails;
use crate::domain::money::Money;
use crate::domain::rejection::Rejection;
use chrono::NaiveDate;

/// A further limit is above zero, and the only one of its currency.
pub(super) fn further_limits(details: &CustomerDetails) -> Result<Vec<Money>, Rejection> {
    let mut seen: Vec<Currency> = details.credit_limit.iter().map(|limit| limit.currency()).collect();
    for limit in &details.further_limits {
        positive(*limit)?;
        if seen.contains(&limit.currency()) {
            return Err(Rejection::NothingToDo("Give one limit for each currency."));
        }
        seen.push(limit.currency());
    }
    Ok(details.further_limits.clone())
}

/// The file with its texts trimmed; what lies ahead is refused where it cannot be known.
pub(super) fn checked_file(file: &CreditFile, today: NaiveDate) -> Result<CreditFile, Rejection> {
    let file = file.clone().trimmed();
    for (field, what, value, most, lines) in file.texts() {
        fits(value, field, what, most, lines)?;
    }
    for (field, what, on) in file.past_days() {
        not_after_today(on, field, what, today)?;
    }
    if file.references.len() > MOST_REFERENCES {
        return Err(Rejection::NothingToDo("At most 12 references can be on file."));
    }
    for one in &file.references {
        required(&one.who, "references", "who the reference is")?;
    }
    if let Some(agency) = &file.agency {
        required(&agency.agency, "agency", "the name of the agency")?;
    }
    if let Some(insured) = &file.insured {
        positive(insured.amount)?;
        insured.until.map(plausible).transpose()?;
    }
    file.review.map(plausible).transpose()?;
    Ok(file)
}
