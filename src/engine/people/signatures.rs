//! Signatures: who signed each act of a case, in a form that the index can store, so that the table
//! of people can be applied without the journal.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::engine::Case;
use crate::engine::case::outline::Interner;
use crate::engine::people::capacity::Statement;
use crate::engine::people::claim::Claim;
use crate::model::{ActivityNumber, Actor, Moment, Procedure, RoleId};

/// Packed signatures: most readers of a past skip them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signatures(Vec<u8>);

/// Unpacked signatures.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Opened {
    /// The different capacities, each once.
    signers: Vec<Signer>,
    /// One for each event, in order.
    acts: Vec<Signed>,
}

/// A capacity, with people by their index in the past.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Signer {
    by: usize,
    role: Option<RoleId>,
    on_behalf: Option<usize>,
    has_authority: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Signed {
    signer: usize,
    /// The activity that it names, with its definition.
    activity: Option<(usize, ActivityNumber)>,
    /// Whether only the roles of that activity may do it.
    of_roles: bool,
    assigned: Option<usize>,
    /// The uncorrected moment, if it was corrected.
    at: Option<Moment>,
}

/// The bytes of one act, nearly always.
const PACKED: usize = 8;

impl Signatures {
    /// The signatures of a case; people are added to these.
    pub fn of(case: &Case, people: &mut Interner<Actor>) -> Self {
        let mut signers = Interner::default();
        let mut acts = Vec::with_capacity(case.events().len());
        for (place, event) in case.events().iter().enumerate() {
            let signer = Signer {
                by: people.place(&event.by),
                role: event.role.clone(),
                on_behalf: event.on_behalf.as_ref().map(|other| people.place(other)),
                has_authority: event.authority.is_some(),
            };
            let activity = event.did.activity();
            let definition = case.written.definition(place);
            acts.push(Signed {
                signer: signers.place(&signer),
                activity: activity.map(|number| (definition, number)),
                of_roles: event.did.of_roles().is_some(),
                assigned: event.did.assigned().map(|person| people.place(person)),
                at: (*case.at(place) != event.at).then_some(event.at),
            });
        }
        let packed = Vec::with_capacity(acts.len() * PACKED);
        let opened = Opened {
            signers: signers.into_all(),
            acts,
        };
        // Plain data always serialises.
        Self(postcard::to_extend(&opened, packed).unwrap_or_default())
    }

    /// `None` where the bytes are damaged.
    pub fn open(&self) -> Option<Opened> {
        postcard::from_bytes(&self.0).ok()
    }
}

impl Opened {
    /// The author of an act, of the people of the past, and the activity that it names.
    pub fn act<'a>(
        &self,
        place: usize,
        people: &'a [Actor],
    ) -> Option<(&'a str, Option<(usize, ActivityNumber)>)> {
        let act = self.acts.get(place)?;
        let by = people.get(self.signers.get(act.signer)?.by)?;
        Some((by.as_str(), act.activity))
    }

    /// The claims of all acts, given the people and moments of the past and the definitions of the
    /// case.
    pub fn claims<'a>(
        &'a self,
        people: &'a [Actor],
        moments: &'a [Moment],
        procedures: &'a [&'a Procedure],
    ) -> impl Iterator<Item = (usize, Claim<'a>)> {
        let acts = self.acts.iter().enumerate();
        acts.filter_map(move |(place, act)| {
            let signer = self.signers.get(act.signer)?;
            let activity = act
                .activity
                .and_then(|(definition, number)| procedures.get(definition)?.activity(number));
            let work = activity.map_or(&[][..], |activity| &activity.roles);
            let named = |place: usize| people.get(place);
            let claim = Claim {
                statement: Statement {
                    by: named(signer.by)?,
                    role: signer.role.as_ref(),
                    on_behalf: signer.on_behalf.and_then(named),
                    has_authority: signer.has_authority,
                },
                roles: if act.of_roles { work } else { &[] },
                assigned: act.assigned.and_then(named).map(|person| (person, work)),
                at: act.at.or_else(|| moments.get(place).copied())?,
            };
            Some((place, claim))
        })
    }
}

impl Serialize for Signatures {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Signatures {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&[u8]>::deserialize(deserializer).map(|bytes| Self(bytes.to_vec()))
    }
}
