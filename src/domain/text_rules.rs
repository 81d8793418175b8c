//! What a text of the ledger may be. One rule for what is typed, what a file brings and what is loaded.

/// The most characters of each kind of text.
pub(crate) mod limits {
    pub(crate) const NAME: usize = 200;
    pub(crate) const CUSTOMER_REFERENCE: usize = 100;
    pub(crate) const ROLE: usize = 100;
    pub(crate) const EMAIL: usize = 254;
    pub(crate) const PHONE: usize = 60;
    pub(crate) const ADDRESS: usize = 500;
    pub(crate) const COUNTRY: usize = 60;
    pub(crate) const NOTE: usize = 2000;
    pub(crate) const SCHEDULE: usize = 60;
    pub(crate) const TIER: usize = 40;
    pub(crate) const TIME_ZONE: usize = 60;
    pub(crate) const NUMBER: usize = 60;
    pub(crate) const TAX_NUMBER: usize = 60;
    pub(crate) const METHOD: usize = 60;
    pub(crate) const PAYMENT_REFERENCE: usize = 140;
    pub(crate) const REASON: usize = 500;
    pub(crate) const SUBJECT: usize = 200;
    pub(crate) const BODY: usize = 20_000;
    pub(crate) const CLAUSE: usize = 300;
    pub(crate) const SOURCE: usize = 255;
    pub(crate) const FINGERPRINT: usize = 128;
}

/// Why a text cannot be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextProblem {
    /// It has more characters than this.
    TooLong(usize),
    /// It holds this character, which cannot be shown.
    Unshown(char),
}

/// What is wrong with a text, if anything. Line breaks and tabs are allowed where `lines` says so.
pub(crate) fn text_problem(value: &str, most: usize, lines: bool) -> Option<TextProblem> {
    if value.len() <= most && value.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return None;
    }
    if value.len() > most && value.chars().count() > most {
        return Some(TextProblem::TooLong(most));
    }
    let allowed = |letter: char| lines && matches!(letter, '\n' | '\r' | '\t');
    value.chars().find(|letter| is_unshown(*letter) && !allowed(*letter)).map(TextProblem::Unshown)
}

/// Control characters, and those that make text read in another order than it is stored.
pub(crate) fn is_unshown(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{feff}')
}

/// The first `most` characters of one line of text that can be shown.
pub(crate) fn shown_line(value: &str, most: usize) -> String {
    let line: String = value.trim().chars().filter(|letter| !is_unshown(*letter)).take(most).collect();
    line.trim().to_owned()
}

/// The text with a capital letter in front.
pub(crate) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Whether two texts differ at most in capital letters and spaces.
pub(crate) fn same_but_for_form(one: &str, other: &str) -> bool {
    fn bare(text: &str) -> impl Iterator<Item = char> {
        text.chars().filter(|letter| !letter.is_whitespace()).flat_map(char::to_lowercase)
    }
    bare(one).eq(bare(other))
}

/// One `@` with something on both sides, and none of the characters that could smuggle in a second recipient.
pub(crate) fn is_email(email: &str) -> bool {
    let mut parts = email.split('@');
    let sound = |part: Option<&str>| part.is_some_and(|part| !part.is_empty());
    sound(parts.next())
        && sound(parts.next())
        && parts.next().is_none()
        && !email.contains(|letter: char| letter.is_whitespace() || ",;:<>()[]\\\"?&%".contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_begins_with_a_capital() {
        for (text, expected) in [("", ""), ("a b", "A b"), ("É", "É"), ("éa", "Éa"), ("ß", "SS"), ("1a", "1a")] {
            assert_eq!(capitalized(text), expected);
        }
    }

    #[test]
    fn a_text_is_short_enough_and_can_be_shown() {
        let check = |text: &str, lines, expected| assert_eq!(text_problem(text, 5, lines), expected, "{text:?}");
        check("", false, None);
        check("Zoë 株", false, None);
        check("株株株株株", false, None);
        check("sixsix", false, Some(TextProblem::TooLong(5)));
        check("株株株株株株", true, Some(TextProblem::TooLong(5)));
        check("a\tb\nc", true, None);
        check("a\nb", false, Some(TextProblem::Unshown('\n')));
        check("a\u{0}b", true, Some(TextProblem::Unshown('\u{0}')));
        check("\u{202e}12", true, Some(TextProblem::Unshown('\u{202e}')));
        check("\u{7f}", false, Some(TextProblem::Unshown('\u{7f}')));
    }

    #[test]
    fn a_form_is_capital_letters_and_spaces() {
        assert!(same_but_for_form(" CC-1103", "cc- 1103 "));
        assert!(same_but_for_form("ÄB", "äb"));
        assert!(!same_but_for_form("CC-1103", "CC-11031"));
        assert!(!same_but_for_form("CC-1103", "CC1103"));
        assert!(same_but_for_form("", "  "));
    }

    #[test]
    fn a_shown_line_has_nothing_hidden() {
        assert_eq!(shown_line(" or\u{202e}de\nrs.csv\u{0} ", 255), "orders.csv");
        assert_eq!(shown_line(&"株".repeat(300), 255).chars().count(), 255);
        assert_eq!(shown_line("ab cd", 3), "ab");
    }

    #[test]
    fn an_address_has_one_at_and_one_recipient() {
        ["a@b", "zoë+x@shop.example"].iter().for_each(|good| assert!(is_email(good), "{good}"));
        let bad = ["", "a", "@b", "a@", "a@b@c", "a@b,c@d", "a b@c", "a@b?cc=d", "<a@b>", "a@b\n"];
        bad.iter().for_each(|bad| assert!(!is_email(bad), "{bad}"));
    }
}
