//! Who acts, in which role, on whose behalf and when, as the options of every act say.

use clap::Args;
use serde::Deserialize;

use crate::cli::env::Env;
use crate::cli::failure::{Failure, denied, usage};
use crate::cli::help::{BY, ON, ROLE, Value, both};
use crate::cli::input::choice::{Choice, named};
use crate::cli::input::typed;
use crate::cli::session::Session;
use crate::engine::{Capacity, entitle, recorded_role};
use crate::model::{
    ActivityNumber, Actor, Line, Moment, People, Procedure, Role, RoleId, Settings,
};
use crate::store::Signature;
use crate::text;
use crate::words::Text;

// Who acts, in which role, on whose behalf and when: the same of every act that is written down.
#[derive(Debug, Default, Args, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Acting {
    #[arg(long, value_name = Value::Name, help = BY)]
    pub by: Option<String>,
    #[arg(long = "as", value_name = Value::Role, help = ROLE)]
    #[serde(rename = "as")]
    pub role: Option<String>,
    #[arg(long, value_name = Value::Name, help = both!(
        "Por quién actúa, si no es por sí mismo; con `--authority`",
        "On whose behalf they act, if not their own; with `--authority`"
    ))]
    pub on_behalf_of: Option<String>,
    #[arg(long, value_name = Value::Text, help = both!(
        "Con qué autorización actúa por otra persona, como un memorándum",
        "By what authority they act on another's behalf, such as a memorandum"
    ))]
    pub authority: Option<String>,
    #[arg(long, value_name = Value::Date, help = ON)]
    pub on: Option<String>,
    #[arg(long, help = both!(
        "Insiste en que ningún texto es un secreto, aunque lo parezca; queda registrado",
        "Insist that no text is a secret, though it looks like one; it is recorded"
    ))]
    pub not_secret: bool,
}

impl Acting {
    /// The options that are given with a text.
    pub fn given(&self) -> Vec<(&'static str, &str)> {
        let all = [
            ("by", &self.by),
            ("as", &self.role),
            ("on-behalf-of", &self.on_behalf_of),
            ("authority", &self.authority),
            ("on", &self.on),
        ];
        let given = all.into_iter();
        given
            .filter_map(|(key, text)| Some((key, text.as_deref()?)))
            .collect()
    }

    /// The signature of an act that belongs to no role: who, in which role of the procedure,
    /// on whose behalf, when.
    pub fn signature(
        &self,
        session: &mut Session,
        procedure: &Procedure,
    ) -> Result<Signature, Failure> {
        self.signed(session, procedure, &[])
    }

    /// The same of an act that belongs to the roles of an activity.
    pub fn signature_of(
        &self,
        session: &mut Session,
        procedure: &Procedure,
        activity: Option<ActivityNumber>,
    ) -> Result<Signature, Failure> {
        let activity = activity.and_then(|number| procedure.activity(number));
        let roles = activity.map_or(&[][..], |activity| &activity.roles);
        self.signed(session, procedure, roles)
    }

    fn signed(
        &self,
        session: &mut Session,
        procedure: &Procedure,
        roles: &[RoleId],
    ) -> Result<Signature, Failure> {
        let at = self.moment(session)?;
        let mut capacity = self.capacity(session, procedure, &at)?;
        let env = &mut *session.env;
        if let Some(people) = &session.store.settings.people {
            let day = session.store.settings.day(&at);
            capacity = entitle(people, roles, capacity, day)
                .map_err(|denied| denied::failure(&denied, people, procedure))?;
            remark_on_stranger(env, people, capacity.on_behalf.as_ref());
            let outside = recorded_role(people, &capacity, day);
            if let Some(role) = outside.and_then(|role| procedure.role(role)) {
                capacity.on_behalf = Some(Actor::recorded(&*role.title.es));
            }
        }
        Ok(Signature {
            by: capacity.by,
            role: capacity.role,
            on_behalf: capacity.on_behalf,
            authority: capacity.authority,
            at,
            rec: env.now()?.to_utc(),
            not_secret: self.not_secret,
        })
    }

    /// As they say. Who stands in for another by the table needs no other authority.
    fn capacity(
        &self,
        session: &mut Session,
        procedure: &Procedure,
        at: &Moment,
    ) -> Result<Capacity, Failure> {
        let (on_behalf, authority) = (self.on_behalf_of.as_deref(), self.authority.as_deref());
        let (env, settings) = (&mut *session.env, &session.store.settings);
        let capacity = Capacity {
            by: self.actor(env)?,
            role: self.role(procedure)?,
            on_behalf: typed::optional(env, "--on-behalf-of", on_behalf, Actor::parse)?,
            authority: typed::optional(env, "--authority", authority, Line::parse)?,
        };
        match (&capacity.on_behalf, &capacity.authority) {
            (Some(other), None) if !stands_in(settings, &capacity.by, other, at) => Err(usage!(
                "authority-missing",
                "falta con qué autorización se actúa por otra persona",
                "the authority for acting on another's behalf is missing",
                "agregue `--authority AUTORIZACIÓN`",
                "add `--authority AUTHORITY`"
            )
            .with_hint_if(settings.people.as_ref().and_then(|people| {
                denied::other_days(people, &capacity.by, std::slice::from_ref(other))
            }))),
            (None, Some(_)) => Err(usage!(
                "on-behalf-missing",
                "hay una autorización, y falta por quién se actúa",
                "there is an authority, but not on whose behalf it is",
                "agregue `--on-behalf-of PERSONA`",
                "add `--on-behalf-of PERSON`"
            )),
            (Some(_) | None, _) => Ok(capacity),
        }
    }

    fn role(&self, procedure: &Procedure) -> Result<Option<RoleId>, Failure> {
        let Some(typed) = &self.role else {
            return Ok(None);
        };
        let choice = |role: &Role| Choice::new(role.id.as_str(), role.title.clone());
        let choices: Vec<Choice> = procedure.roles.iter().map(choice).collect();
        let what = Text::of("un rol de este procedimiento", "a role of this procedure");
        let place = named("unknown-role", (&what, "--as "), typed, &choices)?;
        Ok(Some(procedure.roles[place].id.clone()))
    }

    /// Who acts: as given, else whoever the machine knows.
    pub fn actor(&self, env: &mut Env) -> Result<Actor, Failure> {
        match &self.by {
            Some(given) => typed::actor(env, "--by", given),
            None => env.actor(),
        }
    }

    /// When it happened: as given, else now; never later than now.
    pub fn moment(&self, session: &Session) -> Result<Moment, Failure> {
        match &self.on {
            Some(given) => typed::moment("--on", given, session.env.clock()?),
            None => session.env.now().map(Moment::Time),
        }
    }
}

/// Whether one person takes the place of another on the day of an act, by the table.
fn stands_in(settings: &Settings, by: &Actor, other: &Actor, at: &Moment) -> bool {
    let day = settings.day(at);
    settings.people.as_ref().is_some_and(|people| {
        let found = people.find(by.as_str()).zip(people.find(other.as_str()));
        found.is_some_and(|(person, other)| other.is_substituted_by(person, day))
    })
}

/// Acting for somebody outside the table of people, such as an entity, may be a mistake.
fn remark_on_stranger(env: &mut Env, people: &People, on_behalf: Option<&Actor>) {
    if let Some(name) = on_behalf.filter(|name| people.find(name.as_str()).is_none()) {
        env.say(&text!(
            "`{name}` no está en la tabla de personas; se registró tal como se escribió",
            "`{name}` is not in the table of people; it was recorded as typed"
        ));
    }
}
