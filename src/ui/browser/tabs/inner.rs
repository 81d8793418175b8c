//! What a tab hears and says: the lock it holds or waits for, the election without locks, its end.

use super::{Guard, Handlers, Question, Role, TabError};
use crate::ui::browser::events::{Listener, listen, listen_window};
use crate::ui::browser::exceptions::{describe, property};
use crate::ui::browser::locks::{self, HeldLock};
use crate::ui::browser::page;
use crate::ui::browser::tasks::{Sender, sleep};
use crate::ui::browser::wire::{Body, Frame};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{BroadcastChannel, MessageEvent};

/// How long tabs without locks wait for an objection, in milliseconds.
const ELECTION_MS: u32 = 400;

/// What the clones of a link share.
pub(super) struct Inner {
    pub(super) id: String,
    pub(super) role: Cell<Role>,
    pub(super) guard: Cell<Guard>,
    pub(super) channel: Option<BroadcastChannel>,
    handlers: Handlers,
    pub(super) asked: RefCell<HashMap<String, Sender<String>>>,
    pub(super) requests: Cell<u32>,
    candidate: Cell<bool>,
    objected: Cell<bool>,
    lock: RefCell<Option<HeldLock>>,
    listeners: RefCell<Vec<Listener>>,
}

impl Inner {
    pub(super) fn new(name: &str, handlers: Handlers) -> Rc<Self> {
        let inner = Rc::new(Self {
            id: new_tab_id(),
            role: Cell::new(Role::Follower),
            guard: Cell::new(Guard::Nothing),
            channel: BroadcastChannel::new(name).ok(),
            handlers,
            asked: RefCell::default(),
            requests: Cell::new(0),
            candidate: Cell::new(false),
            objected: Cell::new(false),
            lock: RefCell::new(None),
            listeners: RefCell::default(),
        });
        if let Some(channel) = &inner.channel {
            let link = Rc::downgrade(&inner);
            inner.listeners.borrow_mut().push(listen(channel, "message", move |event| {
                let event: MessageEvent = event.unchecked_into();
                let frame = event.data().as_string().and_then(|line| Frame::decode(&line));
                if let (Some(link), Some(frame)) = (link.upgrade(), frame) {
                    link.receive(frame);
                }
            }));
        }
        inner
    }

    pub(super) fn send(&self, body: Body) -> Result<(), TabError> {
        let channel = self.channel.as_ref().ok_or_else(|| TabError::NoChannel("the browser has no channel".into()))?;
        let line = Frame { from: self.id.clone(), body }.encode();
        channel.post_message(&line.into()).map_err(|exception| TabError::NoChannel(describe(&exception)))
    }

    fn receive(self: &Rc<Self>, frame: Frame) {
        match frame.body {
            Body::Message(text) => (self.handlers.on_message)(text),
            Body::Question { id, text } if self.role.get() == Role::Writer => {
                (self.handlers.on_question)(Question { request_id: id, from_tab: frame.from, text, link: Rc::downgrade(self) });
            }
            Body::Question { .. } => (),
            Body::Answer { id, text } => {
                let sender = self.asked.borrow_mut().remove(&id);
                if let Some(sender) = sender {
                    sender.send(text);
                }
            }
            Body::Candidate => self.meet_candidate(&frame.from),
            Body::Objection => self.objected.set(true),
            Body::Farewell => self.stand_for_election(),
        }
    }

    pub(super) fn start_writing(&self, lock: Option<HeldLock>) {
        *self.lock.borrow_mut() = lock;
        self.role.set(Role::Writer);
        // Whoever waits for an answer of the former writer learns that it has to act itself.
        self.asked.borrow_mut().clear();
    }

    /// Waits for the writer's place; a link dropped meanwhile gives the lock on at once.
    pub(super) fn queue(self: &Rc<Self>, name: String) {
        let link = Rc::downgrade(self);
        spawn_local(async move {
            // A refusal here leaves this tab a follower, which is safe.
            let Ok(lock) = locks::wait_for_lock(&name).await else { return };
            if let Some(link) = link.upgrade() {
                link.start_writing(Some(lock));
                (link.handlers.on_promoted)();
            }
        });
    }

    pub(super) async fn win_election(&self) -> bool {
        self.objected.set(false);
        self.candidate.set(true);
        if self.send(Body::Candidate).is_ok() {
            sleep(ELECTION_MS).await;
        }
        self.candidate.set(false);
        !self.objected.get()
    }

    /// The writer objects to any candidate; of two candidates the smaller id goes first.
    fn meet_candidate(&self, other: &str) {
        if self.role.get() == Role::Writer || (self.candidate.get() && self.id.as_str() < other) {
            // If the channel is closed, this tab is on its way out and has no claim.
            let _ = self.send(Body::Objection);
        } else if self.candidate.get() {
            self.objected.set(true);
        }
    }

    fn stand_for_election(self: &Rc<Self>) {
        if self.guard.get() != Guard::Election || self.role.get() == Role::Writer || self.candidate.get() {
            return;
        }
        let link = Rc::downgrade(self);
        spawn_local(async move {
            let Some(link) = link.upgrade() else { return };
            if link.win_election().await {
                link.start_writing(None);
                (link.handlers.on_promoted)();
            }
        });
    }

    /// Without locks a leaving writer says so, and a page that comes back from the browser's cache starts anew.
    pub(super) fn watch_page_life(self: &Rc<Self>) {
        let link = Rc::downgrade(self);
        let hide = listen_window("pagehide", move |_| {
            if let Some(link) = link.upgrade() {
                link.say_farewell();
            }
        });
        let show = listen_window("pageshow", |event| {
            if property(&event, "persisted").is_some_and(|persisted| persisted.is_truthy()) {
                page::reload();
            }
        });
        self.listeners.borrow_mut().extend(hide.into_iter().chain(show));
    }

    fn say_farewell(&self) {
        if self.guard.get() == Guard::Election && self.role.get() == Role::Writer {
            self.role.set(Role::Follower);
            // Nobody to tell is fine.
            let _ = self.send(Body::Farewell);
        }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.say_farewell();
        if let Some(channel) = &self.channel {
            channel.close();
        }
    }
}

/// Time and chance: unique enough for the tabs of one browser, also where `crypto.randomUUID` is missing.
fn new_tab_id() -> String {
    let chance = || (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
    format!("{:x}-{:08x}{:08x}", crate::ui::browser::clock::now_ms(), chance(), chance())
}
