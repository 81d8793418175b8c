//! Carrying out the repairs that recovery has planned, and letting local storage catch up.

use super::{Holding, Journal, Mode, ReadOnly};
use crate::store::backend::{Store, StoreError};
use crate::store::recovery::{Aside, Put, Recovery, Remove, Repairs, recover};
use crate::store::{Both, Side};

impl<L: Store, S: Store> Journal<L, S> {
    /// Heals both stores. Local storage that cannot be healed is behind; a strict store that cannot be healed makes
    /// the journal read only, since going on would leave a hole in the store that counts.
    pub(super) async fn heal(&mut self, heal: &Both<Repairs>) {
        for side in [Side::Strict, Side::Local] {
            if let Err(error) = self.repair(side, heal.get(side)).await {
                if side == self.authority() {
                    self.mode = Mode::ReadOnly(ReadOnly::NotHealed(error.clone()));
                }
                self.stores.fell_behind(side, error);
            }
        }
    }

    /// Tries again to bring local storage up to date after it has fallen behind; true if it holds everything now.
    /// Reads both stores whole, so not after every record.
    pub async fn catch_up(&mut self) -> bool {
        if self.mode != Mode::Writable || !matches!(self.stores.holding.local, Holding::Behind(_) | Holding::Full) {
            return self.stores.holding.local == Holding::Whole;
        }
        let Both { local: Ok(local), strict: Ok(strict) } = self.stores.raw().await else { return false };
        let Recovery::Ready { history, heal, .. } = recover(Some(&local), Some(&strict)) else { return false };
        if history.head != self.head {
            return false;
        }
        match self.repair(Side::Local, &heal.local).await {
            Ok(()) => self.stores.holding.local = Holding::Whole,
            Err(error) => self.stores.fell_behind(Side::Local, error),
        }
        self.stores.holding.local == Holding::Whole
    }

    async fn repair(&mut self, side: Side, repairs: &Repairs) -> Result<(), StoreError> {
        for put in &repairs.snapshots {
            self.set_aside_first(side, &put.key, &put.aside).await?;
            self.stores.put_verified(side, &put.key, &put.text).await?;
        }
        self.clear(side, &repairs.superseded).await;
        for put in &repairs.records {
            self.set_aside_first(side, &put.key, &put.aside).await?;
        }
        let records: Vec<(&str, &str)> = repairs.records.iter().map(|Put { key, text, .. }| (key.as_str(), text.as_str())).collect();
        if !records.is_empty() {
            self.stores.put_many(side, &records).await?;
        }
        self.clear(side, &repairs.strays).await;
        Ok(())
    }

    /// Removes what is held elsewhere. A failure is no harm: the next opening finds the same and tries again.
    async fn clear(&mut self, side: Side, removes: &[Remove]) {
        let mut keys = Vec::new();
        for Remove { key, aside } in removes {
            if self.set_aside_first(side, key, aside).await.is_ok() {
                keys.push(key.as_str());
            }
        }
        if !keys.is_empty() {
            let _ = self.stores.remove_many(side, &keys).await; // see above
        }
    }

    async fn set_aside_first(&mut self, side: Side, key: &str, aside: &Aside) -> Result<(), StoreError> {
        if *aside == Aside::No {
            return Ok(());
        }
        match self.stores.read(side, key).await? {
            Some(old) => self.set_aside(side, aside, &old).await,
            None => Ok(()),
        }
    }

    /// Keeps a copy of `old`: in the strict store if there is one, so that local storage does not fill up. Unreadable
    /// text, of which an intact copy is at hand, is let go if the store is full; or in local storage, if half of it is.
    pub(super) async fn set_aside(&mut self, side: Side, aside: &Aside, old: &str) -> Result<(), StoreError> {
        let (key, is_optional) = match aside {
            Aside::No => return Ok(()),
            Aside::IfRoom(key) => (format!("{key}/{side}"), true),
            Aside::Must(key) => (format!("{key}/{side}"), false),
        };
        let authority = self.authority();
        if is_optional && authority == Side::Local && self.stores.usage().per_mille() >= 500 {
            return Ok(());
        }
        match self.stores.put(authority, &key, old).await {
            Err(StoreError::Full) if is_optional => Ok(()),
            outcome => outcome,
        }
    }
}
