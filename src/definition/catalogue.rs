//! The catalogues beside the procedures: roles, output kinds and the ids of forms.

use std::collections::BTreeSet;

use crate::definition::document::document;
use crate::definition::heading::declarations;
use crate::definition::part::Part;
use crate::definition::problem::{Named, Problem, Reason};
use crate::definition::reader::Reader;
use crate::definition::written::Declaration;
use crate::model::{FormId, Kind, OutputKind, Role, RoleId};

/// The roles and output kinds that every procedure may name, in order of key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    pub roles: Vec<Role>,
    pub kinds: Vec<Kind>,
    /// The forms that an activity may ask for.
    pub forms: Vec<FormId>,
}

/// The problems of the two files of a catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CatalogueProblems {
    pub roles: Vec<Problem>,
    pub outputs: Vec<Problem>,
}

impl Catalogue {
    /// Reads `roles.toml` and `outputs.toml`.
    ///
    /// # Errors
    /// All problems of either file.
    pub fn load(roles_toml: &str, outputs_toml: &str) -> Result<Self, CatalogueProblems> {
        match (all_roles(roles_toml), all_kinds(outputs_toml)) {
            (Ok(roles), Ok(kinds)) => Ok(Self {
                roles,
                kinds,
                forms: Vec::new(),
            }),
            (roles, kinds) => Err(CatalogueProblems {
                roles: roles.err().unwrap_or_default(),
                outputs: kinds.err().unwrap_or_default(),
            }),
        }
    }

    /// The catalogue with these forms.
    #[must_use]
    pub fn with_forms(mut self, forms: Vec<FormId>) -> Self {
        self.forms = forms;
        self
    }
}

/// In order of key.
fn all_roles(text: &str) -> Result<Vec<Role>, Vec<Problem>> {
    let declared = document(
        text,
        Part::RoleCatalogue,
        |reader, fields| declarations(reader, fields, ("role", Part::Role), RoleId::parse),
        |reader, declared| check_keys(reader, declared, Named::Role),
    )?;
    let mut all: Vec<Role> = declared.into_iter().filter_map(Declaration::role).collect();
    all.sort_by(|one, other| one.id.cmp(&other.id));
    Ok(all)
}

/// In order of key.
fn all_kinds(text: &str) -> Result<Vec<Kind>, Vec<Problem>> {
    let declared = document(
        text,
        Part::OutputCatalogue,
        |reader, fields| {
            let header = ("output", Part::Declaration);
            declarations(reader, fields, header, OutputKind::parse)
        },
        |reader, declared| check_keys(reader, declared, Named::Output),
    )?;
    let kinds = declared.into_iter().filter_map(|declared| {
        let (id, title) = (declared.key?.value, declared.title?.value);
        Some(Kind { id, title })
    });
    let mut all: Vec<Kind> = kinds.collect();
    all.sort_by(|one, other| one.id.cmp(&other.id));
    Ok(all)
}

fn check_keys<K: Ord + ToString>(reader: &mut Reader, declared: &[Declaration<K>], what: Named) {
    let mut seen = BTreeSet::new();
    for key in declared.iter().filter_map(|declared| declared.key.as_ref()) {
        if !seen.insert(&key.value) {
            reader.report(&key.span, Reason::declared_twice(what, &key.value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Catalogue;
    use crate::definition::problem::{Named, Reason};

    const ROLE: &str = "[[role]]\nkey = \"jefe\"\ntitle = { es = \"Jefe\", en = \"Head\" }\n";

    #[test]
    fn a_catalogue_is_kept_in_order_of_key() {
        let roles = ROLE.to_owned() + &ROLE.replace("jefe", "dge");
        let catalogue = Catalogue::load(&roles, "").expect("it is valid");
        let keys: Vec<String> = catalogue
            .roles
            .iter()
            .map(|role| role.id.to_string())
            .collect();
        assert_eq!(keys, ["dge", "jefe"]);
    }

    #[test]
    fn a_key_that_a_catalogue_has_twice_is_refused() {
        let roles = ROLE.to_owned() + ROLE;
        let problems = Catalogue::load(&roles, "").expect_err("it has a key twice");
        let reasons: Vec<Reason> = problems
            .roles
            .into_iter()
            .map(|problem| problem.reason)
            .collect();
        assert_eq!(
            reasons,
            [Reason::DeclaredTwice {
                what: Named::Role,
                key: "jefe".into()
            }]
        );
        assert_eq!(problems.outputs, []);
    }
}
