//! Verifies a store: every journal, what the cases name, and what git has of it.

use std::collections::BTreeSet;
use std::path::PathBuf;

use chrono::{DateTime, Utc};

use crate::model::CaseId;
use crate::store::care::git_effects::{effects_on, git_effects};
use crate::store::care::git_leftovers::{repositories_inside, unmerged_files};
use crate::store::care::given_files::given_files;
use crate::store::care::inspect::Inspected;
use crate::store::care::lost_acts::{lost_acts, or_unseen, unseen};
use crate::store::care::own_files::{faulty_procedures, own_files};
use crate::store::care::pins::pins;
use crate::store::care::references::Bearers;
use crate::store::care::tree::{Leaf, Tree};
use crate::store::care::{Baseline, Damage, Finding, Remark, Unseen, What};
use crate::store::case::case_in;
use crate::store::definitions::Pin;
use crate::store::git::Git;
use crate::store::index::in_parts;
use crate::store::{Record, Result, Store, StoreFault};

/// All findings, and how much was verified.
#[derive(Debug, Default)]
pub struct Verified {
    /// In order of file and line.
    pub findings: Vec<Finding>,
    pub cases: usize,
    pub events: usize,
    /// Files that were given as outputs, as often as they are named.
    pub files: usize,
}

/// How much of a store is verified.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scope<'s> {
    /// These cases alone; all of the store where nothing is said.
    pub only: Option<&'s [CaseId]>,
    /// Whether git is not asked.
    pub without_git: bool,
    /// A commit of which all has to be there.
    pub against: Option<&'s Baseline>,
    /// What lies ahead of now is told, where that is given.
    pub now: Option<DateTime<Utc>>,
}

impl Verified {
    /// Adds why the settings of the store could not be read.
    pub fn tell_settings(&mut self, fault: StoreFault) {
        self.findings.push(Finding::of_settings(fault));
    }

    /// How many findings are neither damage nor a conflict, which is for people to settle.
    pub fn remarks(&self) -> usize {
        let remarks = self.findings.iter().filter(|one| match &one.what {
            What::Damage(_) | What::Remark(Remark::Conflict(_)) => false,
            What::Remark(_) => true,
        });
        remarks.count()
    }

    /// How many findings are damage.
    pub fn damage(&self) -> usize {
        self.findings.iter().filter(|one| one.is_damage()).count()
    }
}

/// Verifies every journal, or those of some cases, and what they name, on all processors; only the
/// findings are kept.
///
/// # Errors
/// Where a folder cannot be listed.
pub fn verify(store: &Store, scope: Scope) -> Result<Verified> {
    let only: Option<BTreeSet<CaseId>> = scope.only.map(|only| only.iter().cloned().collect());
    let whole = Tree::of(store)?;
    let tree = match &only {
        Some(cases) => whole.of_cases(cases),
        None => whole,
    };
    let checked = CheckedCases::of(store, &tree, scope.now)?;
    let mut verified = checked.verified;
    let found = &mut verified.findings;
    let around = Git::around(store.root());
    let asked = around.as_ref().filter(|_| !scope.without_git);
    if only.is_none() {
        found.extend(beside(store, &tree)?);
        found.extend(pins(store, &checked.pins)?);
        found.extend(own_files(store, &checked.pins)?);
        if !scope.without_git {
            found.extend(git_effects(store, asked, &tree));
        }
        if let Some(git) = asked {
            found.extend(unmerged_files(store, git));
        }
        if let Some(git) = &around {
            found.extend(repositories_inside(store, git)?);
        }
        found.extend(checked.bearers.ambiguous(store, tree.journals.keys()));
    }
    // Nothing is known of what could not be read, least of all that it is damaged.
    if let Some(at) = found.iter().position(Finding::is_of_process)
        && let What::Damage(Damage::Unusable(fault)) = found.swap_remove(at).what
    {
        return Err(fault);
    }
    match (asked, &around) {
        (Some(git), _) => found.extend(lost_acts(store, git, &tree, only.as_ref())),
        (None, Some(_)) => found.push(unseen(store, Unseen::NotAsked)),
        (None, None) => {}
    }
    if let (Some(baseline), Some(git)) = (scope.against, &around) {
        let lacking = baseline.check(store, git, &tree, only.as_ref());
        found.extend(or_unseen(store, lacking));
    }
    found.sort_by_cached_key(|one| (one.file.clone(), one.line.unwrap_or(usize::MAX)));
    Ok(verified)
}

/// What keeps a store from being shared as it is: damage of these cases and files, and all that
/// git's history has and the store lacks. Paths are relative to the root.
pub fn unshareable(
    store: &Store,
    git: &Git,
    cases: &BTreeSet<CaseId>,
    paths: &BTreeSet<PathBuf>,
) -> Result<Vec<Finding>> {
    let tree = Tree::of(store)?;
    let mut found = lost_acts(store, git, &tree, None);
    let checked = CheckedCases::of(store, &tree.of_cases(cases), None)?;
    found.extend(checked.verified.findings);
    found.extend(faulty_procedures(store, paths)?);
    found.extend(repositories_inside(store, git)?);
    let paths: Vec<PathBuf> = paths.iter().cloned().collect();
    found.extend(effects_on(store, git, &paths).unwrap_or_default());
    found.retain(Finding::is_damage);
    Ok(found)
}

/// What was found about some cases, one by one.
#[derive(Default)]
struct CheckedCases {
    verified: Verified,
    pins: BTreeSet<Pin>,
    bearers: Bearers,
}

impl CheckedCases {
    /// Checks all cases of a tree, on all processors.
    fn of(store: &Store, tree: &Tree, now: Option<DateTime<Utc>>) -> Result<Self> {
        let cases: Vec<&CaseId> = tree.journals.keys().collect();
        let check = Check { store, tree, now };
        let mut all = Self::default();
        for part in in_parts(&cases, |pages| {
            let mut part = Self::default();
            for case in pages.flat_map(|(_, page)| page) {
                check.case(case, &mut part)?;
            }
            Ok(part)
        }) {
            all.add(part?);
        }
        Ok(all)
    }

    fn add_case(&mut self, record: &Record) {
        let events = &record.journal.events;
        self.verified.events += events.len();
        if let Some(start) = record.start() {
            self.verified.cases += 1;
            self.pins.insert(Pin::of(start));
            self.pins.extend(Pin::moved(start, events));
        }
        self.bearers.add(record);
    }

    fn add(&mut self, other: Self) {
        let all = &mut self.verified;
        all.cases += other.verified.cases;
        all.events += other.verified.events;
        all.files += other.verified.files;
        all.findings.extend(other.verified.findings);
        self.pins.extend(other.pins);
        self.bearers.merge(other.bearers);
    }
}

/// The check of cases one by one.
struct Check<'c> {
    store: &'c Store,
    tree: &'c Tree,
    now: Option<DateTime<Utc>>,
}

impl Check<'_> {
    /// Adds the findings about a case.
    fn case(&self, case: &CaseId, all: &mut CheckedCases) -> Result<()> {
        let mut events = Vec::new();
        let leaves = self.tree.leaves(case);
        let first = leaves.iter().find(|leaf| leaf.shelved);
        for leaf in leaves {
            let at = |line, what: What| Finding {
                line,
                ..Finding::about(self.store, &leaf.path, what).of_case(Some(case.clone()))
            };
            let astray = match first {
                Some(first) if first == leaf => None,
                Some(first) => Some(Damage::SecondFile(self.store.relative(&first.path))),
                None => Some(Damage::Unshelved),
            };
            let inspected = self.leaf(case, leaf);
            let found = &mut all.verified.findings;
            found.extend(astray.map(|damage| at(None, damage.into())));
            found.extend(
                inspected
                    .found
                    .into_iter()
                    .map(|(line, what)| at(line, what)),
            );
            let Some(record) = inspected.record else {
                continue;
            };
            if first == Some(leaf) {
                all.add_case(&record);
            }
            events.extend(record.journal.events);
        }
        let outputs = events.iter().flat_map(|event| event.did.outputs());
        all.verified.files += outputs.filter(|output| output.file.is_some()).count();
        let folders = self.tree.folders.get(case).map_or(&[][..], Vec::as_slice);
        let files = given_files(self.store, &events, folders)?.into_iter();
        let of_case = files.map(|finding| finding.of_case(Some(case.clone())));
        all.verified.findings.extend(of_case);
        Ok(())
    }

    fn leaf(&self, case: &CaseId, leaf: &Leaf) -> Inspected {
        if leaf.linked {
            let path = leaf.path.clone();
            let link = Damage::Unusable(StoreFault::Link(path));
            return Inspected {
                found: vec![(None, link.into())],
                record: None,
            };
        }
        Inspected::of(self.store, case, &leaf.path, self.now)
    }
}

/// What stands below `cases/` and is named for no case, or for one that has no journal.
fn beside(store: &Store, tree: &Tree) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    for path in &tree.unnamed {
        let what = match case_in(path)? {
            Some(case) => What::from(Damage::WrongName(case)),
            None => Remark::Stray.into(),
        };
        found.push(Finding::about(store, path, what));
    }
    let folders = tree.folders.iter();
    let strays = folders
        .filter(|(case, _)| !tree.journals.contains_key(case))
        .flat_map(|(_, orphaned)| orphaned)
        .chain(&tree.strays);
    found.extend(strays.map(|path| Finding::about(store, path, Remark::Stray)));
    Ok(found)
}
