//! Plans a repair: every line goes to the journal of its case, and what is not an event goes out. Only
//! files with findings are read again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::model::{CaseId, Digest, EventId};
use crate::store::care::journal_repair::JournalRepair;
use crate::store::care::plan::{Change, Left, Mend, Work};
use crate::store::care::recovery::Recovery;
use crate::store::care::source::Source;
use crate::store::care::tree::{Leaf, Tree};
use crate::store::care::{Damage, Finding, Remark, Scope, What, verify};
use crate::store::definitions::{PINNED, Pinned, text};
use crate::store::file_kind::FileKind;
use crate::store::{Result, Store, StoreFault, shipped};

/// The files that a repair reads, to rewrite some of them.
struct RepairPlan<'s> {
    store: &'s Store,
    recovery: Recovery<'s>,
    tree: Tree,
    sources: BTreeMap<PathBuf, Source>,
    /// Where the journal of each case lies, or will.
    homes: BTreeMap<CaseId, PathBuf>,
    /// The lines of acts that git has and the journals lack.
    lost: BTreeMap<CaseId, LostLines>,
    /// The cases that may lose good acts which come after lost ones.
    cut: &'s [CaseId],
}

/// Lines that come back to the journal of a case, and where the journal lies or will lie.
struct LostLines {
    home: PathBuf,
    lines: Vec<Vec<u8>>,
}

/// What would mend a store, file by file; in the cases of `cut`, acts that come after lost ones go as
/// well.
///
/// # Errors
/// Where a folder cannot be listed or a file not read.
pub fn mends(store: &Store, cut: &[CaseId]) -> Result<Vec<Mend>> {
    // Where this was looked at before, another file of the same bytes would stand for a copy that is gone.
    store.forget_verdicts();
    let found = verify(store, Scope::default())?.findings;
    let mut plan = RepairPlan {
        store,
        recovery: Recovery::of(store),
        tree: Tree::of(store)?,
        sources: BTreeMap::new(),
        homes: BTreeMap::new(),
        lost: BTreeMap::new(),
        cut,
    };
    let odd: BTreeSet<PathBuf> = found
        .iter()
        .filter(|finding| finding.is_of_journals())
        .map(|finding| store.root().join(&finding.file))
        .collect();
    plan.take_lost(&found);
    plan.lay_out(&odd)?;
    let mut mends = plan.journals()?;
    mends.extend(plan.others());
    let mut beside: BTreeMap<PathBuf, Mend> = BTreeMap::new();
    for finding in found {
        if let Some(mend) = plan.beside(finding)? {
            beside.entry(mend.file.clone()).or_insert(mend);
        }
    }
    mends.extend(beside.into_values());
    mends.extend(plan.linked());
    mends.sort_by(|one, other| one.file.cmp(&other.file));
    Ok(mends)
}

impl RepairPlan<'_> {
    /// What mends something that is no journal.
    fn beside(&self, finding: Finding) -> Result<Option<Mend>> {
        let mut path = self.store.root().join(&finding.file);
        let (change, work) = match finding.what {
            What::Remark(Remark::GitLines(lines)) => (Change::GitLines(lines), Work::GitLines),
            What::Remark(Remark::NotPinned(pin)) => (Change::Pinned(pin.clone()), Work::Pin(pin)),
            What::Damage(Damage::FileChanged { given, .. } | Damage::FileGone(Some(given))) => {
                let former = self
                    .recovery
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
            What::Damage(Damage::Unusable(StoreFault::NoDefinition(pin))) => {
                path = self.store.pinned_path(&pin);
                given_back(self.definition(&path)?, Left::Definition)
            }
            // Something else stands in its place.
            What::Damage(Damage::Unusable(StoreFault::Link(of) | StoreFault::Irregular(of)))
                if FileKind::of(&self.store.relative(&of)) == FileKind::Pinned =>
            {
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
    fn definition(&self, path: &Path) -> Result<Option<Vec<u8>>> {
        let Some(pinned) = Pinned::of(path.to_owned()) else {
            return Ok(None);
        };
        let is_it = |bytes: &[u8]| Digest::of(bytes).short(PINNED) == pinned.digest;
        let mut shipped = shipped::all().iter().map(|one| one.text.as_bytes());
        if let Some(text) = shipped.find(|text| is_it(text)) {
            return Ok(Some(text.to_owned()));
        }
        for file in self.store.own_files()? {
            let own = text(self.store.root(), &file).ok();
            if let Some(text) = own.filter(|text| is_it(text.as_bytes())) {
                return Ok(Some(text.into_bytes()));
            }
        }
        self.recovery.file(path, is_it)
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

/// Restores what a file held, where that is known.
fn given_back(former: Option<Vec<u8>>, left: Left) -> (Change, Work) {
    match former {
        Some(bytes) => (Change::Former, Work::Put(bytes)),
        None => (Change::Left(left), Work::Left),
    }
}

impl RepairPlan<'_> {
    fn take_lost(&mut self, found: &[Finding]) {
        for finding in found {
            let (Some(case), What::Damage(Damage::ActsLost(lost))) = (&finding.case, &finding.what)
            else {
                continue;
            };
            self.lost
                .entry(case.clone())
                .or_insert_with(|| LostLines {
                    home: self.store.root().join(&finding.file),
                    lines: Vec::new(),
                })
                .lines
                .extend(lost.lines.iter().cloned());
        }
    }

    /// Reads what is odd, and all other files of the cases in there.
    fn lay_out(&mut self, odd: &BTreeSet<PathBuf>) -> Result<()> {
        let leaves = self.tree.journals.values().flatten();
        let linked: BTreeSet<PathBuf> = leaves
            .filter(|leaf| leaf.linked)
            .map(|leaf| leaf.path.clone())
            .collect();
        // A journal that is gone is made of what git has of it.
        for path in odd.difference(&linked).filter(|path| path.is_file()) {
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
            let leaves = self.tree.leaves(&case);
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
    fn claim(&mut self) -> Result<()> {
        let lost: BTreeSet<EventId> = self.sources.values().flat_map(Source::lost).collect();
        if lost.is_empty() {
            return Ok(());
        }
        let mut found: BTreeMap<EventId, CaseId> = self
            .sources
            .values()
            .flat_map(|source| source.cases_of(&lost))
            .collect();
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

    /// What mends the journals of cases, where they belong.
    fn journals(&self) -> Result<Vec<Mend>> {
        let homes = self.homes.iter();
        let mut mends = homes
            .map(|(case, home)| self.journal(case, home))
            .collect::<Result<Vec<_>, _>>()?;
        mends.retain(|mend| !mend.changes.is_empty());
        Ok(mends)
    }

    fn journal(&self, case: &CaseId, home: &Path) -> Result<Mend> {
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
        journal
            .changes
            .extend(given.map(|(home, events)| self.given(home, events)));
        Ok(journal.mend(self.store.relative(home)))
    }

    fn given(&self, home: &Path, events: usize) -> Change {
        Change::Given {
            events,
            to: self.store.relative(home),
        }
    }

    /// Brings back the events that are missing, and those that they come after, as far as they are
    /// found where the store keeps what was.
    fn restore(&self, journal: &mut JournalRepair) -> Result<()> {
        let lost = self.lost.get(journal.case);
        let mut events = journal.take(lost.iter().flat_map(|lost| lost.lines.iter().cloned()));
        loop {
            let missing = journal.missing();
            let found = match missing.is_empty() {
                true => Vec::new(),
                false => self.recovery.lines(journal.case, &missing)?,
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
        let sources = self.sources.values();
        let others = sources.filter(|source| {
            let home = source.named.as_ref().and_then(|case| self.homes.get(case));
            home != Some(&source.path)
        });
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
            let given = going
                .into_iter()
                .map(|(home, events)| self.given(home, events));
            Some(Mend {
                file: self.store.relative(&source.path),
                changes: given.chain([Change::Retired]).collect(),
                work: Work::Retire(source.bytes.clone()),
            })
        });
        mends.collect()
    }
}
