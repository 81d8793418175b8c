//! Names, notes and addresses without characters that cannot be seen.
//!
//! Markup is not touched: `<img …>` is a possible name, and the screen shows text as text.

use std::borrow::Cow;

/// A text ready to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned<'a> {
    /// Trimmed, runs of white space made one space, hidden characters gone.
    pub text: Cow<'a, str>,
    /// Whether hidden characters were removed (white space does not count).
    pub had_hidden: bool,
}

/// Control characters, zero-width marks, and the marks that turn the direction of text, which can make one
/// number look like another.
///
/// The joiners U+200C and U+200D stay: some scripts need them.
pub fn is_hidden(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => false,
        '\u{00AD}' | '\u{061C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{FEFF}' => true,
        '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}' => true,
        other => other.is_control(),
    }
}

/// One line of text, such as a name or a number.
pub fn clean_line(text: &str) -> Cleaned<'_> {
    clean(text, false)
}

/// Text that may have several lines, such as a note or an address; line ends become `\n`.
pub fn clean_block(text: &str) -> Cleaned<'_> {
    clean(text, true)
}

fn clean(text: &str, keep_lines: bool) -> Cleaned<'_> {
    let trimmed = unguard(text.trim());
    if is_plain(trimmed) {
        return Cleaned { text: Cow::Borrowed(trimmed), had_hidden: false };
    }
    let mut kept = String::with_capacity(trimmed.len());
    let mut had_hidden = false;
    let mut gap = None;
    for character in trimmed.chars() {
        if character == '\n' && keep_lines {
            gap = Some('\n');
        } else if character.is_whitespace() && character != '\u{0085}' {
            gap = gap.or(Some(' '));
        } else if is_hidden(character) {
            had_hidden = true;
        } else {
            if let Some(space) = gap.take()
                && !kept.is_empty()
            {
                kept.push(space);
            }
            kept.push(character);
        }
    }
    Cleaned { text: Cow::Owned(kept), had_hidden }
}

/// What makes a spreadsheet read a text as a formula; the last four are the full-width forms, which some take for the same.
pub(in crate::exchange) const FORMULA_STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Without the apostrophe that exports put before a leading formula sign.
fn unguard(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(FORMULA_STARTS) => rest,
        _ => text,
    }
}

fn is_plain(text: &str) -> bool {
    let mut previous = 0;
    for byte in text.bytes() {
        if !(b' '..=b'~').contains(&byte) || (byte == b' ' && previous == b' ') {
            return false;
        }
        previous = byte;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, line: &str, had_hidden: bool) {
        let cleaned = clean_line(text);
        assert_eq!((cleaned.text.as_ref(), cleaned.had_hidden), (line, had_hidden), "{text:?}");
    }

    #[test]
    fn lines_lose_what_cannot_be_seen() {
        check(" Acme  Ltd ", "Acme Ltd", false);
        check("Acme\u{a0}\u{a0}Ltd", "Acme Ltd", false);
        check("Acme\r\nLtd", "Acme Ltd", false);
        check("inv\u{202E}10\u{202C}", "inv10", true);
        check("\u{feff}\u{7}bell", "bell", true);
        check("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>", false);
        check("'=1+1", "=1+1", false);
        check("'＝1", "＝1", false);
        check("'tis", "'tis", false);
        check("Zoë 株式会社", "Zoë 株式会社", false);
        check(" \u{200b} ", "", true);
    }

    #[test]
    fn blocks_keep_their_lines() {
        assert_eq!(clean_block("1 High St\r\n\r\nLeeds ").text, "1 High St\nLeeds");
    }
}
