//! The owner's calendar day: today in the local time zone, and the moment it becomes another day.
//!
//! The core never asks for the time; the shell asks here and hands the date in.

use super::events::{Listener, listen, listen_window};
use super::tasks::sleep;
use chrono::{Duration, Local, NaiveDate, NaiveDateTime, NaiveTime};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// The longest wait between two looks at the date: covers a clock or time zone that was changed meanwhile.
const LONGEST_WAIT_MS: i64 = 15 * 60 * 1000;

/// Today's civil date where the owner is.
pub fn today() -> NaiveDate {
    Local::now().date_naive()
}

/// Milliseconds since 1970-01-01 UTC by the computer's clock, which may be wrong and may jump.
pub fn now_ms() -> i64 {
    js_sys::Date::now() as i64
}

/// Stops watching when dropped.
#[must_use = "dropping the watch stops it"]
#[derive(Debug)]
pub struct DayWatch {
    _listeners: Vec<Listener>,
    _alive: Rc<()>,
}

/// Calls `react` with the new date at local midnight, and when the page comes back to the eye on another day.
///
/// Also when the date went backwards (a corrected clock, a journey west). Never twice for the same date.
pub fn on_new_day(react: impl Fn(NaiveDate) + 'static) -> DayWatch {
    let known = Rc::new(Cell::new(today()));
    let look: Rc<dyn Fn()> = Rc::new(move || {
        let now = today();
        if known.replace(now) != now {
            react(now);
        }
    });
    let mut listeners = Vec::new();
    let looked = look.clone();
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        listeners.push(listen(&document, "visibilitychange", move |_| looked()));
    }
    for kind in ["focus", "pageshow"] {
        let looked = look.clone();
        listeners.extend(listen_window(kind, move |_| looked()));
    }
    let alive = Rc::new(());
    let watched = Rc::downgrade(&alive);
    spawn_local(async move {
        while watched.strong_count() > 0 {
            sleep(wait_ms(Local::now().naive_local())).await;
            if watched.strong_count() > 0 {
                look();
            }
        }
    });
    DayWatch { _listeners: listeners, _alive: alive }
}

/// How long to wait from this local time: until shortly after midnight, at most [`LONGEST_WAIT_MS`].
///
/// Days of 23 and 25 hours need no care: the last look before midnight is at most a quarter of an hour away.
fn wait_ms(now: NaiveDateTime) -> u32 {
    let midnight = now.date().and_time(NaiveTime::MIN) + Duration::days(1);
    let wait = (midnight - now).num_milliseconds().saturating_add(250);
    u32::try_from(wait.clamp(250, LONGEST_WAIT_MS)).unwrap_or(u32::MAX)
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn the_next_look_is_soon_after_midnight_and_never_far() {
        let at = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.3f").unwrap();
        assert_eq!(wait_ms(at("2026-03-28 12:00:00.000")), 900_000);
        assert_eq!(wait_ms(at("2026-12-31 23:59:59.000")), 1_250);
        assert_eq!(wait_ms(at("2026-12-31 23:59:59.999")), 251);
        assert_eq!(wait_ms(at("2027-01-01 00:00:00.000")), 900_000);
    }
}
