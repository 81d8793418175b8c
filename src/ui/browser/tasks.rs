//! Waiting without blocking the page: yields, sleeps, time limits and one-shot answers.
//!
//! Everything here runs on the page's single thread; nothing is `Send` and nothing needs a lock.

use super::exceptions::{method, property};
use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::rc::{Rc, Weak};
use std::task::{Context, Poll, Waker};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Lets the browser paint and handle input, then goes on: `scheduler.yield()` where it exists (it goes on ahead of other
/// work), else a zero timer.
pub async fn yield_to_browser() {
    let global: JsValue = js_sys::global().into();
    let promise = property(&global, "scheduler").and_then(|scheduler| {
        let resumed = method(&scheduler, "yield")?.call0(&scheduler).ok()?;
        resumed.dyn_into::<js_sys::Promise>().ok()
    });
    match promise {
        // Whether the promise resolves or is refused, the browser has had its turn.
        Some(promise) => drop(JsFuture::from(promise).await),
        None => sleep(0).await,
    }
}

/// Waits at least `ms` milliseconds; hidden tabs may wait up to a minute longer. Dropping it takes the timer back.
pub fn sleep(ms: u32) -> Sleep {
    let (sender, answer) = one_shot();
    let callback = Closure::once(move || sender.send(()));
    let delay = i32::try_from(ms).unwrap_or(i32::MAX);
    let timer = web_sys::window()
        .and_then(|window| window.set_timeout_with_callback_and_timeout_and_arguments_0(callback.as_ref().unchecked_ref(), delay).ok());
    Sleep { timer, answer, _callback: callback }
}

/// The future of [`sleep`].
#[must_use = "a sleep does nothing unless awaited"]
#[derive(Debug)]
pub struct Sleep {
    timer: Option<i32>,
    answer: Answer<()>,
    _callback: Closure<dyn FnMut()>,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        match self.timer {
            None => Poll::Ready(()), // no timers in this place: waiting for ever would be worse
            Some(_) => Pin::new(&mut self.answer).poll(context).map(|_| ()),
        }
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let (Some(window), Some(timer)) = (web_sys::window(), self.timer) {
            window.clear_timeout_with_handle(timer);
        }
    }
}

/// The future's output, or `None` when it is not there after `ms` milliseconds. The future is dropped then.
///
/// The time runs in two halves, so that a computer waking up from sleep, whose timers all fire at once, still gives the
/// future half of its time.
pub async fn timeout<F: Future>(ms: u32, future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    for part in [ms / 2, ms - ms / 2] {
        let mut timer = pin!(sleep(part));
        let output = poll_fn(|context| match future.as_mut().poll(context) {
            Poll::Ready(output) => Poll::Ready(Some(output)),
            Poll::Pending => timer.as_mut().poll(context).map(|()| None),
        });
        if let Some(output) = output.await {
            return Some(output);
        }
    }
    None
}

/// A value promised by one part of the page and awaited by another: the first `send` wins.
pub fn one_shot<T>() -> (Sender<T>, Answer<T>) {
    let slot = Rc::new(RefCell::new(Slot { value: None, waker: None }));
    (Sender { slot: Rc::downgrade(&slot), last: Rc::new(()) }, Answer { slot })
}

#[derive(Debug)]
struct Slot<T> {
    value: Option<T>,
    waker: Option<Waker>,
}

/// The sending side of [`one_shot`]; clones share it.
#[derive(Debug)]
pub struct Sender<T> {
    slot: Weak<RefCell<Slot<T>>>,
    last: Rc<()>,
}

impl<T> Clone for Sender<T> {
    fn clone(&self) -> Self {
        Self { slot: self.slot.clone(), last: self.last.clone() }
    }
}

impl<T> Sender<T> {
    /// Delivers the value, unless one was delivered before or nobody waits any more.
    pub fn send(&self, value: T) {
        let Some(slot) = self.slot.upgrade() else { return };
        let waker = {
            let mut slot = slot.borrow_mut();
            if slot.value.is_none() {
                slot.value = Some(value);
            }
            slot.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        // The last sender gone without a value: whoever waits must learn it.
        if Rc::strong_count(&self.last) == 1
            && let Some(slot) = self.slot.upgrade()
            && let Some(waker) = slot.borrow_mut().waker.take()
        {
            waker.wake();
        }
    }
}

/// The waiting side of [`one_shot`]: the value, or `None` when every sender is gone without one.
#[must_use = "an answer does nothing unless awaited"]
#[derive(Debug)]
pub struct Answer<T> {
    slot: Rc<RefCell<Slot<T>>>,
}

impl<T> Future for Answer<T> {
    type Output = Option<T>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        let no_sender_left = Rc::weak_count(&self.slot) == 0;
        let mut slot = self.slot.borrow_mut();
        if let Some(value) = slot.value.take() {
            return Poll::Ready(Some(value));
        }
        if no_sender_left {
            return Poll::Ready(None);
        }
        slot.waker = Some(context.waker().clone());
        Poll::Pending
    }
}
