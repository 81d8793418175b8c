//! Locks and tabs.

use super::run;
use recoup::ui::browser::locks;
use recoup::ui::browser::tabs::{Guard, Handlers, Question, Role, TabError, TabLink};
use recoup::ui::browser::tasks::{one_shot, sleep, timeout};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_second_request_waits_for_the_lock() {
    let first = locks::try_lock("test-lock").await.unwrap().expect("free");
    assert!(locks::try_lock("test-lock").await.unwrap().is_none());
    assert!(timeout(100, locks::wait_for_lock("test-lock")).await.is_none(), "held");
    let (sender, answer) = one_shot();
    wasm_bindgen_futures::spawn_local(async move { sender.send(locks::wait_for_lock("test-lock").await) });
    sleep(50).await;
    drop(first);
    // The request given up above stands first in the queue and must give the lock on.
    let second = timeout(2_000, answer).await.expect("in time").expect("sent").unwrap();
    assert!(locks::try_lock("test-lock").await.unwrap().is_none());
    drop(second);
    sleep(50).await;
    assert!(locks::try_lock("test-lock").await.unwrap().is_some());
}

#[derive(Default)]
struct Heard {
    messages: RefCell<Vec<String>>,
    questions: RefCell<Vec<String>>,
    promoted: Cell<u32>,
}

/// A tab that answers every question with its text in capitals, and `silent` ones only from the second time on.
async fn tab(name: &str) -> (TabLink, Rc<Heard>) {
    let heard = Rc::new(Heard::default());
    let (messages, questions, promoted) = (heard.clone(), heard.clone(), heard.clone());
    let handlers = Handlers {
        on_message: Box::new(move |text| messages.messages.borrow_mut().push(text)),
        on_question: Box::new(move |question: Question| {
            let seen = questions.questions.borrow().contains(&question.request_id);
            questions.questions.borrow_mut().push(question.request_id.clone());
            if seen || question.text != "silent" {
                question.answer(&question.text.to_uppercase()).unwrap();
            }
        }),
        on_promoted: Box::new(move || promoted.promoted.set(promoted.promoted.get() + 1)),
    };
    (TabLink::open(name, handlers).await.unwrap(), heard)
}

#[wasm_bindgen_test]
async fn one_writer_answers_and_the_next_takes_over() {
    let (first, first_heard) = tab("test-tabs").await;
    let (second, second_heard) = tab("test-tabs").await;
    let (third, third_heard) = tab("test-tabs").await;
    assert_eq!([first.role(), second.role(), third.role()], [Role::Writer, Role::Follower, Role::Follower]);
    assert_eq!(first.guard(), Guard::WebLock);
    assert_ne!(first.tab_id(), second.tab_id());

    let id = second.new_request_id();
    assert_eq!(second.ask(&id, "pay|1|ü", 2_000).await, Ok("PAY|1|Ü".into()));
    assert_eq!(first.ask("own", "x", 100).await, Err(TabError::OwnTab));
    assert_eq!(*first_heard.questions.borrow(), [id]);
    assert!(third_heard.questions.borrow().is_empty(), "only the writer is asked");

    let id = third.new_request_id();
    assert_eq!(third.ask(&id, "silent", 150).await, Err(TabError::NoAnswer));
    assert_eq!(third.ask(&id, "silent", 2_000).await, Ok("SILENT".into()), "asked again with the same id");

    first.post("head 7").unwrap();
    sleep(100).await;
    assert_eq!(*second_heard.messages.borrow(), ["head 7"]);
    assert_eq!(*third_heard.messages.borrow(), ["head 7"]);
    assert!(first_heard.messages.borrow().is_empty(), "not to itself");

    drop(first);
    sleep(200).await;
    assert_eq!([second.role(), third.role()], [Role::Writer, Role::Follower]);
    assert_eq!((second_heard.promoted.get(), third_heard.promoted.get()), (1, 0));
    assert_eq!(third.ask(&third.new_request_id(), "again", 2_000).await, Ok("AGAIN".into()));
}

#[wasm_bindgen_test]
async fn a_promoted_tab_learns_that_its_question_is_its_own_now() {
    let (first, _) = tab("test-orphans").await;
    let (second, second_heard) = tab("test-orphans").await;
    let asking = second.clone();
    let (sender, answer) = one_shot();
    wasm_bindgen_futures::spawn_local(async move {
        let id = asking.new_request_id();
        sender.send(asking.ask(&id, "silent", 5_000).await);
    });
    sleep(100).await;
    drop(first);
    assert_eq!(timeout(2_000, answer).await, Some(Some(Err(TabError::OwnTab))));
    assert_eq!(second_heard.promoted.get(), 1);
}

#[wasm_bindgen_test]
async fn five_hundred_forwarded_questions_all_arrive_once() {
    let (_writer, heard) = tab("test-many").await;
    let (follower, _) = tab("test-many").await;
    for number in 0..500 {
        let text = format!("edit {number}");
        assert_eq!(follower.ask(&follower.new_request_id(), &text, 5_000).await, Ok(text.to_uppercase()));
    }
    let mut ids = heard.questions.borrow().clone();
    assert_eq!(ids.len(), 500);
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 500);
}

/// Hides or restores `navigator.locks`.
fn hide_locks(hidden: bool) {
    let script = if hidden {
        "Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true })"
    } else {
        "delete navigator.locks"
    };
    run(script);
}

#[wasm_bindgen_test]
async fn without_locks_tabs_elect_one_writer() {
    hide_locks(true);
    assert!(!locks::supported());
    let (sender, answer) = one_shot();
    wasm_bindgen_futures::spawn_local(async move { sender.send(tab("test-election").await) });
    let (first, first_heard) = tab("test-election").await;
    let (second, second_heard) = answer.await.unwrap();
    let (third, _) = tab("test-election").await;
    hide_locks(false);
    assert!(locks::supported());
    let writers = [&first, &second, &third].iter().filter(|link| link.role() == Role::Writer).count();
    assert_eq!(writers, 1, "of two candidates at once, one gives way");
    assert_eq!(third.role(), Role::Follower);
    assert_eq!(third.guard(), Guard::Election);
    let (writer, rest) = if first.role() == Role::Writer { (first, (second, second_heard)) } else { (second, (first, first_heard)) };
    drop(writer);
    sleep(700).await;
    let writers = [&rest.0, &third].iter().filter(|link| link.role() == Role::Writer).count();
    assert_eq!(writers, 1, "one of the others takes over");
}
