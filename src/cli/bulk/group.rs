//! The lines of a file by the case that each is about.

use std::collections::BTreeMap;

use crate::cli::bulk::rows::{About, Rows};
use crate::cli::env::Env;
use crate::cli::failure::{Failure, given, refused, usage};
use crate::model::{CaseId, Line};
use crate::store::{Entry, LikeIds, Names, StoreFault, Taken, is_too_short};
use crate::words::matching;

/// The lines of a file by the case that each is about.
#[derive(Default)]
pub struct Groups {
    /// In order of the first line of each.
    pub all: Vec<Group>,
    /// Lines that are about no case, and why.
    pub refused: Vec<(usize, Failure)>,
    /// Whether any links its case to another.
    pub links: bool,
}

/// The lines about one case, in order.
pub struct Group {
    /// As the file calls it.
    pub called: String,
    /// The name that its start gave it.
    pub name: Option<String>,
    pub target: Target,
    pub lines: Vec<u32>,
}

pub enum Target {
    /// Its first line begins it.
    New {
        nonce: String,
    },
    There(Entry),
}

/// What the cases are called, in the store and in the lines of the file so far.
struct CaseNames<'n> {
    store: &'n Names,
    names: BTreeMap<String, usize>,
    references: BTreeMap<String, Vec<usize>>,
    there: BTreeMap<CaseId, usize>,
    /// What was looked up; forgotten once a case begins that has the same reference.
    found: BTreeMap<String, usize>,
}

impl Groups {
    pub fn of(rows: &Rows, env: &mut Env, store: &Names) -> Result<Self, Failure> {
        let mut groups = Self::default();
        let mut known = CaseNames {
            store,
            names: BTreeMap::new(),
            references: BTreeMap::new(),
            there: BTreeMap::new(),
            found: BTreeMap::new(),
        };
        for (at, row) in rows.all.iter().enumerate() {
            let place = match row.about.clone() {
                Ok(About::New {
                    name,
                    reference,
                    if_new,
                }) => match known.bearer(&mut groups, reference.as_deref().filter(|_| if_new)) {
                    Ok(None) => known.begin(&mut groups, (name, reference), env.nonce()?),
                    Ok(Some(place)) => known.call(name, place),
                    Err(failure) => Err(failure),
                },
                Ok(About::Known { named, links }) => {
                    groups.links |= links;
                    known.find(&mut groups, &named)?
                }
                Err(failure) => Err(failure),
            };
            match place {
                Ok(place) => {
                    let at = u32::try_from(at).expect("a file of a few GiB has fewer lines");
                    groups.all[place].lines.push(at);
                }
                Err(failure) => groups.refused.push((at, failure)),
            }
        }
        Ok(groups)
    }

    /// Whether any case begins.
    pub fn begin_any(&self) -> bool {
        let mut targets = self.all.iter().map(|group| &group.target);
        targets.any(|target| matches!(target, Target::New { .. }))
    }

    fn add(&mut self, called: String, name: Option<String>, target: Target) -> usize {
        self.all.push(Group {
            called,
            name,
            target,
            lines: Vec::new(),
        });
        self.all.len() - 1
    }
}

impl CaseNames<'_> {
    fn begin(
        &mut self,
        groups: &mut Groups,
        (name, reference): (Option<String>, Option<String>),
        nonce: String,
    ) -> Result<usize, Failure> {
        let called = name.as_ref().or(reference.as_ref());
        let called = called.cloned().unwrap_or_default();
        let place = self.call(name.clone(), groups.all.len())?;
        groups.add(called, name, Target::New { nonce });
        if let Some(reference) = reference {
            let reference = matching(&reference);
            self.found.remove(&reference);
            self.references.entry(reference).or_default().push(place);
        }
        Ok(place)
    }

    /// Lets a case be called by a name that its start gives it.
    fn call(&mut self, name: Option<String>, place: usize) -> Result<usize, Failure> {
        if let Some(name) = name {
            if self.names.contains_key(&name) {
                return Err(usage!(
                    "name-taken",
                    "otro caso del archivo ya se llama `{name}`",
                    "another case of the file is already called `{name}`"
                ));
            }
            self.names.insert(name, place);
        }
        Ok(place)
    }

    /// The case that bears a reference already, of the file or of the store.
    fn bearer(
        &mut self,
        groups: &mut Groups,
        reference: Option<&str>,
    ) -> Result<Option<usize>, Failure> {
        let Some(reference) = reference else {
            return Ok(None);
        };
        let own = self.references.get(&matching(reference));
        match (
            own.map_or(&[][..], Vec::as_slice),
            self.store.with_reference(reference),
        ) {
            ([], []) => Ok(None),
            ([only], []) => Ok(Some(*only)),
            ([], [only]) => Ok(Some(self.there(groups, reference, only.clone()))),
            _ => Err(several(reference)),
        }
    }

    /// The group of the case that a line names, or why there is none; the outer error is the machine's.
    fn find(
        &mut self,
        groups: &mut Groups,
        named: &str,
    ) -> Result<Result<usize, Failure>, StoreFault> {
        if let Some(place) = self.names.get(named) {
            return Ok(Ok(*place));
        }
        let typed = matching(named);
        if let Some(place) = self.found.get(&typed) {
            return Ok(Ok(*place));
        }
        let own = self.references.get(&typed).map_or(&[][..], Vec::as_slice);
        let place = match (own, self.store.find(named)) {
            ([], Ok(entry))
                if is_too_short(named, &entry.id)
                    && self.store.with_reference(named).is_empty() =>
            {
                let like_ids = LikeIds::among(self.store);
                let short = like_ids.short_name_among(self.store.entries(), &entry.id);
                return Ok(Err(given::short_case(named, &short)));
            }
            ([], Ok(entry)) => match self.also_begun(named, &entry.id)? {
                Some(other) => return Ok(Err(given::two_cases(named, &entry.id, &other))),
                None => self.there(groups, named, entry),
            },
            ([], Err(fault @ StoreFault::Io { .. })) => return Err(fault),
            ([], Err(fault)) => return Ok(Err(fault.into())),
            // A complete reference wins over the beginning of an id.
            ([only], _) if self.store.with_reference(named).is_empty() => *only,
            _ => return Ok(Err(several(named))),
        };
        self.found.insert(typed, place);
        Ok(Ok(place))
    }

    /// Another case whose id begins as the reference of this one is written.
    fn also_begun(&self, named: &str, bearer: &CaseId) -> Result<Option<CaseId>, StoreFault> {
        let Ok(reference) = Line::parse(named.trim()) else {
            return Ok(None);
        };
        Ok(
            match Taken::find_by(self.store, &reference, Some(bearer))? {
                Some(Taken::AsId(other)) => Some(other),
                Some(Taken::By(_)) | None => None,
            },
        )
    }

    fn there(&mut self, groups: &mut Groups, named: &str, entry: Entry) -> usize {
        *self.there.entry(entry.id.clone()).or_insert_with(|| {
            let target = Target::There(entry);
            groups.add(named.to_owned(), None, target)
        })
    }
}

fn several(named: &str) -> Failure {
    refused!(
        "ambiguous-case",
        "`{named}` nombra varios casos, del archivo o del registro",
        "`{named}` names several cases, of the file or of the store",
        "dé un `name` al que comienza, o nombre por su código al que ya está",
        "give a `name` to the one that starts, or call the one that is there by its id"
    )
}
