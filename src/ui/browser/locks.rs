//! Web Locks: at most one page of this origin holds a name at a time; closing or crashing gives it back.
//!
//! Bound by hand because web-sys has them only behind its unstable flag. A lock makes one *writer*; it does not make
//! read-modify-write on local storage safe.

use super::exceptions::{describe, property};
use super::tasks::{Sender, one_shot};
use js_sys::{Function, Object, Promise, Reflect};
use thiserror::Error;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Why no lock could be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LockError {
    /// An old browser, or a page served by plain http.
    #[error("this browser or page has no locks between tabs")]
    Unsupported,
    /// The browser said no, in its words.
    #[error("the browser refused the lock: {0}")]
    Refused(String),
}

/// A lock held until this value is dropped or the page ends.
#[must_use = "dropping the lock gives it back"]
#[derive(Debug)]
pub struct HeldLock {
    release: Option<Function>,
}

impl Drop for HeldLock {
    fn drop(&mut self) {
        if let Some(release) = &self.release {
            // Resolving a promise does not throw.
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    }
}

/// Whether this page has Web Locks.
pub fn supported() -> bool {
    manager().is_some()
}

/// Takes the lock if nobody has it; `None` when somebody has.
///
/// # Errors
/// [`LockError`].
pub async fn try_lock(name: &str) -> Result<Option<HeldLock>, LockError> {
    request(name, true).await
}

/// Waits, for hours if need be, until the lock is free, in the order of asking. When the future is dropped before, the lock
/// is given on as soon as it comes.
///
/// # Errors
/// [`LockError`].
pub async fn wait_for_lock(name: &str) -> Result<HeldLock, LockError> {
    request(name, false).await?.ok_or_else(|| LockError::Refused("no lock came".into()))
}

async fn request(name: &str, if_available: bool) -> Result<Option<HeldLock>, LockError> {
    let manager = manager().ok_or(LockError::Unsupported)?;
    let options = Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &if_available.into()).map_err(|exception| refused(&exception))?;
    let (sender, answer) = one_shot();
    let granted = on_granted(sender.clone());
    let held_for_life = manager.request(name, &options, granted.unchecked_ref()).map_err(|exception| refused(&exception))?;
    spawn_local(async move {
        // Ends when the lock is given back; before that only a refusal can come this way.
        if let Err(exception) = JsFuture::from(held_for_life).await {
            sender.send(Err(refused(&exception)));
        }
    });
    answer.await.unwrap_or_else(|| Err(LockError::Refused("no answer".into())))
}

/// The function the browser calls with the lock (or null); the lock is held as long as the promise it returns is open.
fn on_granted(sender: Sender<Result<Option<HeldLock>, LockError>>) -> JsValue {
    Closure::once_into_js(move |lock: JsValue| -> JsValue {
        if lock.is_null() || lock.is_undefined() {
            sender.send(Ok(None));
            return JsValue::UNDEFINED;
        }
        let mut release = None;
        let held = Promise::new(&mut |resolve, _reject| release = Some(resolve));
        // If nobody waits any more, this drops the lock and so gives it back at once.
        sender.send(Ok(Some(HeldLock { release })));
        held.into()
    })
}

fn manager() -> Option<LockManager> {
    let navigator = web_sys::window()?.navigator();
    property(&navigator, "locks").map(JsCast::unchecked_into)
}

fn refused(exception: &JsValue) -> LockError {
    LockError::Refused(describe(exception))
}

#[wasm_bindgen]
extern "C" {
    type LockManager;
    /// `navigator.locks.request(name, options, callback)`.
    #[wasm_bindgen(method, catch)]
    fn request(this: &LockManager, name: &str, options: &Object, granted: &Function) -> Result<Promise, JsValue>;
}
