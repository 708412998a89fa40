use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::model::CaseId;
use crate::store::cases::one;
use crate::store::{Entry, Listing, Sketched, Store, StoreFault};
use crate::words::matching;

/// The cases of a store by what people call them, read once for any number of look-ups.
pub struct Names<'s> {
    store: &'s Store,
    listing: Listing,
    /// The ids and their second parts in order, each with the place of its entry.
    ids: Vec<(String, usize)>,
    references: OnceCell<BTreeMap<String, Vec<Entry>>>,
}

impl Store {
    /// # Errors
    /// Where a folder cannot be listed.
    pub fn by_name(&self) -> Result<Names<'_>, StoreFault> {
        let listing = self.listing()?;
        let forms = |entry: &Entry| [entry.id.to_string(), entry.id.suffix().to_owned()];
        let ids = listing.entries.iter().zip(0..);
        let mut ids: Vec<(String, usize)> = ids
            .flat_map(|(entry, place)| forms(entry).map(|id| (id, place)))
            .collect();
        ids.sort_unstable();
        Ok(Names {
            store: self,
            listing,
            ids,
            references: OnceCell::new(),
        })
    }
}

impl Names<'_> {
    /// The journal of the case that a person names: by its id, by a unique beginning of it, by its
    /// reference, or by `.` where one case only is open.
    ///
    /// # Errors
    /// Where there is none, or several.
    pub fn find(&self, named: &str) -> Result<Entry, StoreFault> {
        let named = named.trim();
        if named == "." {
            return self.store.only_open();
        }
        let typed = named.to_ascii_lowercase();
        if CaseId::parse(&typed).is_ok() {
            return one(named, self.begin(&typed));
        }
        // A short reference may begin as an id does: both are meant then, and neither is taken.
        let mut found = self.begin(&typed);
        found.extend_from_slice(self.with_reference(named));
        found.sort();
        found.dedup();
        one(named, found)
    }

    /// The cases that bear this reference, whatever its case, accents and blanks.
    pub fn with_reference(&self, reference: &str) -> &[Entry] {
        let known = self.references.get_or_init(|| self.read_references());
        known.get(&matching(reference)).map_or(&[], Vec::as_slice)
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

    fn read_references(&self) -> BTreeMap<String, Vec<Entry>> {
        let referred = |found: Sketched<'_>, entry: &Entry| {
            let reference = found.ok()?.outline.reference?;
            Some((matching(reference.as_str()), entry.clone()))
        };
        let found = self.store.outlines(&self.listing, |_| true, referred);
        let mut references: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
        for (reference, entry) in found.into_iter().flatten() {
            references.entry(reference).or_default().push(entry);
        }
        references
    }
}
