//! The laws on real cases. Figures by hand; the worked examples of the sources are in `tests/vectors.jsonl`.

use super::*;
use crate::domain::currency::Currency;
use crate::domain::interest::balance::{OpenBalance, open_balances};
use crate::domain::interest::tests::{day, number};
use crate::domain::money::Money;
use CustomerKind::{Business, Consumer};

fn money(text: &str) -> Money {
    text.parse().unwrap()
}

fn balances(amount: &str, payments: &[(&str, &str)]) -> Vec<OpenBalance> {
    let payments: Vec<_> = payments.iter().map(|(on, paid)| (day(on), money(paid))).collect();
    open_balances(day("2023-01-01"), money(amount), &payments).unwrap()
}

fn claimed(preset: Preset, fixing: Fixing, due: &str, balances: &[OpenBalance], as_of: &str, debtor: CustomerKind) -> Claim {
    let debt = Debt { due: day(due), balances, debtor, fixed_sum_charged: false };
    claim(preset, fixing, &preset.reference().built_in(), &debt, day(as_of)).unwrap()
}

/// Each segment as `from..to principal@percent`, then interest, fixed sum and total.
fn told(claim: &Claim) -> String {
    let part = |part: &crate::domain::interest::Segment| {
        format!("{}..{} {}@{}", part.from, part.to, part.principal.to_plain(), part.percent.normalize())
    };
    let fixed = claim.fixed_sum.map_or_else(|why| format!("{why:?}"), Money::to_plain);
    let sums = [claim.accrual.interest.to_plain(), fixed, claim.total.to_plain()];
    claim.accrual.segments.iter().map(part).chain(sums).collect::<Vec<_>>().join(" | ")
}

#[test]
fn a_claim_shows_its_segments_and_sums() {
    let check = |preset: Preset, amount: &str, payments: &[(&str, &str)], due: &str, as_of: &str, debtor, expected: &str| {
        let claim = claimed(preset, preset.fixing(), due, &balances(amount, payments), as_of, debtor);
        assert_eq!(told(&claim), expected, "{preset:?} {amount} {debtor:?}");
        assert!(!claim.accrual.beyond_rates, "{preset:?} {as_of}");
    };
    // 5.25 on 31 December 2023 plus 8, for the life of the debt: 1,000 × 13.25 % × 60/365 + 600 × 13.25 % × 183/365 = 21.7808… + 39.8589…
    let part = &[("2024-03-31", "400.00 GBP")];
    check(
        Preset::UnitedKingdom,
        "1000.00 GBP",
        part,
        "2024-01-31",
        "2024-09-30",
        Business,
        "2024-02-01..2024-03-31 1000.00@13.25 | 2024-04-01..2024-09-30 600.00@13.25 | 61.64 | 70.00 | 731.64",
    );
    check(Preset::UnitedKingdom, "1000.00 GBP", part, "2024-01-31", "2024-09-30", Consumer, "0.00 | Consumer | 600.00");
    // 1,000 × (12.62 × 46 + 12.37 × 92)/36500 = 15.9046… + 31.1791…
    let germany = |debtor, expected| check(Preset::Germany, "1000.00 EUR", &[], "2024-05-15", "2024-09-30", debtor, expected);
    germany(Business, "2024-05-16..2024-06-30 1000.00@12.62 | 2024-07-01..2024-09-30 1000.00@12.37 | 47.08 | 40.00 | 1087.08");
    germany(Consumer, "2024-05-16..2024-06-30 1000.00@8.62 | 2024-07-01..2024-09-30 1000.00@8.37 | 31.96 | Consumer | 1031.96");
    // The half-year does not matter, only the days of payment: 500 on 1 June at 12.5, the rest on 30 September at 12.25.
    check(
        Preset::Ireland,
        "1000.00 EUR",
        &[("2024-06-01", "500.00 EUR")],
        "2024-05-15",
        "2024-09-30",
        Business,
        "2024-05-16..2024-06-01 500.00@12.5 | 2024-05-16..2024-09-30 500.00@12.25 | 26.07 | 40.00 | 566.07",
    );
    // A payment that came back bears interest again from the day after it did.
    check(
        Preset::Ireland,
        "1000.00 EUR",
        &[("2024-06-01", "500.00 EUR"), ("2024-06-10", "-500.00 EUR")],
        "2024-05-15",
        "2024-09-30",
        Business,
        "2024-05-16..2024-06-01 500.00@12.5 | 2024-05-16..2024-09-30 500.00@12.25 | 2024-06-11..2024-09-30 500.00@12.25 \
         | 44.86 | 40.00 | 1084.86",
    );
    // Paid in time, and the payment came back on 30 June 2024: 1,000 × 13.25 % × 92/365 = 33.3972…, at the rate of the due date in the United Kingdom.
    let bounced = &[("2024-01-20", "1000.00 GBP"), ("2024-06-30", "-1000.00 GBP")];
    let expected = "2024-07-01..2024-09-30 1000.00@13.25 | 33.40 | 70.00 | 1103.40";
    check(Preset::UnitedKingdom, "1000.00 GBP", bounced, "2024-01-31", "2024-09-30", Business, expected);
    let one = |preset, expected| check(preset, "1000.00 EUR", &[], "2023-12-31", "2024-01-31", Business, expected);
    one(Preset::EuropeanUnion, "2024-01-01..2024-01-31 1000.00@12.5 | 10.62 | 40.00 | 1050.62");
    one(Preset::Netherlands, "2024-01-01..2024-01-31 1000.00@12.5 | 10.62 | 40.00 | 1050.62");
    one(Preset::France, "2024-01-01..2024-01-31 1000.00@14.5 | 12.32 | 40.00 | 1052.32");
    one(Preset::Belgium, "2024-01-01..2024-01-31 1000.00@12.5 | 10.62 | 40.00 | 1050.62");
    one(Preset::Austria, "2024-01-01..2024-01-31 1000.00@13.08 | 11.11 | 40.00 | 1051.11");
}

#[test]
fn the_rate_of_the_united_kingdom_can_be_fixed_otherwise() {
    let check = |fixing, expected: &str| {
        let claim = claimed(Preset::UnitedKingdom, fixing, "2023-05-31", &balances("1000.00 GBP", &[]), "2023-08-31", Business);
        let rates: Vec<_> = claim.rates.iter().map(|rate| format!("{} {} {}", rate.from, rate.reference_on, rate.percent)).collect();
        assert_eq!(rates.join(", "), expected, "{fixing:?}");
    };
    check(Fixing::AtStart, "2023-06-01 2022-12-31 11.50");
    check(Fixing::HalfYear, "2023-06-01 2022-12-31 11.50, 2023-07-01 2023-06-30 13.00");
    check(Fixing::EveryChange, "2023-06-01 2023-06-01 12.50, 2023-06-22 2023-06-22 13.00, 2023-08-03 2023-08-03 13.25");
}

#[test]
fn a_fixed_sum_is_charged_once_by_size_in_the_laws_currency() {
    let check = |preset, debt: &str, debtor, expected: Result<&str, NoFixedSum>| {
        assert_eq!(fixed_sum(preset, money(debt), debtor), expected.map(money), "{preset:?} {debt} {debtor:?}");
    };
    check(Preset::UnitedKingdom, "999.99 GBP", Business, Ok("40.00 GBP"));
    check(Preset::UnitedKingdom, "1000.00 GBP", Business, Ok("70.00 GBP"));
    check(Preset::UnitedKingdom, "9999.99 GBP", Business, Ok("70.00 GBP"));
    check(Preset::UnitedKingdom, "10000.00 GBP", Business, Ok("100.00 GBP"));
    check(Preset::UnitedKingdom, "0.00 GBP", Business, Err(NoFixedSum::NotOverdue));
    check(Preset::UnitedKingdom, "500.00 USD", Business, Err(NoFixedSum::OtherCurrency(Currency::GBP)));
    check(Preset::Ireland, "1000.00 EUR", Business, Ok("40.00 EUR"));
    check(Preset::Ireland, "10000.01 EUR", Business, Ok("100.00 EUR"));
    check(Preset::Germany, "99999.00 EUR", Business, Ok("40.00 EUR"));
    check(Preset::Germany, "99999.00 EUR", Consumer, Err(NoFixedSum::Consumer));
    let balances = balances("1000.00 GBP", &[]);
    let debt = Debt { due: day("2024-01-31"), balances: &balances, debtor: Business, fixed_sum_charged: true };
    let as_of = |on| claim(Preset::UnitedKingdom, Fixing::AtStart, &Reference::BankRate.built_in(), &debt, day(on)).unwrap();
    assert_eq!(as_of("2024-03-01").fixed_sum, Err(NoFixedSum::AlreadyCharged));
    assert_eq!(told(&as_of("2024-01-31")), "0.00 | NotOverdue | 1000.00");
}

#[test]
fn rates_not_known_yet_are_used_and_said() {
    let check = |preset: Preset, due, as_of, beyond| {
        let claim = claimed(preset, preset.fixing(), due, &balances("100.00 EUR", &[]), as_of, Business);
        assert_eq!(claim.accrual.beyond_rates, beyond, "{preset:?} {as_of}");
    };
    check(Preset::Germany, "2026-05-01", "2026-06-30", false);
    check(Preset::Germany, "2026-05-01", "2026-07-01", true);
    check(Preset::UnitedKingdom, "2026-05-01", "2026-11-23", false);
    check(Preset::UnitedKingdom, "2026-06-30", "2026-11-23", true);
    check(Preset::Ireland, "2026-06-30", "2026-11-23", true);
    let balances = balances("100.00 PLN", &[]);
    let debt = Debt { due: day("2024-01-31"), balances: &balances, debtor: Business, fixed_sum_charged: false };
    let poland = |references: &RateTable, debt: &Debt, as_of: &str| claim(Preset::Poland, Fixing::HalfYear, references, debt, day(as_of));
    let table = Reference::PolishRate.built_in();
    let early = open_balances(day("2019-11-30"), money("100.00 PLN"), &[]).unwrap();
    let early = Debt { due: day("2019-11-30"), balances: &early, ..debt };
    assert_eq!(poland(&table, &early, "2019-12-31"), Err(InterestError::NoRate(day("2019-07-01"))));
    let claim = poland(&table, &debt, "2024-12-31").unwrap();
    assert_eq!(told(&claim), "2024-02-01..2024-12-31 100.00@15.75 | 14.46 | OtherCurrency(EUR) | 114.46");
}

/// The half-year table of domain rules §4 and its own check: the German base rate is the ECB's less 0.88.
#[test]
fn the_tables_are_those_of_the_paper() {
    for reference in Reference::ALL {
        let table = reference.built_in();
        assert!(table.checked().is_some() && table.until().is_some(), "{reference:?}");
        assert_eq!(RateTable::of_references(table.rows().to_vec(), table.checked(), table.until()), Ok(table), "{reference:?}");
    }
    let (ecb, german) = (Reference::Ecb.built_in(), Reference::GermanBase.built_in());
    for (year, uk, base) in [
        (2015, ["0.50", "0.50"], ["-0.83", "-0.83"]),
        (2016, ["0.50", "0.50"], ["-0.83", "-0.88"]),
        (2017, ["0.25", "0.25"], ["-0.88", "-0.88"]),
        (2018, ["0.50", "0.50"], ["-0.88", "-0.88"]),
        (2019, ["0.75", "0.75"], ["-0.88", "-0.88"]),
        (2020, ["0.75", "0.10"], ["-0.88", "-0.88"]),
        (2021, ["0.10", "0.10"], ["-0.88", "-0.88"]),
        (2022, ["0.25", "1.25"], ["-0.88", "-0.88"]),
        (2023, ["3.50", "5.00"], ["1.62", "3.12"]),
        (2024, ["5.25", "5.25"], ["3.62", "3.37"]),
        (2025, ["4.75", "4.25"], ["2.27", "1.27"]),
        (2026, ["3.75", ""], ["1.27", ""]),
    ] {
        for (half, (uk, base)) in uk.into_iter().zip(base).enumerate().filter(|(_, (uk, _))| !uk.is_empty()) {
            let from = NaiveDate::from_ymd_opt(year, 1 + 6 * half as u32, 1).unwrap();
            let rate = Preset::UnitedKingdom.applied(from, number("8"), Fixing::AtStart, &Reference::BankRate.built_in()).unwrap();
            assert_eq!((rate.reference, german.on(from)), (number(uk), Some(number(base))), "{from}");
            assert_eq!(ecb.on(from).map(|rate| rate - number("0.88")), german.on(from), "{from}");
        }
    }
    let belgian = |ecb| Preset::Belgium.percent(number(ecb), number("8")).unwrap();
    assert_eq!(["0.05", "0.15", "2.50", "3.15", "2.15"].map(belgian), ["8.5", "8.5", "10.5", "11.5", "10.5"].map(number));
    assert_eq!(with_margin(number("-0.88"), number("0.5")), Ok(Decimal::ZERO));
    assert_eq!(Preset::of(Country::Ie), Some(Preset::Ireland));
}
