//! Money and schedules under random figures: nothing is lost, nothing drifts (exam item 13).

use chrono::{Datelike, NaiveDate};
use proptest::array::uniform25;
use proptest::prelude::*;
use recoup::domain::calendar::{add_days, days_in_month};
use recoup::domain::currency::Currency;
use recoup::domain::money::{Money, Residual, Rounding};
use recoup::domain::schedule::{Frequency, Instalments, MAX_INSTALMENTS, PlanTerms, ScheduleError, TermsError, propose};
use rust_decimal::Decimal;

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

fn currencies() -> Vec<Currency> {
    (0..1000).filter_map(Currency::from_numeric).collect()
}

fn any_residual() -> impl Strategy<Value = Residual> {
    prop::sample::select(vec![Residual::Last, Residual::First, Residual::Spread])
}

/// From cents to the largest document, evenly over the orders of magnitude.
fn any_total() -> impl Strategy<Value = i64> {
    (0..=12_u32, 1..10_000_i64).prop_map(|(zeros, digits)| (digits * 10_i64.pow(zeros) / 1000).clamp(1, Money::MAX_MINOR))
}

fn any_terms() -> impl Strategy<Value = PlanTerms> {
    let money = (prop::sample::select(currencies()), any_total(), 0..100_i64);
    let instalments = prop_oneof![(1..=400_u32).prop_map(Err), (1..=100_i64).prop_map(Ok)];
    let frequency = prop::sample::select(Frequency::ALL.to_vec());
    let rate = prop_oneof![Just(Decimal::ZERO), (1..=1_000_000_i64).prop_map(|rate| Decimal::new(rate, 4))];
    (money, instalments, frequency, 0..80_000_i64, rate, any_residual()).prop_map(
        |((currency, total, down_pct), instalments, frequency, day, rate_pct, residual)| PlanTerms {
            total: Money::from_minor(total, currency),
            down_payment: Money::from_minor(total / 100 * down_pct, currency),
            instalments: match instalments {
                Err(count) => Instalments::Count(count),
                Ok(percent) => Instalments::Amount(Money::from_minor((total / 100 * percent).max(1), currency)),
            },
            frequency,
            first_due: add_days(NaiveDate::default(), day),
            rate_pct,
            residual,
        },
    )
}

fn any_minor() -> impl Strategy<Value = i64> {
    -Money::MAX_MINOR..=Money::MAX_MINOR
}

// 100,000 of each, 25 to a case: starting a case costs more than what it checks.
proptest! {
    #![proptest_config(cases(4_000))]

    #[test]
    fn splits_sum_exactly(splits in uniform25((any_minor(), 1..=24_usize)), residual in any_residual()) {
        for (minor, count) in splits {
            let parts = Money::from_minor(minor, Currency::USD).split(count, residual);
            prop_assert_eq!(parts.len(), count);
            prop_assert_eq!(parts.iter().map(|part| part.minor()).sum::<i64>(), minor);
        }
    }

    /// The part is the exact one rounded half away from zero, and part and remainder are the whole.
    #[test]
    fn percentages_sum_exactly(percentages in uniform25((any_minor(), 0..=1_000_000_i64))) {
        for (minor, rate) in percentages {
            let whole = Money::from_minor(minor, Currency::USD);
            let part = Money::from_decimal(whole.to_decimal() * Decimal::new(rate, 6), Currency::USD, Rounding::HalfUp).unwrap();
            let rest = whole.checked_sub(part).unwrap();
            prop_assert_eq!(part.checked_add(rest), Ok(whole));
            let (exact, million) = (i128::from(minor) * i128::from(rate), 1_000_000_i128);
            prop_assert_eq!(i128::from(part.minor()), (2 * exact.abs() + million) / (2 * million) * exact.signum());
        }
    }
}

proptest! {
    #![proptest_config(cases(2_000))]

    #[test]
    fn money_survives_its_text(minor in -i64::MAX..=i64::MAX, currency in prop::sample::select(currencies())) {
        let money = Money::from_minor(minor, currency);
        prop_assert_eq!(money.to_string().parse(), Ok(money));
    }

    #[test]
    fn proposals_lose_nothing_and_never_drift(terms in any_terms()) {
        match propose(&terms) {
            Ok(plan) => {
                let parts = &plan.instalments;
                let sum = |part: fn(&recoup::domain::schedule::Instalment) -> Money| parts.iter().map(|row| part(row).minor()).sum::<i64>();
                let financed = terms.total.minor() - terms.down_payment.minor();
                prop_assert_eq!(sum(|row| row.principal), financed);
                prop_assert_eq!(sum(|row| row.interest), plan.total_interest.minor());
                prop_assert_eq!(sum(|row| row.amount), financed + plan.total_interest.minor());
                prop_assert_eq!(sum(|row| row.amount) + plan.down_payment.minor(), plan.total_to_pay.minor());

                let mut balance = financed;
                for (index, row) in parts.iter().enumerate() {
                    balance -= row.principal.minor();
                    prop_assert_eq!(row.balance_after.minor(), balance);
                    prop_assert_eq!(row.number as usize, index + 1);
                    prop_assert_eq!(row.amount.minor(), row.principal.minor() + row.interest.minor());
                    prop_assert!(row.principal.is_positive() && row.interest.minor() >= 0);
                    prop_assert!(terms.rate_pct != Decimal::ZERO || row.interest.is_zero());
                    if let Instalments::Amount(most) = terms.instalments {
                        prop_assert!(row.amount == most || (balance == 0 && row.amount.minor() < most.minor()));
                    }
                    let days = row.due.signed_duration_since(terms.first_due).num_days();
                    let month_length = days_in_month(row.due.year(), row.due.month());
                    let months = (row.due.year() - terms.first_due.year()) * 12 + row.due.month() as i32 - terms.first_due.month() as i32;
                    if terms.frequency.per_year() == 12 {
                        prop_assert_eq!(months, index as i32);
                    }
                    match terms.frequency {
                        Frequency::Weekly => prop_assert_eq!(days, index as i64 * 7),
                        Frequency::Biweekly => prop_assert_eq!(days, index as i64 * 14),
                        Frequency::Monthly => prop_assert_eq!(row.due.day(), terms.first_due.day().min(month_length)),
                        Frequency::EndOfMonth => prop_assert_eq!(row.due.day(), month_length),
                    }
                }
                prop_assert!(parts.windows(2).all(|pair| pair[0].due < pair[1].due));
                prop_assert_eq!(balance, 0);
                match terms.instalments {
                    Instalments::Count(count) => prop_assert_eq!(parts.len(), count as usize),
                    Instalments::Amount(_) => prop_assert!(parts.len() <= MAX_INSTALMENTS as usize),
                }
            }
            // A refusal must be one that the figures explain.
            Err(TermsError::Schedule(ScheduleError::BelowOneUnit { principal, count })) => {
                prop_assert!(principal.minor() < i64::from(count));
            }
            Err(TermsError::Schedule(ScheduleError::Uneven { principal, count })) => {
                let growth = terms.rate_pct * Decimal::from(count) / Decimal::from(terms.frequency.per_year() * 100);
                prop_assert!(growth > Decimal::ONE || principal.minor() < 10 * i64::from(count).pow(2), "{principal} in {count}");
            }
            Err(TermsError::Schedule(ScheduleError::NeverPaidOff { instalment, interest })) => {
                prop_assert!(interest.minor() >= instalment.minor());
            }
            Err(TermsError::Schedule(ScheduleError::InstalmentTooSmall(instalment))) => {
                prop_assert!(instalment.minor() * 10 < terms.total.minor());
            }
            Err(other) => prop_assert!(false, "{other}"),
        }
    }
}
