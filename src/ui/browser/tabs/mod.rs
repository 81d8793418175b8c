//! Several tabs, one writer: who writes, and how the others reach it.
//!
//! The writer holds a Web Lock for life; the other tabs queue for it and forward their commands as questions over a
//! BroadcastChannel. Delivery is at most once per asking: asking again with the same request id, and answering each id
//! once only, is the caller's part. So is reading the newest data after a promotion.
//!
//! Without Web Locks (plain http, old browsers) tabs agree over the channel: a weaker promise, see [`Guard`].

mod inner;

use crate::ui::browser::locks::{self, LockError};
use crate::ui::browser::tasks::{one_shot, timeout};
use crate::ui::browser::wire::Body;
use inner::Inner;
use std::rc::{Rc, Weak};
use thiserror::Error;

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
