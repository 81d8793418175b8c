//! Payment links: an `https:` address with places to fill in. What is filled in is percent-encoded, so it stays data.

use super::PaymentProblem;

/// What a link can hold.
const NAMES: [&str; 3] = ["amount", "currency", "reference"];

enum Part<'a> {
    Plain(&'a str),
    Name(&'a str),
}

/// The parts of a link; `None` when a brace is left over.
fn parts(link: &str) -> Option<Vec<Part<'_>>> {
    let mut found = Vec::new();
    let mut rest = link;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, behind) = after.split_once("}}")?;
        found.push(Part::Plain(before));
        found.push(Part::Name(name.trim()));
        rest = behind;
    }
    found.push(Part::Plain(rest));
    let stray = found.iter().any(|part| matches!(part, Part::Plain(text) if text.contains(['{', '}'])));
    (!stray).then_some(found)
}

/// Checks a link; an empty one is no link.
pub(super) fn check(link: &str) -> Result<(), PaymentProblem> {
    if link.is_empty() {
        return Ok(());
    }
    let rest = link.strip_prefix("https://").ok_or(PaymentProblem::Link)?;
    let site = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let parts = parts(link).ok_or(PaymentProblem::LinkPlaceholder)?;
    if site.contains('{') || parts.iter().any(|part| matches!(part, Part::Name(name) if !NAMES.contains(name))) {
        return Err(PaymentProblem::LinkPlaceholder);
    }
    let host_sound = site.contains('.')
        && !site.starts_with('.')
        && site.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '.' | '-' | ':'));
    let plain = |text: &str| !text.contains(|letter: char| letter.is_whitespace() || letter.is_control() || "\"<>\\^`|'".contains(letter));
    let sound = host_sound && parts.iter().all(|part| matches!(part, Part::Name(_)) || matches!(part, Part::Plain(text) if plain(text)));
    if sound { Ok(()) } else { Err(PaymentProblem::Link) }
}

/// The link for one payment; `amount` in plain digits with a dot. Nothing for a link that was never checked.
pub fn fill_link(link: &str, amount: &str, currency: &str, reference: &str) -> Option<String> {
    if link.is_empty() || check(link).is_err() {
        return None;
    }
    let filled = parts(link)?.into_iter().map(|part| match part {
        Part::Plain(text) => text.to_owned(),
        Part::Name("amount") => percent_encoded(amount),
        Part::Name("currency") => percent_encoded(currency),
        Part::Name(_) => percent_encoded(reference),
    });
    Some(filled.collect())
}

/// A text for a part of an address: everything but letters, digits and `-._~` as `%XX` of its UTF-8 (RFC 3986).
pub fn percent_encoded(text: &str) -> String {
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    let mut encoded = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.extend(['%', HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
        }
    }
    encoded
}
