//! The table: code, name, years, law; what differs for goods and consumers, and where the lists disagree.

use super::Place;
use crate::domain::limits::limitation::Count;

const fn land(code: &'static str, name: &'static str, years: u8, law: &'static str) -> Place {
    Place { code, name, years, goods: None, consumers: None, longest: None, count: Count::Anniversary, restarts: true, law, note: "" }
}

/// Sales of goods have 4 years in nearly all states, whatever the lists for written contracts say.
const fn state(code: &'static str, name: &'static str, years: u8) -> Place {
    let (goods, longest) = if years > 4 { (Some(4), None) } else { (None, Some(4)) };
    Place { goods, longest, restarts: false, ..land(code, name, years, "UCC 2-725 for sales of goods") }
}

pub(super) const PLACES: [Place; 86] = [
    land("GB", "England and Wales", 6, "Limitation Act 1980 ss. 5 and 29 to 31"),
    land("GB-NIR", "Northern Ireland", 6, "Limitation (Northern Ireland) Order 1989"),
    land("GB-SCT", "Scotland", 5, "Prescription and Limitation (Scotland) Act 1973 ss. 6 and 10")
        .note("The debt itself ends, not only the right to go to court."),
    land("IE", "Ireland", 6, "Statute of Limitations 1957 ss. 11, 56 and 65"),
    land("DE", "Germany", 3, "BGB §§ 195, 199 and 212").year_end(),
    land("FR", "France", 5, "Code civil art. 2224 and 2240, Code de la consommation art. L218-2")
        .consumers(2)
        .unsure()
        .note("A list says that only court action stops the time; the Code civil names the debtor's acknowledgement too."),
    land("IT", "Italy", 10, "Codice civile art. 2944 and 2946"),
    land("NL", "Netherlands", 5, "Burgerlijk Wetboek art. 3:307 and 3:318"),
    land("BE", "Belgium", 5, "").up_to(10).note("5 years by the lists; the general period is 10."),
    land("ES", "Spain", 5, "Código Civil art. 1964 and 1973").up_to(15).note("Older lists say 15."),
    land("PT", "Portugal", 20, "Código Civil art. 309 and 325").note("Shorter for what traders claim from consumers: ask before you wait."),
    land("PL", "Poland", 3, "Kodeks cywilny art. 118, 123 and 554").goods(2).note("It may run on to the end of the calendar year."),
    land("AT", "Austria", 3, "ABGB §§ 1486 and 1497"),
    land("DK", "Denmark", 3, "Forældelsesloven §§ 3 and 15"),
    land("MT", "Malta", 5, "").unsure(),
    land("MC", "Monaco", 5, "").unsure(),
    land("TR", "Turkey", 5, "").unsure(),
    land("RU", "Russia", 3, "Civil Code art. 196 and 203"),
    land("CH", "Switzerland", 5, "OR art. 127, 128 and 135")
        .up_to(10)
        .note("5 years for retail sales, work by craftsmen and the like; otherwise 10."),
    land("SE", "Sweden", 10, "Preskriptionslagen 1981:130 §§ 2 and 5").consumers(3),
    land("NO", "Norway", 3, "Foreldelsesloven §§ 2 and 14"),
    land("FI", "Finland", 3, "Laki velan vanhentumisesta 728/2003"),
    land("CZ", "Czechia", 3, "").unsure(),
    land("AU", "Australia", 6, "the Limitation Act of the state")
        .up_to(15)
        .note("15 years at most are for deeds. In New South Wales the debt itself ends."),
    land("AU-NT", "Australia, Northern Territory", 3, "Limitation Act 1981 (NT)").up_to(12).note("12 years are for deeds."),
    land("SG", "Singapore", 6, "Limitation Act 1959 ss. 6 and 26"),
    land("JP", "Japan", 5, "Civil Code art. 152 and 166"),
    land("HK", "Hong Kong", 6, "Limitation Ordinance (Cap. 347) ss. 4 and 23"),
    land("IN", "India", 3, "Limitation Act 1963 ss. 18 and 19").note("Payments count when the customer acknowledged them in writing."),
    land("ZA", "South Africa", 3, "Prescription Act 68 of 1969 ss. 11 and 14"),
    land("NZ", "New Zealand", 6, "Limitation Act 2010 ss. 11 and 47"),
    land("CA-ON", "Canada, Ontario", 2, "Limitations Act, 2002 ss. 4 and 13"),
    land("CA-BC", "Canada, British Columbia", 2, "Limitation Act, SBC 2012 c. 13, ss. 6 and 24"),
    land("CA-AB", "Canada, Alberta", 2, "Limitations Act, RSA 2000 c. L-12, ss. 3 and 8"),
    land("CA-QC", "Canada, Quebec", 3, "Civil Code of Québec art. 2898 and 2925"),
    state("US-AK", "Alaska", 3).up_to(6).note("One list says 6."),
    state("US-AL", "Alabama", 6),
    state("US-AR", "Arkansas", 5),
    state("US-AZ", "Arizona", 6),
    state("US-CA", "California", 4),
    state("US-CO", "Colorado", 3).up_to(6).note("Most lists say 6, which is for liquidated debt; one says 3."),
    state("US-CT", "Connecticut", 6),
    state("US-DC", "District of Columbia", 3),
    state("US-DE", "Delaware", 3).up_to(20).note("20 years are for contracts under seal."),
    state("US-FL", "Florida", 5),
    state("US-GA", "Georgia", 6),
    state("US-HI", "Hawaii", 6),
    state("US-IA", "Iowa", 10),
    state("US-ID", "Idaho", 5),
    state("US-IL", "Illinois", 10),
    state("US-IN", "Indiana", 6).up_to(10).note("6 years for the payment of money, 10 for other written contracts."),
    state("US-KS", "Kansas", 5).up_to(6).note("One list says 6."),
    state("US-KY", "Kentucky", 10).up_to(15).note("15 years only for contracts made before 15 July 2014."),
    state("US-LA", "Louisiana", 10),
    state("US-MA", "Massachusetts", 6),
    state("US-MD", "Maryland", 3),
    state("US-ME", "Maine", 6),
    state("US-MI", "Michigan", 6),
    state("US-MN", "Minnesota", 6),
    state("US-MO", "Missouri", 10),
    state("US-MS", "Mississippi", 3),
    state("US-MT", "Montana", 6).up_to(8).note("The lists say 8; it may be 6 for newer contracts."),
    state("US-NC", "North Carolina", 3),
    state("US-ND", "North Dakota", 6),
    state("US-NE", "Nebraska", 5),
    state("US-NH", "New Hampshire", 3),
    state("US-NJ", "New Jersey", 6),
    state("US-NM", "New Mexico", 6),
    state("US-NV", "Nevada", 6),
    state("US-NY", "New York", 6).consumers(3).note("3 years for consumer credit since April 2022."),
    state("US-OH", "Ohio", 6).up_to(15).note("It was 15 years, then 8, and is 6 since 16 June 2021; the lists differ."),
    state("US-OK", "Oklahoma", 5),
    state("US-OR", "Oregon", 6),
    state("US-PA", "Pennsylvania", 4),
    state("US-RI", "Rhode Island", 5).up_to(10).note("Most lists say 10, one says 5."),
    state("US-SC", "South Carolina", 3),
    state("US-SD", "South Dakota", 6),
    state("US-TN", "Tennessee", 6),
    state("US-TX", "Texas", 4),
    state("US-UT", "Utah", 6),
    state("US-VA", "Virginia", 5),
    state("US-VT", "Vermont", 6),
    state("US-WA", "Washington", 6),
    state("US-WI", "Wisconsin", 6),
    state("US-WV", "West Virginia", 10),
    state("US-WY", "Wyoming", 10),
];
