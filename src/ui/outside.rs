//! What pages may ask of the world outside of the page: files, downloads, clipboard, printer, links, a pause.
//!
//! Thin on purpose: the work is done in [`super::browser`]; here it gets the words an owner reads. Pages never touch
//! the browser themselves.

use super::browser::events::{Listener, listen_window};
use super::browser::{clock, files, page, prefs, tasks};
use chrono::NaiveDate;
use leptos::task::spawn_local;

pub use super::browser::files::FileError;
pub use super::browser::zones::local_time;

const LAST_EXPORT: &str = "last-export";
const LAST_CHECK: &str = "nothing-new-on";

/// The size of a chosen file in bytes, known before it is read.
pub fn file_size(file: &web_sys::File) -> u64 {
    file.size() as u64 // a whole number below 2^53 by the standard
}

/// The bytes of a chosen file; refused unread when it is larger than `max_bytes`.
///
/// # Errors
/// A sentence for the owner.
pub async fn read_file(file: &web_sys::File, max_bytes: u64) -> Result<Vec<u8>, String> {
    files::read_file(file, max_bytes).await.map_err(|error| match error {
        FileError::TooLarge { max_bytes, .. } => format!("The file is too large: at most {} can be read.", super::format::bytes(max_bytes)),
        _ => "The file could not be read. It may have been moved or changed; choose it again.".to_owned(),
    })
}

/// Offers a text as a download, in UTF-8; `mime` such as `text/csv`.
///
/// # Errors
/// A sentence for the owner.
pub fn download_text(file_name: &str, mime: &str, text: &str) -> Result<(), String> {
    files::download_text(file_name, mime, text).map_err(|_| "The browser did not allow the download.".to_owned())
}

/// Offers CSV as a download.
///
/// # Errors
/// A sentence for the owner.
pub fn download_csv(file_name: &str, text: &str) -> Result<(), String> {
    download_text(file_name, "text/csv;charset=utf-8", text)
}

/// Puts a text on the clipboard; `done` learns whether it worked. Call it from a click.
pub fn copy_text(text: String, done: impl FnOnce(Result<(), String>) + 'static) {
    spawn_local(async move {
        let copied = files::copy_text(&text).await;
        done(copied.map_err(|_| "The browser did not allow copying. Select the text and copy it by hand.".to_owned()));
    });
}

/// Whether this computer or telephone offers a way to share a text.
pub fn can_share() -> bool {
    files::can_share()
}

/// Hands a text to whatever the owner chooses for sharing; `done` learns whether it worked. Call it from a click.
pub fn share_text(title: &str, text: &str, done: impl FnOnce(Result<(), String>) + 'static) {
    let shared = files::share_text(title, text);
    spawn_local(async move {
        let shared = match shared {
            Ok(shared) => shared.await,
            Err(refused) => Err(refused),
        };
        done(shared.map_err(|_| "Nothing was shared. You can copy the text instead.".to_owned()));
    });
}

/// Opens the print dialog on the page as it is.
///
/// # Errors
/// A sentence for the owner.
pub fn print_page() -> Result<(), String> {
    files::print_page().map_err(|_| "The browser did not open the print dialog. Use its own menu.".to_owned())
}

/// Opens a link outside of the app: `mailto:`, `sms:` and `tel:` in their programs, `https:` in a new tab.
///
/// The caller has percent-encoded every part.
///
/// # Errors
/// A sentence for the owner.
pub fn open_link(address: &str) -> Result<(), String> {
    files::open_link(address).map_err(|error| match error {
        FileError::LinkRefused => "Recoup does not open this kind of link.".to_owned(),
        _ => "The browser did not open the link.".to_owned(),
    })
}

/// Moves the keyboard focus to an element once the page has been drawn.
pub fn focus_soon(id: impl Into<String>) {
    let id = id.into();
    leptos::prelude::request_animation_frame(move || {
        page::focus(&id);
    });
}

/// Lets the browser paint and take input before long work goes on.
pub async fn pause() {
    tasks::yield_to_browser().await;
}

/// A clock for measuring how long a piece of work takes, in milliseconds.
pub fn now_ms() -> i64 {
    clock::now_ms()
}

/// Whether the browser has promised to keep this site's storage; `None` when it does not say.
pub async fn storage_is_kept() -> Option<bool> {
    page::is_persisted().await
}

/// Asks the browser to keep this site's storage when space runs short.
pub async fn ask_to_keep_storage() -> Option<bool> {
    page::request_persistence().await
}

/// The day the ledger was last exported from this browser, if it ever was.
pub fn last_export() -> Option<NaiveDate> {
    prefs::load::<Option<NaiveDate>>(LAST_EXPORT)
}

/// Remembers the day of an export; `false` when the browser did not.
pub fn remember_export(day: NaiveDate) -> bool {
    prefs::save(LAST_EXPORT, &day)
}

/// The day on which the owner last said in this browser that no payment had come in.
pub fn last_check() -> Option<NaiveDate> {
    prefs::load::<Option<NaiveDate>>(LAST_CHECK)
}

/// Remembers the day of that word; `false` when the browser did not.
pub fn remember_check(day: NaiveDate) -> bool {
    prefs::save(LAST_CHECK, &day)
}

/// The time zones that the browser knows by name, in alphabetical order; none in an old browser.
pub fn time_zones() -> Vec<String> {
    page::time_zones()
}

/// Hears of printing as long as it lives.
#[must_use = "dropping the watch stops it"]
#[derive(Debug)]
pub struct PrintWatch {
    _listeners: Vec<Listener>,
}

/// Calls `react` with `true` before the page is printed, however that was asked for, and with `false` afterwards.
pub fn on_print(react: impl Fn(bool) + Clone + 'static) -> PrintWatch {
    let end = react.clone();
    let listeners = [listen_window("beforeprint", move |_| react(true)), listen_window("afterprint", move |_| end(false))];
    PrintWatch { _listeners: listeners.into_iter().flatten().collect() }
}
