//! What would mend a store: every line of a journal to the journal of its case, and out of it what
//! is none. Only what was found to be odd is read again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::model::{CaseId, Digest, EventId};
use crate::store::care::journal_repair::JournalRepair;
use crate::store::care::plan::{Change, Left, Mend, Work};
use crate::store::care::recovery::Former;
use crate::store::care::source::Source;
use crate::store::care::tree::{Leaf, Tree};
use crate::store::care::{Damage, Finding, Remark, Scope, What};
use crate::store::definitions::file;
use crate::store::definitions::pinned::{PINNED, Pinned};
use crate::store::file_kind::FileKind;
use crate::store::{Store, StoreFault, shipped};

/// The files that are looked at to mend some of them.
struct Bench<'s> {
    store: &'s Store,
    former: Former<'s>,
    tree: Tree,
    sources: BTreeMap<PathBuf, Source>,
    /// Where the journal of each case lies, or will.
    homes: BTreeMap<CaseId, PathBuf>,
    /// The lines of acts that git has and the journals lack.
    lost: BTreeMap<CaseId, Lost>,
    /// The cases that may lose good acts which come after lost ones.
    cut: &'s [CaseId],
}

/// What comes back to the journal of a case, and where that lies or will.
struct Lost {
    home: PathBuf,
    lines: Vec<Vec<u8>>,
}

impl Store {
    /// What would mend the store, file by file; in the cases of `cut`, acts that come after lost
    /// ones go as well.
    ///
    /// # Errors
    /// Where a folder cannot be listed or a file not read.
    pub fn mends(&self, cut: &[CaseId]) -> Result<Vec<Mend>, StoreFault> {
        let found = self.verify(Scope::default())?.findings;
        let mut bench = Bench {
            store: self,
            former: Former::of(self),
            tree: Tree::of(self)?,
            sources: BTreeMap::new(),
            homes: BTreeMap::new(),
            lost: BTreeMap::new(),
            cut,
        };
        let odd = found.iter().filter(|finding| is_of_journals(finding));
        let odd: BTreeSet<PathBuf> = odd.map(|one| self.root().join(&one.file)).collect();
        bench.take_lost(&found);
        bench.lay_out(&odd)?;
        let mut mends = bench.journals()?;
        mends.extend(bench.others());
        let mut beside: BTreeMap<PathBuf, Mend> = BTreeMap::new();
        for finding in found {
            if let Some(mend) = bench.beside(finding)? {
                beside.entry(mend.file.clone()).or_insert(mend);
            }
        }
        mends.extend(beside.into_values());
        mends.extend(bench.linked());
        mends.sort_by(|one, other| one.file.cmp(&other.file));
        Ok(mends)
    }
}

/// Whether mending rewrites journals for it.
const fn is_of_journals(finding: &Finding) -> bool {
    match &finding.what {
        What::Damage(damage) => match damage {
            Damage::Line(_)
            | Damage::MoreLines(_)
            | Damage::MissingParent(_)
            | Damage::OtherCase(_)
            | Damage::NoStart
            | Damage::WrongName(_)
            | Damage::Unshelved
            | Damage::SecondFile(_)
            | Damage::ActsLost(_) => true,
            Damage::Unusable(_)
            | Damage::FileChanged { .. }
            | Damage::FileGone { .. }
            | Damage::DefinitionLost
            | Damage::Attribute(_)
            | Damage::Ignored(_)
            | Damage::LacksOf(_)
            | Damage::Unmerged { .. }
            | Damage::RepositoryInside
            | Damage::VersionTwice { .. }
            | Damage::FileOutside { .. } => false,
        },
        What::Remark(remark) => match remark {
            Remark::TornTail { .. }
            | Remark::Repeated { .. }
            | Remark::CarriageReturns
            | Remark::ByteOrderMark
            | Remark::WrongYear { .. } => true,
            Remark::Empty
            | Remark::Twin { .. }
            | Remark::Stray
            | Remark::NotPinned(_)
            | Remark::Counterfeit
            | Remark::GitLines(_)
            | Remark::Unseen(_)
            | Remark::Newer(_)
            | Remark::ReferenceTwice { .. }
            | Remark::Idle(_)
            | Remark::Returned(_)
            | Remark::Marked { .. }
            | Remark::Conflict(_) => false,
        },
    }
}

impl Bench<'_> {
    /// What mends something that is no journal.
    fn beside(&self, finding: Finding) -> Result<Option<Mend>, StoreFault> {
        let mut path = self.store.root().join(&finding.file);
        let (change, work) = match finding.what {
            What::Remark(Remark::GitLines(lines)) => (Change::GitLines(lines), Work::GitLines),
            What::Remark(Remark::NotPinned(pin)) => (Change::Pinned(pin.clone()), Work::Pin(pin)),
            What::Damage(
                Damage::FileChanged { given, .. } | Damage::FileGone { given: Some(given) },
            ) => {
                let former = self
                    .former
                    .file(&path, |bytes| Digest::of(bytes) == given)?;
                given_back(former, Left::File(given))
            }
            What::Damage(Damage::DefinitionLost) => {
                given_back(self.definition(&path)?, Left::Definition)
            }
            // Each case under it says so as well.
            What::Damage(Damage::Unusable(StoreFault::DefinitionChanged { path: of, .. })) => {
                path = of;
                given_back(self.definition(&path)?, Left::Definition)
            }
            What::Damage(Damage::Unusable(StoreFault::NoDefinition {
                procedure,
                version,
                digest,
            })) => {
                path = self.store.pinned_path(&procedure, version, &digest);
                given_back(self.definition(&path)?, Left::Definition)
            }
            // Something else stands in its place.
            What::Damage(Damage::Unusable(
                StoreFault::Link { path: of } | StoreFault::Irregular { path: of },
            )) if FileKind::of(&self.store.relative(&of)) == FileKind::Pinned => {
                path = of;
                given_back(self.definition(&path)?, Left::Definition)
            }
            What::Damage(_) | What::Remark(_) => return Ok(None),
        };
        Ok(Some(Mend {
            file: self.store.relative(&path),
            changes: vec![change],
            work,
        }))
    }

    /// The bytes that a pinned definition is named for: of the program, the store or git.
    fn definition(&self, path: &Path) -> Result<Option<Vec<u8>>, StoreFault> {
        let Some(pinned) = Pinned::of(path.to_owned()) else {
            return Ok(None);
        };
        let is_it = |bytes: &[u8]| Digest::of(bytes).short(PINNED) == pinned.digest;
        let mut shipped = shipped::all().iter().map(|one| one.text.as_bytes());
        if let Some(text) = shipped.find(|text| is_it(text)) {
            return Ok(Some(text.to_owned()));
        }
        for own in self.store.own_files()? {
            let text = file::text(self.store.root(), &own);
            if let Some(text) = text.ok().filter(|text| is_it(text.as_bytes())) {
                return Ok(Some(text.into_bytes()));
            }
        }
        self.former.file(path, is_it)
    }

    /// The journals that are behind a link, which is left to people.
    fn linked(&self) -> Vec<Mend> {
        let leaves = self.tree.journals.values().flatten();
        let mend = |leaf: &Leaf| Mend {
            file: self.store.relative(&leaf.path),
            changes: vec![Change::Left(Left::Link)],
            work: Work::Left,
        };
        leaves.filter(|leaf| leaf.linked).map(mend).collect()
    }
}

/// What gives a file back what it held, where that is known.
fn given_back(former: Option<Vec<u8>>, left: Left) -> (Change, Work) {
    match former {
        Some(bytes) => (Change::Former, Work::Put(bytes)),
        None => (Change::Left(left), Work::Left),
    }
}

impl Bench<'_> {
    fn take_lost(&mut self, found: &[Finding]) {
        for finding in found {
            let (Some(case), What::Damage(Damage::ActsLost(lost))) = (&finding.case, &finding.what)
            else {
                continue;
            };
            let home = || self.store.root().join(&finding.file);
            let entry = self.lost.entry(case.clone());
            let entry = entry.or_insert_with(|| Lost {
                home: home(),
                lines: Vec::new(),
            });
            entry.lines.extend(lost.lines.iter().cloned());
        }
    }

    /// Reads what is odd, and all other files of the cases in there.
    fn lay_out(&mut self, odd: &BTreeSet<PathBuf>) -> Result<(), StoreFault> {
        let linked = self.tree.journals.values().flatten();
        let linked: BTreeSet<PathBuf> = linked
            .filter(|leaf| leaf.linked)
            .map(|leaf| leaf.path.clone())
            .collect();
        // A journal that is gone is laid out of what git has of it.
        let there = odd.difference(&linked).filter(|path| path.is_file());
        for path in there {
            self.sources.insert(path.clone(), Source::read(path)?);
        }
        self.claim()?;
        let cases: BTreeSet<CaseId> = self
            .sources
            .values()
            .flat_map(|source| source.owners().chain(&source.named))
            .chain(self.lost.keys())
            .cloned()
            .collect();
        for case in cases {
            let leaves = self.tree.journals.get(&case).map_or(&[][..], Vec::as_slice);
            // What lies behind a link is left to people, with all of its case.
            if leaves.iter().any(|leaf| leaf.linked) {
                continue;
            }
            for leaf in leaves {
                if !self.sources.contains_key(&leaf.path) {
                    let source = Source::read(&leaf.path)?;
                    self.sources.insert(leaf.path.clone(), source);
                }
            }
            let home = self.home(&case, leaves);
            self.homes.extend(home.map(|home| (case, home)));
        }
        Ok(())
    }

    /// Gives lines to the cases in whose journals the events are that they come after.
    fn claim(&mut self) -> Result<(), StoreFault> {
        let sources = self.sources.values();
        let lost: BTreeSet<EventId> = sources.flat_map(Source::lost).collect();
        if lost.is_empty() {
            return Ok(());
        }
        let sources = self.sources.values();
        let found = sources.flat_map(|source| source.cases_of(&lost));
        let mut found: BTreeMap<EventId, CaseId> = found.collect();
        let others = self.tree.journals.values().flatten();
        for leaf in others.filter(|leaf| !leaf.linked && !self.sources.contains_key(&leaf.path)) {
            found.extend(Source::read(&leaf.path)?.cases_of(&lost));
        }
        for source in self.sources.values_mut() {
            source.sort(&found);
        }
        Ok(())
    }

    /// Where the journal of a case belongs; where its beginning is not there, where it is read.
    fn home(&self, case: &CaseId, leaves: &[Leaf]) -> Option<PathBuf> {
        let year = self.sources.values().find_map(|source| source.year(case));
        let is_others = |leaf: &&Leaf| {
            let source = self.sources.get(&leaf.path);
            source.is_some_and(|source| source.is_of_others(case))
        };
        let read = || {
            let mut shelved = leaves.iter().filter(|leaf| leaf.shelved);
            shelved.next().filter(|leaf| !is_others(leaf))
        };
        match year {
            Some(year) => {
                let folder = self.store.cases_folder().join(year.to_string());
                Some(folder.join(format!("{case}.jsonl")))
            }
            None => match self.lost.get(case) {
                Some(lost) => Some(lost.home.clone()),
                None => read().map(|leaf| leaf.path.clone()),
            },
        }
    }

    fn is_home(&self, case: Option<&CaseId>, path: &Path) -> bool {
        let home = case.and_then(|case| self.homes.get(case));
        home.is_some_and(|home| home == path)
    }

    /// What mends the journals of cases, where they belong.
    fn journals(&self) -> Result<Vec<Mend>, StoreFault> {
        let mends = self
            .homes
            .iter()
            .map(|(case, home)| self.journal(case, home));
        let mends = mends.collect::<Result<Vec<_>, _>>()?;
        let mends = mends.into_iter().filter(|mend| !mend.changes.is_empty());
        Ok(mends.collect())
    }

    fn journal(&self, case: &CaseId, home: &Path) -> Result<Mend, StoreFault> {
        let mut journal = JournalRepair::of(
            case,
            self.sources.get(home),
            &self.homes,
            &self.store.settings.accepted.events,
        );
        for (path, source) in self.sources.iter().filter(|(path, _)| *path != home) {
            journal.receive(source.of(case), &self.store.relative(path));
        }
        self.restore(&mut journal)?;
        journal.settle(self.cut.contains(case));
        let given = journal.given().into_iter();
        let given = given.map(|(home, events)| Change::Given {
            events,
            to: self.store.relative(home),
        });
        journal.changes.extend(given);
        Ok(journal.mend(self.store.relative(home)))
    }

    /// Brings back the events that are missing, and those that they come after, as far as they are
    /// found where the store keeps what was.
    fn restore(&self, journal: &mut JournalRepair) -> Result<(), StoreFault> {
        let lost = self.lost.get(journal.case);
        let mut events = journal.take(lost.iter().flat_map(|lost| lost.lines.iter().cloned()));
        loop {
            let missing = journal.missing();
            let found = match missing.is_empty() {
                true => Vec::new(),
                false => self.former.lines(journal.case, &missing)?,
            };
            let came = journal.take(found);
            if came == 0 {
                break;
            }
            events += came;
        }
        if events > 0 {
            journal.changes.push(Change::Restored { events });
        }
        Ok(())
    }

    /// What becomes of the other files: out of the way where all of their events have a home.
    fn others(&self) -> Vec<Mend> {
        let others = self.sources.values();
        let others = others.filter(|source| !self.is_home(source.named.as_ref(), &source.path));
        let mends = others.filter_map(|source| {
            let events = source.lines.iter().filter(|line| line.holds.is_ok());
            let mut homes = events.map(|line| self.homes.get(line.owner.as_ref()?));
            let mut going: BTreeMap<&PathBuf, usize> = BTreeMap::new();
            homes.try_for_each(|home| {
                *going.entry(home?).or_default() += 1;
                Some(())
            })?;
            if going.is_empty() {
                return None;
            }
            let given = going.into_iter().map(|(home, events)| Change::Given {
                events,
                to: self.store.relative(home),
            });
            Some(Mend {
                file: self.store.relative(&source.path),
                changes: given.chain([Change::Retired]).collect(),
                work: Work::Retire {
                    read: source.bytes.clone(),
                },
            })
        });
        mends.collect()
    }
}
