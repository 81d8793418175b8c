//! Preferences, page, files, boot script.

use super::{raw, run};
use recoup::ui::browser::files::{self, FileError};
use recoup::ui::browser::page::{self, StorageChange};
use recoup::ui::browser::{boot, prefs};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn preferences_default_on_anything_odd() {
    prefs::forget("columns");
    assert_eq!(prefs::load::<Vec<String>>("columns"), Vec::<String>::new());
    assert!(prefs::save("columns", &["number", "due"]));
    assert_eq!(prefs::load::<Vec<String>>("columns"), ["number", "due"]);
    for garbage in ["", "{", "7", "[1]", "null", "\u{0}"] {
        raw().set_item("recoup-prefs/columns", garbage).unwrap();
        assert_eq!(prefs::load::<Vec<String>>("columns"), Vec::<String>::new(), "{garbage}");
    }
    assert!(prefs::forget("columns"));
    assert!(!prefs::load::<bool>("columns"));
}

#[wasm_bindgen_test]
fn the_page_obeys() {
    let document = web_sys::window().unwrap().document().unwrap();
    let root = document.document_element().unwrap();
    page::set_theme(Some("dark"));
    assert_eq!(root.get_attribute("data-theme").as_deref(), Some("dark"));
    page::set_theme(None);
    assert!(!root.has_attribute("data-theme"));
    let title = document.title();
    page::set_title("Recoup");
    assert_eq!(document.title(), "Recoup");
    page::set_title(&title);

    let heading = document.create_element("h1").unwrap();
    heading.set_id("a-heading");
    document.body().unwrap().append_child(&heading).unwrap();
    assert!(page::focus("a-heading"));
    assert!(!page::focus("not-there"));
    heading.remove();

    assert_eq!(page::base_path(), "");
    let base = document.create_element("base").unwrap();
    base.set_attribute("href", "/tools/recoup/").unwrap();
    document.head().unwrap().append_child(&base).unwrap();
    assert_eq!(page::base_path(), "/tools/recoup");
    base.remove();
    assert!(page::address().starts_with('/'));
}

#[wasm_bindgen_test]
async fn persistence_can_be_asked_for() {
    assert!(page::request_persistence().await.is_some());
    assert!(page::is_persisted().await.is_some());
}

#[wasm_bindgen_test]
fn leaving_is_guarded_only_while_saving() {
    let window = web_sys::window().unwrap();
    let leave = || {
        let event: web_sys::Event = run("return new Event('beforeunload', { cancelable: true })").unchecked_into();
        window.dispatch_event(&event).unwrap()
    };
    assert!(leave());
    let guard = page::guard_leaving().unwrap();
    assert!(!leave(), "asked");
    drop(guard);
    assert!(leave());
}

#[wasm_bindgen_test]
fn clearing_by_another_tab_is_heard() {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let list = heard.clone();
    let listener = page::on_storage_change(move |change| list.borrow_mut().push(change)).unwrap();
    let send = |script: &str| {
        run(&format!("dispatchEvent(new StorageEvent('storage', {script}))"));
    };
    send("{ key: null, storageArea: localStorage }");
    send("{ key: 'recoup/x', newValue: '1', storageArea: localStorage }");
    send("{ key: null, storageArea: sessionStorage }");
    drop(listener);
    send("{ key: null, storageArea: localStorage }");
    let changed = StorageChange::Changed { key: "recoup/x".into(), value: Some("1".into()) };
    assert_eq!(*heard.borrow(), [StorageChange::Cleared, changed]);
}

#[wasm_bindgen_test]
fn the_boot_script_is_called_when_there() {
    assert!(!boot::show_crash("x"));
    run("globalThis.__recoup_recovery = (reason, details) => { globalThis.heard = reason + '/' + details }");
    assert!(boot::show_recovery("chain broken", "raw"));
    assert_eq!(run("return globalThis.heard").as_string().as_deref(), Some("chain broken/raw"));
    run("delete globalThis.__recoup_recovery; delete globalThis.heard");
    let called = Rc::new(Cell::new(false));
    let flag = called.clone();
    let listener = boot::on_update_ready(move || flag.set(true)).unwrap();
    run("dispatchEvent(new CustomEvent('recoup:update-ready'))");
    assert!(called.get());
    drop(listener);
    assert!(!boot::apply_update() && !boot::is_update_ready());
    run("globalThis.__recoup_update_ready = true; globalThis.__recoup_apply_update = () => false");
    assert!(boot::is_update_ready() && !boot::apply_update(), "there, but nothing waits");
    run("globalThis.__recoup_apply_update = () => true");
    assert!(boot::apply_update());
    run("delete globalThis.__recoup_update_ready; delete globalThis.__recoup_apply_update");
}

#[wasm_bindgen_test]
async fn files_are_read_within_their_limit() {
    let script = "return new File([new Uint8Array([0, 255, 195, 188])], 'a.csv')";
    let file: web_sys::File = run(script).unchecked_into();
    assert_eq!(files::read_file(&file, 4).await, Ok(vec![0, 255, 195, 188]));
    assert_eq!(files::read_file(&file, 3).await, Err(FileError::TooLarge { bytes: 4, max_bytes: 3 }));
}

#[wasm_bindgen_test]
async fn downloads_and_links_go_through_a_clicked_link() {
    run("globalThis.clicked = []; globalThis.realClick = HTMLAnchorElement.prototype.click;
         HTMLAnchorElement.prototype.click = function () { globalThis.clicked.push(this.href, this.download, this.target) }");
    files::download_text("backup.json", "application/json", "{\"ü\":1}").unwrap();
    files::open_link("mailto:a@b.c?subject=x%20y").unwrap();
    files::open_link("https://pay.example/1").unwrap();
    run("HTMLAnchorElement.prototype.click = globalThis.realClick");
    let clicked = js_sys::Array::from(&run("return globalThis.clicked"));
    let texts: Vec<String> = clicked.iter().map(|value| value.as_string().unwrap()).collect();
    let (blob, rest) = texts.split_first().unwrap();
    assert!(blob.starts_with("blob:"));
    assert_eq!(rest, ["backup.json", "", "mailto:a@b.c?subject=x%20y", "", "", "https://pay.example/1", "", "_blank"]);
    let fetched = run(&format!("return fetch('{blob}').then(async r => r.headers.get('content-type') + await r.text())"));
    let text = wasm_bindgen_futures::JsFuture::from(fetched.unchecked_into::<js_sys::Promise>()).await.unwrap();
    assert_eq!(text.as_string().as_deref(), Some("application/json{\"ü\":1}"));
}

#[wasm_bindgen_test]
fn only_harmless_links_are_opened() {
    for address in
        ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "java\tscript:x", " mailto:a@b.c", "http://a.b", "data:text/html,x", "x", ""]
    {
        assert_eq!(files::open_link(address), Err(FileError::LinkRefused), "{address}");
    }
    assert_eq!(files::open_link("mailto:a@b.c\r\nbcc:x@y.z"), Err(FileError::LinkRefused));
}
