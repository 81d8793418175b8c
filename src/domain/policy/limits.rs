//! Credit limits: the most that is owed, one for each currency.

use super::PolicyProblem;
use crate::domain::currency::Currency;
use crate::domain::money::Money;

/// The most currencies that limits are named in.
const MOST_LIMITS: usize = 20;

/// One limit above zero for each currency, in the order of their codes.
pub(super) fn checked_limits(mut limits: Vec<Money>) -> Result<Vec<Money>, PolicyProblem> {
    limits.sort_by_key(|limit| limit.currency().code());
    if limits.len() > MOST_LIMITS {
        return Err(PolicyProblem::TooManyLimits);
    }
    if limits.iter().any(|limit| !limit.is_positive() || limit.minor() > Money::MAX_MINOR) {
        return Err(PolicyProblem::LimitAmount);
    }
    if limits.windows(2).any(|pair| pair[0].currency() == pair[1].currency()) {
        return Err(PolicyProblem::LimitTwice);
    }
    Ok(limits)
}

/// The limit in a currency.
pub(super) fn limit_in(limits: &[Money], currency: Currency) -> Option<Money> {
    limits.iter().find(|limit| limit.currency() == currency).copied()
}
