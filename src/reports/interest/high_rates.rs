//! Agreed rates that are high and that some law limits: facts for the owner, never a refusal. (domain rules §4, figures by its sources)

use crate::domain::interest::AgreedRate;
use rust_decimal::Decimal;

/// Above so many percent a year, what there is to know. In rising order.
const LIMITS: [(i64, &str); 4] = [
    (16, "New York: a business can be asked for more than 16 % a year only if it is a corporation or the like."),
    (18, "18 % a year is what agreed rates usually come to at most. A court can lower one that is far above the usual."),
    (25, "New York: more than 25 % a year is a crime."),
    (35, "Canada: more than 35 % a year is a crime since January 1, 2025."),
];

/// What is to be known about a high rate, a sentence each; nothing for a usual one.
pub fn rate_warnings(rate: &AgreedRate) -> Vec<&'static str> {
    let percent = rate.percent_a_year();
    LIMITS.iter().filter(|(limit, _)| percent > Decimal::from(*limit)).map(|(_, sentence)| *sentence).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::interest::RatePeriod;

    #[test]
    fn the_higher_a_rate_the_more_there_is_to_know() {
        let count = |percent: &str, per| rate_warnings(&AgreedRate { per, ..AgreedRate::yearly(percent.parse().unwrap()) }).len();
        assert_eq!((count("16", RatePeriod::Year), count("16.01", RatePeriod::Year)), (0, 1));
        assert_eq!((count("1.5", RatePeriod::Month), count("1.6", RatePeriod::Month)), (1, 2));
        assert_eq!((count("35", RatePeriod::Year), count("3", RatePeriod::Month), count("100", RatePeriod::Year)), (3, 4, 4));
    }
}
