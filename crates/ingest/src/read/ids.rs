use crate::records::Field;
use crate::registry::{ArmKey, Key, TrialKey};
use crate::{ByteSpan, FileId, Label, TableKind};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// The ids that rows may refer to, of every kind.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    kinds: [Known; TableKind::ALL.len()],
    /// Arms are known by their trial, then by id.
    arms: Vec<HashMap<Box<str>, Slot>>,
}

/// The ids of one kind.
#[derive(Debug, Default)]
pub(crate) struct Known {
    ids: HashMap<Box<str>, Slot>,
    /// Whether a file names the kind at all.
    pub(crate) declared: bool,
    /// Whether ids may be missing because a file could not be read.
    pub(crate) incomplete: bool,
}

/// One id: where it was first given, and its row if that has no errors.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slot {
    key: Option<u32>,
    file: FileId,
    span: ByteSpan,
}

/// What an id refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Resolved<K> {
    /// A row.
    Row(K),
    /// A row with errors, or one that a file that cannot be read may hold: said already.
    Broken,
    /// Nothing.
    Unknown,
}

impl Ids {
    pub(crate) fn of(&self, kind: TableKind) -> &Known {
        &self.kinds[kind as usize]
    }

    pub(crate) fn of_mut(&mut self, kind: TableKind) -> &mut Known {
        &mut self.kinds[kind as usize]
    }

    pub(crate) fn resolve<K: Key>(&self, id: &str) -> Resolved<K> {
        self.of(K::KIND).resolve(id).map(K::new)
    }

    /// The arm of a trial.
    pub(crate) fn arm(&self, trial: TrialKey, id: &str) -> Resolved<ArmKey> {
        match self.arms.get(trial.index()).and_then(|arms| arms.get(id)) {
            Some(slot) => slot.resolved().map(ArmKey::new),
            None if self.of(TableKind::Arms).incomplete => Resolved::Broken,
            None => Resolved::Unknown,
        }
    }

    /// The arms' ids of a trial, for suggestions.
    pub(crate) fn arms_of(&self, trial: TrialKey) -> Vec<&str> {
        let arms = self.arms.get(trial.index()).into_iter().flatten();
        let mut ids: Vec<&str> = arms.map(|(id, _)| &**id).collect();
        ids.sort_unstable();
        ids
    }

    /// Registers an arm; the place of the first one if the trial has that id already.
    pub(crate) fn add_arm(
        &mut self,
        trial: TrialKey,
        id: &Field<'_>,
        file: FileId,
        key: Option<u32>,
    ) -> Result<(), Label> {
        if self.arms.len() <= trial.index() {
            self.arms.resize_with(trial.index() + 1, HashMap::new);
        }
        add(&mut self.arms[trial.index()], id, file, key)
    }
}

impl Known {
    fn resolve(&self, id: &str) -> Resolved<u32> {
        match self.ids.get(id) {
            Some(slot) => slot.resolved(),
            None if self.incomplete => Resolved::Broken,
            None => Resolved::Unknown,
        }
    }

    /// Every id, for suggestions, in no order.
    pub(crate) fn names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.ids.keys().map(|id| &**id)
    }

    /// Registers an id; the place of the first one if there is one already.
    pub(crate) fn add(
        &mut self,
        id: &Field<'_>,
        file: FileId,
        key: Option<u32>,
    ) -> Result<(), Label> {
        add(&mut self.ids, id, file, key)
    }
}

fn add(
    ids: &mut HashMap<Box<str>, Slot>,
    id: &Field<'_>,
    file: FileId,
    key: Option<u32>,
) -> Result<(), Label> {
    match ids.entry(id.text.trim().into()) {
        Entry::Occupied(first) => Err(Label::new(first.get().file, first.get().span)),
        Entry::Vacant(free) => {
            let span = id.span;
            free.insert(Slot { key, file, span });
            Ok(())
        }
    }
}

impl Slot {
    fn resolved(&self) -> Resolved<u32> {
        self.key.map_or(Resolved::Broken, Resolved::Row)
    }
}

impl<K> Resolved<K> {
    fn map<L>(self, f: impl FnOnce(K) -> L) -> Resolved<L> {
        match self {
            Self::Row(key) => Resolved::Row(f(key)),
            Self::Broken => Resolved::Broken,
            Self::Unknown => Resolved::Unknown,
        }
    }
}
