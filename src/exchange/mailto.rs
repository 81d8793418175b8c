//! Links that open a new message in the owner's mail program (RFC 6068).
//!
//! Pure: text in, link out. Everything but letters, digits and `-._~` is percent-encoded, so nothing a customer's name
//! or address holds can add a recipient, a header or an attachment.

use crate::domain::payment_options::percent_encoded;
use thiserror::Error;

/// The longest link that every common mail program takes.
pub const LONGEST_LINK: usize = 1_900;

/// Why there is no link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum MailtoProblem {
    /// No address, or a text that is none.
    #[error("This is not an e-mail address that can be written to.")]
    Address,
    /// A line break or another invisible character in the subject.
    #[error("The subject must be one line of plain text.")]
    Subject,
}

/// A link, and how much of the message it carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailLink {
    /// `mailto:…`
    pub address: String,
    /// Whether the text is in it. A text that is too long has to be pasted.
    pub carries_text: bool,
}

/// The link for a message.
///
/// # Errors
/// An address that is none; control characters in the address or the subject.
pub fn mail_link(to: &str, subject: &str, body: &str) -> Result<MailLink, MailtoProblem> {
    let to = encode_address(to.trim())?;
    if subject.chars().any(char::is_control) {
        return Err(MailtoProblem::Subject);
    }
    let subject = percent_encoded(subject);
    let whole = format!("mailto:{to}?subject={subject}&body={}", encode_body(body));
    if whole.len() <= LONGEST_LINK {
        return Ok(MailLink { address: whole, carries_text: true });
    }
    let with_subject = format!("mailto:{to}?subject={subject}");
    let address = if with_subject.len() <= LONGEST_LINK { with_subject } else { format!("mailto:{to}") };
    Ok(MailLink { address, carries_text: false })
}

/// The link that opens an empty message to an address; none for a text that is no address.
pub fn address_link(to: &str) -> Option<String> {
    encode_address(to.trim()).ok().map(|to| format!("mailto:{to}"))
}

fn encode_address(address: &str) -> Result<String, MailtoProblem> {
    let plain = !address.chars().any(|c| c.is_control() || c.is_whitespace());
    match address.rsplit_once('@') {
        Some((mailbox, host)) if plain && !mailbox.is_empty() && !host.is_empty() => {
            Ok(format!("{}@{}", percent_encoded(mailbox), percent_encoded(host)))
        }
        _ => Err(MailtoProblem::Address),
    }
}

/// A line break is a carriage return and a line feed, whatever the text has; other control characters are left out.
fn encode_body(body: &str) -> String {
    let lines = body.replace("\r\n", "\n").replace('\r', "\n");
    let encoded = lines.split('\n').map(|line| percent_encoded(&line.replace(|c: char| c.is_control() && c != '\t', "")));
    encoded.collect::<Vec<_>>().join("%0D%0A")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(to: &str, subject: &str, body: &str) -> String {
        mail_link(to, subject, body).unwrap().address
    }

    #[test]
    fn every_part_is_encoded() {
        assert_eq!(
            link("mia@harbour.example", "A & B", "1 + 1 = 2?"),
            "mailto:mia@harbour.example?subject=A%20%26%20B&body=1%20%2B%201%20%3D%202%3F"
        );
        assert_eq!(link("gorby%kremvax@example.com", "", ""), "mailto:gorby%25kremvax@example.com?subject=&body=");
        assert_eq!(link("a@b.example", "Café", "€"), "mailto:a@b.example?subject=Caf%C3%A9&body=%E2%82%AC");
    }

    #[test]
    fn line_breaks_are_those_of_mail() {
        for body in ["one\ntwo", "one\r\ntwo", "one\rtwo"] {
            assert!(link("a@b.example", "s", body).ends_with("&body=one%0D%0Atwo"), "{body:?}");
        }
        assert!(link("a@b.example", "s", "a\u{0}b\tc").ends_with("&body=ab%09c"));
    }

    #[test]
    fn nothing_can_be_smuggled_in() {
        let hostile = link("a@b.example?bcc=evil@x.example&body=x", "s&cc=evil@x.example", "t&attach=/etc/passwd#");
        assert_eq!(hostile.matches(['?', '&']).count(), 2);
        assert!(!hostile.contains('#'));
        assert!(link("a,b@c.example", "s", "t").starts_with("mailto:a%2Cb@c.example?"));
        assert_eq!(mail_link("a@b.example\r\nBcc: evil@x.example", "s", "t"), Err(MailtoProblem::Address));
        assert_eq!(mail_link("a@b.example", "s\r\nBcc: evil@x.example", "t"), Err(MailtoProblem::Subject));
    }

    #[test]
    fn what_is_no_address_gives_no_link() {
        assert_eq!(address_link(" mia@harbour.example ").as_deref(), Some("mailto:mia@harbour.example"));
        for to in ["", "mia", "javascript:alert(1)", "@harbour.example", "mia@", "mia @harbour.example"] {
            assert_eq!(mail_link(to, "s", "t"), Err(MailtoProblem::Address), "{to}");
            assert_eq!(address_link(to), None, "{to}");
        }
    }

    #[test]
    fn a_long_text_is_left_out_of_the_link() {
        let short = mail_link("a@b.example", "Your account", &"x".repeat(1_800)).unwrap();
        assert!(short.carries_text && short.address.len() <= LONGEST_LINK);
        let long = mail_link("a@b.example", "Your account", &"x".repeat(1_900)).unwrap();
        assert_eq!(long, MailLink { address: "mailto:a@b.example?subject=Your%20account".into(), carries_text: false });
        let subject = mail_link("a@b.example", &"€".repeat(220), "x").unwrap();
        assert_eq!(subject.address, "mailto:a@b.example");
    }
}
