//! The marks of a case's acts. A marked act counts like any other; its readers are warned.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use crate::engine::people::claim::Claim;
use crate::engine::{Case, Mark, Oddity, Outline, Past};
use crate::model::{Procedure, Settings};

/// How slow the reader's clock may be.
const AHEAD: TimeDelta = TimeDelta::hours(1);

/// The marks of the acts of a case, by their places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks(BTreeMap<usize, Vec<Mark>>);

impl Marks {
    /// The marks of a case under the settings of its store.
    pub fn of(case: &Case, settings: &Settings) -> Self {
        let claims = settings.people.is_some().then(|| Claim::all(case));
        Self::from_parts(claims.into_iter().flatten(), &Oddity::all(case), settings)
    }

    /// The marks from the outline of a case and from its past, which is needed with a table of
    /// people.
    pub fn of_outline(
        outline: &Outline,
        past: Option<&Past>,
        procedures: &[&Procedure],
        settings: &Settings,
    ) -> Self {
        let opened = past.and_then(|past| Some((past, past.signatures.open()?)));
        let needed = opened.as_ref().filter(|_| settings.people.is_some());
        let claims = needed.map(|(past, opened)| {
            let course = &past.course;
            opened.claims(&course.people, &course.moments, procedures)
        });
        Self::from_parts(claims.into_iter().flatten(), &outline.oddities, settings)
    }

    fn from_parts<'a>(
        claims: impl IntoIterator<Item = (usize, Claim<'a>)>,
        oddities: &[(usize, Oddity)],
        settings: &Settings,
    ) -> Self {
        let mut marks = Self::default();
        if let Some(people) = &settings.people {
            for (place, claim) in claims {
                let day = settings.day(&claim.at);
                for mark in claim.marks(people, day) {
                    marks.add(place, mark);
                }
            }
        }
        for (place, oddity) in oddities {
            if let Some(mark) = oddity.mark(settings.zone()) {
                marks.add(*place, mark);
            }
        }
        marks
    }

    fn add(&mut self, place: usize, mark: Mark) {
        self.0.entry(place).or_default().push(mark);
    }

    /// The marks of an act.
    pub fn at(&self, place: usize) -> &[Mark] {
        self.0.get(&place).map_or(&[], Vec::as_slice)
    }

    /// The number of marked acts.
    pub fn acts(&self) -> usize {
        self.0.len()
    }

    /// The marked acts, by their places in order, with their marks.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &[Mark])> {
        let acts = self.0.iter();
        acts.map(|(place, marks)| (*place, marks.as_slice()))
    }
}

/// The acts recorded in the future, by more than clocks differ.
pub fn ahead(case: &Case, now: DateTime<Utc>) -> Vec<(usize, Mark)> {
    let events = case.events().iter().enumerate();
    let ahead = events.filter(|(_, event)| event.rec.signed_duration_since(now) > AHEAD);
    let marks = ahead.map(|(place, event)| {
        let recorded = case.zone().day_of(&event.rec);
        (place, Mark::Ahead { recorded })
    });
    marks.collect()
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
    use proptest::collection::vec;
    use proptest::option;
    use proptest::prelude::{Just, Strategy, any, prop_assert_eq, prop_oneof, proptest};

    use super::{Marks, ahead};
    use crate::engine::people::claim::Claim;
    use crate::engine::{Capacity, Outline, Past, Recall as _, entitle};
    use crate::model::{
        Act, Actor, Correction, HeldRole, Line, Moment, Output, OutputKind, People, Person, Prose,
        RoleId, Settings, Substitute, Tenure,
    };
    use crate::testing::flow::{Sample, number};

    const NAMES: [&str; 4] = ["Ana", "Luis", "Rosa", "Nadie"];
    const ROLES: [&str; 2] = ["uno", "dos"];

    fn day(days: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 1).expect("a day") + Days::new(days)
    }

    fn days() -> impl Strategy<Value = NaiveDate> {
        (0_u64..12).prop_map(day)
    }

    fn tenure() -> impl Strategy<Value = Tenure> {
        (option::of(days()), option::of(days())).prop_map(|(from, until)| Tenure { from, until })
    }

    fn name() -> impl Strategy<Value = Actor> {
        (0..NAMES.len()).prop_map(|place| Actor::recorded(NAMES[place]))
    }

    fn role() -> impl Strategy<Value = RoleId> {
        (0..ROLES.len()).prop_map(|place| RoleId::recorded(ROLES[place]))
    }

    /// The first three of the names, in some table.
    fn people() -> impl Strategy<Value = People> {
        let held = (role(), tenure()).prop_map(|(role, tenure)| HeldRole { role, tenure });
        let substitute = (0_usize..3, days(), days()).prop_map(|(place, from, until)| Substitute {
            name: Actor::recorded(NAMES[place]),
            from,
            until,
        });
        let person = (tenure(), vec(held, 0..3), vec(substitute, 0..2));
        vec(person, 3).prop_map(|people| {
            let named = people.into_iter().zip(NAMES);
            let people = named.map(|((tenure, roles, substitutes), name)| Person {
                name: Actor::recorded(name),
                email: None,
                tenure,
                roles,
                records_for: Vec::new(),
                substitutes,
            });
            People::new(people.collect())
        })
    }

    fn capacity() -> impl Strategy<Value = Capacity> {
        let parts = (
            name(),
            option::of(role()),
            option::of(name()),
            any::<bool>(),
        );
        parts.prop_map(|(by, role, on_behalf, has_authority)| Capacity {
            by,
            role,
            on_behalf,
            authority: has_authority.then(|| Line::recorded("MEM-1")),
        })
    }

    fn settings(people: People) -> Settings {
        Settings {
            people: Some(people),
            ..Settings::default()
        }
    }

    /// A change that may make an event odd.
    #[derive(Clone, Debug)]
    enum Twist {
        By(Capacity),
        At(NaiveDate),
        Rec(i64),
        File(&'static str),
        Corrected(NaiveDate),
        Assigned(Actor),
    }

    fn twist() -> impl Strategy<Value = Twist> {
        prop_oneof![
            capacity().prop_map(Twist::By),
            days().prop_map(Twist::At),
            (-5_i64..5).prop_map(Twist::Rec),
            prop_oneof![Just("ugat.toml"), Just("cases/2026/x/a")].prop_map(Twist::File),
            days().prop_map(Twist::Corrected),
            name().prop_map(Twist::Assigned),
        ]
    }

    /// A case of acts with some twist each; the roles of activities are those of the sample.
    fn twisted(twists: &[(u8, Twist)]) -> Sample {
        let mut sample = Sample::of("\n1: 2\n2: < 1\n");
        for (count, (activity, twist)) in twists.iter().enumerate() {
            let by = format!("e{count}");
            let ready = sample.ready();
            let act = match twist {
                Twist::Corrected(on) => Act::Corrected(Correction {
                    event: sample.events[count / 2].id,
                    at: Some(Moment::Day(*on)),
                    outputs: Vec::new(),
                    note: None,
                    entities: Vec::new(),
                    title: None,
                    reference: None,
                    reason: Prose::recorded("r"),
                }),
                Twist::Assigned(person) if ready.contains(activity) => Act::Assigned {
                    activity: number(*activity),
                    item: sample.item(*activity),
                    person: person.clone(),
                },
                Twist::File(file) if ready.contains(activity) => Act::Attached {
                    activity: number(*activity),
                    item: sample.item(*activity),
                    outputs: vec![Output {
                        file: Some((*file).to_owned()),
                        ..Output::of(OutputKind::recorded("carta"))
                    }],
                },
                Twist::By(_)
                | Twist::At(_)
                | Twist::Rec(_)
                | Twist::File(_)
                | Twist::Assigned(_)
                    if ready.contains(activity) =>
                {
                    sample.complete(&by, *activity, &[]);
                    let last = sample.events.pop().expect("it was written");
                    last.did
                }
                Twist::By(_)
                | Twist::At(_)
                | Twist::Rec(_)
                | Twist::File(_)
                | Twist::Assigned(_) => Act::Noted {
                    note: Prose::recorded("n"),
                },
            };
            sample.write(&by, act);
            let last = sample.events.last_mut().expect("it was written");
            last.at = Moment::Day(day(4));
            last.rec = noon(4);
            match twist {
                Twist::By(stated) => {
                    last.by = stated.by.clone();
                    last.role.clone_from(&stated.role);
                    last.on_behalf.clone_from(&stated.on_behalf);
                    last.authority.clone_from(&stated.authority);
                }
                Twist::At(on) => last.at = Moment::Day(*on),
                Twist::Rec(days) => last.rec += TimeDelta::days(*days),
                Twist::File(_) | Twist::Corrected(_) | Twist::Assigned(_) => {}
            }
        }
        sample
    }

    fn noon(days: u64) -> DateTime<Utc> {
        let noon = day(days).and_hms_opt(16, 0, 0).expect("a time");
        noon.and_utc()
    }

    #[test]
    fn what_lies_ahead_of_the_clock_is_reported_by_it() {
        let sample = twisted(&[(1, Twist::Rec(3))]);
        let case = sample.case();
        let places = |now| {
            let ahead = ahead(&case, now).into_iter();
            ahead.map(|(place, _)| place).collect::<Vec<usize>>()
        };
        assert_eq!(places(noon(5)), [0, 1]);
        assert_eq!(places(noon(40_000)), Vec::<usize>::new());
    }

    #[test]
    fn work_that_is_given_to_one_who_may_not_do_it_is_marked() {
        let held = HeldRole {
            role: RoleId::recorded("role"),
            tenure: Tenure::default(),
        };
        let person = |name: &str, roles: Vec<HeldRole>| Person {
            name: Actor::recorded(name),
            email: None,
            tenure: Tenure::default(),
            roles,
            records_for: Vec::new(),
            substitutes: Vec::new(),
        };
        let mut ana = person("Ana", vec![held]);
        ana.substitutes = vec![Substitute {
            name: Actor::recorded("Luis"),
            from: day(4),
            until: day(4),
        }];
        let others = [person("Luis", Vec::new()), person("Rosa", Vec::new())];
        let people = People::new([vec![ana], others.to_vec()].concat());
        let marks = |name: &str| {
            let sample = twisted(&[(1, Twist::Assigned(Actor::recorded(name)))]);
            let marks = Marks::of(&sample.case(), &settings(people.clone()));
            let marks = marks.at(1).iter();
            let named = marks.map(|mark| mark.kind().key());
            named
                .filter(|key| *key != "not-in-people")
                .collect::<Vec<_>>()
        };
        assert_eq!(marks("Ana"), [""; 0]);
        assert_eq!(marks("Luis"), [""; 0], "he stands in for Ana");
        assert_eq!(marks("Rosa"), ["role-not-held"]);
        assert_eq!(marks("Nadie"), ["assigned-unknown"]);
    }

    proptest! {
        #[test]
        fn what_was_taken_is_not_marked(
            people in people(),
            roles in vec(role(), 0..2),
            stated in capacity(),
            on in days(),
        ) {
            if let Ok(taken) = entitle(&people, &roles, stated, on) {
                let claim = Claim {
                    statement: taken.statement(),
                    roles: &roles,
                    assigned: None,
                    at: Moment::Day(on),
                };
                prop_assert_eq!(claim.marks(&people, on).count(), 0, "{:?}", taken);
            }
        }

        #[test]
        fn what_is_kept_of_a_case_is_marked_as_the_case_is(
            people in people(),
            twists in vec((1_u8..3, twist()), 1..12),
        ) {
            let sample = twisted(&twists);
            let case = sample.case();
            let (outline, past) = (Outline::of(&case), Past::of(&case));
            let settings = settings(people);
            let procedures = [case.procedure()];
            let kept = Marks::of_outline(&outline, Some(&past), &procedures, &settings);
            prop_assert_eq!(kept, Marks::of(&case, &settings));
            let plain = Settings::default();
            let kept = Marks::of_outline(&outline, None, &procedures, &plain);
            prop_assert_eq!(kept, Marks::of(&case, &plain));
        }
    }
}
