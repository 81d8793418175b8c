//! The national public holidays of fifteen countries, with the law each list comes from.
//!
//! Weekends are no business days anyway, so Easter Sunday and the like are left out. Checked against the laws named here as far as
//! known in 2026; a list that changes needs a line with the year it holds from.

use super::{Holiday, Shift, When};
use crate::domain::country::Country;
use When::{Before, Brigid, Easter, Listed, Nth, On};
use chrono::Weekday::{Mon, Thu};

const fn day(name: &'static str, when: When) -> Holiday {
    Holiday { name, when, shift: Shift::Stays, from: 0 }
}

const fn kept(name: &'static str, when: When, shift: Shift) -> Holiday {
    Holiday { name, when, shift, from: 0 }
}

const fn since(from: i32, holiday: Holiday) -> Holiday {
    Holiday { from, ..holiday }
}

const NEW_YEAR: Holiday = day("New Year’s Day", On(1, 1));
const EPIPHANY: Holiday = day("Epiphany", On(1, 6));
const GOOD_FRIDAY: Holiday = day("Good Friday", Easter(-2));
const EASTER_MONDAY: Holiday = day("Easter Monday", Easter(1));
const LABOUR_DAY: Holiday = day("Labour Day", On(5, 1));
const ASCENSION: Holiday = day("Ascension Day", Easter(39));
const WHIT_MONDAY: Holiday = day("Whit Monday", Easter(50));
const CORPUS_CHRISTI: Holiday = day("Corpus Christi", Easter(60));
const ASSUMPTION: Holiday = day("Assumption Day", On(8, 15));
const ALL_SAINTS: Holiday = day("All Saints’ Day", On(11, 1));
const IMMACULATE: Holiday = day("Immaculate Conception", On(12, 8));
const CHRISTMAS: Holiday = day("Christmas Day", On(12, 25));
const SECOND_CHRISTMAS: Holiday = day("Second day of Christmas", On(12, 26));
const NEW_YEAR_MONDAY: Holiday = kept("New Year’s Day", On(1, 1), Shift::Monday);
const CHRISTMAS_MOVED: Holiday = kept("Christmas Day", On(12, 25), Shift::TwoDays);
const BOXING_DAY: Holiday = kept("Boxing Day", On(12, 26), Shift::TwoDays);

static US: [Holiday; 11] = [
    kept("New Year’s Day", On(1, 1), Shift::Nearest),
    day("Martin Luther King Jr. Day", Nth(1, Mon, 3)),
    day("Washington’s Birthday", Nth(2, Mon, 3)),
    day("Memorial Day", Nth(5, Mon, 0)),
    since(2021, kept("Juneteenth", On(6, 19), Shift::Nearest)),
    kept("Independence Day", On(7, 4), Shift::Nearest),
    day("Labor Day", Nth(9, Mon, 1)),
    day("Columbus Day", Nth(10, Mon, 2)),
    kept("Veterans Day", On(11, 11), Shift::Nearest),
    day("Thanksgiving", Nth(11, Thu, 4)),
    kept("Christmas Day", On(12, 25), Shift::Nearest),
];

static GB: [Holiday; 8] = [
    NEW_YEAR_MONDAY,
    GOOD_FRIDAY,
    EASTER_MONDAY,
    day("Early May bank holiday", Nth(5, Mon, 1)),
    day("Spring bank holiday", Nth(5, Mon, 0)),
    day("Summer bank holiday", Nth(8, Mon, 0)),
    CHRISTMAS_MOVED,
    BOXING_DAY,
];

static IE: [Holiday; 10] = [
    NEW_YEAR_MONDAY,
    since(2023, day("St Brigid’s Day", Brigid)),
    kept("St Patrick’s Day", On(3, 17), Shift::Monday),
    EASTER_MONDAY,
    day("May holiday", Nth(5, Mon, 1)),
    day("June holiday", Nth(6, Mon, 1)),
    day("August holiday", Nth(8, Mon, 1)),
    day("October holiday", Nth(10, Mon, 0)),
    CHRISTMAS_MOVED,
    kept("St Stephen’s Day", On(12, 26), Shift::TwoDays),
];

static DE: [Holiday; 9] = [
    NEW_YEAR,
    GOOD_FRIDAY,
    EASTER_MONDAY,
    LABOUR_DAY,
    ASCENSION,
    WHIT_MONDAY,
    since(1990, day("Day of German Unity", On(10, 3))),
    CHRISTMAS,
    SECOND_CHRISTMAS,
];

static FR: [Holiday; 11] = [
    NEW_YEAR,
    EASTER_MONDAY,
    LABOUR_DAY,
    day("Victory in Europe Day", On(5, 8)),
    ASCENSION,
    WHIT_MONDAY,
    day("Bastille Day", On(7, 14)),
    ASSUMPTION,
    ALL_SAINTS,
    day("Armistice Day", On(11, 11)),
    CHRISTMAS,
];

static ES: [Holiday; 10] = [
    NEW_YEAR,
    EPIPHANY,
    GOOD_FRIDAY,
    LABOUR_DAY,
    ASSUMPTION,
    day("National Day", On(10, 12)),
    ALL_SAINTS,
    day("Constitution Day", On(12, 6)),
    IMMACULATE,
    CHRISTMAS,
];

static IT: [Holiday; 12] = [
    NEW_YEAR,
    EPIPHANY,
    EASTER_MONDAY,
    day("Liberation Day", On(4, 25)),
    LABOUR_DAY,
    day("Republic Day", On(6, 2)),
    ASSUMPTION,
    since(2026, day("St Francis of Assisi", On(10, 4))),
    ALL_SAINTS,
    IMMACULATE,
    CHRISTMAS,
    SECOND_CHRISTMAS,
];

static PT: [Holiday; 12] = [
    NEW_YEAR,
    GOOD_FRIDAY,
    day("Freedom Day", On(4, 25)),
    LABOUR_DAY,
    CORPUS_CHRISTI,
    day("Portugal Day", On(6, 10)),
    ASSUMPTION,
    day("Republic Day", On(10, 5)),
    ALL_SAINTS,
    day("Restoration of Independence", On(12, 1)),
    IMMACULATE,
    CHRISTMAS,
];

static NL: [Holiday; 9] = [
    NEW_YEAR,
    GOOD_FRIDAY,
    EASTER_MONDAY,
    // On a Sunday it is kept the day before, a Saturday.
    since(2014, day("King’s Day", On(4, 27))),
    day("Liberation Day", On(5, 5)),
    ASCENSION,
    WHIT_MONDAY,
    CHRISTMAS,
    SECOND_CHRISTMAS,
];

static BE: [Holiday; 10] = [
    NEW_YEAR,
    EASTER_MONDAY,
    LABOUR_DAY,
    ASCENSION,
    WHIT_MONDAY,
    day("National Day", On(7, 21)),
    ASSUMPTION,
    ALL_SAINTS,
    day("Armistice Day", On(11, 11)),
    CHRISTMAS,
];

static AT: [Holiday; 13] = [
    NEW_YEAR,
    EPIPHANY,
    EASTER_MONDAY,
    LABOUR_DAY,
    ASCENSION,
    WHIT_MONDAY,
    CORPUS_CHRISTI,
    ASSUMPTION,
    day("National Day", On(10, 26)),
    ALL_SAINTS,
    IMMACULATE,
    CHRISTMAS,
    SECOND_CHRISTMAS,
];

static CH: [Holiday; 4] = [NEW_YEAR, ASCENSION, day("National Day", On(8, 1)), CHRISTMAS];

static CA: [Holiday; 10] = [
    NEW_YEAR_MONDAY,
    GOOD_FRIDAY,
    day("Victoria Day", Before(5, 25, Mon)),
    kept("Canada Day", On(7, 1), Shift::Monday),
    day("Labour Day", Nth(9, Mon, 1)),
    since(2021, kept("National Day for Truth and Reconciliation", On(9, 30), Shift::Monday)),
    day("Thanksgiving", Nth(10, Mon, 2)),
    kept("Remembrance Day", On(11, 11), Shift::Monday),
    CHRISTMAS_MOVED,
    BOXING_DAY,
];

static AU: [Holiday; 7] = [
    NEW_YEAR_MONDAY,
    kept("Australia Day", On(1, 26), Shift::Monday),
    GOOD_FRIDAY,
    EASTER_MONDAY,
    day("Anzac Day", On(4, 25)),
    CHRISTMAS_MOVED,
    BOXING_DAY,
];

static NZ: [Holiday; 11] = [
    kept("New Year’s Day", On(1, 1), Shift::TwoDays),
    kept("Day after New Year’s Day", On(1, 2), Shift::TwoDays),
    kept("Waitangi Day", On(2, 6), Shift::Monday),
    GOOD_FRIDAY,
    EASTER_MONDAY,
    kept("Anzac Day", On(4, 25), Shift::Monday),
    day("King’s Birthday", Nth(6, Mon, 1)),
    day("Matariki", Listed(2022, &MATARIKI)),
    day("Labour Day", Nth(10, Mon, 4)),
    CHRISTMAS_MOVED,
    BOXING_DAY,
];

/// Te Kāhui o Matariki Public Holiday Act 2022, schedule 1: month and day from 2022 on.
static MATARIKI: [(u32, u32); 31] = [
    (6, 24),
    (7, 14),
    (6, 28),
    (6, 20),
    (7, 10),
    (6, 25),
    (7, 14),
    (7, 6),
    (6, 21),
    (7, 11),
    (7, 2),
    (6, 24),
    (7, 7),
    (6, 29),
    (7, 18),
    (7, 10),
    (6, 25),
    (7, 15),
    (7, 6),
    (7, 19),
    (7, 11),
    (7, 3),
    (6, 24),
    (7, 7),
    (6, 29),
    (7, 19),
    (7, 3),
    (6, 25),
    (7, 15),
    (6, 30),
    (6, 21),
];

/// A country's list and the law it comes from.
pub(super) fn of(country: Country) -> (&'static [Holiday], &'static str) {
    match country {
        Country::Us => (&US, "5 U.S.C. 6103 (federal holidays)"),
        Country::Gb => (&GB, "Banking and Financial Dealings Act 1971 (England and Wales)"),
        Country::Ie => (&IE, "Organisation of Working Time Act 1997, second schedule; 2022 for St Brigid’s Day"),
        Country::De => (&DE, "holiday laws of the states, as far as they agree"),
        Country::Fr => (&FR, "Code du travail, art. L3133-1"),
        Country::Es => (&ES, "Real Decreto 2001/1983, art. 45 (national days)"),
        Country::It => (&IT, "Legge 260/1949; Legge 151/2025 for 4 October"),
        Country::Pt => (&PT, "Código do Trabalho, art. 234"),
        Country::Nl => (&NL, "Algemene termijnenwet, art. 3"),
        Country::Be => (&BE, "Royal Decree of 18 April 1974, art. 1"),
        Country::At => (&AT, "Arbeitsruhegesetz, § 7"),
        Country::Ch => (&CH, "days that all cantons keep; federal constitution, art. 110, for 1 August"),
        Country::Ca => (&CA, "Canada Labour Code, s. 166 (federal)"),
        Country::Au => (&AU, "Fair Work Act 2009, s. 115; without the King’s Birthday, whose day differs by state"),
        Country::Nz => (&NZ, "Holidays Act 2003, s. 44; Te Kāhui o Matariki Public Holiday Act 2022"),
    }
}
