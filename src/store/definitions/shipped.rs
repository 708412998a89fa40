//! The procedures that come with the program: their files, and what the build made of them.

use std::sync::OnceLock;

use crate::definition::{self, Catalogue, compiled};
use crate::model::{Digest, Form, FormId, Manual, Procedure, ProcedureId};

/// A procedure that comes with the program.
#[derive(Debug)]
pub struct Shipped {
    pub id: &'static str,
    pub version: u32,
    /// In hexadecimal.
    digest: &'static str,
    /// Its file, byte for byte.
    pub text: &'static str,
    /// Its derived form, checked and proved when the program was built.
    compiled: &'static [u8],
    /// How far it is from each of its markings to the end.
    pub distances: &'static str,
    /// The reachable markings that the proof has seen.
    pub markings: usize,
}

include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

impl Shipped {
    pub fn digest(&self) -> Digest {
        Digest::parse(self.digest).expect("the build wrote a digest")
    }

    /// What a case needs of it: all but its readings.
    pub fn procedure(&self) -> Procedure {
        compiled::read(self.compiled).expect("the build wrote what it reads")
    }

    /// All of it, read from its file.
    pub fn with_readings(&self) -> Procedure {
        let loaded = definition::load(self.text, catalogue());
        loaded.expect("the build has checked the file").procedure
    }
}

/// All of them, in order of id.
pub const fn all() -> &'static [Shipped] {
    SHIPPED
}

/// The one with this digest, if it comes with the program.
pub fn with_digest(digest: Digest) -> Option<&'static Shipped> {
    SHIPPED.iter().find(|shipped| shipped.digest() == digest)
}

/// The newest version of the procedure with this id, if it comes with the program.
pub fn newest(id: &ProcedureId) -> Option<u32> {
    let same = SHIPPED.iter().filter(|one| one.id == id.as_str());
    same.map(|one| one.version).max()
}

/// The roles and output kinds that every procedure may name.
pub fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| {
        let catalogue = Catalogue::load(ROLES, OUTPUTS);
        let forms = FORMS.iter().map(|(id, _)| FormId::recorded(id));
        catalogue
            .expect("the build has checked the catalogues")
            .with_forms(forms.collect())
    })
}

/// What the manual of the shipped procedures holds besides them.
pub fn manual() -> Manual {
    toml::from_str(MANUAL).expect("the build has checked the manual")
}

/// The forms of the annexes, in order of id.
pub fn forms() -> &'static [Form] {
    static FORMS_READ: OnceLock<Vec<Form>> = OnceLock::new();
    FORMS_READ.get_or_init(|| {
        let read = FORMS.iter().map(|(_, text)| definition::form(text));
        read.collect::<Result<_, _>>()
            .expect("the build has checked the forms")
    })
}

#[cfg(test)]
mod tests {
    use super::{all, catalogue};
    use crate::definition;
    use crate::model::{Procedure, normal};

    fn loaded(text: &str) -> Procedure {
        let loaded = definition::load(text, catalogue());
        loaded.expect("it is valid").procedure
    }

    #[test]
    fn every_file_is_among_the_digests_of_all_that_ever_came_with_the_program() {
        for shipped in all() {
            let (id, version, digest) = (shipped.id, shipped.version, shipped.digest());
            let procedure = shipped.procedure();
            assert_eq!(
                procedure.official(),
                Some(true),
                "add `{id} {version} {digest}` to procedures/digests.txt"
            );
            assert_eq!(normal(&procedure.code), normal(id), "{id}");
        }
    }

    #[test]
    fn what_bears_the_name_of_a_procedure_of_the_program_is_told_from_it() {
        #[track_caller]
        fn case(id: &str, code: &str, version: u32, expected: Option<bool>) {
            let shipped = all().iter().find(|one| one.id == "pr07");
            let text = shipped.expect("it is shipped").text;
            let text = text
                .replacen("id = \"pr07\"", &format!("id = {id:?}"), 1)
                .replacen("code = \"UGAT/AIT-PR7\"", &format!("code = {code:?}"), 1)
                .replacen(
                    "version = 2\nrevision = 2",
                    &format!("version = {version}"),
                    1,
                );
            let found = loaded(&(text + "\n")).official();
            assert_eq!(found, expected, "{id} {code} {version}");
        }
        // The same version with other bytes.
        case("pr07", "UGAT/AIT-PR7", 2, Some(false));
        case("pr07", "X/A", 2, Some(false));
        // A newer or older version of the unit's own.
        case("pr07", "UGAT/AIT-PR7", 99, None);
        case("pr07", "UGAT/AIT-PR7", 1, None);
        // The id of another, spelled like it.
        case("pr7", "UGAT/AIT-PR7", 2, Some(false));
        case("pr7", "X/A", 99, Some(false));
        case("pr007", "X/A", 2, Some(false));
        // The code of another.
        case("x-a", "UGAT/AIT-PR7", 2, Some(false));
        case("x-a", "UGAT/AIT -PR07", 99, Some(false));
        case("x-a", "pr7", 1, Some(false));
        case("pr07", "UGAT/AIT-PR9", 99, Some(false));
        // Nothing of the program's.
        case("x-a", "X/A", 2, None);
        case("pr08", "UGAT/AIT-PR8", 1, None);
    }
}
