//! The words of a tag, and words for sentences about them.

/// The words of a condition; a quoted text is one word that begins with `"`. `None` when a quote is left open.
pub(super) fn words(text: &str) -> Option<Vec<String>> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let after = if first == '"' || first == '\'' {
            let (inner, after) = rest[1..].split_once(first)?;
            found.push(format!("\"{inner}"));
            after
        } else {
            let end = rest.find(|letter: char| letter.is_whitespace() || letter == '"').unwrap_or(rest.len());
            found.push(rest[..end].to_owned());
            &rest[end..]
        };
        rest = after.trim_start();
    }
    Some(found)
}

/// Whether a word can name the document of a list.
pub(super) fn is_name(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_lowercase()) && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

/// What was written, short enough for a sentence.
pub(super) fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
