//! The cases that a name may mean of which only the beginning is typed, for completion.

use std::cmp::Reverse;

use crate::engine::Standing;
use crate::model::ShortNames;
use crate::store::case::{Lookup, entries};
use crate::store::index::hash_of;
use crate::store::names::NameKind;
use crate::store::{Entry, LikeIds, Record, Store, StoreFault};
use crate::words::{Collated, matching};

/// A case that a name may mean of which only the beginning is typed.
#[derive(Debug)]
pub struct Candidate {
    /// The name: an id, the shortest end of one, or a reference.
    pub name: String,
    /// Nothing where it cannot be read.
    pub record: Option<Record>,
}

/// The cases that a name may mean.
struct Candidates {
    /// Those whose id begins so.
    begun: Vec<Entry>,
    /// Those whose reference may begin so.
    others: Vec<Entry>,
}

/// The cases whose id begins as typed, and those whose reference does, each in order. At most so many journals are
/// read; where more cases match, those that are given lie evenly among all, the first and the last
/// with them, so that what their names share is what all share. Nothing is kept for the next time.
///
/// # Errors
/// Where the folders cannot be listed.
pub fn candidates(store: &Store, typed: &str, most: usize) -> Result<Vec<Candidate>, StoreFault> {
    let typed = &matching(typed);
    let Candidates { begun, others } = Candidates::of(store, typed)?;
    let like_ids = match LikeIds::known(store)? {
        Some(known) => known,
        None if begun.len() + others.len() <= most => LikeIds::of(store)?,
        None => LikeIds::default(),
    };
    let names = like_ids.names(begun.iter().map(|entry| &entry.id));
    let mut named: Vec<(String, Entry)> = begun
        .into_iter()
        .map(|entry| (entry.name_from(typed, &names), entry))
        .collect();
    named.sort_by(|(one, first), (other, second)| one.cmp(other).then(first.order(second)));
    let mut found: Vec<Candidate> = spread(named, most)
        .into_iter()
        .map(|(name, entry)| Candidate {
            name,
            record: store.open_entry(&entry).ok(),
        })
        .collect();
    let mut references = referred(store, typed, others, most - found.len());
    references.sort_by_cached_key(|one| (Collated::of(&one.name), one.name.clone()));
    found.extend(references);
    Ok(found)
}

/// The case that a whole name means, where that is plain without reading more journals than these.
pub fn plain_match(store: &Store, named: &str, most: usize) -> Option<Record> {
    let typed = &matching(named);
    match NameKind::of(typed) {
        NameKind::Empty => None,
        NameKind::WholeId(_) => store.open_entry(&store.find(typed).ok()?).ok(),
        NameKind::OnlyOpen => {
            let all = entries(store).ok()?;
            (all.len() <= most).then(|| only_open(store, &all))?
        }
        NameKind::Other => {
            let Candidates { begun, others } = Candidates::of(store, typed).ok()?;
            let mut whole = referred(store, typed, others, most)
                .into_iter()
                .filter(|one| matching(&one.name) == *typed);
            match (whole.next(), whole.next(), begun.as_slice()) {
                (Some(only), None, _) => only.record,
                (None, _, [only]) => store.open_entry(only).ok(),
                (Some(_), Some(_), _) | (None, _, _) => None,
            }
        }
    }
}

impl Candidates {
    /// Where the index has cases whose id begins so, those and the ones that it knows by that
    /// reference; else all.
    fn of(store: &Store, typed: &str) -> Result<Self, StoreFault> {
        if !typed.is_empty()
            && let Some(known) = Lookup::find(store, typed, hash_of(Some(typed)))?
            && !known.begun.is_empty()
        {
            return Ok(Self {
                begun: known.begun,
                others: known.referred,
            });
        }
        let all = entries(store)?.into_iter();
        let (begun, others) = all.partition(|entry| entry.begins(typed));
        Ok(Self { begun, others })
    }
}

fn only_open(store: &Store, entries: &[Entry]) -> Option<Record> {
    let is_open = |record: &Record| record.case().standing() == Standing::Open;
    let found = store.each(entries, |found, _| found.ok().filter(is_open));
    let mut open = found.into_iter().flatten();
    open.next().filter(|_| open.next().is_none())
}

/// Those whose reference begins as typed, the latest years first.
fn referred(store: &Store, typed: &str, mut entries: Vec<Entry>, most: usize) -> Vec<Candidate> {
    entries.sort_by_cached_key(|entry| Reverse(entry.path()));
    entries.truncate(most);
    let records = store.each(&entries, |found, _| found.ok());
    let candidate = |record: Record| {
        let name = record.reference()?.to_string();
        let begins = matching(&name).starts_with(typed);
        let record = Some(record);
        begins.then_some(Candidate { name, record })
    };
    records
        .into_iter()
        .flatten()
        .filter_map(candidate)
        .collect()
}

impl Entry {
    /// The shortest name of the case that begins as typed.
    fn name_from(&self, typed: &str, names: &ShortNames) -> String {
        let (short, suffix) = (names.of_id(&self.id), self.id.suffix());
        let all = [short, suffix]
            .into_iter()
            .find(|name| name.starts_with(typed));
        all.map_or_else(|| self.id.to_string(), str::to_owned)
    }
}

/// As many of them, spread evenly, with the first and the last.
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

    use super::{candidates, plain_match, spread};
    use crate::store::Store;
    use crate::testing::store::{begun, store};

    fn names(store: &Store, typed: &str, most: usize) -> Vec<String> {
        let meant = candidates(store, typed, most).expect("they are listed");
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
        let meant = candidates(&store, "", 100).expect("they are listed");
        assert_eq!(meant[0].name, record.id.suffix()[..4]);
        assert!(meant[0].record.is_none());
        assert!(plain_match(&store, record.id.suffix(), 100).is_none());
    }

    #[test]
    fn a_whole_name_means_a_case_where_that_is_plain() {
        let (_folder, store) = store();
        let first = begun(&store, "1", Some("HR-77/2026")).id;
        let plainly = |named: &str, most| {
            let record = plain_match(&store, named, most);
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
