use chrono::NaiveDate;

use crate::model::{Approval, ProcedureId, Reading};
use crate::words::Text;

/// What a manual holds besides its procedures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manual {
    pub code: String,
    pub version: u32,
    pub title: Text,
    pub approved: Approval,
    pub clauses: Vec<Clause>,
    pub norms: Vec<Norm>,
    pub changes: Vec<Revised>,
    pub manuals: Vec<OtherManual>,
    pub terms: Vec<Term>,
    /// Abbreviations that it uses and never expands.
    pub unexplained: Vec<String>,
    /// Readings of it as a whole.
    pub readings: Vec<Reading>,
}

/// A numeral of it, in words of our own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    pub numeral: String,
    pub title: Text,
    pub text: Text,
}

/// A norm under which it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Norm {
    pub name: Text,
    pub on: NaiveDate,
}

/// A line of its change control: how many activities a procedure had, and has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revised {
    pub procedure: ProcedureId,
    pub before: u32,
    pub now: u32,
}

/// Another manual by which some activities are done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherManual {
    pub name: Text,
    /// The activities that say so.
    pub by: Text,
}

/// A word that it defines, or an abbreviation that it expands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    pub name: Text,
    pub text: Text,
    /// Whether it is not said but follows from the rest.
    pub inferred: bool,
}
