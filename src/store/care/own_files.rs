//! What a store brings of its own beside its cases: procedures, forms, templates and settings.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::definition;
use crate::model::{People, Procedure, ProcedureId, RoleId};
use crate::store::care::{Damage, Finding, IdleSetting, Pin, Remark};
use crate::store::case::entry::{Listed, listed};
use crate::store::definitions::checked::toml_files;
use crate::store::definitions::file::{text, unmarked};
use crate::store::{Definition, Store, StoreFault, shipped};

/// The procedures of a store that can be used, with their files.
type Usable = Vec<(PathBuf, Arc<Definition>)>;

impl Store {
    /// What is to be said of the store's own files and settings; `pins` are the definitions that
    /// its cases name.
    pub(in crate::store) fn own_checked(
        &self,
        pins: &BTreeSet<Pin>,
    ) -> Result<Vec<Finding>, StoreFault> {
        let (usable, mut found) = self.procedures_checked()?;
        found.extend(self.versions_twice(&usable));
        for path in toml_files(&self.procedures_folder().join("forms"))? {
            let fault = form_fault(self.root(), &path);
            found.extend(fault.map(|fault| self.finding(&path, Damage::Unusable(fault))));
        }
        let templates = listed(&self.procedures_folder().join("templates"))?;
        for Listed { path, .. } in templates {
            let read = text(self.root(), &path).and_then(|text| unmarked(&path, text));
            let fault = read.err();
            found.extend(fault.map(|fault| self.finding(&path, Damage::Unusable(fault))));
        }
        let settings = self.root().join("ugat.toml");
        let idle = self.settings_checked(&usable, pins).into_iter();
        found.extend(idle.map(|idle| self.finding(&settings, Remark::Idle(idle))));
        Ok(found)
    }

    /// Those of these files that are procedures of the store, and cannot be used or take a version
    /// that another has.
    pub(in crate::store) fn procedures_faulty(
        &self,
        changed: &BTreeSet<PathBuf>,
    ) -> Result<Vec<Finding>, StoreFault> {
        let folder = Path::new("procedures");
        if !changed.iter().any(|path| path.parent() == Some(folder)) {
            return Ok(Vec::new());
        }
        let (usable, mut found) = self.procedures_checked()?;
        found.extend(self.versions_twice(&usable));
        found.retain(|finding| changed.contains(&finding.file));
        Ok(found)
    }

    fn procedures_checked(&self) -> Result<(Usable, Vec<Finding>), StoreFault> {
        let (mut usable, mut found) = (Vec::new(), Vec::new());
        for path in self.own_files()? {
            match self.own(&path) {
                Ok(definition) => {
                    if definition.procedure.official() == Some(false) {
                        found.push(self.finding(&path, Remark::Counterfeit));
                    }
                    usable.push((path, definition));
                }
                Err(fault) => found.push(self.finding(&path, Damage::Unusable(fault))),
            }
        }
        Ok((usable, found))
    }

    /// The files whose version another one, before them, has with other bytes.
    fn versions_twice(&self, usable: &Usable) -> Vec<Finding> {
        let mut first: BTreeMap<(&ProcedureId, u32), &(PathBuf, Arc<Definition>)> = BTreeMap::new();
        let mut found = Vec::new();
        for one in usable {
            let procedure = &one.1.procedure;
            let key = (&procedure.id, procedure.version);
            let other = *first.entry(key).or_insert(one);
            if other.1.procedure.digest == procedure.digest {
                continue;
            }
            let what = Damage::VersionTwice {
                procedure: procedure.id.clone(),
                version: procedure.version,
                other: self.finding(&other.0, Remark::Stray).file,
                free: free_version(usable, &procedure.id),
            };
            found.push(self.finding(&one.0, what));
        }
        found
    }

    fn settings_checked(&self, usable: &Usable, pins: &BTreeSet<Pin>) -> Vec<IdleSetting> {
        let mut idle = Vec::new();
        let shipped = shipped::all().iter().map(|one| self.shipped(one));
        let known: Vec<Arc<Definition>> = shipped
            .chain(usable.iter().map(|(_, one)| Arc::clone(one)))
            .chain(pins.iter().filter_map(|pin| self.of_pin(pin)))
            .collect();
        let has = |procedure: &ProcedureId, activity| {
            let mut known = known.iter().map(|known| &known.procedure);
            known.any(|known| known.id == *procedure && known.activity(activity).is_some())
        };
        let mut limited = BTreeSet::new();
        for limit in &self.settings.limits {
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
        if let Some(people) = &self.settings.people {
            idle.extend(self.roles_of_nobody(people, pins));
        }
        idle
    }

    /// The roles of procedures with cases that nobody of the table holds on any day.
    fn roles_of_nobody(&self, people: &People, pins: &BTreeSet<Pin>) -> Vec<IdleSetting> {
        let held: BTreeSet<&RoleId> = people
            .iter()
            .flat_map(|person| person.roles.iter().map(|held| &held.role))
            .collect();
        let mut lacking: BTreeMap<ProcedureId, BTreeSet<RoleId>> = BTreeMap::new();
        for definition in pins.iter().filter_map(|pin| self.of_pin(pin)) {
            let procedure: &Procedure = &definition.procedure;
            let activities = procedure.activities.iter();
            let undone = activities.filter(|activity| {
                !activity.roles.is_empty() && !activity.roles.iter().any(|role| held.contains(role))
            });
            for activity in undone {
                let roles = lacking.entry(procedure.id.clone()).or_default();
                roles.extend(activity.roles.iter().cloned());
            }
        }
        let idle = lacking.into_iter();
        idle.map(|(procedure, roles)| IdleSetting::RolesOfNobody { procedure, roles })
            .collect()
    }

    fn of_pin(&self, pin: &Pin) -> Option<Arc<Definition>> {
        let pinned = self.pinned_as(&pin.procedure, pin.version, pin.digest);
        pinned.ok()
    }

    /// The next version of a procedure that no file of the store and no shipped one has; what a file
    /// says that it is counts even where it cannot be used.
    pub(in crate::store) fn next_version(&self, id: &ProcedureId) -> Result<u32, StoreFault> {
        Ok(free_version(&self.procedures_checked()?.0, id))
    }
}

fn free_version(usable: &Usable, id: &ProcedureId) -> u32 {
    let shipped = shipped::all().iter();
    let shipped = shipped.filter(|one| one.id == id.as_str());
    let own = usable.iter().map(|(_, one)| &one.procedure);
    let own = own.filter(|one| one.id == *id).map(|one| one.version);
    let newest = own.chain(shipped.map(|one| one.version)).max();
    newest.unwrap_or(0).saturating_add(1)
}

/// Why a form cannot be used.
fn form_fault(root: &Path, path: &Path) -> Option<StoreFault> {
    let text = match text(root, path).and_then(|text| unmarked(path, text)) {
        Ok(text) => text,
        Err(fault) => return Some(fault),
    };
    let problems = definition::form(&text).err()?;
    Some(StoreFault::Definition {
        path: path.to_owned(),
        text,
        problems,
    })
}
