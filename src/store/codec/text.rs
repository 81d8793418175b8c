//! Columns of texts: numbers of documents, names, notes.
//!
//! A text is a prefix and up to 18 digits at its end. Texts whose prefix occurs again are stored as the prefix's place
//! in a small dictionary and the step from the last number with that prefix, so `INV-00041`, `INV-00042`, … cost next to
//! nothing, and so do repeated words (“bank transfer”, the empty text). All others are stored as they are.

use super::CodecError;
use super::wire::{Reader, Writer};
use std::collections::HashMap;

/// Longer prefixes are not worth a dictionary, and the bound keeps hostile data from growing without limit.
const MAX_PREFIX: usize = 64;
/// Digits of a number that always fits 64 bits.
const MAX_DIGITS: usize = 18;
const NUMBER_LIMIT: u64 = 10_u64.pow(MAX_DIGITS as u32);

/// A prefix, and how many digits follow it at least: 0 for none at all.
struct Shape<'a> {
    prefix: &'a str,
    width: usize,
    last: u64,
}

fn split(text: &str) -> (&str, &str) {
    let digits = text.bytes().rev().take(MAX_DIGITS).take_while(u8::is_ascii_digit).count();
    text.split_at(text.len() - digits)
}

fn decimal_digits(value: u64) -> usize {
    value.checked_ilog10().map_or(1, |log| log as usize + 1)
}

/// Writes a column of texts; how many there are is known to the reader.
pub(super) fn write_texts<'a>(writer: &mut Writer, texts: impl Iterator<Item = &'a str> + Clone) {
    let mut uses: HashMap<(&str, bool), u32> = HashMap::new();
    for (prefix, digits) in texts.clone().map(split) {
        *uses.entry((prefix, digits.is_empty())).or_default() += 1;
    }
    let mut shapes: Vec<Shape> = Vec::new();
    let mut shapes_of: HashMap<(&str, bool), Vec<usize>> = HashMap::new();
    let (mut tokens, mut steps, mut plain) = (Vec::new(), Vec::new(), Vec::new());
    for text in texts {
        let (prefix, digits) = split(text);
        let key = (prefix, digits.is_empty());
        if prefix.len() > MAX_PREFIX || uses.get(&key).is_none_or(|count| *count < 2) {
            tokens.push(0);
            plain.push(text);
            continue;
        }
        let value: u64 = digits.parse().unwrap_or_default();
        let natural = decimal_digits(value);
        let candidates = shapes_of.entry(key).or_default();
        let fits = |place: &&usize| digits.is_empty() || shapes[**place].width.max(natural) == digits.len();
        let place = candidates.iter().find(fits).copied().unwrap_or_else(|| {
            let width = if digits.len() > natural || digits.is_empty() { digits.len() } else { 1 };
            candidates.push(shapes.len());
            shapes.push(Shape { prefix, width, last: 0 });
            shapes.len() - 1
        });
        tokens.push(place as u64 + 1);
        if !digits.is_empty() {
            let last = std::mem::replace(&mut shapes[place].last, value);
            steps.push((value as i64).wrapping_sub(last as i64).wrapping_sub(1));
        }
    }
    writer.count(shapes.len());
    writer.column(shapes.iter().map(|shape| shape.width as u64));
    write_plain(writer, shapes.iter().map(|shape| shape.prefix));
    writer.column(tokens);
    writer.signed(steps);
    write_plain(writer, plain.iter().copied());
}

fn write_plain<'a>(writer: &mut Writer, texts: impl Iterator<Item = &'a str> + Clone) {
    writer.column(texts.clone().map(|text| text.len() as u64));
    texts.for_each(|text| writer.raw(text.as_bytes()));
}

/// Reads a column of `count` texts.
pub(super) fn read_texts(reader: &mut Reader, count: usize) -> Result<Vec<String>, CodecError> {
    let unreadable = || CodecError::damaged("a text is not in its form");
    let shape_count = reader.count()?;
    let widths = reader.column(shape_count)?;
    let mut shapes = Vec::with_capacity(shape_count);
    for (prefix, width) in read_plain(reader, shape_count)?.into_iter().zip(widths) {
        let width = usize::try_from(width).ok().filter(|width| *width <= MAX_DIGITS && prefix.len() <= MAX_PREFIX);
        shapes.push(Shape { prefix, width: width.ok_or_else(unreadable)?, last: 0 });
    }
    let tokens = reader.column(count)?;
    let shape_of = |token: u64| token.checked_sub(1).and_then(|place| usize::try_from(place).ok()).and_then(|place| shapes.get(place));
    let step_count = tokens.iter().filter(|token| shape_of(**token).is_some_and(|shape| shape.width > 0)).count();
    let mut steps = reader.signed(step_count)?.into_iter();
    let plain_count = tokens.iter().filter(|token| **token == 0).count();
    let mut plain = read_plain(reader, plain_count)?.into_iter();
    let mut texts = Vec::with_capacity(count);
    for token in tokens {
        let Some(place) = token.checked_sub(1) else {
            texts.push(plain.next().ok_or_else(unreadable)?.to_owned());
            continue;
        };
        let place = usize::try_from(place).map_err(|_| unreadable())?;
        let shape = shapes.get_mut(place).ok_or_else(unreadable)?;
        if shape.width == 0 {
            texts.push(shape.prefix.to_owned());
            continue;
        }
        let step = steps.next().ok_or_else(unreadable)?;
        let value = (shape.last as i64).wrapping_add(1).wrapping_add(step) as u64;
        if value >= NUMBER_LIMIT {
            return Err(unreadable());
        }
        shape.last = value;
        texts.push(numbered_text(shape, value));
    }
    Ok(texts)
}

fn numbered_text(shape: &Shape, value: u64) -> String {
    let mut digits = [b'0'; MAX_DIGITS];
    let mut rest = value;
    let mut natural = 0;
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + (rest % 10) as u8;
        rest /= 10;
        natural += 1;
        if rest == 0 {
            break;
        }
    }
    let width = shape.width.max(natural).min(MAX_DIGITS);
    let mut text = String::with_capacity(shape.prefix.len() + width);
    text.push_str(shape.prefix);
    text.push_str(std::str::from_utf8(&digits[MAX_DIGITS - width..]).unwrap_or_default());
    text
}

fn read_plain<'a>(reader: &mut Reader<'a>, count: usize) -> Result<Vec<&'a str>, CodecError> {
    let lengths = reader.column(count)?;
    let mut texts = Vec::with_capacity(count);
    for length in lengths {
        let length = usize::try_from(length).map_err(|_| CodecError::damaged("it ends too early"))?;
        let bytes = reader.take(length)?;
        texts.push(std::str::from_utf8(bytes).map_err(|_| CodecError::damaged("a text is not UTF-8"))?);
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(texts: &[&str]) -> Vec<u8> {
        let mut writer = Writer::default();
        write_texts(&mut writer, texts.iter().copied());
        writer.into_bytes()
    }

    fn check(texts: &[&str]) {
        let bytes = packed(texts);
        let mut reader = Reader::new(&bytes);
        assert_eq!(read_texts(&mut reader, texts.len()).unwrap(), texts);
        assert_eq!(reader.finish(), Ok(()));
    }

    #[test]
    fn every_text_comes_back_as_it_was() {
        check(&[]);
        check(&["", "", "bank transfer", "cash", "bank transfer", "żółć", "żółć"]);
        check(&["INV-0998", "INV-0999", "INV-1000", "INV-10000", "INV-1001", "INV-1", "INV-01", "INV-", "INV-0", "INV-00"]);
        check(&["7", "007", "8", "008", "999999999999999999", "9999999999999999999999", "0000000000000000000000", "12345678901234567890"]);
        check(&["a1", "b1", "A-1-2", "A-1-3", "１２", "１３", "x\n1", "x\n2"]);
        let long = "x".repeat(100);
        check(&[&long, &long, &format!("{long}1"), &format!("{long}2")]);
    }

    #[test]
    fn sequences_cost_one_byte_each_and_no_more() {
        let numbers: Vec<String> = (1..=1000).map(|number| format!("INV-{number:05}")).collect();
        let texts: Vec<&str> = numbers.iter().map(String::as_str).collect();
        let bytes = packed(&texts);
        assert!(bytes.len() < 2020, "{}", bytes.len());
        assert!(bytes[10..].windows(2).filter(|pair| pair[0] != pair[1]).count() < 5, "constant columns, which deflate removes");
    }
}
