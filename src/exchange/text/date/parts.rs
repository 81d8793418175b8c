//! The parts of a date as written: three numbers, or two and the name of a month.

/// Digits, and how many.
#[derive(Clone, Copy)]
pub(super) struct Number {
    pub value: u32,
    pub length: usize,
}

/// The parts of a date as written.
pub(super) enum Parts {
    Named { year: Number, month: u32, day: u32 },
    Numbers([Number; 3], u8),
}

/// The parts of a text that is written like a date.
pub(super) fn parts(text: &str) -> Option<Parts> {
    let text = text.trim();
    let text = text.strip_prefix('\'').unwrap_or(text);
    let mut numbers = [Number { value: 0, length: 0 }; 3];
    let mut separator = 0;
    let mut rest = text.as_bytes();
    if rest.len() >= 8 && rest[..8].iter().all(u8::is_ascii_digit) && rest.get(8).is_none_or(|byte| !byte.is_ascii_digit()) {
        let number =
            |range: &[u8]| Number { value: range.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0')), length: range.len() };
        return is_time(&rest[8..]).then(|| Parts::Numbers([number(&rest[..4]), number(&rest[4..6]), number(&rest[6..8])], 0));
    }
    for (index, slot) in numbers.iter_mut().enumerate() {
        let length = rest.iter().take(5).take_while(|byte| byte.is_ascii_digit()).count();
        if !matches!(length, 1 | 2 | 4) {
            return named(text);
        }
        *slot = Number { value: rest[..length].iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0')), length };
        rest = &rest[length..];
        if index < 2 {
            match rest.first() {
                Some(byte @ (b'/' | b'-' | b'.')) if index == 0 || *byte == separator => separator = *byte,
                _ => return named(text),
            }
            rest = &rest[1..];
        }
    }
    (is_time(rest) && numbers[1].length < 4).then_some(Parts::Numbers(numbers, separator))
}

/// Nothing, or a time of day such as `T10:37:33Z`, ` 0:00`, ` 10:37:33 -0500`.
fn is_time(rest: &[u8]) -> bool {
    match rest {
        [] => true,
        [b'T' | b' ' | b',', time @ ..] => {
            time.contains(&b':') && time.iter().all(|byte| byte.is_ascii_digit() || b":.+- ZzAaPpMmUuTtCcGg".contains(byte))
        }
        _ => false,
    }
}

/// A date with an English month name: `31 Jan 2013`, `January 31st, 2013`, `31-Jan-13`, `2013-Jan-31`.
fn named(text: &str) -> Option<Parts> {
    const MONTHS: [&str; 12] =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let is_short_for =
        |word: &str, name: &str| word.len() >= 3 && name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let mut month = None;
    let mut numbers = [Number { value: 0, length: 0 }; 2];
    let mut count = 0;
    let mut tokens = text.split([' ', '-', '/', '.', ',']).filter(|token| !token.is_empty());
    while count < 2 || month.is_none() {
        let token = tokens.next()?;
        if token.starts_with(|c: char| c.is_ascii_digit()) {
            let end = token.bytes().take_while(u8::is_ascii_digit).count();
            let (digits, suffix) = token.split_at_checked(end)?;
            if count == 2 || !matches!(end, 1 | 2 | 4) || !["", "st", "nd", "rd", "th"].contains(&suffix) {
                return None;
            }
            numbers[count] = Number { value: digits.parse().ok()?, length: end };
            count += 1;
        } else if let Some(index) =
            MONTHS.iter().position(|name| is_short_for(token, name) || token.eq_ignore_ascii_case("sept") && *name == "september")
        {
            month = Some(u32::try_from(index).ok()? + 1).filter(|_| month.is_none());
            month?;
        } else if count > 0 || !WEEKDAYS.iter().any(|name| is_short_for(token, name)) {
            return None;
        }
    }
    if tokens.any(|token| !is_time(&[b" ", token.as_bytes()].concat()) && !["AM", "PM", "UTC"].contains(&token)) {
        return None;
    }
    let [first, second] = numbers;
    let (day, year) = if first.length == 4 { (second, first) } else { (first, second) };
    Some(Parts::Named { year, month: month?, day: day.value })
}
