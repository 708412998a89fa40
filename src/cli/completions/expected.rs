//! What may be typed as the value of an argument, looked up in the store where it is of one.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::builder::PossibleValue;
use clap::{Arg, Command};

use crate::cli::columns::columns;
use crate::cli::completions::candidate::Candidate;
use crate::cli::completions::line::{Line, takes_value};
use crate::cli::completions::of_case::OfCase;
use crate::cli::completions::{of_store, paths};
use crate::cli::env::Env;
use crate::cli::general::General;
use crate::cli::help::{self, Level, TOPICS, Value};
use crate::cli::input::typed::typed_moment;
use crate::cli::session::place;
use crate::engine::Reader;
use crate::model::{Actor, Moment};
use crate::store::{Record, Store, plain_match};
use crate::view::SchemaList;
use crate::words::Language;

/// What the values of arguments are looked up in: the line, and the store that it speaks of.
pub struct Expected<'a> {
    env: &'a Env,
    line: &'a Line<'a>,
    language: Language,
    /// Nothing where there is none, or its settings cannot be read.
    store: Option<Store>,
}

impl<'a> Expected<'a> {
    pub fn of(env: &'a Env, line: &'a Line<'a>) -> Self {
        let mut general = General::default();
        general.store = line
            .value("store")
            .map(|typed| paths::from_home(env, typed))
            .map(PathBuf::from);
        let place = place(env, &general).ok();
        Self {
            env,
            line,
            language: env.language(),
            store: place
                .and_then(|place| Store::open(&place).ok())
                .map(|store| store.keeping_in(env.cache_folder())),
        }
    }

    /// What may be given for an argument, begun as typed.
    pub fn values(&self, argument: &Arg, typed: &str) -> Vec<Candidate> {
        let possible = argument.get_possible_values();
        if takes_value(argument) && !possible.is_empty() {
            let names = possible.iter().map(PossibleValue::get_name);
            return begun(names.filter_map(|name| Candidate::new(name, "")), typed);
        }
        let value = Value::of(argument);
        value.map_or_else(Vec::new, |value| self.offered(value, typed))
    }

    /// What may stand for a value; nothing where it is free text, or clap knows all of them.
    fn offered(&self, value: Value, typed: &str) -> Vec<Candidate> {
        let (store, language) = (self.store.as_ref(), self.language);
        let offered = match value {
            Value::Activity | Value::ActivityTaking => {
                self.about_case(|case| case.activities(case.any()))
            }
            Value::ActivityGiving => self.about_case(|case| case.activities(case.giving())),
            Value::ActivityLeft => self.about_case(|case| case.activities(case.left())),
            Value::ActivityReady => {
                self.about_case(|case| case.doable(case.ready(), &self.reader()))
            }
            Value::ActivityReviewed => self.about_case(|case| case.activities(case.reviewed())),
            Value::ActivityReviewing => {
                self.about_case(|case| case.doable(case.reviewing(), &self.reader()))
            }
            Value::Answer => self.about_case(|case| case.answers(&case.at_hand())),
            Value::Case | Value::OtherCase => return self.cases(typed),
            Value::Entity => self.entities(),
            Value::Event => self.about_case(|case| case.events(case.all(), typed)),
            Value::EventKept => self.about_case(|case| case.events(case.deciding(), typed)),
            Value::EventUndone => self.about_case(|case| case.events(case.standing(), typed)),
            Value::File => return paths::below(self.env, typed, true),
            Value::Folder => return paths::below(self.env, typed, false),
            Value::Form => of_store::forms(language),
            Value::Kind => self.kinds(false),
            Value::KindAndDate | Value::KindAndReference | Value::KindAndText => self.kinds(true),
            Value::KindAndPath => self.kinds_and_paths(typed),
            Value::Label => of_store::labels(store),
            Value::Language => languages(),
            Value::Name | Value::Person => of_store::people(store, self.day()),
            Value::Procedure => of_store::procedures(store, language),
            Value::Role => self.roles(),
            Value::Schema => self.schemas(),
            Value::Term => of_store::terms(language),
            Value::Topic => self.helped(),
            Value::VersionNew | Value::VersionOld => of_store::versions(store, language),
            Value::Columns => return self.columns(typed, &[]),
            Value::Column => return self.columns(typed, &["-"]),
            Value::ColumnAndField
            | Value::Branch
            | Value::Commit
            | Value::Commits
            | Value::Date
            | Value::Days
            | Value::Format
            | Value::GitReference
            | Value::Grouping
            | Value::Item
            | Value::Key
            | Value::Moves
            | Value::Notation
            | Value::Part
            | Value::Program
            | Value::Shell
            | Value::State
            | Value::Template
            | Value::Text
            | Value::Version
            | Value::Word
            | Value::Zone => Vec::new(),
        };
        begun(offered, typed)
    }

    /// The columns of the rows that the command lists, behind those that are typed before a comma; of
    /// one, what may stand before it.
    fn columns(&self, typed: &str, signs: &[&str]) -> Vec<Candidate> {
        let begin = typed.rfind(',').map_or(0, |comma| comma + 1);
        let (before, last) = typed.split_at(begin);
        let sign = signs.iter().find(|sign| last.starts_with(**sign));
        let sign = sign.copied().unwrap_or_default();
        let path = self.line.command.get_bin_name().unwrap_or_default();
        let path = path.split_once(' ').map_or("", |(_, path)| path);
        let known = columns(path).into_iter();
        let offered =
            known.filter_map(|(key, heading)| Candidate::new(key, heading.get(self.language)));
        let offered = begun(offered, &last[sign.len()..]).into_iter();
        let prefix = format!("{before}{sign}");
        offered.map(|one| one.behind(&prefix)).collect()
    }

    /// The names of schemas; nothing once one is typed.
    fn schemas(&self) -> Vec<Candidate> {
        if self.line.values("words").next().is_some() {
            return Vec::new();
        }
        let offered = SchemaList::all().schemas.into_iter();
        let offered =
            offered.filter_map(|row| Candidate::new(row.schema, row.title.get(self.language)));
        offered.collect()
    }

    /// What help can be asked for: topics and commands, or the commands of those that are typed.
    fn helped(&self) -> Vec<Candidate> {
        let words: Vec<String> = self.line.values("words").map(str::to_owned).collect();
        let level = Level::of(self.line.root, &words);
        if level.stopped_at().is_some() {
            return Vec::new();
        }
        let mut offered = commands(level.command.get_subcommands(), self.language);
        if words.is_empty() {
            offered.extend(
                TOPICS.iter().filter_map(|topic| {
                    Candidate::new(topic.name, topic.title().get(self.language))
                }),
            );
        }
        offered
    }

    /// The day of the act: as the line says, else today, where the unit is.
    fn day(&self) -> Option<NaiveDate> {
        let said = self.line.value("on");
        let said = said.and_then(typed_moment);
        let at = said.or_else(|| self.env.now().ok().map(Moment::Time))?;
        let store = self.store.as_ref()?;
        Some(store.settings.day(&at))
    }

    /// What whoever acts may do on that day; anything where they act on another's behalf.
    fn reader(&self) -> Reader<'_> {
        let known = || {
            let people = self.store.as_ref()?.settings.people.as_ref();
            let actor = match self.line.value("by") {
                Some(typed) => Actor::recorded(typed),
                None => self.env.actor().ok()?,
            };
            Some(Reader::of(people, &actor, self.day()?))
        };
        let in_own_name = self.line.value("on_behalf_of").is_none();
        in_own_name.then(known).flatten().unwrap_or(Reader::Anybody)
    }

    fn cases(&self, typed: &str) -> Vec<Candidate> {
        let store = self.store.as_ref();
        store.map_or_else(Vec::new, |store| {
            of_store::cases(store, typed, self.language)
        })
    }

    fn entities(&self) -> Vec<Candidate> {
        let store = self.store.iter();
        let names = store.flat_map(|store| &store.settings.entities);
        names.filter_map(|name| Candidate::new(name, "")).collect()
    }

    /// Those of the case that the line names, else all.
    fn roles(&self) -> Vec<Candidate> {
        let of_case = self.about_case(|case| case.roles(case.case.procedure()));
        if of_case.is_empty() {
            of_store::roles(self.store.as_ref(), self.language)
        } else {
            of_case
        }
    }

    /// The kinds of output of the case that the line names, those owed first, else all; with an `=` where
    /// a value follows.
    fn kinds(&self, with_value: bool) -> Vec<Candidate> {
        let mut kinds = self.about_case(|case| case.kinds(&case.at_hand()));
        if kinds.is_empty() {
            kinds = of_store::kinds(self.store.as_ref(), self.language);
        }
        if with_value {
            for kind in &mut kinds {
                kind.value.push('=');
            }
        }
        kinds
    }

    fn kinds_and_paths(&self, typed: &str) -> Vec<Candidate> {
        let Some((kind, path)) = typed.split_once('=') else {
            return self.kinds(true);
        };
        let files = paths::below(self.env, path, true).into_iter();
        files.map(|file| file.behind(&format!("{kind}="))).collect()
    }

    /// What there is to say of the case that the line names; nothing where it is not plain.
    fn about_case(&self, wanted: impl FnOnce(&OfCase<'_>) -> Vec<Candidate>) -> Vec<Candidate> {
        let Some(record) = self.record() else {
            return Vec::new();
        };
        wanted(&OfCase {
            line: self.line,
            id: &record.id,
            case: &record.case(),
            language: self.language,
        })
    }

    fn record(&self) -> Option<Record> {
        let named = self.line.value("case").or_else(|| {
            let mut cases = self.line.values("cases");
            cases.next().filter(|_| cases.next().is_none())
        })?;
        plain_match(self.store.as_ref()?, named, of_store::MOST)
    }
}

fn languages() -> Vec<Candidate> {
    let tags = Language::ALL.into_iter().map(Language::tag);
    tags.filter_map(|tag| Candidate::new(tag, "")).collect()
}

/// Commands, each with what it does.
pub fn commands<'c>(
    commands: impl IntoIterator<Item = &'c Command>,
    language: Language,
) -> Vec<Candidate> {
    let offered = commands
        .into_iter()
        .filter_map(|command| Candidate::new(command.get_name(), &help::about(command, language)));
    offered.collect()
}

fn begun(candidates: impl IntoIterator<Item = Candidate>, typed: &str) -> Vec<Candidate> {
    let candidates = candidates.into_iter();
    candidates.filter(|one| one.begins(typed)).collect()
}
