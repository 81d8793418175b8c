//! Links that dial a number.

/// The `tel:` link for a number as the owner wrote it; none when there are too few digits to dial.
///
/// Spaces and punctuation go; what follows a letter (“ext. 12”) cannot be dialled in one go and is left out.
pub fn tel_link(phone: &str) -> Option<String> {
    let main = phone.split(char::is_alphabetic).next().unwrap_or_default().trim();
    let digits: String = main.chars().filter(char::is_ascii_digit).collect();
    let plus = if main.starts_with('+') { "+" } else { "" };
    (digits.len() >= 3).then(|| format!("tel:{plus}{digits}"))
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn only_what_can_be_dialled_is_left() {
        for (written, expected) in [
            ("+1 503 555 0148", Some("tel:+15035550148")),
            ("(0) 30 / 55-55", Some("tel:0305555")),
            ("555 0148 ext. 12", Some("tel:5550148")),
            ("ask Mia", None),
            ("", None),
        ] {
            assert_eq!(tel_link(written).as_deref(), expected, "{written}");
        }
    }
}
