use std::path::PathBuf;

use chrono::NaiveDate;
use clap::builder::PossibleValue;
use clap::{Arg, Command};

use crate::cli::completions::candidate::Candidate;
use crate::cli::completions::line::{Line, takes_value};
use crate::cli::completions::of_case::{OfCase, Wanted};
use crate::cli::completions::{of_store, paths};
use crate::cli::env::Env;
use crate::cli::general::General;
use crate::cli::help::{self, Level, TOPICS};
use crate::cli::session::place;
use crate::model::Moment;
use crate::store::{Record, Store, plain_match};
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
        let name = argument.get_value_names().and_then(<[_]>::first);
        let id = argument.get_id().as_str();
        match name.map_or("", |name| name.as_str()) {
            "FILE" => paths::below(self.env, typed, true),
            "DIR" => paths::below(self.env, typed, false),
            "KIND=PATH" => match typed.split_once('=') {
                Some((kind, path)) => {
                    let files = paths::below(self.env, path, true).into_iter();
                    files.map(|file| file.behind(&format!("{kind}="))).collect()
                }
                None => begun(self.kinds(true), typed),
            },
            "KIND=REF" | "KIND=DATE" | "KIND=TEXT" => begun(self.kinds(true), typed),
            "KIND" => begun(self.kinds(false), typed),
            "CASE" | "OTHER" => self.cases(typed),
            "ACTIVITY" | "N" => begun(self.about_case(Wanted::Activities(id)), typed),
            "KEY" => begun(self.about_case(Wanted::Answers), typed),
            "EVENT" => begun(self.about_case(Wanted::Events(typed)), typed),
            "ROLE" => begun(self.roles(), typed),
            "TOPIC" => begun(self.helped(), typed),
            "TEXT" if id == "entity" => begun(self.entities(), typed),
            name => begun(self.others(name), typed),
        }
    }

    fn others(&self, name: &str) -> Vec<Candidate> {
        let (store, language) = (self.store.as_ref(), self.language);
        match name {
            "LANG" => Language::ALL
                .iter()
                .filter_map(|one| Candidate::new(one.tag(), ""))
                .collect(),
            "PROC" => of_store::procedures(store, language),
            "OLD" | "NEW" => of_store::versions(store, language),
            "NAME" | "PERSON" => of_store::people(store, self.day()),
            "FORM" => of_store::forms(language),
            "TERM" => of_store::terms(language),
            _ => Vec::new(),
        }
    }

    /// What help can be asked for: topics and commands, or the commands of those that are typed.
    fn helped(&self) -> Vec<Candidate> {
        let words: Vec<String> = self.line.values("words").map(str::to_owned).collect();
        let level = Level::of(self.line.root, &words);
        if level.stopped_at().is_some() {
            return Vec::new();
        }
        let mut offered = commands(level.command, &level.path(), self.language);
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
        let said = said.and_then(|typed| Moment::parse(typed).ok());
        let at = said.or_else(|| self.env.now().ok().map(Moment::Time))?;
        let store = self.store.as_ref()?;
        Some(store.settings.day(&at))
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
        let of_case = self.about_case(Wanted::Roles);
        if of_case.is_empty() {
            of_store::roles(self.store.as_ref(), self.language)
        } else {
            of_case
        }
    }

    /// The same of outputs, those that are owed first; with an `=` where a value follows.
    fn kinds(&self, with_value: bool) -> Vec<Candidate> {
        let mut kinds = self.about_case(Wanted::Kinds);
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

    /// What there is to say of the case that the line names; nothing where it is not plain.
    fn about_case(&self, wanted: Wanted) -> Vec<Candidate> {
        let Some(record) = self.record() else {
            return Vec::new();
        };
        let case = record.case();
        let of_case = OfCase {
            line: self.line,
            id: &record.id,
            case: &case,
            language: self.language,
        };
        of_case.offered(wanted)
    }

    fn record(&self) -> Option<Record> {
        let named = self.line.value("case").or_else(|| {
            let mut cases = self.line.values("cases");
            cases.next().filter(|_| cases.next().is_none())
        })?;
        plain_match(self.store.as_ref()?, named, of_store::MOST)
    }
}

/// The commands below one, by its names.
pub fn commands(command: &Command, path: &str, language: Language) -> Vec<Candidate> {
    let offered = command.get_subcommands().filter_map(|command| {
        let name = command.get_name();
        let path = format!("{path} {name}");
        Candidate::new(name, help::about(path.trim_start(), language))
    });
    offered.collect()
}

fn begun(candidates: impl IntoIterator<Item = Candidate>, typed: &str) -> Vec<Candidate> {
    let candidates = candidates.into_iter();
    candidates.filter(|one| one.begins(typed)).collect()
}
