//! What leaves and enters the page by the owner's hand: chosen files, downloads, mail links, clipboard, print.
//!
//! Nothing here sends anything anywhere: a mail link opens the owner's own mail program.

use super::exceptions::{describe, method, property};
use super::tasks::sleep;
use js_sys::{Array, Uint8Array};
use thiserror::Error;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, Document, File, HtmlAnchorElement, HtmlElement, Url};

/// How long a download's address stays valid: Safari still reads it seconds after the click.
const DOWNLOAD_LIFE_MS: u32 = 60_000;

/// Why a file, link or text did not pass between the page and the computer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FileError {
    /// Refused before reading. Sizes in bytes.
    #[error("the file has {bytes} bytes; at most {max_bytes} can be read")]
    TooLarge {
        /// The file's size.
        bytes: u64,
        /// The most allowed.
        max_bytes: u64,
    },
    /// The file changed, vanished or may not be read.
    #[error("the file could not be read: {0}")]
    Unreadable(String),
    /// Only `mailto:`, `sms:`, `tel:` and `https:` links are opened.
    #[error("this kind of link is not opened")]
    LinkRefused,
    /// The browser or the page does not offer this, or the owner refused it.
    #[error("the browser does not allow this: {0}")]
    NotAllowed(String),
}

/// The bytes of a chosen file, which is refused unread when it is larger than `max_bytes`.
///
/// # Errors
/// [`FileError::TooLarge`], [`FileError::Unreadable`].
pub async fn read_file(file: &File, max_bytes: u64) -> Result<Vec<u8>, FileError> {
    let bytes = file.size() as u64; // a whole number below 2^53 by the standard
    if bytes > max_bytes {
        return Err(FileError::TooLarge { bytes, max_bytes });
    }
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|exception| FileError::Unreadable(describe(&exception)))?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Offers a text as a download, in UTF-8. `mime` such as `application/json`.
///
/// # Errors
/// [`FileError::NotAllowed`].
pub fn download_text(file_name: &str, mime: &str, text: &str) -> Result<(), FileError> {
    download_bytes(file_name, mime, text.as_bytes())
}

/// Offers bytes as a download. Whether the owner kept the file, no page can know.
///
/// # Errors
/// [`FileError::NotAllowed`].
pub fn download_bytes(file_name: &str, mime: &str, bytes: &[u8]) -> Result<(), FileError> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).map_err(not_allowed)?;
    let address = Url::create_object_url_with_blob(&blob).map_err(not_allowed)?;
    let clicked = click_link(&address, |anchor| anchor.set_download(file_name));
    spawn_local(async move {
        sleep(DOWNLOAD_LIFE_MS).await;
        // An address that is no longer known needs no revoking.
        let _ = Url::revoke_object_url(&address);
    });
    clicked
}

/// Opens a link outside of the app: the mail, message or phone program, or a new tab for `https:`.
///
/// The caller has percent-encoded every part of it.
///
/// # Errors
/// [`FileError::LinkRefused`] for any other scheme, white space or control characters.
pub fn open_link(address: &str) -> Result<(), FileError> {
    if address.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err(FileError::LinkRefused);
    }
    let scheme = address.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    match scheme.as_deref() {
        Some("mailto" | "sms" | "tel") => click_link(address, |_| ()),
        Some("https") => click_link(address, |anchor| {
            anchor.set_target("_blank");
            anchor.set_rel("noopener noreferrer");
        }),
        _ => Err(FileError::LinkRefused),
    }
}

/// Puts a text on the clipboard. Call it from a click: browsers refuse it otherwise.
///
/// # Errors
/// [`FileError::NotAllowed`], also on pages served by plain http, where browsers have no clipboard.
pub async fn copy_text(text: &str) -> Result<(), FileError> {
    let navigator = web_sys::window().ok_or_else(no_page)?.navigator();
    if property(&navigator, "clipboard").is_none() {
        return Err(FileError::NotAllowed("no clipboard on this page".into()));
    }
    JsFuture::from(navigator.clipboard().write_text(text)).await.map(drop).map_err(not_allowed)
}

/// Whether the browser can hand a text to other programs.
pub fn can_share() -> bool {
    web_sys::window().is_some_and(|window| property(&window.navigator(), "share").is_some())
}

/// Hands a text to the program that the owner chooses. Call it from a click; the share sheet opens at once, the answer comes when
/// it closes.
///
/// # Errors
/// [`FileError::NotAllowed`], also when the owner closes the sheet.
pub fn share_text(title: &str, text: &str) -> Result<impl Future<Output = Result<(), FileError>> + 'static, FileError> {
    let navigator = web_sys::window().ok_or_else(no_page)?.navigator();
    let share = method(&navigator, "share").ok_or_else(|| FileError::NotAllowed("nothing to share with".into()))?;
    let data = js_sys::Object::new();
    for (name, value) in [("title", title), ("text", text)] {
        js_sys::Reflect::set(&data, &name.into(), &value.into()).map_err(not_allowed)?;
    }
    let promise: js_sys::Promise = share.call1(&navigator, &data).map_err(not_allowed)?.unchecked_into();
    Ok(async move { JsFuture::from(promise).await.map(drop).map_err(not_allowed) })
}

/// Opens the print dialog on the page as it is.
///
/// # Errors
/// [`FileError::NotAllowed`].
pub fn print_page() -> Result<(), FileError> {
    web_sys::window().ok_or_else(no_page)?.print().map_err(not_allowed)
}

/// Clicks a link that is on the page only for the click.
fn click_link(address: &str, prepare: impl Fn(&HtmlAnchorElement)) -> Result<(), FileError> {
    let document: Document = web_sys::window().and_then(|window| window.document()).ok_or_else(no_page)?;
    let anchor: HtmlAnchorElement = document.create_element("a").map_err(not_allowed)?.unchecked_into();
    anchor.set_href(address);
    prepare(&anchor);
    anchor.set_hidden(true);
    let body: HtmlElement = document.body().ok_or_else(no_page)?;
    body.append_child(&anchor).map_err(not_allowed)?;
    anchor.click();
    anchor.remove();
    Ok(())
}

fn not_allowed(exception: JsValue) -> FileError {
    FileError::NotAllowed(describe(&exception))
}

fn no_page() -> FileError {
    FileError::NotAllowed("there is no page".into())
}
