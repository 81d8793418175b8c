//! The two stores behind one door that knows which side is meant, how it is doing, and how full it is.
//!
//! Not here: any decision.

use super::Holding;
use super::usage::{Meter, Usage};
use crate::store::backend::{Store, StoreError};
use crate::store::{Both, Side};

pub struct Stores<L, S> {
    local: Option<L>,
    strict: Option<S>,
    pub holding: Both<Holding>,
    meter: Meter,
}

impl<L: Store, S: Store> Stores<L, S> {
    pub fn new(local: Option<L>, strict: Option<S>) -> Self {
        let holding = |is_there| if is_there { Holding::Whole } else { Holding::Absent };
        let holding = Both { local: holding(local.is_some()), strict: holding(strict.is_some()) };
        Self { local, strict, holding, meter: Meter::default() }
    }

    /// Reads everything; a store that does not let itself be read is marked so.
    pub async fn read_all(&mut self) -> Both<Option<Vec<(String, String)>>> {
        let Both { local, strict } = self.raw().await;
        let mut meter = Meter::default();
        for (key, value) in local.iter().flatten() {
            meter.put(key, value);
        }
        self.meter = meter;
        Both { local: self.accept(Side::Local, local), strict: self.accept(Side::Strict, strict) }
    }

    fn accept(&mut self, side: Side, entries: Result<Vec<(String, String)>, StoreError>) -> Option<Vec<(String, String)>> {
        let holding = self.holding.get_mut(side);
        match entries {
            _ if *holding == Holding::Absent => None,
            Ok(entries) => Some(entries),
            Err(error) => {
                *holding = Holding::Unread(error);
                None
            }
        }
    }

    /// Everything, as it is; a store that was not handed in has nothing.
    pub async fn raw(&self) -> Both<Result<Vec<(String, String)>, StoreError>> {
        let strict = match &self.strict {
            Some(store) => store.read_all().await,
            None => Ok(Vec::new()),
        };
        let local = match &self.local {
            Some(store) => store.read_all().await,
            None => Ok(Vec::new()),
        };
        Both { local, strict }
    }

    pub async fn read(&self, side: Side, key: &str) -> Result<Option<String>, StoreError> {
        match (side, &self.local, &self.strict) {
            (Side::Local, Some(store), _) => store.read(key).await,
            (Side::Strict, _, Some(store)) => store.read(key).await,
            _ => Err(StoreError::Blocked),
        }
    }

    pub async fn put(&mut self, side: Side, key: &str, value: &str) -> Result<(), StoreError> {
        match (side, &self.local, &self.strict) {
            (Side::Local, Some(store), _) => {
                store.put(key, value).await?;
                self.meter.put(key, value);
                Ok(())
            }
            (Side::Strict, _, Some(store)) => store.put(key, value).await,
            _ => Err(StoreError::Blocked),
        }
    }

    pub async fn put_many(&mut self, side: Side, entries: &[(&str, &str)]) -> Result<(), StoreError> {
        match (side, &self.local, &self.strict) {
            (Side::Local, ..) => {
                for (key, value) in entries {
                    self.put(side, key, value).await?;
                }
                Ok(())
            }
            (Side::Strict, _, Some(store)) => store.put_many(entries).await,
            _ => Err(StoreError::Blocked),
        }
    }

    pub async fn remove_many(&mut self, side: Side, keys: &[&str]) -> Result<(), StoreError> {
        match (side, &self.local, &self.strict) {
            (Side::Local, Some(store), _) => {
                for key in keys {
                    store.remove(key).await?;
                    self.meter.remove(key);
                }
                Ok(())
            }
            (Side::Strict, _, Some(store)) => store.remove_many(keys).await,
            _ => Err(StoreError::Blocked),
        }
    }

    /// Stores and reads back: what is not there word for word afterwards was not stored.
    pub async fn put_verified(&mut self, side: Side, key: &str, value: &str) -> Result<(), StoreError> {
        self.put(side, key, value).await?;
        match self.read(side, key).await? {
            Some(found) if found == value => Ok(()),
            _ => Err(StoreError::Failed("what was stored does not read back".to_owned())),
        }
    }

    pub const fn usage(&self) -> Usage {
        self.meter.usage()
    }

    /// Marks local storage as no longer complete.
    pub fn fell_behind(&mut self, side: Side, error: StoreError) {
        *self.holding.get_mut(side) = if error == StoreError::Full { Holding::Full } else { Holding::Behind(error) };
    }
}
