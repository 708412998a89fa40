//! A command at work: the world, the store that it asks, and what it knows of the case at hand.
//! What is decided on a case lies in the engine, what is read and written in the store.

pub mod acting;
pub mod case_left_out;
pub mod due;
pub mod gathered;
pub mod part;
pub mod people;
pub mod progress;
pub mod reference;
pub mod reference_book;
pub mod rows;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::{self, Failure, denied, file, given, journal};
use crate::cli::input::typed;
use crate::cli::session::reference_book::ReferenceBook;
use crate::engine::{Reader, known};
use crate::journal::Patience;
use crate::model::{Actor, Ages, CaseId, Line, Moment, Procedure};
use crate::store::{
    Definition, Entry, Listing, Place, Record, Store, StoreFault, Versions, Wanted, is_too_short,
};
use crate::text;
use crate::view::{Telling, json};
use crate::words::{matching, shell_word};

/// A command at work: the world, and the store that it asks.
pub struct Session<'e> {
    pub env: &'e mut Env,
    pub store: Arc<Store>,
    /// Whether the user's own store does not exist yet.
    is_unmade: bool,
    /// What is known of the references that are given in this call.
    pub references: ReferenceBook,
    /// The case as the next command can name it.
    named: String,
    /// Cases that are about to begin, by the names that a file gives them.
    coming: BTreeMap<String, CaseId>,
    /// Procedures by the names that they were asked for.
    procedures: BTreeMap<String, Arc<Definition>>,
}

impl<'e> Session<'e> {
    /// Opens the store that the arguments, the environment or the current folder name, or one's own.
    pub fn open(env: &'e mut Env, general: &General) -> Result<Self, Failure> {
        let session = Self::open_if_any(env, general)?;
        session.is_there()?;
        Ok(session)
    }

    /// The same for what needs no store, or is about to [make](Self::make) one's own: one that is
    /// not there is an empty one.
    pub fn open_if_any(env: &'e mut Env, general: &General) -> Result<Self, Failure> {
        let (session, fault) = Self::open_anyway(env, general)?;
        match fault {
            Some(fault) => Err(fault.into()),
            None => Ok(session),
        }
    }

    /// The same for what looks at a store whatever is wrong with it: its settings are the usual ones
    /// where they cannot be read, and the fault says why.
    pub fn open_anyway(
        env: &'e mut Env,
        general: &General,
    ) -> Result<(Self, Option<StoreFault>), Failure> {
        let place = place(env, general)?;
        let (store, fault) = Store::open_anyway(&place);
        let mut store = store.keeping_in(env.cache_folder());
        env.be_in(store.settings.zone());
        let say = env.aside();
        store.patience = Patience::with_notice(move |path| say(&file::waiting(path)));
        let session = Self {
            env,
            store: Arc::new(store),
            is_unmade: !place.is_there(),
            references: ReferenceBook::default(),
            named: String::new(),
            coming: BTreeMap::new(),
            procedures: BTreeMap::new(),
        };
        Ok((session, fault))
    }

    /// How one goes to the folder of the store from elsewhere, where paths and calls of git are meant.
    pub fn way_there(&self) -> Option<String> {
        let root = self.store.root();
        let inside = self
            .env
            .directory()
            .is_ok_and(|here| here.starts_with(root));
        (!inside).then(|| format!("cd {}", shell_word(&root.display().to_string())))
    }

    pub fn is_there(&self) -> Result<(), StoreFault> {
        if self.is_unmade {
            let own = self.store.root().to_owned();
            return Err(StoreFault::NoStore(own));
        }
        Ok(())
    }

    /// Makes the store of one's own where it is not there: right before the first is written to it.
    pub fn make(&mut self) -> Result<(), Failure> {
        if std::mem::take(&mut self.is_unmade) {
            let root = self.store.root();
            Store::init(root)?;
            let root = root.display();
            let said = text!(
                "se creó un registro de casos en `{root}`",
                "a store was made in `{root}`"
            );
            self.env.say(&said);
        }
        Ok(())
    }

    /// The procedure that is named, looked for once.
    pub fn procedure(&mut self, named: &str) -> Result<Arc<Definition>, Failure> {
        if let Some(known) = self.procedures.get(named) {
            return Ok(Arc::clone(known));
        }
        let found = self.store.procedure(named)?;
        self.procedures.insert(named.to_owned(), Arc::clone(&found));
        Ok(found)
    }

    /// The same of one that is written under, whose version must have one content.
    pub fn procedure_to_write(&mut self, named: &str) -> Result<Arc<Definition>, Failure> {
        let found = self.procedure(named)?;
        self.store.has_one_content(&found.procedure)?;
        Ok(found)
    }

    /// The same of one that a case is started under, which must not be retired.
    pub fn procedure_to_start(&mut self, named: &str) -> Result<Arc<Definition>, Failure> {
        let found = self.procedure_to_write(named)?;
        let (id, version) = (&found.procedure.id, found.procedure.version);
        let settings = &self.store.settings;
        if !settings.is_retired(id, version) {
            return Ok(found);
        }
        let known = Versions::of(&self.store)?.known;
        let mut others = known.iter().map(|(_, one)| &one.procedure);
        let other = others.find(|one| one.id == *id && !settings.is_retired(id, one.version));
        Err(failure::procedure::retired(
            id,
            version,
            other.map(|other| other.version),
        ))
    }

    /// The journal of the case that is named.
    pub fn entry(&self, named: &str) -> Result<Entry, Failure> {
        self.is_there()?;
        Ok(self.store.find(named)?)
    }

    /// The same of a case that is written to: a short beginning of an id is no name for that.
    pub fn entry_to_write(&self, named: &str) -> Result<Entry, Failure> {
        let entry = self.entry(named)?;
        if is_too_short(named, &entry.id) {
            let record = self.store.open_entry(&entry).ok();
            if !record.is_some_and(|record| is_reference(named, &record)) {
                let short = self.short_name(&entry.id)?;
                return Err(given::short_case(named, &short));
            }
        }
        self.means_one(named, &entry.id)?;
        Ok(entry)
    }

    /// The cases that are named.
    pub fn ids(&self, named: &[String]) -> Result<Vec<CaseId>, Failure> {
        named.iter().map(|case| Ok(self.entry(case)?.id)).collect()
    }

    /// The same of cases that are written to.
    pub fn ids_to_write(&self, named: &[String]) -> Result<Vec<CaseId>, Failure> {
        let id = |case: &String| Ok(self.entry_to_write(case)?.id);
        named.iter().map(id).collect()
    }

    /// The journals of the cases that are named; of all cases where none is.
    pub fn chosen(&self, listing: &Listing, named: &[String]) -> Result<Vec<Entry>, Failure> {
        match named {
            [] => Ok(listing.entries.clone()),
            [..] => named.iter().map(|named| self.entry(named)).collect(),
        }
    }

    /// The case that is named; a write that was cut short is told of.
    pub fn record(&mut self, named: &str) -> Result<Record, Failure> {
        let entry = self.entry(named);
        let entry = entry.map_err(|failure| self.or_only_open(named, failure))?;
        self.opened(named, &entry)
    }

    /// The same of a case that is written to.
    pub fn record_to_write(&mut self, named: &str) -> Result<Record, Failure> {
        let entry = self.entry_to_write(named);
        let entry = entry.map_err(|failure| self.or_only_open(named, failure))?;
        self.opened(named, &entry)
    }

    fn opened(&mut self, named: &str, entry: &Entry) -> Result<Record, Failure> {
        let record = self.store.open_entry(entry)?;
        self.named = match is_too_short(named, &record.id) && !is_reference(named, &record) {
            true => self.short_name(&record.id)?,
            false => as_typed(named, &record),
        };
        if let Some(tail) = journal::cut_short(&record) {
            self.env.say(&tail);
        }
        Ok(record)
    }

    /// The case at hand as the next command can name it.
    pub fn named(&self) -> &str {
        &self.named
    }

    /// Sets the name of the case at hand for messages.
    pub fn call(&mut self, named: &str) {
        named.clone_into(&mut self.named);
    }

    /// Gives a name to a case that is about to begin.
    pub fn expect(&mut self, named: &str, id: CaseId) {
        self.coming.insert(named.to_owned(), id);
    }

    /// The case that is about to begin under this name.
    pub fn expected(&self, named: &str) -> Option<&CaseId> {
        self.coming.get(named)
    }

    /// Names a case by the shortest beginning of its id that is enough to write to it.
    pub fn name_shortly(&mut self, id: &CaseId) -> Result<(), Failure> {
        self.named = self.short_name(id)?;
        Ok(())
    }

    /// An entity as the unit writes it, where its settings have it in another spelling.
    fn known_entity(&mut self, typed: Line) -> Line {
        let known = self.store.settings.entity(typed.as_str());
        let Some(known) = known.filter(|known| *known != typed.as_str()) else {
            return typed;
        };
        let known = Line::recorded(known);
        self.env.say(&text!(
            "se tomó `{known}`, el nombre que usa la unidad",
            "`{known}` was taken, the name that the unit uses"
        ));
        known
    }

    /// The entities that an argument names, each as the unit writes it.
    pub fn entities(&mut self, typed: &[String]) -> Result<Vec<Line>, Failure> {
        let entities = typed::lines(self.env, "--entity", typed)?.into_iter();
        Ok(entities.map(|entity| self.known_entity(entity)).collect())
    }

    /// A person as the store's table spells them; as typed where it has no table.
    pub fn known_person(
        &self,
        typed: Actor,
        at: &Moment,
        procedure: &Procedure,
    ) -> Result<Actor, Failure> {
        let settings = &self.store.settings;
        let Some(people) = &settings.people else {
            return Ok(typed);
        };
        match known(people, &typed, settings.day(at)) {
            Ok(person) => Ok(person.name.clone()),
            Err(denied) => Err(denied::failure(&denied, people, procedure)),
        }
    }

    /// Today, where the unit is.
    pub fn today(&self) -> Result<NaiveDate, Failure> {
        Ok(self.env.clock()?.today())
    }

    /// How ages are told: in the working days of the store's calendar, unless plain days are asked
    /// for.
    pub fn ages(&self, plain: bool) -> Result<Ages, Failure> {
        let settings = &self.store.settings;
        Ok(Ages {
            today: self.today()?,
            zone: settings.zone(),
            calendar: settings.calendar.clone().filter(|_| !plain),
        })
    }

    /// Answers with a view of the case at hand: as JSON where that is asked for, else as a page.
    pub fn answer_case(
        &mut self,
        view: &impl Serialize,
        page: impl FnOnce(&Telling) -> String,
    ) -> Result<(), Failure> {
        if self.env.json() {
            self.env.answer(&json(view));
        } else {
            let page = page(&self.telling()?);
            self.env.answer_page(&page);
        }
        Ok(())
    }

    /// How the case at hand is told to a person now.
    pub fn telling(&self) -> Result<Telling<'_>, Failure> {
        Ok(Telling {
            look: self.env.look(),
            colour: self.env.colour(),
            ages: self.ages(false)?,
            short: &self.named,
            reader: reader(self.env, &self.store)?,
            takes_acts: true,
        })
    }
}

/// What whoever asks may do today. Who has no name is told what anybody is, and is refused later.
pub fn reader<'s>(env: &Env, store: &'s Store) -> Result<Reader<'s>, Failure> {
    let day = env.clock()?.today();
    let people = store.settings.people.as_ref();
    Ok(match env.actor() {
        Ok(actor) => Reader::of(people, &actor, day),
        Err(_) => Reader::Anybody,
    })
}

/// Whether what was typed is the whole reference of the case.
fn is_reference(typed: &str, record: &Record) -> bool {
    let reference = record.reference();
    reference.is_some_and(|reference| matching(reference.as_str()) == matching(typed))
}

/// What was typed, where a shell takes it as one word, else the id.
fn as_typed(typed: &str, record: &Record) -> String {
    let plain = |character: char| character.is_alphanumeric() || "./-_".contains(character);
    if typed.chars().all(plain) {
        typed.to_owned()
    } else {
        record.id.to_string()
    }
}

/// Where the store is.
pub fn place(env: &Env, general: &General) -> Result<Place, Failure> {
    let current = env.directory()?;
    let absolute = |path: PathBuf| current.join(path);
    let wanted = Wanted {
        named: general.store.clone().map(absolute),
        environment: env
            .variable_os("UGAT_STORE")
            .map(|path| absolute(path.into())),
        data: env.data_folder(),
        current: current.clone(),
    };
    Ok(Place::find(&wanted)?)
}
