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

#[cfg(test)]
mod tests {
    use super::super::{CreditPolicy, CustomerTier};
    use super::*;

    #[test]
    fn a_limit_is_above_zero_and_alone_in_its_currency() {
        let usd = |minor| Money::from_minor(minor, Currency::USD);
        let eur = |minor| Money::from_minor(minor, Currency::EUR);
        let check = |limits: Vec<Money>, expected: Result<Vec<Money>, PolicyProblem>| {
            let policy = CreditPolicy { limits: limits.clone(), ..CreditPolicy::default() };
            assert_eq!(policy.checked().map(|policy| policy.limits), expected);
            let tier = CustomerTier { name: "Web".to_owned(), limits, ..CustomerTier::default() };
            let policy = CreditPolicy { tiers: vec![tier], ..CreditPolicy::default() };
            assert_eq!(policy.checked().map(|policy| policy.tiers[0].limits.clone()), expected);
        };
        check(vec![usd(1), eur(2)], Ok(vec![eur(2), usd(1)]));
        check(vec![usd(0)], Err(PolicyProblem::LimitAmount));
        check(vec![eur(5), usd(-1)], Err(PolicyProblem::LimitAmount));
        check(vec![usd(Money::MAX_MINOR + 1)], Err(PolicyProblem::LimitAmount));
        check(vec![usd(1), eur(2), usd(3)], Err(PolicyProblem::LimitTwice));
        assert_eq!(PolicyProblem::LimitAmount.to_string(), "A credit limit has to be above zero.");
    }
}
