//! Several tabs, one writer: who writes, and how the others reach it.
//!
//! The writer holds a Web Lock for life; the other tabs queue for it and forward their commands as questions over a
//! BroadcastChannel. Delivery is at most once per asking: asking again with the same request id, and answering each id
//! once only, is the caller's part. So is reading the newest data after a promotion.
//!
//! Without Web Locks (plain http, old browsers) tabs agree over the channel: a weaker promise, see [`Guard`].

use super::events::{Listener, listen, listen_window};
use super::exceptions::{describe, property};
use super::locks::{self, HeldLock, LockError};
use super::page;
use super::tasks::{Sender, one_shot, sleep, timeout};
use super::wire::{Body, Frame};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::{Rc, Weak};
use thiserror::Error;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{BroadcastChannel, MessageEvent};

/// How long tabs without locks wait for an objection, in milliseconds.
const ELECTION_MS: u32 = 400;

/// What this tab may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The only tab that may write.
    Writer,
    /// Another tab writes; ask it.
    Follower,
}

/// What keeps the writer alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    /// A Web Lock: the browser itself guarantees it, also after a crash.
    WebLock,
    /// An agreement between the tabs: a frozen tab could be missed, and after a crash of the writer the others stay
    /// followers until they are reloaded.
    Election,
    /// Neither locks nor a channel: nothing. The journal's own checks are all there is.
    Nothing,
}

/// Why tabs could not talk.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TabError {
    /// No answer in time. The command may have been carried out all the same: ask again with the same request id.
    #[error("the tab that saves does not answer")]
    NoAnswer,
    /// This tab is the writer now (perhaps since a moment ago): act here, after looking whether the request was done.
    #[error("this tab saves by itself")]
    OwnTab,
    /// No channel between tabs, or it is closed.
    #[error("this tab cannot reach the tab that saves: {0}")]
    NoChannel(String),
    /// The browser refused the lock.
    #[error(transparent)]
    Lock(#[from] LockError),
}

/// What the shell wants to hear. A handler must not own the [`TabLink`], else neither is ever freed.
pub struct Handlers {
    /// News from another tab.
    pub on_message: Box<dyn Fn(String)>,
    /// A question from another tab; comes to the writer only.
    pub on_question: Box<dyn Fn(Question)>,
    /// This tab has become the writer after having been a follower.
    pub on_promoted: Box<dyn Fn()>,
}

/// A question from another tab. It may come twice: compare [`Self::request_id`].
pub struct Question {
    /// Names the request across all tabs and repetitions.
    pub request_id: String,
    /// The asking tab.
    pub from_tab: String,
    /// The caller's text.
    pub text: String,
    link: Weak<Inner>,
}

impl Question {
    /// Sends the answer.
    ///
    /// # Errors
    /// [`TabError::NoChannel`] when the link is gone; the asking tab will ask again.
    pub fn answer(&self, text: &str) -> Result<(), TabError> {
        let link = self.link.upgrade().ok_or_else(|| TabError::NoChannel("closed".into()))?;
        link.send(Body::Answer { id: self.request_id.clone(), text: text.to_owned() })
    }
}

/// This tab's connection to the others. Clones share it; when the last one is dropped, the writer's place is free.
#[derive(Clone)]
pub struct TabLink {
    inner: Rc<Inner>,
}

struct Inner {
    id: String,
    role: Cell<Role>,
    guard: Cell<Guard>,
    channel: Option<BroadcastChannel>,
    handlers: Handlers,
    asked: RefCell<HashMap<String, Sender<String>>>,
    requests: Cell<u32>,
    candidate: Cell<bool>,
    objected: Cell<bool>,
    lock: RefCell<Option<HeldLock>>,
    listeners: RefCell<Vec<Listener>>,
}

impl TabLink {
    /// Joins the tabs that use the same `name` and settles who writes.
    ///
    /// # Errors
    /// [`TabError::Lock`] when the browser has locks but refuses them: then nobody may write.
    pub async fn open(name: &str, handlers: Handlers) -> Result<Self, TabError> {
        let link = Self { inner: Inner::new(name, handlers) };
        if locks::supported() {
            link.inner.guard.set(Guard::WebLock);
            match locks::try_lock(name).await? {
                Some(lock) => link.inner.start_writing(Some(lock)),
                None => link.inner.queue(name.to_owned()),
            }
        } else if link.inner.channel.is_some() {
            link.inner.guard.set(Guard::Election);
            link.inner.watch_page_life();
            if link.inner.win_election().await {
                link.inner.start_writing(None);
            }
        } else {
            link.inner.start_writing(None);
        }
        Ok(link)
    }

    /// What this tab may do now.
    pub fn role(&self) -> Role {
        self.inner.role.get()
    }

    /// What keeps the writer alone.
    pub fn guard(&self) -> Guard {
        self.inner.guard.get()
    }

    /// This tab's name, new at every load of the page.
    pub fn tab_id(&self) -> &str {
        &self.inner.id
    }

    /// Tells every other tab.
    ///
    /// # Errors
    /// [`TabError::NoChannel`].
    pub fn post(&self, text: &str) -> Result<(), TabError> {
        self.inner.send(Body::Message(text.to_owned()))
    }

    /// A request id no other tab and no other request has.
    pub fn new_request_id(&self) -> String {
        let number = self.inner.requests.get().wrapping_add(1);
        self.inner.requests.set(number);
        format!("{}-{number}", self.inner.id)
    }

    /// Asks the writing tab and waits for its answer, at most `patience_ms`. Keep the request id for asking again.
    ///
    /// # Errors
    /// [`TabError::NoAnswer`], [`TabError::OwnTab`], [`TabError::NoChannel`].
    pub async fn ask(&self, request_id: &str, text: &str, patience_ms: u32) -> Result<String, TabError> {
        if self.role() == Role::Writer {
            return Err(TabError::OwnTab);
        }
        let (sender, answer) = one_shot();
        self.inner.asked.borrow_mut().insert(request_id.to_owned(), sender);
        let question = Body::Question { id: request_id.to_owned(), text: text.to_owned() };
        if let Err(error) = self.inner.send(question) {
            self.inner.asked.borrow_mut().remove(request_id);
            return Err(error);
        }
        let answered = timeout(patience_ms, answer).await;
        self.inner.asked.borrow_mut().remove(request_id);
        match answered {
            Some(Some(text)) => Ok(text),
            _ if self.role() == Role::Writer => Err(TabError::OwnTab),
            _ => Err(TabError::NoAnswer),
        }
    }
}

impl Inner {
    fn new(name: &str, handlers: Handlers) -> Rc<Self> {
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

    fn send(&self, body: Body) -> Result<(), TabError> {
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

    fn start_writing(&self, lock: Option<HeldLock>) {
        *self.lock.borrow_mut() = lock;
        self.role.set(Role::Writer);
        // Whoever waits for an answer of the former writer learns that it has to act itself.
        self.asked.borrow_mut().clear();
    }

    /// Waits for the writer's place; a link dropped meanwhile gives the lock on at once.
    fn queue(self: &Rc<Self>, name: String) {
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

    async fn win_election(&self) -> bool {
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
    fn watch_page_life(self: &Rc<Self>) {
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
    format!("{:x}-{:08x}{:08x}", super::clock::now_ms(), chance(), chance())
}
