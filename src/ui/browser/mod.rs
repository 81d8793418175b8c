//! The browser adapters: the only place where `web-sys`, storage, locks and timers are touched.
//!
//! They move strings, bytes and dates. They deliberately know nothing of ledgers, money or customers, keep no
//! application state and hold no signals; what they report, they report through a callback or a returned value.
//!
//! | module | what it adapts |
//! |---|---|
//! | [`local`] | local storage as a [`Store`](crate::store::backend::Store) |
//! | [`indexed`] | IndexedDB with strict durability as a [`Store`](crate::store::backend::Store) |
//! | [`tabs`] | one writing tab, messages and questions between tabs |
//! | [`wire`] | the frames that travel between tabs, as text |
//! | [`locks`] | the Web Lock under `tabs` |
//! | [`clock`] | today in the owner's time zone, and the moment it changes |
//! | [`files`] | reading chosen files, downloads, mail links, clipboard, print |
//! | [`prefs`] | small preferences beside the ledger; a failure is the default |
//! | [`notices`] | the number on the app's icon, local notifications |
//! | [`page`] | theme, title, focus, media queries, base path, leaving, other tabs' clearing |
//! | [`boot`] | the plain JavaScript around the app: crash and recovery screens, updates |
//! | [`tasks`] | yielding, sleeping, time limits, one-shot answers |
//! | [`exits`] | links, Back and Forward, heard before the router |
//! | [`events`] | event listeners that unregister themselves |
//! | [`zones`] | what time it is in another time zone |
//! | [`exceptions`] | what a JavaScript exception means for a store |

pub mod boot;
pub mod clock;
pub mod events;
pub mod exceptions;
pub mod exits;
pub mod files;
pub mod indexed;
pub mod local;
pub mod locks;
pub mod notices;
pub mod page;
pub mod prefs;
pub mod tabs;
pub mod tasks;
pub mod wire;
pub mod zones;
