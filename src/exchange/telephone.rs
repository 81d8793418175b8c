//! Telephone numbers as owners write them, and links that dial them. Pure: text in, number out.
//!
//! A field may hold words, an extension, brackets, or two numbers; the first number that can be dialled counts. Where it is not
//! clear where a number ends, none is better than a stranger's.

/// A number that can be dialled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Whether it begins with a country code.
    pub international: bool,
    /// The digits, a country code first where there is one; without the plus sign.
    pub digits: String,
}

impl Number {
    /// The first number of a text that can be dialled.
    pub fn first_in(text: &str) -> Option<Self> {
        let mut after_words = false;
        let mut rest = text;
        while !rest.is_empty() {
            let end = end_of_piece(rest);
            let (piece, after) = rest.split_at(end);
            // What is spelled in letters (1-800-FLOWERS) has no end that could be known.
            let spelled = piece.ends_with('-') && after.starts_with(char::is_alphabetic);
            let found = if spelled { None } else { Self::read(before_slash(piece)) };
            // A short number after words may be a room or an extension.
            if let Some(number) = found.filter(|number| !after_words || number.digits.len() >= 5) {
                return Some(number);
            }
            after_words |= after.starts_with(char::is_alphabetic);
            rest = after.trim_start_matches(|letter: char| letter.is_alphabetic() || is_end(letter));
        }
        None
    }

    fn read(piece: &str) -> Option<Self> {
        let plain: String = piece.chars().filter(|letter| !letter.is_whitespace()).collect();
        let main = plain.trim_start_matches(|letter: char| !letter.is_ascii_digit() && !matches!(letter, '+' | '('));
        let bare = main.trim_start_matches('(');
        let with_exit_code = bare.starts_with("00");
        let international = bare.starts_with('+') || with_exit_code;
        // What stands in brackets after a country code, +49 (0) 30, is dialled only within the country.
        let dialled = if international { bare.replace("(0)", "") } else { main.to_owned() };
        let digits: String = dialled.chars().filter(char::is_ascii_digit).collect();
        let digits = if with_exit_code { digits.trim_start_matches('0').to_owned() } else { digits };
        // ITU-T E.164: fifteen digits at most.
        (3..=15).contains(&digits.len()).then_some(Self { international, digits })
    }
}

/// Signs that no number goes on after.
const fn is_end(letter: char) -> bool {
    matches!(letter, ',' | ';' | '#' | '*' | '|' | '&' | '\n' | '\r')
}

/// Where the first piece of a text ends: before a letter, before such a sign, before a plus sign that begins the next number.
fn end_of_piece(text: &str) -> usize {
    let mut has_digits = false;
    for (at, letter) in text.char_indices() {
        if letter.is_alphabetic() || is_end(letter) || (letter == '+' && has_digits) {
            return at;
        }
        has_digits |= letter.is_ascii_digit();
    }
    text.len()
}

/// The piece up to a slash that stands between two numbers. After an area code (030 / 5555) a slash is part of the number.
fn before_slash(piece: &str) -> &str {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    let between = |at: usize| {
        let (before, after) = (&piece[..at], piece[at + 1..].trim_start());
        let start = before.trim_start().trim_start_matches('(');
        let whole = if start.starts_with('+') || start.starts_with("00") { 9 } else { 7 };
        digits(before) >= whole || (digits(before) >= 5 && after.trim_start_matches('(').starts_with('0'))
    };
    piece.match_indices('/').map(|(at, _)| at).find(|at| between(*at)).map_or(piece, |at| &piece[..at])
}

/// The link that dials the first number of a text (RFC 3966); none when there is no number to dial.
pub fn tel_link(text: &str) -> Option<String> {
    let Number { international, digits } = Number::first_in(text)?;
    Some(format!("tel:{}{digits}", if international { "+" } else { "" }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, expected: Option<&str>) {
        assert_eq!(tel_link(written), expected.map(|digits| format!("tel:{digits}")), "{written:?}");
    }

    #[test]
    fn a_number_is_dialled_as_it_was_meant() {
        check("+1 503 555 0148", Some("+15035550148"));
        check("(503) 555-0148", Some("5035550148"));
        check("030 / 55-55", Some("0305555"));
        check("06221/12 34-56", Some("0622112 3456".replace(' ', "").as_str()));
        check("0049 30 5555 0144", Some("+493055550144"));
        for written in
            ["+49 (0)30 5555 0144", "+49 (0) 30/5555-0144", "(+49) (0)30 5555 0144", "0049 (0)30 5555 0144", "+49\u{a0}30\u{a0}5555 0144"]
        {
            check(written, Some("+493055550144"));
        }
        check("(0) 30 / 55-55", Some("0305555"));
        check("Tel.: +49 30 5555 0144", Some("+493055550144"));
        check("tel:0170 123 4567", Some("01701234567"));
    }

    #[test]
    fn of_two_numbers_the_first_is_dialled() {
        for between in [" / ", ", ", "; ", " or ", " oder ", " & ", " | ", "\n", "/"] {
            check(&format!("030 5555 0144{between}0170 123 4567"), Some("03055550144"));
            check(&format!("+49 (0)30 5555 0144{between}+49 170 123 4567"), Some("+493055550144"));
        }
        check("+49 30 5555 0144 +49 170 123 4567", Some("+493055550144"));
        check("555-0148 / 0149", Some("5550148"));
        check("030 5555 0144/45", Some("03055550144"));
        check("030 5555 / (0)170 123 4567", Some("0305555"));
        check("n/a, 030 5555 0144", Some("03055550144"));
    }

    #[test]
    fn an_extension_is_not_dialled_with_it() {
        for more in [" ext. 12", "x12", " #12", ",12", ";ext=12", " (Mia)"] {
            check(&format!("555 0148{more}"), Some("5550148"));
        }
    }

    #[test]
    fn what_is_no_number_gives_no_link() {
        for none in ["", " ", "12", "ask Mia", "Mia, ext. 12", "1-800-FLOWERS", "+1234567890123456", "javascript:alert(1)", "()/+"] {
            check(none, None);
        }
    }
}
