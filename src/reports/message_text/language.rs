//! In which language and in which tone a customer is written to.

use crate::domain::approach::Language;
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::policy::{Channel, Tone};

/// Countries that clearly speak one of the languages, by name and code. Belgium, Switzerland, Canada and Luxembourg do not.
const COUNTRIES: [(Language, &[&str]); 7] = [
    (
        Language::En,
        &[
            "us",
            "usa",
            "united states",
            "united states of america",
            "gb",
            "uk",
            "united kingdom",
            "great britain",
            "england",
            "scotland",
            "wales",
            "northern ireland",
            "ie",
            "ireland",
            "au",
            "australia",
            "nz",
            "new zealand",
        ],
    ),
    (
        Language::Es,
        &[
            "es",
            "spain",
            "españa",
            "mx",
            "mexico",
            "méxico",
            "ar",
            "argentina",
            "cl",
            "chile",
            "co",
            "colombia",
            "pe",
            "peru",
            "perú",
            "uy",
            "uruguay",
            "ec",
            "ecuador",
            "ve",
            "venezuela",
            "cr",
            "costa rica",
            "gt",
            "guatemala",
            "do",
            "dominican republic",
        ],
    ),
    (Language::De, &["de", "germany", "deutschland", "at", "austria", "österreich", "li", "liechtenstein"]),
    (Language::Fr, &["fr", "france", "mc", "monaco"]),
    (Language::Pt, &["pt", "portugal", "br", "brazil", "brasil"]),
    (Language::It, &["it", "italy", "italia", "sm", "san marino"]),
    (Language::Nl, &["nl", "netherlands", "the netherlands", "nederland", "holland"]),
];

/// The language of a country as the owner or a file writes it; `None` where it has several, or none of ours.
fn language_of_country(country: &str) -> Option<Language> {
    let country = country.trim().to_lowercase();
    COUNTRIES.iter().find(|(_, names)| names.contains(&country.as_str())).map(|(language, _)| *language)
}

/// The language a customer is written to in: the one chosen for them, else their country's, else the owner's usual one.
pub fn language_of(ledger: &Ledger, customer: CustomerId) -> Language {
    let details = ledger.customer(customer).map(|found| &found.details);
    let chosen = details.and_then(|details| details.approach.language.or_else(|| language_of_country(&details.country)));
    chosen.unwrap_or(ledger.settings().language)
}

/// The language of a message by its channel.
pub fn language_by(ledger: &Ledger, customer: CustomerId, channel: Channel) -> Language {
    match channel {
        Channel::Phone => language_of_calls(ledger, customer),
        Channel::Email | Channel::Letter | Channel::Sms | Channel::WhatsApp => language_of(ledger, customer),
    }
}

/// The language of the notes for a call, which are for the owner: the one chosen for the customer, else the owner's usual one. A
/// country alone does not make the owner speak its language.
fn language_of_calls(ledger: &Ledger, customer: CustomerId) -> Language {
    ledger.customer(customer).and_then(|found| found.details.approach.language).unwrap_or(ledger.settings().language)
}

/// The tone a customer is spoken to in: a step's, except that those on whom much depends are never spoken to in a harsher
/// tone than friendly, and those in hardship in one tone milder.
pub fn tone_for(ledger: &Ledger, customer: CustomerId, tone: Tone) -> Tone {
    let Some(found) = ledger.customer(customer) else { return tone };
    match (found.details.approach.vip, found.details.approach.hardship, tone) {
        (true, ..) | (_, true, Tone::Firm) => Tone::Friendly,
        (_, true, Tone::Final) => Tone::Firm,
        _ => tone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_decides_only_when_it_is_clear() {
        let check = |country: &str, expected| assert_eq!(language_of_country(country), expected, "{country}");
        check(" Germany ", Some(Language::De));
        check("ÖSTERREICH", Some(Language::De));
        check("BR", Some(Language::Pt));
        check("United States", Some(Language::En));
        ["Belgium", "CH", "Canada", "Luxembourg", "Japan", "", "D"].iter().for_each(|country| check(country, None));
    }
}
