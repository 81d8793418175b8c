use super::*;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn easter_falls_where_the_tables_say() {
    // 1818 and 2285 are the earliest, 1943 and 2038 the latest possible day.
    for text in
        ["1818-03-22", "1943-04-25", "1961-04-02", "2000-04-23", "2008-03-23", "2019-04-21", "2024-03-31", "2025-04-20", "2026-04-05"]
    {
        assert_eq!(easter(date(text).year()), Some(date(text)));
    }
    assert_eq!(easter(2038), Some(date("2038-04-25")));
    assert_eq!(easter(2285), Some(date("2285-03-22")));
}

fn days(country: Country, year: i32, expected: &[&str]) {
    let found: Vec<String> = holidays(country, year).iter().map(|(day, _)| day.format("%m-%d").to_string()).collect();
    assert_eq!(found, expected, "{} {year}", country.name());
}

#[test]
fn known_years_of_every_country() {
    days(Country::Us, 2026, &["01-01", "01-19", "02-16", "05-25", "06-19", "07-03", "09-07", "10-12", "11-11", "11-26", "12-25"]);
    days(Country::Gb, 2026, &["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"]);
    days(Country::Ie, 2026, &["01-01", "02-02", "03-17", "04-06", "05-04", "06-01", "08-03", "10-26", "12-25", "12-28"]);
    days(Country::De, 2026, &["01-01", "04-03", "04-06", "05-01", "05-14", "05-25", "10-03", "12-25", "12-26"]);
    days(Country::Fr, 2026, &["01-01", "04-06", "05-01", "05-08", "05-14", "05-25", "07-14", "08-15", "11-01", "11-11", "12-25"]);
    days(Country::Es, 2026, &["01-01", "01-06", "04-03", "05-01", "08-15", "10-12", "11-01", "12-06", "12-08", "12-25"]);
    days(Country::It, 2026, &["01-01", "01-06", "04-06", "04-25", "05-01", "06-02", "08-15", "10-04", "11-01", "12-08", "12-25", "12-26"]);
    days(Country::Pt, 2026, &["01-01", "04-03", "04-25", "05-01", "06-04", "06-10", "08-15", "10-05", "11-01", "12-01", "12-08", "12-25"]);
    days(Country::Nl, 2026, &["01-01", "04-03", "04-06", "04-27", "05-05", "05-14", "05-25", "12-25", "12-26"]);
    days(Country::Be, 2026, &["01-01", "04-06", "05-01", "05-14", "05-25", "07-21", "08-15", "11-01", "11-11", "12-25"]);
    days(
        Country::At,
        2026,
        &["01-01", "01-06", "04-06", "05-01", "05-14", "05-25", "06-04", "08-15", "10-26", "11-01", "12-08", "12-25", "12-26"],
    );
    days(Country::Ch, 2026, &["01-01", "05-14", "08-01", "12-25"]);
    days(Country::Ca, 2026, &["01-01", "04-03", "05-18", "07-01", "09-07", "09-30", "10-12", "11-11", "12-25", "12-28"]);
    days(Country::Au, 2026, &["01-01", "01-26", "04-03", "04-06", "04-25", "12-25", "12-28"]);
    days(Country::Nz, 2026, &["01-01", "01-02", "02-06", "04-03", "04-06", "04-27", "06-01", "07-10", "10-26", "12-25", "12-28"]);
}

#[test]
fn weekends_move_holidays_as_each_country_does() {
    // 1 January 2022 was a Saturday: the United States kept it on 31 December 2021, others on Monday the 3rd.
    assert_eq!(holiday(Country::Us, date("2021-12-31")), Some("New Year’s Day"));
    assert_eq!(holidays(Country::Us, 2021).last().map(|(day, _)| *day), Some(date("2021-12-31")));
    assert_eq!(holiday(Country::Gb, date("2022-01-03")), Some("New Year’s Day"));
    assert_eq!(holiday(Country::De, date("2022-01-03")), None);
    // Christmas 2021: Saturday and Sunday; 2022: Sunday and Monday.
    for (day, name) in
        [("2021-12-27", "Christmas Day"), ("2021-12-28", "Boxing Day"), ("2022-12-27", "Christmas Day"), ("2022-12-26", "Boxing Day")]
    {
        assert_eq!(holiday(Country::Gb, date(day)), Some(name), "{day}");
    }
    // New Zealand in 2022: both days of the new year on the weekend.
    days(Country::Nz, 2022, &["01-03", "01-04", "02-07", "04-15", "04-18", "04-25", "06-06", "06-24", "10-24", "12-26", "12-27"]);
    assert_eq!(holiday(Country::Ie, date("2030-02-01")), Some("St Brigid’s Day"), "a Friday");
    assert_eq!(holiday(Country::Us, date("2020-06-19")), None, "not yet a holiday");
}

#[test]
fn every_matariki_is_a_friday_and_no_list_is_empty() {
    for year in 2022..=2052 {
        let matariki = holidays(Country::Nz, year).into_iter().find(|(_, name)| *name == "Matariki").unwrap().0;
        assert_eq!(matariki.weekday(), Weekday::Fri);
    }
    for country in Country::all() {
        assert!(!source(country).is_empty());
        for year in [1950, 2000, 2026, 2100] {
            let found = holidays(country, year);
            assert!(found.len() >= 4 && found.iter().all(|(day, name)| holiday(country, *day).is_some() && !name.is_empty()));
        }
    }
}
