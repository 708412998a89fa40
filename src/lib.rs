//! `ugat` tracks cases of official procedures: a procedure is a checked TOML file, a case is one
//! append-only journal of events, and its state is what folding them gives.
//!
//! The layers, each using only those before it: `words`, `model`, `definition` and `engine`, `form`
//! and `journal`, `store`, `view`, `cli`. What is shown here is what the program, its build, tests and
//! benchmarks use.

mod cli;
mod definition;
mod engine;
mod form;
mod journal;
mod model;
mod store;
#[cfg(test)]
mod testing;
mod view;
mod words;

pub use cli::{env::Env, run};
pub use definition::{Catalogue, Problem, compiled, filled, load, masked, settings};
pub use engine::{
    ActivitySet, Advance, AttachTo, Came, Case, Class, Conflict, DepartureKind, Fewest, Flow,
    Given, HeldReason, Marking, Marks, Net, Outcome, Outline, Past, Progress, Proof, Recall,
    Refusal, Register, ReturnTo, Settlement, Side, Standing, TurnState, Version, Withdraw, advance,
    assign, attach, correct, distances, label, migrate, outputs, prove, redirect, resolve, retract,
    send_back, turn, undo, unlabel, waive,
};
pub use journal::{Draft, Journal, as_written};
pub use model::{
    Act, Activity, ActivityNumber, Actor, Ages, Answer, AnswerKey, Calendar, CaseId, Completion,
    Correction, Digest, DueFilter, Entry, Event, EventId, Few, FieldKey, FieldValue, ItemId,
    LabelFilter, Limit, Line, Migration, Moment, Output, OutputGroup, OutputKind, Procedure,
    ProcedureId, Prose, Question, Redirection, ResultKey, RoleId, Settings, Span, Start, Subject,
    Turn, Zone, budget,
};
pub use store::{
    Beginning, Change, Entry as JournalEntry, Place, Signature, Sketched, Store, shipped,
};
pub use view::report::{
    Aging, By, Departures, Documents, Durations, Groups, Lens, Measure, Period, ReportView, Status,
    Throughput, Workload,
};
pub use view::{
    ActRow, CaseRow, Format, Layout, Look, Manner, Outlined, ProcedureList, ProcedureView,
    Readings, Source, StatusView, WhyView, json, picture, problem_report, refused_report, width,
    written,
};
pub use words::{Collated, Language, Text, hostile, matching};
