//! The procedures that come with the program: their files, and what the build made of them.

use std::sync::OnceLock;

use crate::definition::{self, Catalogue, compiled};
use crate::model::{Digest, Form, FormId, Manual, Procedure};

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
    definition::manual(MANUAL).expect("the build has checked the manual")
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
