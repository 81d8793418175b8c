//! Clock and waiting.

use super::run;
use chrono::Datelike;
use recoup::ui::browser::clock;
use recoup::ui::browser::tasks::{one_shot, sleep, timeout, yield_to_browser};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn the_clock_agrees_with_the_browser() {
    let date = js_sys::Date::new_0();
    let today = clock::today();
    assert_eq!((today.year() as u32, today.month0(), today.day()), (date.get_full_year(), date.get_month(), date.get_date()));
    assert!((clock::now_ms() - js_sys::Date::now() as i64).abs() < 1_000);
    assert!(clock::now_ms() > 1_700_000_000_000);
}

#[wasm_bindgen_test]
async fn a_day_watch_is_silent_on_the_same_day() {
    let called = Rc::new(Cell::new(0));
    let counter = called.clone();
    let watch = clock::on_new_day(move |_| counter.set(counter.get() + 1));
    let window = web_sys::window().unwrap();
    window.dispatch_event(&web_sys::Event::new("focus").unwrap()).unwrap();
    assert_eq!(called.get(), 0);
    drop(watch);
}

#[wasm_bindgen_test]
async fn a_day_watch_tells_every_new_day_once() {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let list = heard.clone();
    let today = clock::today();
    let watch = clock::on_new_day(move |date| list.borrow_mut().push(date));
    run("const Real = Date; globalThis.RealDate = Real;
         globalThis.Date = class extends Real { constructor(...a) { a.length ? super(...a) : super(Real.now() + 86400000) } }");
    run("dispatchEvent(new Event('focus')); document.dispatchEvent(new Event('visibilitychange'))");
    run("globalThis.Date = globalThis.RealDate");
    run("dispatchEvent(new Event('pageshow'))");
    assert_eq!(*heard.borrow(), [today.succ_opt().unwrap(), today], "also when the clock is put back");
    drop(watch);
}

#[wasm_bindgen_test]
async fn waiting_waits_and_limits_hold() {
    let begun = clock::now_ms();
    sleep(60).await;
    assert!(clock::now_ms() - begun >= 55);
    yield_to_browser().await;
    assert_eq!(timeout(1_000, async { 7 }).await, Some(7));
    assert_eq!(timeout(20, std::future::pending::<()>()).await, None);
    let (sender, answer) = one_shot::<u8>();
    sender.send(1);
    sender.send(2);
    assert_eq!(answer.await, Some(1), "the first one counts");
    let (sender, answer) = one_shot::<u8>();
    wasm_bindgen_futures::spawn_local(async move {
        sleep(10).await;
        drop(sender);
    });
    assert_eq!(answer.await, None, "nobody is left to answer");
}
