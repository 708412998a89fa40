use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use chrono::{DateTime, Utc};

use crate::model::{CaseId, EventId};
use crate::store::care::inspect::Inspected;
use crate::store::care::tree::{Leaf, Tree};
use crate::store::care::{Against, Damage, Finding, Pin, Remark, What};
use crate::store::git::Git;
use crate::store::index::parallel::in_parts;
use crate::store::{Record, Store, StoreFault};
use crate::words::matching;

/// Everything that is not as it should be, and how much was looked through.
#[derive(Debug, Default)]
pub struct Verified {
    /// In order of file and line.
    pub findings: Vec<Finding>,
    pub cases: usize,
    pub events: usize,
    /// Files that were given as outputs, as often as they are named.
    pub files: usize,
}

/// How far a store is looked through.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scope<'s> {
    /// These cases alone; all of the store where nothing is said.
    pub only: Option<&'s [CaseId]>,
    /// Whether git is not asked.
    pub without_git: bool,
    /// A commit of which all has to be there.
    pub against: Option<&'s Against>,
    /// What lies ahead of now is told, where that is given.
    pub now: Option<DateTime<Utc>>,
}

/// What was found about one case.
#[derive(Default)]
struct Part {
    findings: Vec<Finding>,
    pins: Vec<Pin>,
    bearer: Option<(String, Bearer)>,
    events: usize,
    files: usize,
}

/// A case that bears a reference.
struct Bearer {
    /// When it was begun, as it was written down.
    begun: DateTime<Utc>,
    case: CaseId,
    path: PathBuf,
    first: EventId,
}

impl Bearer {
    /// By the reference of a case, as references are compared.
    fn of(record: &Record) -> Option<(String, Self)> {
        let reference = record.reference()?.to_string();
        let first = record.journal.events.first()?;
        let bearer = Self {
            begun: first.rec,
            case: record.id.clone(),
            path: record.path.clone(),
            first: first.id,
        };
        Some((reference, bearer))
    }
}

/// What was found about some of them together.
#[derive(Default)]
struct Sum {
    verified: Verified,
    pins: BTreeSet<Pin>,
    bearers: BTreeMap<String, Vec<(String, Bearer)>>,
}

impl Sum {
    fn add(&mut self, other: Self) {
        let all = &mut self.verified;
        all.cases += other.verified.cases;
        all.events += other.verified.events;
        all.files += other.verified.files;
        all.findings.extend(other.verified.findings);
        self.pins.extend(other.pins);
        for (reference, bearers) in other.bearers {
            self.bearers.entry(reference).or_default().extend(bearers);
        }
    }
}

/// All that bears the name of one case.
struct Named<'t> {
    case: &'t CaseId,
    leaves: &'t [Leaf],
    folders: &'t [PathBuf],
}

impl Verified {
    /// Takes why the settings of the store could not be read.
    pub fn tell_settings(&mut self, fault: StoreFault) {
        let what = Damage::Unusable(fault).into();
        self.findings.push(Finding {
            file: PathBuf::from("ugat.toml"),
            line: None,
            case: None,
            what,
        });
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
        let damage = self.findings.iter().filter(|one| one.is_damage());
        damage.count()
    }
}

impl Store {
    /// Looks through every journal, or those of some cases, and what they name, on all processors;
    /// only what is found is kept.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub fn verify(&self, scope: Scope) -> Result<Verified, StoreFault> {
        let only: Option<BTreeSet<CaseId>> = scope.only.map(|only| only.iter().cloned().collect());
        let only = only.as_ref();
        let tree = Tree::of(self)?;
        let tree = match only {
            Some(cases) => tree.of_cases(cases),
            None => tree,
        };
        let Sum {
            mut verified,
            pins,
            bearers,
        } = self.cases_verified(&tree, scope.now)?;
        if only.is_none() {
            verified.findings.extend(self.beside(&tree)?);
            verified.findings.extend(self.pins_checked(&pins)?);
            verified.findings.extend(self.own_checked(&pins)?);
            if !scope.without_git {
                verified.findings.extend(self.git_checked(&tree));
                verified.findings.extend(self.unmerged_checked());
            }
            verified.findings.extend(self.repositories_inside()?);
            verified.findings.extend(self.twice(bearers));
        }
        // Of what could not be looked at nothing is known, least of all that it is damaged.
        if let Some(at) = verified.findings.iter().position(Finding::is_of_process)
            && let What::Damage(Damage::Unusable(fault)) = verified.findings.swap_remove(at).what
        {
            return Err(fault);
        }
        match scope.without_git {
            true => verified.findings.extend(self.not_asked()),
            false => verified.findings.extend(self.history_checked(&tree, only)),
        }
        if let Some(against) = scope.against {
            let lacking = self.against_checked(against, &tree, only);
            verified.findings.extend(self.or_unseen(lacking));
        }
        let order = |one: &Finding| (one.file.clone(), one.line.unwrap_or(usize::MAX));
        verified.findings.sort_by_cached_key(order);
        Ok(verified)
    }

    /// What keeps the store from being shared as it is: damage of these cases and files, and all
    /// that git's history has and the store lacks. Paths are relative to the root.
    pub(in crate::store) fn unshareable(
        &self,
        git: &Git,
        cases: &BTreeSet<CaseId>,
        paths: &BTreeSet<PathBuf>,
    ) -> Result<Vec<Finding>, StoreFault> {
        let tree = Tree::of(self)?;
        let mut found = self.history_checked(&tree, None);
        let tree = tree.of_cases(cases);
        found.extend(self.cases_verified(&tree, None)?.verified.findings);
        found.extend(self.procedures_faulty(paths)?);
        found.extend(self.repositories_inside()?);
        let paths: Vec<PathBuf> = paths.iter().cloned().collect();
        found.extend(self.effects_checked(git, &paths).unwrap_or_default());
        found.retain(Finding::is_damage);
        Ok(found)
    }

    /// What is to be said of these cases, one by one, on all processors.
    fn cases_verified(&self, tree: &Tree, now: Option<DateTime<Utc>>) -> Result<Sum, StoreFault> {
        let named: Vec<Named> = tree
            .journals
            .iter()
            .map(|(case, leaves)| Named {
                case,
                leaves,
                folders: tree.folders.get(case).map_or(&[], Vec::as_slice),
            })
            .collect();
        let mut whole = Sum::default();
        for sum in in_parts(&named, |pages| {
            self.sum(pages.flat_map(|(_, page)| page), now)
        }) {
            whole.add(sum?);
        }
        Ok(whole)
    }

    fn sum<'n>(
        &self,
        named: impl Iterator<Item = &'n Named<'n>>,
        now: Option<DateTime<Utc>>,
    ) -> Result<Sum, StoreFault> {
        let mut sum = Sum::default();
        for named in named {
            let part = self.part(named, now)?;
            sum.verified.cases += usize::from(!part.pins.is_empty());
            sum.verified.events += part.events;
            sum.verified.files += part.files;
            sum.verified.findings.extend(part.findings);
            sum.pins.extend(part.pins);
            if let Some((reference, bearer)) = part.bearer {
                let same = sum.bearers.entry(matching(&reference)).or_default();
                same.push((reference, bearer));
            }
        }
        Ok(sum)
    }

    fn part(&self, named: &Named, now: Option<DateTime<Utc>>) -> Result<Part, StoreFault> {
        let mut part = Part::default();
        let mut events = Vec::new();
        let first = named.leaves.iter().find(|leaf| leaf.shelved);
        for leaf in named.leaves {
            let is_first = first == Some(leaf);
            let inspected = self.leaf(named.case, leaf, now);
            let at = |line, what| Finding {
                line,
                case: Some(named.case.clone()),
                ..self.finding(&leaf.path, what)
            };
            match first {
                _ if is_first => {}
                Some(first) => {
                    let first = self.finding(&first.path, Remark::Stray).file;
                    part.findings
                        .push(at(None, Damage::SecondFile(first).into()));
                }
                None => part.findings.push(at(None, Damage::Unshelved.into())),
            }
            let found = inspected.found.into_iter();
            part.findings
                .extend(found.map(|(line, what)| at(line, what)));
            let Some(record) = inspected.record else {
                continue;
            };
            if is_first {
                part.pins = Pin::all(&record);
                part.bearer = Bearer::of(&record);
                part.events = record.journal.events.len();
            }
            events.extend(record.journal.events);
        }
        let outputs = events.iter().flat_map(|event| event.did.outputs());
        part.files = outputs.filter(|output| output.file.is_some()).count();
        let files = self.files_checked(&events, named.folders)?;
        part.findings
            .extend(files.into_iter().map(|finding| Finding {
                case: Some(named.case.clone()),
                ..finding
            }));
        Ok(part)
    }

    fn leaf(&self, case: &CaseId, leaf: &Leaf, now: Option<DateTime<Utc>>) -> Inspected {
        if leaf.linked {
            let path = leaf.path.clone();
            let link = Damage::Unusable(StoreFault::Link { path });
            return Inspected {
                found: vec![(None, link.into())],
                record: None,
            };
        }
        self.inspect(case, &leaf.path, now)
    }

    /// The cases that bear a reference which one that began before them bears as well.
    fn twice(&self, bearers: BTreeMap<String, Vec<(String, Bearer)>>) -> Vec<Finding> {
        let mut found = Vec::new();
        for mut bearers in bearers.into_values() {
            bearers.sort_by_cached_key(|(_, one)| (one.begun, one.case.clone()));
            let mut bearers = bearers.into_iter();
            let Some((_, Bearer { case: other, .. })) = bearers.next() else {
                continue;
            };
            found.extend(bearers.map(|(reference, one)| {
                let what = Remark::ReferenceTwice {
                    reference,
                    other: other.clone(),
                    first: one.first,
                };
                Finding {
                    case: Some(one.case),
                    ..self.finding(&one.path, what)
                }
            }));
        }
        found
    }

    /// What stands below `cases/` and is named for no case, or for one that has no journal.
    fn beside(&self, tree: &Tree) -> Result<Vec<Finding>, StoreFault> {
        let mut found = Vec::new();
        for path in &tree.unnamed {
            let what = match Store::whose(path)? {
                Some(case) => What::from(Damage::WrongName(case)),
                None => Remark::Stray.into(),
            };
            found.push(self.finding(path, what));
        }
        let orphaned = tree.folders.iter();
        let orphaned = orphaned.filter(|(case, _)| !tree.journals.contains_key(case));
        let strays = orphaned
            .flat_map(|(_, folders)| folders)
            .chain(&tree.strays);
        found.extend(strays.map(|path| self.finding(path, Remark::Stray)));
        Ok(found)
    }
}
