use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::cli::General;
use crate::cli::damage;
use crate::cli::denied;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::engine::known;
use crate::model::{Actor, CaseId, Line, Moment, Procedure};
use crate::store::{Definition, Entry, Place, Record, Store, Wanted, shortest};
use crate::text;
use crate::view::{Ages, Look};

/// A command at work: the world, and the store that it asks.
pub struct Session<'e> {
    pub env: &'e mut Env,
    pub store: Arc<Store>,
    /// The case as the next command can name it.
    named: String,
    /// Cases that are about to begin, by the names that a file gives them.
    coming: BTreeMap<String, CaseId>,
    /// Procedures by the names that they were asked for.
    procedures: BTreeMap<String, Arc<Definition>>,
}

impl<'e> Session<'e> {
    /// Opens the store that the arguments, the environment or the current folder name; a store of
    /// one's own that was never used is an empty one, and is not made.
    ///
    /// # Errors
    /// Where there is none, or its settings are wrong.
    pub fn open(env: &'e mut Env, general: &General) -> Result<Self, Failure> {
        let place = place(env, general)?;
        Self::at(env, &place)
    }

    fn at(env: &'e mut Env, place: &Place) -> Result<Self, Failure> {
        let store = Store::open(place)?.keeping_in(env.cache_folder());
        Ok(Self {
            env,
            store: Arc::new(store),
            named: String::new(),
            coming: BTreeMap::new(),
            procedures: BTreeMap::new(),
        })
    }

    /// The same for what is about to write a new case: a store of one's own is made on first use.
    ///
    /// # Errors
    /// Where there is none and it cannot be made.
    pub fn open_or_make(env: &'e mut Env, general: &General) -> Result<Self, Failure> {
        let place = place(env, general)?;
        if let Place::Own(root) = &place
            && !Store::init(root)?.changed.is_empty()
        {
            let root = root.display();
            env.say(&text!(
                "se creó un registro de casos en `{root}`",
                "a store was made in `{root}`"
            ));
        }
        Self::at(env, &place)
    }

    /// The procedure that is named, looked for once.
    ///
    /// # Errors
    /// Where there is none, or it has problems.
    pub fn procedure(&mut self, named: &str) -> Result<Arc<Definition>, Failure> {
        if let Some(known) = self.procedures.get(named) {
            return Ok(Arc::clone(known));
        }
        let found = self.store.procedure(named)?;
        self.procedures.insert(named.to_owned(), Arc::clone(&found));
        Ok(found)
    }

    /// The journal of the case that is named.
    ///
    /// # Errors
    /// Where there is none, or several.
    pub fn entry(&self, named: &str) -> Result<Entry, Failure> {
        Ok(self.store.find(named)?)
    }

    /// The case that is named; a write that was cut short is told of.
    ///
    /// # Errors
    /// Where there is none, or several, or it cannot be read.
    pub fn record(&mut self, named: &str) -> Result<Record, Failure> {
        let entry = self.entry(named)?;
        let record = self.store.open_entry(&entry)?;
        self.named = as_typed(named, &record);
        if let Some(tail) = damage::cut_short(&record) {
            self.env.say(&tail);
        }
        Ok(record)
    }

    /// The case as the next command can name it: as this one did.
    pub fn named(&self) -> &str {
        &self.named
    }

    /// Calls the case at hand so, in what is said of it.
    pub fn call(&mut self, named: &str) {
        named.clone_into(&mut self.named);
    }

    /// Lets a case that is about to begin be named so.
    pub fn expect(&mut self, named: &str, id: CaseId) {
        self.coming.insert(named.to_owned(), id);
    }

    /// The case that is about to begin under this name.
    pub fn expected(&self, named: &str) -> Option<&CaseId> {
        self.coming.get(named)
    }

    /// Names a new case by the shortest beginning of its id.
    ///
    /// # Errors
    /// Where the store cannot be listed.
    pub fn name_shortly(&mut self, record: &Record) -> Result<(), Failure> {
        let digits = shortest(&self.store.entries()?);
        record.id.suffix()[..digits].clone_into(&mut self.named);
        Ok(())
    }

    /// An entity as the unit writes it, where its settings have it in another spelling.
    pub fn known_entity(&mut self, typed: Line) -> Line {
        let known = self.store.settings.entity(typed.as_str());
        match known.filter(|known| *known != typed.as_str()) {
            Some(known) => {
                let known = Line::recorded(known);
                self.env.say(&text!(
                    "se tomó `{known}`, el nombre que usa la unidad",
                    "`{known}` was taken, the name that the unit uses"
                ));
                known
            }
            None => typed,
        }
    }

    /// A person as the store's table spells them; as typed where it has no table.
    ///
    /// # Errors
    /// Where they are not in the table, or not of the unit at that time.
    pub fn known_person(
        &self,
        typed: Actor,
        at: &Moment,
        procedure: &Procedure,
    ) -> Result<Actor, Failure> {
        let settings = &self.store.settings;
        match &settings.people {
            Some(people) => match known(people, &typed, settings.day(at)) {
                Ok(person) => Ok(person.name.clone()),
                Err(denied) => Err(denied::failure(&denied, people, procedure)),
            },
            None => Ok(typed),
        }
    }

    /// Now, by the clock of the unit.
    ///
    /// # Errors
    /// Where the clock is held at what is no time.
    pub fn now(&self) -> Result<DateTime<FixedOffset>, Failure> {
        let now = self.env.now()?;
        Ok(now.with_timezone(&self.store.settings.zone()))
    }

    /// Today, where the unit is.
    ///
    /// # Errors
    /// As for the time.
    pub fn today(&self) -> Result<NaiveDate, Failure> {
        Ok(self.now()?.date_naive())
    }

    /// How ages are told: in the working days of the store's calendar, unless plain days are asked
    /// for.
    ///
    /// # Errors
    /// Where the clock is held at what is no time.
    pub fn ages(&self, plain: bool) -> Result<Ages, Failure> {
        let now = Moment::Time(self.env.now()?);
        let calendar = self.store.settings.calendar.clone().filter(|_| !plain);
        let today = calendar
            .as_ref()
            .map_or_else(|| now.day(), |calendar| calendar.day(&now));
        Ok(Ages { today, calendar })
    }

    /// How an answer is laid out.
    pub fn look(&self) -> Look {
        Look {
            language: self.env.language(),
            width: self.env.width(),
        }
    }
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
///
/// # Errors
/// Where none is named and there is no folder for one's own.
pub fn place(env: &Env, general: &General) -> Result<Place, Failure> {
    let current = env.directory()?;
    let absolute = |path: PathBuf| current.join(path);
    let wanted = Wanted {
        named: general.store.clone().map(absolute),
        environment: env
            .variable_os("UGAT_STORE")
            .map(PathBuf::from)
            .map(absolute),
        data: env.data_folder(),
        current: current.clone(),
    };
    Ok(Place::find(&wanted)?)
}
