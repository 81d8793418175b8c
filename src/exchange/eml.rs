//! A message as a file that mail programs open as a draft (RFC 5322, with the header `X-Unsent`).
//!
//! Header texts outside of ASCII become encoded words (RFC 2047), the body is UTF-8 in base64 (RFC 2045). Line breaks and other
//! control characters never reach a header, so no name can add one.

use crate::domain::text_rules::is_email;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use thiserror::Error;

/// What goes into the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mail<'a> {
    /// The sender's address; empty to let the mail program decide.
    pub from: &'a str,
    /// The sender's name.
    pub from_name: &'a str,
    /// The recipient's address; empty when it is not known yet.
    pub to: &'a str,
    /// The recipient's name.
    pub to_name: &'a str,
    /// The subject.
    pub subject: &'a str,
    /// The text.
    pub body: &'a str,
}

/// Why there is no file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum EmlProblem {
    /// A recipient that is no address.
    #[error("This is not an e-mail address that can be written to.")]
    Address,
    /// A line break or another invisible character in the subject.
    #[error("The subject must be one line of plain text.")]
    Subject,
}

/// The file. Lines end with CR LF.
///
/// # Errors
/// A recipient that is no address, a subject of several lines.
pub fn eml(mail: &Mail) -> Result<String, EmlProblem> {
    let bad = |address: &str| !address.is_empty() && (!is_email(address) || !address.bytes().all(|byte| (b'!'..=b'~').contains(&byte)));
    if bad(mail.to) {
        return Err(EmlProblem::Address);
    }
    if mail.subject.chars().any(char::is_control) {
        return Err(EmlProblem::Subject);
    }
    let mut file = String::from("X-Unsent: 1\r\n");
    // A sender that is no address is left to the mail program.
    for (name, address, shown) in [("From", mail.from, mail.from_name), ("To", mail.to, mail.to_name)] {
        if !address.is_empty() && !bad(address) {
            file.push_str(&mailbox(name, address, shown));
        }
    }
    file.push_str(&header("Subject", mail.subject));
    file.push_str("MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n");
    let body = mail.body.replace("\r\n", "\n").replace('\r', "\n").replace('\n', "\r\n");
    let encoded = STANDARD.encode(body);
    for line in encoded.as_bytes().chunks(76) {
        file.extend(line.iter().map(|byte| char::from(*byte)));
        file.push_str("\r\n");
    }
    Ok(file)
}

/// One line without control characters.
fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect::<String>().trim().to_owned()
}

fn header(name: &str, text: &str) -> String {
    format!("{name}: {}\r\n", encoded_words(&one_line(text), name.len() + 2))
}

fn mailbox(name: &str, address: &str, shown: &str) -> String {
    let shown = one_line(shown);
    if shown.is_empty() {
        return format!("{name}: {address}\r\n");
    }
    // Always encoded: a quoted string has its own rules for commas, quotes and brackets, which not every program knows.
    format!("{name}: {}\r\n <{address}>\r\n", force_encoded(&shown, name.len() + 2))
}

/// The text as it is when it is short plain ASCII, else as encoded words.
fn encoded_words(text: &str, used: usize) -> String {
    let plain = text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) && !text.contains("=?") && used + text.len() <= 76;
    if plain { text.to_owned() } else { force_encoded(text, used) }
}

/// Encoded words of at most 75 characters each, on lines of their own.
fn force_encoded(text: &str, used: usize) -> String {
    const FRAME: usize = "=?utf-8?B??=".len();
    let mut words = Vec::new();
    let mut part = String::new();
    // Base64 makes four characters of three bytes.
    let room = |first: bool| (75 - FRAME - if first { used } else { 1 }) / 4 * 3;
    for letter in text.chars() {
        if part.len() + letter.len_utf8() > room(words.is_empty()) {
            words.push(std::mem::take(&mut part));
        }
        part.push(letter);
    }
    words.push(part);
    words.iter().map(|word| format!("=?utf-8?B?{}?=", STANDARD.encode(word))).collect::<Vec<_>>().join("\r\n ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIL: Mail = Mail {
        from: "office@shop.example",
        from_name: "Copper, Crema & Söhne",
        to: "mia@harbour.example",
        to_name: "Mia",
        subject: "Your account",
        body: "Dear Mia,\nplease pay 1.234,50 €.",
    };

    fn decoded(header: &str) -> String {
        let words = header.split("\r\n ").map(|word| word.trim_start_matches("=?utf-8?B?").trim_end_matches("?="));
        String::from_utf8(words.flat_map(|word| STANDARD.decode(word).unwrap()).collect()).unwrap()
    }

    #[test]
    fn the_file_is_a_draft_that_mail_programs_open() {
        let expected = "X-Unsent: 1\r
From: =?utf-8?B?Q29wcGVyLCBDcmVtYSAmIFPDtmhuZQ==?=\r
 <office@shop.example>\r
To: =?utf-8?B?TWlh?=\r
 <mia@harbour.example>\r
Subject: Your account\r
MIME-Version: 1.0\r
Content-Type: text/plain; charset=utf-8\r
Content-Transfer-Encoding: base64\r
\r
RGVhciBNaWEsDQpwbGVhc2UgcGF5IDEuMjM0LDUwIOKCrC4=\r
";
        assert_eq!(eml(&MAIL).unwrap(), expected);
    }

    #[test]
    fn a_long_subject_in_any_script_is_folded_between_letters() {
        for subject in ["Ihr Konto bei Müller & Söhne ".repeat(6), "株式会社".repeat(20), "x".repeat(200), "a =?utf-8?Q?b?=".to_owned()]
        {
            let file = eml(&Mail { subject: subject.trim(), ..MAIL }).unwrap();
            let header = file.split("Subject: ").nth(1).unwrap().split("\r\nMIME").next().unwrap();
            assert_eq!(decoded(header), subject.trim());
            assert!(file.lines().all(|line| line.len() <= 78), "{file}");
        }
    }

    #[test]
    fn no_header_can_be_smuggled_in() {
        let hostile = "Mia\r\nBcc: evil@x.example\r\n\r\nHello";
        let file = eml(&Mail { from_name: hostile, to_name: hostile, ..MAIL }).unwrap();
        let headers = file.split("\r\n\r\n").next().unwrap();
        let names: Vec<&str> = headers
            .split("\r\n")
            .filter(|line| !line.starts_with(' '))
            .filter_map(|line| line.split_once(':'))
            .map(|(name, _)| name)
            .collect();
        assert_eq!(names, ["X-Unsent", "From", "To", "Subject", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"]);
        assert_eq!(eml(&Mail { to: "a@b.example\r\nBcc: evil@x.example", ..MAIL }), Err(EmlProblem::Address));
        assert_eq!(eml(&Mail { to: "a@b.example, c@d.example", ..MAIL }), Err(EmlProblem::Address));
        assert_eq!(eml(&Mail { subject: "a\r\nBcc: evil@x.example", ..MAIL }), Err(EmlProblem::Subject));
        let without = eml(&Mail { from: "nobody", to: "", ..MAIL }).unwrap();
        assert!(without.starts_with("X-Unsent: 1\r\nSubject: "));
    }

    #[test]
    fn every_line_of_the_body_ends_the_same_way() {
        let file = eml(&Mail { body: "a\nb\r\nc\rd", ..MAIL }).unwrap();
        let body = file.split("\r\n\r\n").nth(1).unwrap().trim_end();
        assert_eq!(STANDARD.decode(body).unwrap(), b"a\r\nb\r\nc\r\nd");
    }
}
