//! How to raise a dispute.

use super::Reader;

/// The sentences.
pub(super) fn sentences(reader: &Reader) -> Vec<String> {
    let business = reader.business;
    let ways: Vec<String> = [("by e-mail to", &business.email), ("by telephone at", &business.phone)]
        .into_iter()
        .filter(|(_, place)| !place.is_empty())
        .map(|(how, place)| format!("{how} {place}"))
        .collect();
    let how = if ways.is_empty() { String::new() } else { format!(", {}", ways.join(" or ")) };
    vec![
        format!("Tell us as soon as you notice it{how}: which invoice, what is wrong, and which amount you contest."),
        "Until it is settled we do not ask for the contested part. The rest of the invoice stays due.".to_owned(),
    ]
}
