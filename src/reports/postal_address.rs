//! The address of a customer as it stands in the window of an envelope.
//!
//! A letter abroad ends with the country in capitals, a letter at home does not name it (Universal Postal Union, addressing guidelines).

use crate::domain::country::Country;
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::policy::Channel;

/// Name, person to reach, address and, abroad, the country: one line per line.
pub fn postal_address(ledger: &Ledger, customer: CustomerId) -> String {
    let Some(found) = ledger.customer(customer) else { return String::new() };
    let details = &found.details;
    let person = details.contact_for(Channel::Letter).map_or("", |contact| contact.name.as_str());
    let person = if person == details.name { "" } else { person };
    let mut lines: Vec<String> = [details.name.as_str(), person].map(str::to_owned).to_vec();
    lines.extend(with_country(lines_of(&details.address), details.country.trim(), ledger));
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

fn lines_of(address: &str) -> Vec<&str> {
    address.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

/// The lines of an address, the last one the country in capitals when it is another than the owner's.
fn with_country(mut lines: Vec<&str>, country: &str, ledger: &Ledger) -> Vec<String> {
    let last = lines.last().copied().unwrap_or_default();
    let same = |one: &str, other: &str| match (Country::from_text(one), Country::from_text(other)) {
        (None, None) => one.to_lowercase() == other.to_lowercase(),
        (one, other) => one == other,
    };
    let names_it = if country.is_empty() { Country::from_text(last).is_some() } else { same(last, country) };
    let country = if country.is_empty() && names_it { last } else { country };
    let mut written: Vec<String> = Vec::new();
    if !lines.is_empty() && !country.is_empty() && !own_country(ledger).is_some_and(|own| same(&own, country)) {
        if names_it {
            lines.pop();
        }
        written.push(Country::from_text(country).map_or(country, |known| known.name()).to_uppercase());
    }
    lines.into_iter().map(str::to_owned).chain(written).collect()
}

/// Where the owner posts letters: the last line of their address, else the country of the account holder or of the holidays kept.
/// A last line that is no country at all equals no customer's.
pub(super) fn own_country(ledger: &Ledger) -> Option<String> {
    let settings = ledger.settings();
    let last = lines_of(&settings.business.address).last().map(|line| (*line).to_owned());
    if last.as_deref().is_some_and(|line| Country::from_text(line).is_some()) {
        return last;
    }
    let holder = Some(settings.payment.address.country.clone()).filter(|code| Country::from_text(code).is_some());
    holder.or_else(|| ledger.policy().closed_days.country.map(|country| country.name().to_owned())).or(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::Command;
    use crate::domain::customer::{Contact, CustomerDetails};
    use crate::domain::settings::Settings;

    fn address(own: &str, theirs: &str, country: &str) -> String {
        let mut ledger = Ledger::default();
        let today = "2026-01-31".parse().unwrap();
        let mut settings = Settings::default();
        settings.business.address = own.to_owned();
        ledger.execute(&Command::ChangeSettings { settings }, today).unwrap();
        let contacts = vec![Contact { name: "Mia".to_owned(), ..Contact::default() }];
        let details =
            CustomerDetails { contacts, address: theirs.to_owned(), country: country.to_owned(), ..CustomerDetails::named("Ada Ltd") };
        ledger.execute(&Command::AddCustomer { details }, today).unwrap();
        postal_address(&ledger, CustomerId(1))
    }

    #[test]
    fn abroad_the_country_stands_last_in_capitals() {
        let us = "18 Market Lane\nPortland\nUnited States";
        assert_eq!(address(us, "Calle Mayor 5\n28013 Madrid", "es"), "Ada Ltd\nMia\nCalle Mayor 5\n28013 Madrid\nSPAIN");
        assert_eq!(address(us, "Calle Mayor 5\n28013 Madrid\nEspaña", "Spain"), "Ada Ltd\nMia\nCalle Mayor 5\n28013 Madrid\nSPAIN");
        assert_eq!(address(us, "Calle Mayor 5\n\n 28013 Madrid \nSpain\n", ""), "Ada Ltd\nMia\nCalle Mayor 5\n28013 Madrid\nSPAIN");
        assert_eq!(address(us, "1-1 Chiyoda\nTokyo", "Japan"), "Ada Ltd\nMia\n1-1 Chiyoda\nTokyo\nJAPAN");
        assert_eq!(address(us, "1-1 Chiyoda\nTokyo\njapan", "Japan"), "Ada Ltd\nMia\n1-1 Chiyoda\nTokyo\nJAPAN");
    }

    #[test]
    fn at_home_the_address_stays_as_it_was_typed() {
        let us = "18 Market Lane\nPortland\nUnited States";
        assert_eq!(address(us, "1 Elm Street\nSalem", "USA"), "Ada Ltd\nMia\n1 Elm Street\nSalem");
        assert_eq!(address(us, "1 Elm Street\nSalem\nUSA", "US"), "Ada Ltd\nMia\n1 Elm Street\nSalem\nUSA");
        assert_eq!(address("1-1 Chiyoda\nJapan", "2-2 Minato\nTokyo", "japan"), "Ada Ltd\nMia\n2-2 Minato\nTokyo");
        assert_eq!(address(us, "1 Elm Street\nSalem", ""), "Ada Ltd\nMia\n1 Elm Street\nSalem");
        assert_eq!(
            address("", "1 Elm Street\nSalem", "USA"),
            "Ada Ltd\nMia\n1 Elm Street\nSalem\nUNITED STATES",
            "where from is not known"
        );
        assert_eq!(address(us, "", "Spain"), "Ada Ltd\nMia", "a country alone is no address");
    }

    #[test]
    fn seven_lines_are_what_an_address_abroad_with_a_person_takes() {
        // style/print.css leaves room for seven lines in the window.
        let lines = address("Portland\nUnited States", "c/o Casa\nEdificio 3\nCalle Mayor 5\n28013 Madrid", "Spain");
        assert_eq!(lines.lines().count(), 7);
    }
}
