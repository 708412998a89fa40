//! Whatever is typed, pushed or done to the disk: the program says what is wrong, in both
//! languages, changes nothing and never panics.

mod budgets;
mod bulk;
mod completion;
mod disks;
mod dossier;
mod drafts;
mod encodings;
mod files;
mod forms;
mod journals;
mod migration;
mod mistyped;
mod names;
mod off_path;
mod people;
mod places;
mod procedures;
mod references;
mod reports;
mod saved;
mod secrets;
mod stores;
mod texts;
#[path = "../tools/mod.rs"]
mod tools;
mod world;
