//! Whether the store's own procedures, forms, templates and settings can be used.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::definition;
use crate::model::{People, Procedure, ProcedureId, RoleId, Settings};
use crate::store::care::{Damage, Finding, IdleSetting, Remark};
use crate::store::case::{Listed, listed};
use crate::store::definitions::{Pin, SETTINGS, text, toml_files, unmarked};
use crate::store::{Definition, Result, Store, StoreFault, shipped};
use crate::words::find_lookalike;

/// What is wrong with the store's own files and settings; `pins` are the definitions that its cases
/// name.
pub fn own_files(store: &Store, pins: &BTreeSet<Pin>) -> Result<Vec<Finding>> {
    let procedures = OwnProcedures::of(store)?;
    let idle = procedures.idle_settings(pins);
    let mut found = procedures.into_findings();
    let mut add = |path: &Path, read: Result<()>| {
        let damage = read.err().map(Damage::Unusable);
        found.extend(damage.map(|damage| Finding::about(store, path, damage)));
    };
    for path in toml_files(&store.procedures_folder().join("forms"))? {
        add(&path, read_form(store.root(), &path));
    }
    for Listed { path, .. } in listed(&store.procedures_folder().join("templates"))? {
        let read = text(store.root(), &path).and_then(|text| unmarked(&path, text));
        add(&path, read.map(drop));
    }
    let settings = store.root().join(SETTINGS);
    let idle = idle.into_iter().map(Remark::Idle);
    found.extend(idle.map(|idle| Finding::about(store, &settings, idle)));
    Ok(found)
}

/// Those of these files that are procedures of the store, and cannot be used or take a version that
/// another has.
pub fn faulty_procedures(store: &Store, changed: &BTreeSet<PathBuf>) -> Result<Vec<Finding>> {
    let folder = Path::new("procedures");
    if !changed.iter().any(|path| path.parent() == Some(folder)) {
        return Ok(Vec::new());
    }
    let mut found = OwnProcedures::of(store)?.into_findings();
    found.retain(|finding| changed.contains(&finding.file));
    Ok(found)
}

/// The store's own procedures.
pub struct OwnProcedures<'s> {
    store: &'s Store,
    /// Those that can be used, with their files.
    usable: Vec<(PathBuf, Arc<Definition>)>,
    found: Vec<Finding>,
}

impl<'s> OwnProcedures<'s> {
    pub fn of(store: &'s Store) -> Result<Self> {
        let (mut usable, mut found) = (Vec::new(), Vec::new());
        for path in store.own_files()? {
            match store.own(&path) {
                Ok(definition) => {
                    if definition.procedure.official() == Some(false) {
                        found.push(Finding::about(store, &path, Remark::Counterfeit));
                    }
                    usable.push((path, definition));
                }
                Err(fault) => found.push(Finding::about(store, &path, Damage::Unusable(fault))),
            }
        }
        Ok(Self {
            store,
            usable,
            found,
        })
    }

    /// What is wrong with them, one by one and with each other.
    fn into_findings(mut self) -> Vec<Finding> {
        let twice = self.versions_twice();
        self.found.extend(twice);
        self.found
    }

    /// The files whose version another one, before them, has with other bytes.
    fn versions_twice(&self) -> Vec<Finding> {
        let mut first: BTreeMap<(&ProcedureId, u32), &(PathBuf, Arc<Definition>)> = BTreeMap::new();
        let mut found = Vec::new();
        for one in &self.usable {
            let procedure = &one.1.procedure;
            let key = (&procedure.id, procedure.version);
            let other = *first.entry(key).or_insert(one);
            if other.1.procedure.digest == procedure.digest {
                continue;
            }
            let what = Damage::VersionTwice {
                procedure: procedure.id.clone(),
                version: procedure.version,
                other: self.store.relative(&other.0),
                free: self.free_version(&procedure.id),
            };
            found.push(Finding::about(self.store, &one.0, what));
        }
        found
    }

    /// The next version of a procedure that no usable file of the store and no shipped one has.
    pub fn free_version(&self, id: &ProcedureId) -> u32 {
        let own = self.usable.iter().map(|(_, one)| &one.procedure);
        own.filter(|one| one.id == *id)
            .map(|one| one.version)
            .chain(shipped::newest(id))
            .max()
            .unwrap_or(0)
            .saturating_add(1)
    }

    fn idle_settings(&self, pins: &BTreeSet<Pin>) -> Vec<IdleSetting> {
        let mut idle = Vec::new();
        let shipped = shipped::all().iter().map(|one| self.store.shipped(one));
        let known: Vec<Arc<Definition>> = shipped
            .chain(self.usable.iter().map(|(_, one)| Arc::clone(one)))
            .chain(definitions(self.store, pins))
            .collect();
        let has = |procedure: &ProcedureId, activity| {
            let mut procedures = known.iter().map(|known| &known.procedure);
            procedures.any(|known| known.id == *procedure && known.activity(activity).is_some())
        };
        let mut limited = BTreeSet::new();
        for limit in &self.store.settings.limits {
            let (procedure, activity) = (limit.procedure.clone(), limit.activity);
            if !has(&procedure, activity) {
                idle.push(IdleSetting::LimitOfNothing {
                    procedure,
                    activity,
                });
            } else if !limited.insert((procedure.clone(), activity)) {
                idle.push(IdleSetting::LimitTwice {
                    procedure,
                    activity,
                });
            }
        }
        idle.extend(lookalikes(&self.store.settings));
        if let Some(people) = &self.store.settings.people {
            let definitions: Vec<_> = definitions(self.store, pins).collect();
            let procedures = definitions.iter().map(|one| &one.procedure);
            idle.extend(roles_of_nobody(people, procedures));
        }
        idle
    }
}

fn definitions(store: &Store, pins: &BTreeSet<Pin>) -> impl Iterator<Item = Arc<Definition>> {
    pins.iter().filter_map(|pin| store.pinned_as(pin).ok())
}

/// The names of people and entities in the settings that pass for others.
fn lookalikes(settings: &Settings) -> impl Iterator<Item = IdleSetting> {
    let people = settings.people.iter().flat_map(People::iter);
    let names = people.map(|person| person.name.as_str());
    let names = names.chain(settings.entities.iter().map(String::as_str));
    names.filter_map(|name| {
        let (letter, name) = (find_lookalike(name)?, name.to_owned());
        Some(IdleSetting::Lookalike { name, letter })
    })
}

/// The roles of procedures that nobody of the table holds on any day, and of which nobody records the
/// acts.
pub fn roles_of_nobody<'p>(
    people: &People,
    procedures: impl Iterator<Item = &'p Procedure>,
) -> impl Iterator<Item = IdleSetting> {
    let held: BTreeSet<&RoleId> = people.roles().collect();
    let mut lacking: BTreeMap<ProcedureId, BTreeSet<RoleId>> = BTreeMap::new();
    for procedure in procedures {
        let undone = procedure.activities.iter().filter(|activity| {
            !activity.roles.is_empty() && !activity.roles.iter().any(|role| held.contains(role))
        });
        for activity in undone {
            let roles = lacking.entry(procedure.id.clone()).or_default();
            roles.extend(activity.roles.iter().cloned());
        }
    }
    lacking
        .into_iter()
        .map(|(procedure, roles)| IdleSetting::RolesOfNobody { procedure, roles })
}

fn read_form(root: &Path, path: &Path) -> Result<()> {
    let text = unmarked(path, text(root, path)?)?;
    match definition::form(&text) {
        Ok(_) => Ok(()),
        Err(problems) => Err(StoreFault::Definition {
            path: path.to_owned(),
            text,
            problems,
        }),
    }
}
