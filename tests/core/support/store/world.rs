//! Two simulated stores in one world with one count of calls. The strict store keeps what it has acknowledged; local
//! storage shows every write at once and puts it on disk later, so a crash may lose any of the latest ones.

use super::model::Model;
use crate::support::random::Random;
use recoup::store::Side;
use recoup::store::backend::{Store, StoreError};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

pub type Map = BTreeMap<String, Rc<str>>;

/// What goes wrong at one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    Full,
    Blocked,
    Failed,
    /// An error, but the change took place.
    FailedButLanded,
    NoAnswer,
    /// No answer, but the change took place.
    NoAnswerButLanded,
    /// The planted bug: “done” without doing it.
    Dropped,
}

pub const HONEST_FAULTS: [Fault; 6] =
    [Fault::Full, Fault::Blocked, Fault::Failed, Fault::FailedButLanded, Fault::NoAnswer, Fault::NoAnswerButLanded];

#[derive(Clone, Debug)]
pub enum Change {
    Put(String, Rc<str>),
    Remove(String),
}

impl Change {
    fn apply(&self, map: &mut Map) {
        match self {
            Self::Put(key, value) => map.insert(key.clone(), value.clone()),
            Self::Remove(key) => map.remove(key),
        };
    }
}

/// What would be on disk if the machine stopped now, and what had been promised by then.
#[derive(Clone)]
pub struct Moment {
    pub strict: Map,
    pub local: Map,
    pub unflushed: Vec<Change>,
    pub model: Model,
}

#[derive(Default)]
pub struct World {
    pub strict: Map,
    /// Local storage as on disk.
    pub local: Map,
    /// Local changes not yet on disk.
    pub unflushed: Vec<Change>,
    pub model: Model,
    pub calls: u64,
    pub writes: u64,
    /// At this call, this.
    pub fault: Option<(u64, Fault)>,
    /// At every put of this store, this.
    pub always: Option<(Side, Fault)>,
    pub fault_was_met: bool,
    /// Every moment at which a crash makes a difference, if wanted.
    pub moments: Option<Vec<Moment>>,
    /// Flushes local storage now and then, if set.
    pub flush: Option<Random>,
}

impl World {
    /// Local storage as the page sees it.
    pub fn local_seen(&self) -> Map {
        let mut map = self.local.clone();
        self.unflushed.iter().for_each(|change| change.apply(&mut map));
        map
    }

    pub fn seen(&self, side: Side) -> Map {
        match side {
            Side::Local => self.local_seen(),
            Side::Strict => self.strict.clone(),
        }
    }

    pub fn flush_all(&mut self) {
        self.local = self.local_seen();
        self.unflushed.clear();
    }

    fn flush_some(&mut self) {
        let waiting = self.unflushed.len();
        if let Some(random) = &mut self.flush
            && waiting > 0
            && random.one_in(4)
        {
            let count = random.below(waiting) + 1;
            for change in self.unflushed.drain(..count) {
                change.apply(&mut self.local);
            }
        }
    }

    /// Before a change a crash is a new case only if something was acknowledged since the last one.
    fn remember_promises(&mut self) {
        let promised = |moment: &Moment| moment.model.acknowledged.len();
        let last = self.moments.as_ref().and_then(|moments| moments.last()).map(promised);
        if last != Some(self.model.acknowledged.len()) {
            self.remember();
        }
    }

    pub fn remember(&mut self) {
        if self.moments.is_none() {
            return;
        }
        let moment =
            Moment { strict: self.strict.clone(), local: self.local.clone(), unflushed: self.unflushed.clone(), model: self.model.clone() };
        if let Some(moments) = &mut self.moments {
            moments.push(moment);
        }
    }

    fn land(&mut self, side: Side, change: Change) {
        match side {
            Side::Strict => change.apply(&mut self.strict),
            Side::Local => self.unflushed.push(change),
        }
    }

    fn call(&mut self, side: Side, change: Option<Change>) -> Result<(), StoreError> {
        self.calls += 1;
        self.flush_some();
        let is_put = matches!(change, Some(Change::Put(..)));
        if change.is_some() {
            self.writes += 1;
            self.remember_promises();
        }
        let planned = self.fault.filter(|&(call, _)| call == self.calls).map(|(_, fault)| fault);
        let fault = planned.or(self.always.filter(|&(at, _)| at == side && is_put).map(|(_, fault)| fault));
        self.fault_was_met |= fault.is_some();
        let lands = matches!(fault, None | Some(Fault::FailedButLanded | Fault::NoAnswerButLanded));
        if let Some(change) = change.filter(|_| lands) {
            self.land(side, change);
            self.remember();
        }
        match fault {
            None | Some(Fault::Dropped) => Ok(()),
            Some(Fault::Full) => Err(StoreError::Full),
            Some(Fault::Blocked) => Err(StoreError::Blocked),
            Some(Fault::Failed | Fault::FailedButLanded) => Err(StoreError::Failed("simulated".to_owned())),
            Some(Fault::NoAnswer | Fault::NoAnswerButLanded) => Err(StoreError::NoAnswer),
        }
    }
}

impl Moment {
    /// The machine stops here: of the unflushed local changes a beginning is kept, or any of them.
    pub fn after_crash(&self, random: &mut Random, loses_any: bool) -> World {
        let mut local = self.local.clone();
        let kept = random.below(self.unflushed.len() + 1);
        for (index, change) in self.unflushed.iter().enumerate() {
            if if loses_any { random.one_in(2) } else { index < kept } {
                change.apply(&mut local);
            }
        }
        World { strict: self.strict.clone(), local, model: self.model.clone(), ..World::default() }
    }
}

/// A world that several stores (and tabs, one after the other) share.
#[derive(Clone, Default)]
pub struct Machine(pub Rc<RefCell<World>>);

impl Machine {
    pub fn new(world: World) -> Self {
        Self(Rc::new(RefCell::new(world)))
    }

    /// One that flushes local storage now and then and remembers every moment.
    pub fn recorded(seed: u64) -> Self {
        Self::new(World { flush: Some(Random::new(seed)), moments: Some(Vec::new()), ..World::default() })
    }

    pub fn local(&self) -> Option<SimStore> {
        Some(SimStore { world: self.0.clone(), side: Side::Local })
    }

    pub fn strict(&self) -> Option<SimStore> {
        Some(SimStore { world: self.0.clone(), side: Side::Strict })
    }
}

/// One side of a [`Machine`].
#[derive(Clone)]
pub struct SimStore {
    world: Rc<RefCell<World>>,
    side: Side,
}

impl Store for SimStore {
    async fn read_all(&self) -> Result<Vec<(String, String)>, StoreError> {
        let mut world = self.world.borrow_mut();
        world.call(self.side, None)?;
        Ok(world.seen(self.side).into_iter().map(|(key, value)| (key, value.to_string())).collect())
    }

    async fn read(&self, key: &str) -> Result<Option<String>, StoreError> {
        let mut world = self.world.borrow_mut();
        world.call(self.side, None)?;
        let map = if self.side == Side::Strict { &world.strict } else { &world.local_seen() };
        Ok(map.get(key).map(|value| value.to_string()))
    }

    async fn put(&self, key: &str, value: &str) -> Result<(), StoreError> {
        assert!(key.is_ascii() && (value.is_ascii() || key.starts_with("damaged/") || key.starts_with("kept/")), "only ASCII is stored");
        self.world.borrow_mut().call(self.side, Some(Change::Put(key.to_owned(), value.into())))
    }

    async fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.world.borrow_mut().call(self.side, Some(Change::Remove(key.to_owned())))
    }
}
