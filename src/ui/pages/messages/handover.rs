//! Taking a message out of the house: mail program, file, printer, telephone, messenger, clipboard. Nothing is history by that.

use super::bench::Bench;
use super::letter::{Letter, has_sender};
use crate::domain::ledger::Ledger;
use crate::domain::message::MessageContent;
use crate::domain::policy::Channel;
use crate::exchange::eml::{Mail, eml};
use crate::exchange::mailto::mail_link;
use crate::exchange::telephone::tel_link;
use crate::exchange::text_message::{PhoneProblem, sms_link, whatsapp_link};
use crate::ui::books::Books;
use crate::ui::components::IconName;
use crate::ui::outside;
use leptos::prelude::*;

/// A way out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// The owner's mail program.
    Mail,
    /// The printer.
    Print,
    /// The telephone.
    Call,
    /// The clipboard.
    Copy,
    /// A file that mail programs open as a draft.
    File,
    /// Whatever the computer or telephone offers for sharing.
    Share,
    /// The program for text messages.
    Sms,
    /// A chat in WhatsApp.
    WhatsApp,
}

impl Way {
    /// The ways of a channel, the usual one first.
    pub fn of(channel: Channel) -> Vec<Self> {
        let mut ways = match channel {
            Channel::Email => vec![Self::Mail, Self::File],
            Channel::Letter => vec![Self::Print],
            Channel::Phone => vec![Self::Call],
            Channel::Sms => vec![Self::Sms],
            Channel::WhatsApp => vec![Self::WhatsApp],
        };
        if !matches!(channel, Channel::Letter | Channel::Phone) && outside::can_share() {
            ways.push(Self::Share);
        }
        ways.push(Self::Copy);
        ways
    }

    /// What the button says.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Mail => "Open in mail program",
            Self::Print => "Print the letter",
            Self::Call => "Call now",
            Self::Copy => "Copy text",
            Self::File => "Save as .eml",
            Self::Share => "Share",
            Self::Sms => "Open in messages",
            Self::WhatsApp => "Open WhatsApp",
        }
    }

    /// The button's icon.
    pub const fn icon(self) -> IconName {
        match self {
            Self::Mail => IconName::Messages,
            Self::Print => IconName::Print,
            Self::Call => IconName::Phone,
            Self::Copy => IconName::Copy,
            Self::File => IconName::Export,
            Self::Share => IconName::Forward,
            Self::Sms | Self::WhatsApp => IconName::Phone,
        }
    }
}

/// Why no letter is printed while the business has no name.
pub(super) const NO_SENDER: &str = "A letter needs your name at its head. Enter your business name under Settings first.";

/// Why a message without a text does not leave the house. A call needs no notes.
pub(super) fn nothing_to_say(way: Way, content: &MessageContent) -> Option<&'static str> {
    (way != Way::Call && content.body.trim().is_empty())
        .then_some("The text is empty. Write what you want to say; to have the proposed text again, close this and open it anew.")
}

/// Takes a message out; `done` gets a sentence about what happened, or about why it did not. Call it from a click.
pub(super) fn hand_over(
    books: Books,
    bench: Bench,
    way: Way,
    content: &MessageContent,
    done: impl FnOnce(Result<String, String>) + 'static,
) {
    if let Some(sentence) = nothing_to_say(way, content) {
        return done(Err(sentence.to_owned()));
    }
    match way {
        Way::Mail => mail(books, content, done),
        Way::Print => {
            let today = books.today().get_untracked();
            match books.read(|ledger| has_sender(ledger).then(|| Letter::of(ledger, content, today))) {
                Some(letter) => print(bench, vec![letter], done),
                None => done(Err(NO_SENDER.to_owned())),
            }
        }
        Way::Call => done(call(books, content)),
        Way::File => done(save_file(books, content)),
        Way::Share => outside::share_text(&content.subject, &content.body, |shared| {
            done(shared.map(|()| "The text was handed over for sharing.".to_owned()));
        }),
        Way::Sms => done(write_to(books, content, sms_link, "A new text message was opened.")),
        Way::WhatsApp => {
            done(write_to(books, content, whatsapp_link, "WhatsApp was opened with the text. It goes out when you send it there."))
        }
        Way::Copy => outside::copy_text(content.body.clone(), |copied| done(copied.map(|()| "The text is on the clipboard.".to_owned()))),
    }
}

/// Puts letters on paper. The print dialog opens when they stand on the page.
pub(super) fn print(bench: Bench, letters: Vec<Letter>, done: impl FnOnce(Result<String, String>) + 'static) {
    let note = if letters.len() == 1 { "The letter was handed to the printer." } else { "The letters were handed to the printer." };
    bench.letters.set(letters);
    request_animation_frame(move || done(outside::print_page().map(|()| note.to_owned())));
}

fn mail(books: Books, content: &MessageContent, done: impl FnOnce(Result<String, String>) + 'static) {
    let to = books.read(|ledger| ledger.customer(content.customer).and_then(|found| found.details.email().map(str::to_owned)));
    let Some(to) = to else {
        return done(Err("There is no e-mail address for this customer. Enter one, or copy the text.".to_owned()));
    };
    match mail_link(&to, &content.subject, &content.body) {
        Err(problem) => done(Err(problem.to_string())),
        Ok(link) if link.carries_text => {
            done(outside::open_link(&link.address).map(|()| "A new message was opened in your mail program.".to_owned()));
        }
        Ok(link) => outside::copy_text(content.body.clone(), move |copied| {
            let opened = copied.and_then(|()| outside::open_link(&link.address));
            done(opened.map(|()| {
                "The text is too long for a link to the mail program. It is on the clipboard: paste it into the new message.".to_owned()
            }));
        }),
    }
}

/// The number of the first contact that has one.
fn phone_of(ledger: &Ledger, content: &MessageContent) -> Option<String> {
    ledger.customer(content.customer)?.details.phone().map(str::to_owned)
}

fn write_to(
    books: Books,
    content: &MessageContent,
    link: fn(&str, &str) -> Result<String, PhoneProblem>,
    note: &str,
) -> Result<String, String> {
    let phone = books.read(|ledger| phone_of(ledger, content));
    let phone = phone.ok_or("There is no telephone number for this customer. Enter one, or copy the text.")?;
    let link = link(&phone, &content.body).map_err(|problem| problem.to_string())?;
    outside::open_link(&link).map(|()| note.to_owned())
}

fn save_file(books: Books, content: &MessageContent) -> Result<String, String> {
    let file = books.read(|ledger| {
        let business = &ledger.settings().business;
        let details = ledger.customer(content.customer).map(|found| &found.details);
        eml(&Mail {
            from: &business.email,
            from_name: &business.name,
            to: details.and_then(|details| details.email()).unwrap_or_default(),
            to_name: ledger.customer_name(content.customer),
            subject: content.subject.trim(),
            body: &content.body,
        })
    });
    let file = file.map_err(|problem| problem.to_string())?;
    let name = format!("recoup-message-{}.eml", content.customer);
    let saved = outside::download_text(&name, "message/rfc822", &file);
    saved.map(|()| "The message was saved as a file. Your mail program opens it as a draft.".to_owned())
}

fn call(books: Books, content: &MessageContent) -> Result<String, String> {
    let phone = books.read(|ledger| phone_of(ledger, content));
    let phone = phone.ok_or("There is no telephone number for this customer. Enter one, or copy the notes.")?;
    let link = tel_link(&phone).ok_or_else(|| format!("“{phone}” cannot be dialled. Dial it by hand, or copy the notes."))?;
    outside::open_link(&link).map(|()| format!("{phone} was handed to your telephone program. The notes below are for the call."))
}
