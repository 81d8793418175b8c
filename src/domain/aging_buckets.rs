//! Aging buckets: which range of days an amount falls into.
//!
//! Kept as edges only, so a gap or an overlap cannot be written down; ranges typed by the owner are checked by
//! [`AgingBuckets::from_ranges`]. The first bucket is open towards the past (“current”: not due, due today
//! included), the last towards the future.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The last day count of every bucket but the open-ended last one, ascending.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<i32>", into = "Vec<i32>")]
pub struct AgingBuckets {
    last_days: Vec<i32>,
}

/// Why a set of buckets is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BucketProblem {
    /// Fewer than two or more than twelve buckets.
    #[error("Use between 2 and 12 buckets.")]
    Count,
    /// Days that belong to no bucket.
    #[error("No bucket holds {}.", day_words(*.first, *.last))]
    Gap {
        /// First day without a bucket.
        first: i32,
        /// Last day without a bucket.
        last: i32,
    },
    /// Days that belong to two buckets.
    #[error("Two buckets hold {}.", day_words(*.first, *.last))]
    Overlap {
        /// First day in both.
        first: i32,
        /// Last day in both.
        last: i32,
    },
    /// A bucket that ends before it begins.
    #[error("A bucket ends before it begins (day {from} to day {to}).")]
    Backwards {
        /// First day.
        from: i32,
        /// Last day.
        to: i32,
    },
    /// The first bucket has a beginning or the last one an end.
    #[error("The first bucket must have no beginning and the last one no end, so that every invoice has its place.")]
    NotOpenEnded,
    /// Beyond ten years.
    #[error("A bucket edge can be at most 3,650 days away.")]
    TooFar,
}

fn day_words(first: i32, last: i32) -> String {
    if first == last { format!("day {first}") } else { format!("days {first} to {last}") }
}

impl AgingBuckets {
    /// Buckets by the last day of each but the last: `[0, 30, 60, 90]` is current, 1–30, 31–60, 61–90, 91 and more.
    pub fn from_last_days(last_days: Vec<i32>) -> Result<Self, BucketProblem> {
        if last_days.is_empty() || last_days.len() > 11 {
            return Err(BucketProblem::Count);
        }
        if last_days.iter().any(|day| day.unsigned_abs() > 3650) {
            return Err(BucketProblem::TooFar);
        }
        if let Some(pair) = last_days.windows(2).find(|pair| pair[0] >= pair[1]) {
            return Err(BucketProblem::Backwards { from: pair[0] + 1, to: pair[1] });
        }
        Ok(Self { last_days })
    }

    /// Buckets by first and last day, `None` for an open end, in order.
    pub fn from_ranges(ranges: &[(Option<i32>, Option<i32>)]) -> Result<Self, BucketProblem> {
        let (Some(first), Some(last)) = (ranges.first(), ranges.last()) else { return Err(BucketProblem::Count) };
        let inner_open = ranges.iter().skip(1).any(|range| range.0.is_none()) || ranges.iter().rev().skip(1).any(|range| range.1.is_none());
        if first.0.is_some() || last.1.is_some() || inner_open {
            return Err(BucketProblem::NotOpenEnded);
        }
        for range in ranges {
            if let (Some(from), Some(to)) = *range
                && from > to
            {
                return Err(BucketProblem::Backwards { from, to });
            }
        }
        for pair in ranges.windows(2) {
            if let (Some(end), Some(start)) = (pair[0].1, pair[1].0) {
                let expected = end.saturating_add(1);
                if start > expected {
                    return Err(BucketProblem::Gap { first: expected, last: start - 1 });
                }
                if start < expected {
                    return Err(BucketProblem::Overlap { first: start, last: end });
                }
            }
        }
        Self::from_last_days(ranges.iter().filter_map(|range| range.1).collect())
    }

    /// How many buckets there are.
    pub fn count(&self) -> usize {
        self.last_days.len() + 1
    }

    /// The last day of every bucket but the open-ended last one.
    pub fn last_days(&self) -> &[i32] {
        &self.last_days
    }

    /// The bucket of an age in days. `days <= 0` on the default buckets is current.
    pub fn bucket_of(&self, days: i64) -> usize {
        self.last_days.iter().map(|last| usize::from(days > i64::from(*last))).sum()
    }

    /// The first and last day of a bucket, `None` where it is open.
    pub fn range(&self, bucket: usize) -> (Option<i32>, Option<i32>) {
        let from = bucket.checked_sub(1).and_then(|before| self.last_days.get(before)).map(|last| last + 1);
        (from, self.last_days.get(bucket).copied())
    }

    /// The name of a bucket: `current`, `1-30`, `90+` (which means 91 and more, as is the custom).
    pub fn label(&self, bucket: usize) -> String {
        match self.range(bucket) {
            (None, Some(0)) => "current".to_owned(),
            (None, Some(last)) => format!("up to {last}"),
            (Some(from), Some(last)) => format!("{from}-{last}"),
            (Some(from), None) => format!("{}+", from - 1),
            (None, None) => "all".to_owned(),
        }
    }

    /// Every label, in order.
    pub fn labels(&self) -> Vec<String> {
        (0..self.count()).map(|bucket| self.label(bucket)).collect()
    }
}

impl Default for AgingBuckets {
    /// Current, 1–30, 31–60, 61–90, 90+ (domain rules §1).
    fn default() -> Self {
        Self { last_days: vec![0, 30, 60, 90] }
    }
}

impl TryFrom<Vec<i32>> for AgingBuckets {
    type Error = BucketProblem;
    fn try_from(last_days: Vec<i32>) -> Result<Self, Self::Error> {
        Self::from_last_days(last_days)
    }
}

impl From<AgingBuckets> for Vec<i32> {
    fn from(buckets: AgingBuckets) -> Self {
        buckets.last_days
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_are_inclusive() {
        let buckets = AgingBuckets::default();
        for (days, label) in [(-5, "current"), (0, "current"), (1, "1-30"), (30, "1-30"), (31, "31-60"), (90, "61-90"), (91, "90+")] {
            assert_eq!(buckets.label(buckets.bucket_of(days)), label, "{days}");
        }
    }

    #[test]
    fn ranges_leave_no_gap_and_no_overlap() {
        let check = |ranges: &[(Option<i32>, Option<i32>)], expected: Result<Vec<i32>, BucketProblem>| {
            assert_eq!(AgingBuckets::from_ranges(ranges).map(Vec::from), expected);
        };
        check(&[(None, Some(0)), (Some(1), Some(30)), (Some(31), None)], Ok(vec![0, 30]));
        check(&[(None, Some(0)), (Some(30), Some(60)), (Some(61), None)], Err(BucketProblem::Gap { first: 1, last: 29 }));
        check(&[(None, Some(30)), (Some(30), None)], Err(BucketProblem::Overlap { first: 30, last: 30 }));
        check(&[(Some(0), Some(30)), (Some(31), None)], Err(BucketProblem::NotOpenEnded));
        check(&[(None, Some(0)), (Some(1), Some(30))], Err(BucketProblem::NotOpenEnded));
        check(&[(None, Some(0)), (Some(1), Some(-3)), (Some(31), None)], Err(BucketProblem::Backwards { from: 1, to: -3 }));
        check(&[], Err(BucketProblem::Count));
        assert!(serde_json::from_str::<AgingBuckets>("[30,0]").is_err());
    }
}
