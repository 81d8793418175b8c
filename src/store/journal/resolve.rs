//! Going on with one history after recovery has refused to choose. Everything else is copied under `kept/` first.

use super::{Holding, Journal, Mode, ReadOnly};
use crate::store::backend::{Store, StoreError};
use crate::store::keys;
use crate::store::recovery::{History, layout_of};
use crate::store::{Both, Side};
use std::collections::BTreeMap;
use thiserror::Error;

/// Why a history was not made the one to go on with. What was there is still there, at least as a copy.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AdoptError {
    /// There is nothing to choose in this journal.
    #[error("there is nothing to decide")]
    NothingToDecide,
    /// The stores do not hold this history any more.
    #[error("the data has changed in the meantime")]
    Changed,
    /// A store failed; open again and choose again.
    #[error("the choice was not carried out: {0}")]
    Store(StoreError),
}

impl<L: Store, S: Store> Journal<L, S> {
    /// Goes on with `chosen`, one of the candidates of [`Recovery::Diverged`](crate::store::recovery::Recovery::Diverged)
    /// or the one of `Unreadable`, or with `None`, an empty ledger. First every text that is not part of it is copied to
    /// `kept/<at_ms>/<side>/<key>` in the store that decides; only when all of that is stored, anything changes.
    pub async fn adopt_candidate(&mut self, chosen: Option<&History>, at_ms: i64) -> Result<(), AdoptError> {
        if self.mode != Mode::ReadOnly(ReadOnly::Undecided) {
            return Err(AdoptError::NothingToDecide);
        }
        let raw = self.stores.raw().await;
        let readable = |side: &Holding, entries| if *side == Holding::Whole { entries } else { Ok(Vec::new()) };
        let entries = Both {
            local: readable(&self.stores.holding.local, raw.local).map_err(AdoptError::Store)?,
            strict: readable(&self.stores.holding.strict, raw.strict).map_err(AdoptError::Store)?,
        };
        let wanted: BTreeMap<String, String> = match chosen {
            Some(history) => layout_of(Some(&entries.local), Some(&entries.strict), history.head).ok_or(AdoptError::Changed)?,
            None => Vec::new(),
        }
        .into_iter()
        .collect();
        let authority = self.authority();
        let is_other = |(key, text): &&(String, String)| keys::is_searched(key) && wanted.get(key) != Some(text);
        for side in Side::ALL {
            for (key, text) in entries.get(side).iter().filter(is_other) {
                let kept = format!("{}{at_ms}/{side}/{key}", keys::KEPT);
                self.stores.put_verified(authority, &kept, text).await.map_err(AdoptError::Store)?;
            }
        }
        // The store that decides comes last: until both agree, the next opening asks again.
        for side in Side::ALL {
            if *self.stores.holding.get(side) == Holding::Whole {
                self.replace(side, entries.get(side), &wanted).await.map_err(AdoptError::Store)?;
            }
        }
        if let Some(history) = chosen {
            self.go_on_from(history);
        }
        self.mode = Mode::Writable;
        Ok(())
    }

    async fn replace(&mut self, side: Side, old: &[(String, String)], wanted: &BTreeMap<String, String>) -> Result<(), StoreError> {
        let old: BTreeMap<&str, &str> = old.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect();
        let missing = |(key, text): &(&String, &String)| old.get(key.as_str()) != Some(&text.as_str());
        let puts: Vec<(&str, &str)> = wanted.iter().filter(missing).map(|(key, text)| (key.as_str(), text.as_str())).collect();
        let removes: Vec<&str> = old.keys().copied().filter(|key| keys::is_searched(key) && !wanted.contains_key(*key)).collect();
        self.stores.put_many(side, &puts).await?;
        self.stores.remove_many(side, &removes).await
    }
}
