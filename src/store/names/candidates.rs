use std::cmp::Reverse;

use crate::engine::Standing;
use crate::store::index::hash_of;
use crate::store::names::name::Asked;
use crate::store::{Entry, Record, Store, StoreFault, shortest};
use crate::words::matching;

/// A case that a name may mean of which only the beginning is known.
#[derive(Debug)]
pub struct Meant {
    /// The name: an id, the shortest end of one, or a reference.
    pub name: String,
    /// Nothing where it cannot be read.
    pub record: Option<Record>,
}

/// Cases of which a name may be.
struct Called {
    /// Those whose id begins so.
    begun: Vec<Entry>,
    /// Those whose reference may.
    others: Vec<Entry>,
}

impl Store {
    /// The cases whose id or reference begins as typed, in order of name. At most so many journals
    /// are read; where more are called so, those that are given lie evenly among all, the first and
    /// the last with them, so that what their names share is what all share. Nothing is kept for
    /// the next time.
    ///
    /// # Errors
    /// Where the folders cannot be listed.
    pub fn meant(&self, typed: &str, most: usize) -> Result<Vec<Meant>, StoreFault> {
        let typed = typed.trim();
        let Called { begun, others } = self.called_or_begun(typed)?;
        let digits = shortest(&begun);
        let mut named: Vec<(String, Entry)> = begun
            .into_iter()
            .map(|entry| (entry.name_from(typed, digits), entry))
            .collect();
        named.sort();
        let named = spread(named, most);
        let left = most - named.len();
        let mut meant: Vec<Meant> = named
            .into_iter()
            .map(|(name, entry)| Meant {
                name,
                record: self.open_entry(&entry).ok(),
            })
            .collect();
        meant.extend(self.called_so(typed, others, left));
        meant.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(meant)
    }

    /// The case that a whole name means, where that is plain without reading more journals than
    /// these.
    pub fn plainly_meant(&self, named: &str, most: usize) -> Option<Record> {
        let typed = named.trim();
        match Asked::by(typed) {
            Asked::Nothing => None,
            Asked::Exactly(_) => self.open_entry(&self.find(typed).ok()?).ok(),
            Asked::OnlyOpen => {
                let mut all = self.names().ok()?;
                all.truncate(most + 1);
                self.open_alone(&all).filter(|_| all.len() <= most)
            }
            Asked::Called => self.plainly_called(typed, most),
        }
    }

    fn plainly_called(&self, typed: &str, most: usize) -> Option<Record> {
        let Called { begun, others } = self.called_or_begun(typed).ok()?;
        let others = self.called_so(typed, others, most).into_iter();
        let mut whole = others.filter(|one| matching(&one.name) == matching(typed));
        match (whole.next(), whole.next()) {
            (Some(only), None) => only.record,
            (Some(_), Some(_)) => None,
            (None, _) => match begun.as_slice() {
                [only] => self.open_entry(only).ok(),
                [..] => None,
            },
        }
    }

    /// The cases that a name may be of: where the index tells some whose id begins so, those and
    /// the ones that it knows by that reference.
    fn called_or_begun(&self, typed: &str) -> Result<Called, StoreFault> {
        if !typed.is_empty()
            && let Some(known) =
                self.looked_up(&typed.to_ascii_lowercase(), hash_of(Some(typed)))?
            && !known.begun.is_empty()
        {
            return Ok(Called {
                begun: known.begun,
                others: known.referred,
            });
        }
        let (begun, others) = self
            .names()?
            .into_iter()
            .partition(|entry| entry.begins(typed));
        Ok(Called { begun, others })
    }

    fn open_alone(&self, entries: &[Entry]) -> Option<Record> {
        let open = self.each(entries, |found, _| {
            found
                .ok()
                .filter(|record| record.case().standing() == Standing::Open)
        });
        let mut open = open.into_iter().flatten();
        open.next().filter(|_| open.next().is_none())
    }

    /// Those whose reference begins as typed, the latest years first.
    fn called_so(&self, typed: &str, mut entries: Vec<Entry>, most: usize) -> Vec<Meant> {
        let wanted = matching(typed);
        entries.sort_by_cached_key(|entry| Reverse(entry.path()));
        entries.truncate(most);
        let records = self.each(&entries, |found, _| found.ok());
        let meant = records.into_iter().flatten().filter_map(|record| {
            let name = record.reference()?.to_string();
            let begins = matching(&name).starts_with(&wanted);
            let record = Some(record);
            begins.then_some(Meant { name, record })
        });
        meant.collect()
    }
}

impl Entry {
    /// The shortest name of the case that begins as typed.
    fn name_from(&self, typed: &str, digits: usize) -> String {
        let suffix = self.id.suffix();
        if !suffix.starts_with(&typed.to_ascii_lowercase()) {
            self.id.to_string()
        } else if typed.len() > digits {
            suffix.to_owned()
        } else {
            suffix[..digits].to_owned()
        }
    }
}

/// So many of them, evenly, the first and the last with them.
fn spread<T>(all: Vec<T>, most: usize) -> Vec<T> {
    let count = all.len();
    if count <= most || most < 2 {
        return all.into_iter().take(most).collect();
    }
    let mut wanted = (0..most).map(|place| place * (count - 1) / (most - 1));
    let mut next = wanted.next();
    let mut chosen = Vec::with_capacity(most);
    for (place, one) in all.into_iter().enumerate() {
        if Some(place) == next {
            chosen.push(one);
            next = wanted.next();
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::spread;
    use crate::store::Store;
    use crate::testing::store::{begun, store};

    fn names(store: &Store, typed: &str, most: usize) -> Vec<String> {
        let meant = store.meant(typed, most).expect("they are listed");
        meant.into_iter().map(|one| one.name).collect()
    }

    #[test]
    fn a_beginning_means_ids_and_references() {
        let (_folder, store) = store();
        let first = begun(&store, "1", Some("HR-77/2026")).id;
        let second = begun(&store, "2", Some("Nota Única")).id;
        let mut short = [&first.suffix()[..4], &second.suffix()[..4]];
        short.sort_unstable();
        assert_eq!(names(&store, "", 100), short);
        let mut whole = [first.to_string(), second.to_string()];
        whole.sort();
        assert_eq!(names(&store, "PR07-", 100), whole);
        assert_eq!(
            names(&store, &first.suffix()[..3], 100),
            [&first.suffix()[..4]]
        );
        assert_eq!(names(&store, &first.suffix()[..6], 100), [first.suffix()]);
        assert_eq!(names(&store, "hr-7", 100), ["HR-77/2026"]);
        assert_eq!(names(&store, "nota u", 100), ["Nota Única"]);
        assert_eq!(names(&store, "zzz", 100), [""; 0]);
    }

    #[test]
    fn no_more_journals_are_read_than_asked_for() {
        let (_folder, store) = store();
        let mut all: Vec<String> = (0..30)
            .map(|number| begun(&store, &number.to_string(), Some("HR-1")).id)
            .map(|id| id.suffix()[..4].to_owned())
            .collect();
        all.sort();
        let few = names(&store, "", 5);
        assert_eq!(few.len(), 5);
        assert_eq!((&few[0], &few[4]), (&all[0], &all[29]));
        assert_eq!(names(&store, "hr", 5).len(), 5);
        assert_eq!(names(&store, "", 0), [""; 0]);
        assert_eq!(spread((0..10).collect(), 3), [0, 4, 9]);
    }

    #[test]
    fn a_case_that_cannot_be_read_is_still_called_by_its_name() {
        let (_folder, store) = store();
        let record = begun(&store, "1", Some("HR-77/2026"));
        fs::write(&record.path, "x\n").expect("it is written");
        let meant = store.meant("", 100).expect("they are listed");
        assert_eq!(meant[0].name, record.id.suffix()[..4]);
        assert!(meant[0].record.is_none());
        assert!(store.plainly_meant(record.id.suffix(), 100).is_none());
    }

    #[test]
    fn a_whole_name_means_a_case_where_that_is_plain() {
        let (_folder, store) = store();
        let first = begun(&store, "1", Some("HR-77/2026")).id;
        let plainly = |named: &str, most| {
            let record = store.plainly_meant(named, most);
            record.map(|record| record.id)
        };
        for named in [&first.to_string(), &first.suffix()[..4], "hr-77/2026", "."] {
            assert_eq!(plainly(named, 100), Some(first.clone()), "{named}");
        }
        begun(&store, "2", Some("HR-78/2026"));
        for named in ["", "pr07", ".", "HR", "HR-9"] {
            assert_eq!(plainly(named, 100), None, "{named}");
        }
        assert_eq!(plainly("hr-77/2026", 0), None, "nothing is read");
        assert_eq!(plainly(&first.suffix()[..5], 0), Some(first));
    }
}
