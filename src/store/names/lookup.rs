//! The names of all cases, read once for any number of look-ups.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::store::names::{Matches, NameKind, only};
use crate::store::{Entry, Listing, Store, StoreFault};
use crate::words::matching;

/// The cases of a store by what people call them, read once for any number of look-ups.
pub struct Names {
    store: Arc<Store>,
    listing: Listing,
    /// The ids and their second parts in order, each with the place of its entry.
    ids: Vec<(String, usize)>,
    references: OnceCell<References>,
}

/// Which cases bear which references, and why a journal could not be read.
struct References {
    known: BTreeMap<String, Vec<Entry>>,
    unread: Option<StoreFault>,
}

impl Names {
    /// # Errors
    /// Where a folder cannot be listed.
    pub fn of(store: &Arc<Store>) -> Result<Self, StoreFault> {
        let listing = Listing::of(store)?;
        let forms = |entry: &Entry| [entry.id.to_string(), entry.id.suffix().to_owned()];
        let entries = listing.entries.iter().zip(0..);
        let mut ids: Vec<(String, usize)> = entries
            .flat_map(|(entry, place)| forms(entry).map(|id| (id, place)))
            .collect();
        ids.sort_unstable();
        Ok(Self {
            store: Arc::clone(store),
            listing,
            ids,
            references: OnceCell::new(),
        })
    }

    /// The journal of the case that a person names, as [`Store::find`] finds it.
    pub fn find(&self, named: &str) -> Result<Entry, StoreFault> {
        let named = named.trim();
        match NameKind::of(named) {
            NameKind::Empty => only(named, Vec::new()),
            NameKind::OnlyOpen => self.store.only_open(),
            NameKind::WholeId(id) => only(named, self.begin(&id.to_string())),
            NameKind::Other => self.bearing(named, true).only(named),
        }
    }

    /// The cases that bear this reference, and where that is wanted those whose id begins so.
    pub(in crate::store) fn bearing(&self, named: &str, or_begun: bool) -> Matches {
        let begun = or_begun.then(|| self.begin(&matching(named)));
        Matches {
            referred: self.with_reference(named).to_vec(),
            begun: begun.unwrap_or_default(),
            unread: self.references().unread.clone(),
        }
    }

    /// The cases that bear this reference, whatever its case, accents and blanks.
    pub fn with_reference(&self, reference: &str) -> &[Entry] {
        let known = &self.references().known;
        known.get(&matching(reference)).map_or(&[], Vec::as_slice)
    }

    /// Every journal, in order of id.
    pub fn entries(&self) -> &[Entry] {
        &self.listing.entries
    }

    /// All references, each with the cases that bear it.
    pub(in crate::store) fn all_references(&self) -> &BTreeMap<String, Vec<Entry>> {
        &self.references().known
    }

    fn references(&self) -> &References {
        self.references.get_or_init(|| self.read_references())
    }

    /// Whether the folders of the cases are as they were when this was read.
    pub fn are_current(&self) -> Result<bool, StoreFault> {
        self.listing.is_current(&self.store)
    }

    /// Those whose id, or its second part, begins so.
    fn begin(&self, typed: &str) -> Vec<Entry> {
        if typed.is_empty() {
            return Vec::new();
        }
        let from = self.ids.partition_point(|(id, _)| id.as_str() < typed);
        self.ids[from..]
            .iter()
            .take_while(|(id, _)| id.starts_with(typed))
            .map(|(_, place)| self.listing.entries[*place].clone())
            .collect()
    }

    fn read_references(&self) -> References {
        let (found, unread) = self.store.references(&self.listing, |_| true);
        let mut known: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
        for (reference, entry) in found {
            known.entry(reference).or_default().push(entry);
        }
        References { known, unread }
    }
}
