//! The answers of `roles` and `kinds`: the keys that settings, definitions and options name.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Serialize;

use crate::definition::Catalogue;
use crate::model::{
    Activity, ActivityNumber, OutputKind, People, Person, Procedure, ProcedureId, RoleId,
};
use crate::view::each::each;
use crate::view::{Cell, ColumnList, Rows, Table};
use crate::words::{Language, Text, series};

/// The answer of `roles`, in order of key.
#[derive(Default, Serialize)]
pub struct RoleList<'a> {
    roles: Vec<RoleRow<'a>>,
}

/// That a role of the unit has no holder today.
const NOBODY: Text = Text::of("(nadie)", "(nobody)");

/// The answer of `kinds`, in order of key.
#[derive(Default, Serialize)]
pub struct KindList<'a> {
    kinds: Vec<KindRow<'a>>,
}

#[derive(Serialize)]
pub struct RoleRow<'a> {
    #[serde(flatten)]
    entry: Entry<'a>,
    /// Who holds it on that day; null where the settings name no people.
    held_by: Option<Vec<&'a str>>,
    /// Who records the acts of it; null where the settings name no people.
    recorded_by: Option<Vec<&'a str>>,
    /// Whether who holds it is not of the unit, as its definition says.
    outside: bool,
}

#[derive(Serialize)]
pub struct KindRow<'a> {
    #[serde(flatten)]
    entry: Entry<'a>,
    /// Whether it is progress alone, and no document.
    flow: bool,
}

/// A key, its names, and where procedures use it.
#[derive(Serialize)]
struct Entry<'a> {
    key: &'a str,
    #[serde(flatten)]
    title: &'a Text,
    /// Whether a procedure of the store brings it.
    own: bool,
    used_by: Vec<Use<'a>>,
}

#[derive(Serialize)]
struct Use<'a> {
    procedure: &'a ProcedureId,
    version: u32,
    official: Option<bool>,
    activities: Vec<ActivityNumber>,
}

impl<'a> RoleList<'a> {
    /// The roles of the catalogue and of the procedures, and who holds them on a day.
    pub fn of(
        catalogue: &'a Catalogue,
        procedures: &[&'a Procedure],
        people: Option<&'a People>,
        day: NaiveDate,
    ) -> Self {
        let entries = entries(
            catalogue.roles.iter().map(|one| (&one.id, &one.title)),
            procedures,
            |procedure| each(&procedure.roles, |one| (&one.id, &one.title)),
            |activity, role| activity.roles.contains(role),
        );
        let own = procedures.iter().flat_map(|procedure| &procedure.roles);
        let outside: BTreeSet<&RoleId> = catalogue
            .roles
            .iter()
            .chain(own)
            .filter_map(|role| role.is_outside.then_some(&role.id))
            .collect();
        let roles = each(entries, |(role, entry)| RoleRow {
            entry,
            outside: outside.contains(role),
            held_by: people.map(|people| {
                let holders = people.iter().filter(|person| person.holds(role, day));
                holders.map(|person| person.name.as_str()).collect()
            }),
            recorded_by: people.map(|people| {
                let records =
                    |person: &&Person| person.is_there(day) && person.records_for.contains(role);
                let recorders = people.iter().filter(records);
                recorders.map(|person| person.name.as_str()).collect()
            }),
        });
        Self { roles }
    }

    /// Keeps those that the procedures use.
    #[must_use]
    pub fn used(mut self) -> Self {
        self.roles.retain(|row| !row.entry.used_by.is_empty());
        self
    }
}

impl<'a> KindList<'a> {
    /// The kinds of the catalogue and of the procedures.
    pub fn of(catalogue: &'a Catalogue, procedures: &[&'a Procedure]) -> Self {
        let entries = entries(
            catalogue.kinds.iter().map(|one| (&one.id, &one.title)),
            procedures,
            |procedure| each(&procedure.kinds, |one| (&one.id, &one.title)),
            Activity::lists,
        );
        let kinds = each(entries, |(kind, entry)| KindRow {
            entry,
            flow: OutputKind::is_flow(kind),
        });
        Self { kinds }
    }

    /// Keeps those that the procedures use.
    #[must_use]
    pub fn used(mut self) -> Self {
        self.kinds.retain(|row| !row.entry.used_by.is_empty());
        self
    }
}

/// Every key once, as the first that has it names it, and where the procedures use it.
fn entries<'a, K: Ord + AsRef<str>>(
    shipped: impl Iterator<Item = (&'a K, &'a Text)>,
    procedures: &[&'a Procedure],
    of: impl Fn(&'a Procedure) -> Vec<(&'a K, &'a Text)>,
    uses: impl Fn(&Activity, &K) -> bool,
) -> BTreeMap<&'a K, Entry<'a>> {
    let mut entries = BTreeMap::new();
    let own = procedures.iter().flat_map(|procedure| of(procedure));
    let declared = shipped
        .map(|one| (one, false))
        .chain(own.map(|one| (one, true)));
    for ((key, title), own) in declared {
        entries.entry(key).or_insert_with(|| Entry {
            key: key.as_ref(),
            title,
            own,
            used_by: each(procedures, |procedure| {
                Use::of(procedure, |one| uses(one, key))
            })
            .into_iter()
            .flatten()
            .collect(),
        });
    }
    entries
}

impl<'a> Use<'a> {
    /// How a procedure uses a key; `None` where no activity does.
    fn of(procedure: &'a Procedure, uses: impl Fn(&Activity) -> bool) -> Option<Self> {
        let using = procedure.activities.iter().filter(|one| uses(one));
        let activities: Vec<ActivityNumber> = using.map(|one| one.number).collect();
        (!activities.is_empty()).then(|| Self {
            procedure: &procedure.id,
            version: procedure.version,
            official: procedure.official(),
            activities,
        })
    }
}

impl Entry<'_> {
    /// The procedures, each once; of one version alone, its activities. Scripts get both.
    fn used_cell(&self) -> Cell {
        let mut ids = each(&self.used_by, |one| one.procedure);
        ids.dedup();
        let said = match &self.used_by[..] {
            [only] => format!("{}: {}", only.procedure, series(&only.activities)),
            [..] => series(&ids),
        };
        let exact = each(&self.used_by, |one| {
            let (id, version) = (one.procedure, one.version);
            format!("{id}@{version}: {}", series(&one.activities))
        });
        Cell::keyed(said, exact.join("; "))
    }
}

/// The columns that roles and kinds share.
fn columns<'r, R>(columns: &mut ColumnList<'r, R>, entry: impl Fn(&'r R) -> &'r Entry<'r>) {
    columns.text("key", Text::of("Clave", "Key"), |row| entry(row).key);
    columns.text("es", Text::of("En español", "In Spanish"), |row| {
        &*entry(row).title.es
    });
    columns.text("en", Text::of("En inglés", "In English"), |row| {
        &*entry(row).title.en
    });
    columns.text("used_by", Text::of("Lo usan", "Used by"), |row| {
        entry(row).used_cell()
    });
}

impl<'a> Rows for RoleList<'a> {
    type Row = RoleRow<'a>;

    fn rows(&self) -> &[RoleRow<'a>] {
        &self.roles
    }

    fn table(&self, language: Language) -> Table {
        Table::of(&self.roles, |list| {
            columns(list, |row: &RoleRow| &row.entry);
            list.text("held_by", Text::of("Lo ejercen", "Held by"), |row| {
                let holders = row.held_by.as_deref()?;
                Some(match holders.is_empty() && !row.outside {
                    true => Cell::keyed(NOBODY.get(language), ""),
                    false => Cell::names(holders),
                })
            })
            .if_any();
            list.text(
                "recorded_by",
                Text::of("Los registra", "Recorded by"),
                |row| row.recorded_by.as_deref().map(Cell::names),
            )
            .if_any();
            let heading = Text::of("Fuera de la unidad", "Outside the unit");
            list.text("outside", heading, |row| {
                let said = |is: bool| {
                    if is {
                        Text::of("sí", "yes")
                    } else {
                        Text::of("", "")
                    }
                };
                Cell::Flag(row.outside, said(row.outside).get(language).into())
            })
            .if_any();
        })
    }
}

impl<'a> Rows for KindList<'a> {
    type Row = KindRow<'a>;

    fn rows(&self) -> &[KindRow<'a>] {
        &self.kinds
    }

    fn table(&self, _: Language) -> Table {
        Table::of(&self.kinds, |list| {
            columns(list, |row: &KindRow| &row.entry);
        })
    }
}
