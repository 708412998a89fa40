//! The catalogues beside the procedures: roles, output kinds and the ids of forms.

use std::collections::BTreeSet;

use crate::definition::document::document;
use crate::definition::heading::declarations;
use crate::definition::part::Part;
use crate::definition::problem::{Named, Problem, Reason};
use crate::definition::reader::Reader;
use crate::definition::written::Declaration;
use crate::model::{FormId, KeyFault, Kind, OutputKind, Role, RoleId};

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
        let roles = (Part::RoleCatalogue, ("role", Part::Role), Named::Role);
        let roles = read(roles_toml, roles, RoleId::parse, Declaration::role);
        let kinds = ("output", Part::Declaration);
        let kinds = (Part::OutputCatalogue, kinds, Named::Output);
        let kinds = read(outputs_toml, kinds, OutputKind::parse, |declared| {
            let (id, title) = (declared.key?.value, declared.title?.value);
            Some(Kind { id, title })
        });
        match (roles, kinds) {
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

/// The entries of a file, in order of key.
fn read<K: Ord + ToString, T>(
    text: &str,
    (part, header, what): (Part, (&'static str, Part), Named),
    parse: fn(&str) -> Result<K, KeyFault>,
    make: impl Fn(Declaration<K>) -> Option<T>,
) -> Result<Vec<T>, Vec<Problem>> {
    let mut declared = document(
        text,
        part,
        |reader, fields| declarations(reader, fields, header, parse),
        |reader, declared| check_keys(reader, declared, what),
    )?;
    declared.sort_by(|one, other| {
        let keys = [one, other].map(|declared| declared.key.as_ref().map(|key| &key.value));
        keys[0].cmp(&keys[1])
    });
    Ok(declared.into_iter().filter_map(make).collect())
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
    fn a_role_is_of_the_unit_unless_it_is_said_to_be_outside() {
        let outside = ROLE.replace("jefe", "dge") + "outside = true\n";
        let catalogue = Catalogue::load(&(ROLE.to_owned() + &outside), "").expect("it is valid");
        let roles = catalogue.roles.iter();
        let said: Vec<_> = roles
            .map(|role| (role.id.as_str(), role.is_outside))
            .collect();
        assert_eq!(said, [("dge", true), ("jefe", false)]);
        let output = outside.replace("role", "output");
        let problems = Catalogue::load(ROLE, &output).expect_err("an output has no such key");
        assert_eq!(problems.outputs.len(), 1);
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
