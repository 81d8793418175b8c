//! International bank account numbers (ISO 13616): form, length by country, check digits (ISO 7064, mod 97-10).

use super::PaymentProblem;

/// The length of an IBAN in the countries of the single euro payments area (the European Payments Council lists them
/// in EPC409-09; as of 2026 with Albania, Moldova, Montenegro, North Macedonia and Serbia).
const SEPA: [(&str, usize); 42] = [
    ("AD", 24),
    ("AL", 28),
    ("AT", 20),
    ("BE", 16),
    ("BG", 22),
    ("CH", 21),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DK", 18),
    ("EE", 20),
    ("ES", 24),
    ("FI", 18),
    ("FR", 27),
    ("GB", 22),
    ("GI", 23),
    ("GR", 27),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IS", 26),
    ("IT", 27),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("MC", 27),
    ("MD", 24),
    ("ME", 22),
    ("MK", 19),
    ("MT", 31),
    ("NL", 18),
    ("NO", 15),
    ("PL", 28),
    ("PT", 25),
    ("RO", 24),
    ("RS", 22),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("SM", 27),
    ("VA", 22),
];

/// Whether euro transfers to an IBAN go through the single euro payments area.
pub fn is_sepa_country(iban: &str) -> bool {
    SEPA.iter().any(|(country, _)| iban.starts_with(country))
}

/// Whether an IBAN of Switzerland or Liechtenstein is a QR-IBAN (institution 30000 to 31999), which goes only with the
/// references of the bank.
pub fn is_qr_iban(iban: &str) -> bool {
    (iban.starts_with("CH") || iban.starts_with("LI"))
        && iban.get(4..9).and_then(|institution| institution.parse::<u32>().ok()).is_some_and(|number| (30_000..=31_999).contains(&number))
}

/// An IBAN as it is written for people: groups of four.
pub fn written_in_groups(iban: &str) -> String {
    let letters: Vec<char> = iban.chars().collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// Checks an IBAN without spaces and in capitals.
pub(super) fn check(iban: &str) -> Result<(), PaymentProblem> {
    let bytes = iban.as_bytes();
    let form = (15..=34).contains(&bytes.len())
        && bytes.iter().all(u8::is_ascii_alphanumeric)
        && bytes[..2].iter().all(u8::is_ascii_uppercase)
        && bytes[2..4].iter().all(u8::is_ascii_digit);
    if !form {
        return Err(PaymentProblem::IbanForm);
    }
    match SEPA.iter().find(|(country, _)| iban.starts_with(country)) {
        Some((_, length)) if *length != bytes.len() => Err(PaymentProblem::IbanLength(*length)),
        _ if remainder(iban) != 1 => Err(PaymentProblem::IbanCheck),
        _ => Ok(()),
    }
}

/// The first four characters go to the end, letters count from A = 10; what remains after division by 97.
fn remainder(iban: &str) -> u32 {
    let (head, tail) = iban.split_at(4);
    tail.chars().chain(head.chars()).filter_map(|letter| letter.to_digit(36)).fold(0, |rest, digit| {
        let shift = if digit > 9 { 100 } else { 10 };
        (rest * shift + digit) % 97
    })
}
