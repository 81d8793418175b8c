//! What is typed about an agency, and how it is read.

use crate::domain::agency::{Agency, AgencyFees, FeeBand, Vetted, VettingPoint};
use crate::domain::approach::Language;
use crate::domain::country::Country;
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::ui::forms::{Findings, read_amount, read_currency, read_named_date, read_percent};
use chrono::NaiveDate;
use leptos::prelude::*;
use rust_decimal::Decimal;

/// A commission as typed.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct BandDraft {
    pub key: usize,
    pub over_days: RwSignal<String>,
    pub percent: RwSignal<String>,
}

/// A point of the checklist as ticked.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct PointDraft {
    pub point: VettingPoint,
    pub ticked: RwSignal<bool>,
    pub on: RwSignal<String>,
    pub note: RwSignal<String>,
}

/// The whole agency as typed.
#[derive(Clone, Copy)]
pub(super) struct AgencyDraft {
    pub name: RwSignal<String>,
    pub contact: RwSignal<String>,
    pub email: RwSignal<String>,
    pub note: RwSignal<String>,
    pub ended: RwSignal<bool>,
    pub countries: StoredValue<Vec<(Country, RwSignal<bool>)>>,
    pub languages: StoredValue<Vec<(Language, RwSignal<bool>)>>,
    pub currency: RwSignal<String>,
    pub least_debt: RwSignal<String>,
    pub bands: RwSignal<Vec<BandDraft>>,
    pub flat: RwSignal<String>,
    pub least: RwSignal<String>,
    pub tax: RwSignal<String>,
    pub points: StoredValue<Vec<PointDraft>>,
}

fn text(value: &str) -> RwSignal<String> {
    RwSignal::new(value.to_owned())
}

fn plain(amount: Option<Money>) -> RwSignal<String> {
    RwSignal::new(amount.map(Money::to_plain).unwrap_or_default())
}

fn band_draft(key: usize, band: Option<&FeeBand>) -> BandDraft {
    let over_days = band.map_or_else(String::new, |band| band.over_days.to_string());
    let percent = band.map_or_else(String::new, |band| band.percent.normalize().to_string());
    BandDraft { key, over_days: RwSignal::new(over_days), percent: RwSignal::new(percent) }
}

impl AgencyDraft {
    pub(super) fn of(agency: &Agency, home: Currency, today: NaiveDate) -> Self {
        let fees = &agency.fees;
        let amounts = [agency.least_debt, fees.flat, fees.least];
        let currency = amounts.into_iter().flatten().next().map_or(home, Money::currency);
        let point = |point: VettingPoint| {
            let known = agency.checks.iter().find(|check| check.point == point);
            PointDraft {
                point,
                ticked: RwSignal::new(known.is_some()),
                on: RwSignal::new(known.map_or(today, |known| known.on).to_string()),
                note: text(known.map_or("", |known| &known.note)),
            }
        };
        let bands: Vec<_> = fees.bands.iter().enumerate().map(|(key, band)| band_draft(key, Some(band))).collect();
        Self {
            name: text(&agency.name),
            contact: text(&agency.contact),
            email: text(&agency.email),
            note: text(&agency.note),
            ended: RwSignal::new(agency.ended),
            countries: StoredValue::new(Country::all().map(|one| (one, RwSignal::new(agency.countries.contains(&one)))).collect()),
            languages: StoredValue::new(Language::ALL.map(|one| (one, RwSignal::new(agency.languages.contains(&one)))).to_vec()),
            currency: text(currency.code()),
            least_debt: plain(agency.least_debt),
            bands: RwSignal::new(bands),
            flat: plain(fees.flat),
            least: plain(fees.least),
            tax: RwSignal::new(if fees.tax_percent.is_zero() { String::new() } else { fees.tax_percent.normalize().to_string() }),
            points: StoredValue::new(VettingPoint::ALL.map(point).to_vec()),
        }
    }

    pub(super) fn add_band(self) {
        self.bands.update(|all| all.push(band_draft(all.iter().map(|one| one.key + 1).max().unwrap_or(0), None)));
    }

    fn read_bands(self, found: &mut Findings) -> Option<Vec<FeeBand>> {
        let mut bands: Vec<FeeBand> = Vec::new();
        let mut whole = true;
        for row in self.bands.get_untracked() {
            let (days, percent) = (row.over_days.get_untracked(), row.percent.get_untracked());
            if days.trim().is_empty() && percent.trim().is_empty() {
                continue;
            }
            let days = if days.trim().is_empty() { "0".to_owned() } else { days };
            let days = days.trim().parse::<u16>().map_err(|_| "Enter a whole number of days, 0 or more.".to_owned());
            let days = days.and_then(|days| match bands.iter().any(|band| band.over_days == days) {
                true => Err(format!("There is a commission after {days} days already.")),
                false => Ok(days),
            });
            let days = found.take(format!("over-{}", row.key), days);
            let percent = found.take(format!("percent-{}", row.key), read_percent(&percent));
            whole &= days.is_some() && percent.is_some();
            bands.extend(days.zip(percent).map(|(over_days, percent)| FeeBand { over_days, percent }));
        }
        whole.then_some(bands)
    }

    fn read_points(self, today: NaiveDate, found: &mut Findings) -> Option<Vec<Vetted>> {
        let mut checks = Vec::new();
        let mut whole = true;
        for (place, row) in self.points.get_value().into_iter().enumerate().filter(|(_, row)| row.ticked.get_untracked()) {
            let on = read_named_date("the day you checked it", &row.on.get_untracked());
            let on = on.and_then(|on| if on > today { Err("This day is still to come.".to_owned()) } else { Ok(on) });
            let on = found.take(format!("point-on-{place}"), on);
            whole &= on.is_some();
            checks.extend(on.map(|on| Vetted { point: row.point, on, note: row.note.get_untracked() }));
        }
        whole.then_some(checks)
    }

    /// The agency with its number, or nothing and what is wrong.
    pub(super) fn read(self, number: u32, today: NaiveDate, found: &mut Findings) -> Option<Agency> {
        let typed = |signal: RwSignal<String>| signal.get_untracked();
        let name = match typed(self.name) {
            name if name.trim().is_empty() => Err("Enter the name of the agency.".to_owned()),
            name => Ok(name),
        };
        let name = found.take("name", name);
        let currency = found.take("currency", read_currency(&typed(self.currency)));
        let mut amount = |field: &'static str, signal| {
            let text = typed(signal);
            if text.trim().is_empty() { Some(None) } else { found.take(field, read_amount(&text, currency?)).map(Some) }
        };
        let (least_debt, flat, least) = (amount("least_debt", self.least_debt), amount("flat", self.flat), amount("least", self.least));
        let tax = typed(self.tax);
        let tax = if tax.trim().is_empty() { Some(Decimal::ZERO) } else { found.take("tax", read_percent(&tax)) };
        let (bands, checks) = (self.read_bands(found), self.read_points(today, found));
        Some(Agency {
            number,
            name: name?,
            contact: typed(self.contact),
            email: typed(self.email),
            countries: ticked(self.countries),
            languages: ticked(self.languages),
            least_debt: least_debt?,
            fees: AgencyFees { bands: bands?, flat: flat?, least: least?, tax_percent: tax? },
            checks: checks?,
            note: typed(self.note),
            ended: self.ended.get_untracked(),
        })
    }
}

fn ticked<T: Copy + Send + Sync + 'static>(all: StoredValue<Vec<(T, RwSignal<bool>)>>) -> Vec<T> {
    all.with_value(|all| all.iter().filter(|(_, ticked)| ticked.get_untracked()).map(|(one, _)| *one).collect())
}
