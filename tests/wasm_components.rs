//! Components in a real browser: what only a DOM can show.
#![cfg(all(target_arch = "wasm32", feature = "ui"))]
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may stop at the first surprise

use leptos::mount::mount_to;
use leptos::prelude::*;
use recoup::domain::currency::Currency;
use recoup::domain::money::Money;
use recoup::ui::components::{Button, Column, DataTable, Dialog, ErrorSummary, Problem, Sort, TextField, Toasts, provide_toaster};
use recoup::ui::format;
use std::collections::BTreeSet;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement};

wasm_bindgen_test_configure!(run_in_browser);

async fn wait(milliseconds: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds).unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}

/// A place on the page, with the product's own style: geometry is part of what is tested.
fn place() -> HtmlElement {
    let style = document().create_element("style").unwrap();
    let sheets = [
        include_str!("../style/reset.css"),
        include_str!("../style/tokens.css"),
        include_str!("../style/controls.css"),
        include_str!("../style/components.css"),
    ];
    style.set_text_content(Some(&sheets.concat()));
    document().body().unwrap().append_child(&style).unwrap();
    let place: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    document().body().unwrap().append_child(&place).unwrap();
    place
}

fn find(place: &Element, selector: &str) -> HtmlElement {
    place.query_selector(selector).unwrap().unwrap_or_else(|| panic!("{selector} in {}", place.outer_html())).unchecked_into()
}

fn count(place: &Element, selector: &str) -> u32 {
    let mut found = 0;
    let mut walk = vec![place.clone()];
    while let Some(element) = walk.pop() {
        found += u32::from(element.matches(selector).unwrap());
        let mut child = element.first_element_child();
        while let Some(element) = child {
            child = element.next_element_sibling();
            walk.push(element);
        }
    }
    found
}

/// Sends a key; web-sys' own constructor needs a feature that the product does not.
fn press(target: &HtmlElement, key: &str) {
    let options = js_sys::Object::new();
    for (name, value) in [("key", JsValue::from_str(key)), ("bubbles", JsValue::TRUE), ("cancelable", JsValue::TRUE)] {
        js_sys::Reflect::set(&options, &JsValue::from_str(name), &value).unwrap();
    }
    let constructor: js_sys::Function =
        js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("KeyboardEvent")).unwrap().unchecked_into();
    let event = js_sys::Reflect::construct(&constructor, &js_sys::Array::of2(&JsValue::from_str("keydown"), &options)).unwrap();
    target.dispatch_event(event.unchecked_ref()).unwrap();
}

#[wasm_bindgen_test]
fn amounts_and_dates_follow_the_locale_exactly() {
    let huge = Money::from_minor(i64::MAX, Currency::USD);
    format::set_locale("en-US");
    assert_eq!(format::money(huge), "$92,233,720,368,547,758.07");
    assert_eq!(format::money(Money::from_minor(-5, Currency::USD)), "\u{2212}$0.05");
    assert_eq!(format::money(Money::from_minor(1234, Currency::JPY)), "¥1,234");
    assert_eq!(format::date("2013-06-30".parse().unwrap()), "Jun 30, 2013");
    assert_eq!(format::percent("0.0825".parse().unwrap(), 2), "8.25%");
    assert_eq!(format::past_due(-1), "due in 1\u{a0}day");
    format::set_locale("de");
    assert_eq!(format::money(Money::from_minor(123_450, Currency::EUR)), "1.234,50\u{a0}€");
    assert_eq!(format::date_long("2013-06-30".parse().unwrap()), "30. Juni 2013");
    format::set_locale("en-IN");
    assert_eq!(format::amount(Money::from_minor(1_234_567_890, Currency::USD)), "1,23,45,678.90");
    format::set_locale("not a locale");
    assert_eq!(format::count(1_000), "1,000");
    format::set_locale("en-US");
}

#[wasm_bindgen_test]
async fn a_table_of_100_000_rows_keeps_at_most_60_in_the_dom() {
    let place = place();
    let opened = RwSignal::new(None::<u64>);
    let selected = RwSignal::new(BTreeSet::new());
    let sorted = RwSignal::new(None::<Sort>);
    let asked = RwSignal::new(0_usize);
    let handle = mount_to(place.clone(), move || {
        let columns = vec![
            Column::new("name", "Name", |row: &u64| view! { <a href="#">{format!("row {row}")}</a> }).sortable(),
            Column::new("square", "Square", |row: &u64| (row * row).to_string()).numeric().sortable(),
        ];
        let fetch = move |range: std::ops::Range<usize>| {
            asked.update_untracked(|asked| *asked += range.len());
            range.map(|index| index as u64).collect::<Vec<_>>()
        };
        view! {
            <DataTable caption="Numbers" columns total=100_000_usize fetch key=|row: &u64| *row sort=sorted on_sort=move |sort| sorted.set(Some(sort))
                on_open=move |row: u64| opened.set(Some(row)) selected/>
        }
    });
    wait(50).await;
    let table = find(&place, ".DataTable");
    table
        .set_attribute("style", &format!("{};display:block;overflow:auto;height:400px;width:900px", table.get_attribute("style").unwrap()))
        .unwrap();
    wait(100).await;
    let rows = "tbody tr[aria-rowindex]";
    assert!((8..=60).contains(&count(&place, rows)), "{}", count(&place, rows));
    table.set_scroll_top(44 * 50_000);
    wait(150).await;
    assert!(count(&place, rows) <= 60);
    assert!(find(&place, "tbody tr[aria-rowindex='50002']").inner_text().contains("row 50000"));
    assert!(asked.get_untracked() < 400, "only rows in sight are computed, not {}", asked.get_untracked());

    find(&place, "tbody tr[aria-rowindex='50002']").focus().unwrap();
    press(&find(&place, "tbody tr[aria-rowindex='50002']"), "j");
    wait(150).await;
    let focused = document().active_element().unwrap();
    assert_eq!(focused.get_attribute("aria-rowindex").as_deref(), Some("50003"));
    press(focused.unchecked_ref(), "Enter");
    assert_eq!(opened.get_untracked(), Some(50_001));
    press(&table, "End");
    wait(200).await;
    assert_eq!(document().active_element().unwrap().get_attribute("aria-rowindex").as_deref(), Some("100001"));

    find(&place, "tbody input[type=checkbox]").click();
    assert_eq!(selected.with_untracked(BTreeSet::len), 1);
    find(&place, ".DataTable-cell--end .DataTable-sort").click();
    wait(20).await;
    assert_eq!(sorted.get_untracked(), Some(Sort { column: "square".to_owned(), descending: true }));
    assert_eq!(find(&place, "th[aria-sort]").get_attribute("aria-sort").as_deref(), Some("descending"));
    drop(handle);
    place.remove();
}

#[wasm_bindgen_test]
async fn a_dialog_opens_with_the_focus_inside_and_gives_it_back() {
    let place = place();
    let open = RwSignal::new(false);
    let name = RwSignal::new(String::new());
    let problems = RwSignal::new(Vec::new());
    let handle = mount_to(place.clone(), move || {
        view! {
            <Button id="opener" on_click=move || open.set(true)>"Open"</Button>
            <Dialog id="dialog" open title="A dialog" footer=move || view! { <Button on_click=move || open.set(false)>"Done"</Button> }>
                <ErrorSummary problems/>
                <TextField id="name" label="Name" value=name help="As on the invoice" error="Enter a name"/>
            </Dialog>
        }
    });
    wait(30).await;
    let opener = find(&place, "#opener");
    opener.focus().unwrap();
    opener.click();
    wait(100).await;
    assert!(find(&place, "dialog").has_attribute("open"));
    let input = find(&place, "#name");
    assert_eq!(input.get_attribute("aria-describedby").as_deref(), Some("name-help name-error"));
    assert_eq!(input.get_attribute("aria-invalid").as_deref(), Some("true"));
    problems.set(vec![Problem::new("name", "Enter a name")]);
    wait(100).await;
    assert_eq!(document().active_element().unwrap().class_name(), "ErrorSummary");
    find(&place, ".ErrorSummary a").click();
    assert_eq!(document().active_element().unwrap().id(), "name");
    open.set(false);
    wait(100).await;
    assert!(!find(&place, "dialog").has_attribute("open"));
    assert_eq!(document().active_element().unwrap().id(), "opener");
    drop(handle);
    place.remove();
}

#[wasm_bindgen_test]
async fn a_toast_offers_undo_once() {
    let place = place();
    let undone = RwSignal::new(0);
    let toaster = StoredValue::new(None);
    let handle = mount_to(place.clone(), move || {
        let provided = provide_toaster();
        toaster.set_value(Some(provided));
        view! { <Toasts toaster=provided/> }
    });
    wait(20).await;
    toaster.get_value().unwrap().push("Payment recorded", Some(Callback::new(move |()| undone.update(|count| *count += 1))));
    wait(50).await;
    let toast = find(&place, ".Toast");
    assert!(toast.inner_text().contains("Payment recorded"), "{}", toast.inner_text());
    find(&place, ".Toast .Button").click();
    wait(50).await;
    assert_eq!((undone.get_untracked(), count(&place, ".Toast")), (1, 0));
    drop(handle);
    place.remove();
}
