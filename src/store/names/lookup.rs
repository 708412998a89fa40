use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::store::names::name::{Asked, Sought, Unread, one};
use crate::store::{Entry, Listing, Sketched, Store, StoreFault};
use crate::words::matching;

/// The cases of a store by what people call them, read once for any number of look-ups.
pub struct Names {
    store: Arc<Store>,
    listing: Listing,
    /// The ids and their second parts in order, each with the place of its entry.
    ids: Vec<(String, usize)>,
    references: OnceCell<References>,
}

/// Which cases bear which references, and why some could not be asked.
#[derive(Default)]
struct References {
    known: BTreeMap<String, Vec<Entry>>,
    unread: Option<Unread>,
}

impl Store {
    /// # Errors
    /// Where a folder cannot be listed.
    pub fn by_name(self: &Arc<Self>) -> Result<Names, StoreFault> {
        let listing = self.listing()?;
        let forms = |entry: &Entry| [entry.id.to_string(), entry.id.suffix().to_owned()];
        let ids = listing.entries.iter().zip(0..);
        let mut ids: Vec<(String, usize)> = ids
            .flat_map(|(entry, place)| forms(entry).map(|id| (id, place)))
            .collect();
        ids.sort_unstable();
        Ok(Names {
            store: Arc::clone(self),
            listing,
            ids,
            references: OnceCell::new(),
        })
    }
}

impl Names {
    /// The journal of the case that a person names, as [`Store::find`] finds it.
    pub fn find(&self, named: &str) -> Result<Entry, StoreFault> {
        let named = named.trim();
        match Asked::by(named) {
            Asked::Nothing => one(named, Vec::new()),
            Asked::OnlyOpen => self.store.only_open(),
            Asked::Exactly(_) => one(named, self.begin(&named.to_ascii_lowercase())),
            Asked::Called => self.bearing(named, true).meant(named),
        }
    }

    /// The cases that bear this reference, and where that is wanted those whose id begins so.
    pub(in crate::store) fn bearing(&self, named: &str, or_begun: bool) -> Sought {
        let begun = or_begun.then(|| self.begin(&named.to_ascii_lowercase()));
        Sought {
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

    fn references(&self) -> &References {
        self.references.get_or_init(|| self.read_references())
    }

    /// Whether the folders of the cases are as they were when this was read.
    pub fn are_current(&self) -> Result<bool, StoreFault> {
        self.store.is_current(&self.listing)
    }

    /// Those whose id, or its second part, begins so.
    fn begin(&self, typed: &str) -> Vec<Entry> {
        if typed.is_empty() {
            return Vec::new();
        }
        let from = self.ids.partition_point(|(id, _)| id.as_str() < typed);
        let so = self.ids[from..].iter();
        let so = so.take_while(|(id, _)| id.starts_with(typed));
        so.map(|(_, place)| self.listing.entries[*place].clone())
            .collect()
    }

    fn read_references(&self) -> References {
        let referred = |found: Sketched<'_>, entry: &Entry| match found {
            Ok(sketch) => {
                let reference = sketch.outline.reference?;
                Some(Ok((matching(reference.as_str()), entry.clone())))
            }
            Err(fault) => Unread::of(&fault).map(Err),
        };
        let found = self.store.outlines(&self.listing, |_| true, referred);
        let mut references = References::default();
        for found in found.into_iter().flatten() {
            match found {
                Ok((reference, entry)) => {
                    references.known.entry(reference).or_default().push(entry);
                }
                Err(unread) => references.unread = Some(references.unread.unwrap_or(unread)),
            }
        }
        references
    }
}
