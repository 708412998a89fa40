//! The procedures that come with the program: their files, and what the build made of them.

use std::sync::OnceLock;

use crate::definition::{Catalogue, compiled};
use crate::model::{Digest, Procedure};

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
    compiled: &'static str,
    /// The reachable markings that the proof has seen.
    pub markings: usize,
}

include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

impl Shipped {
    pub fn digest(&self) -> Digest {
        Digest::parse(self.digest).expect("the build wrote a digest")
    }

    pub fn procedure(&self) -> Procedure {
        compiled::read(self.compiled).expect("the build wrote what it reads")
    }
}

/// All of them, in order of id.
pub const fn all() -> &'static [Shipped] {
    SHIPPED
}

/// The roles and output kinds that every procedure may name.
pub fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| {
        Catalogue::load(ROLES, OUTPUTS).expect("the build has checked the catalogues")
    })
}
