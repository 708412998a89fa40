//! The four procedures of the manual, and random ones that `engine::prove` accepts.

use proptest::prelude::*;
use proptest::sample::{Index, subsequence};
use ugat::Text;
use ugat::load;
use ugat::shipped;
use ugat::{
    Activity, ActivityNumber, Answer, AnswerKey, Digest, Procedure, ProcedureId, Question,
    ResultKey, RoleId,
};
use ugat::{Net, prove};

/// A procedure with its flow made ready.
#[derive(Clone, Debug)]
pub struct Sound {
    pub procedure: Procedure,
    pub net: Net,
}

const MANUAL: [(&str, &str); 4] = [
    ("pr05", include_str!("../../procedures/pr05.toml")),
    ("pr06", include_str!("../../procedures/pr06.toml")),
    ("pr07", include_str!("../../procedures/pr07.toml")),
    ("pr09", include_str!("../../procedures/pr09.toml")),
];

/// One of the four, by its id.
pub fn manual(id: &str) -> Sound {
    let (_, text) = MANUAL.iter().find(|(known, _)| *known == id).unwrap();
    let procedure = load(text, shipped::catalogue()).unwrap().procedure;
    let net = Net::of(&procedure);
    Sound { procedure, net }
}

/// Any of the four, or a random one; half of each.
pub fn sound() -> impl Strategy<Value = Sound> {
    let of_the_manual = (0..4_usize).prop_map(|place| manual(MANUAL[place].0));
    prop_oneof![of_the_manual, random()]
}

/// A random procedure of a few activities that is sound, and not the smallest.
pub fn random() -> impl Strategy<Value = Sound> {
    (3..10_usize)
        .prop_flat_map(|count| {
            let sketches: Vec<_> = (0..count).map(|place| sketch(place, count)).collect();
            sketches
        })
        .prop_filter_map(
            "it is not sound, or too small to tell anything",
            |sketches| {
                let activities = (1..)
                    .zip(sketches)
                    .map(|(number, one)| one.activity(number));
                let procedure = of(activities.collect());
                let net = Net::of(&procedure);
                let proof = prove(&procedure, &net).ok()?;
                (proof.markings > 5).then_some(Sound { procedure, net })
            },
        )
}

/// How an activity goes on, as places of others.
#[derive(Clone, Debug)]
struct Sketch {
    next: Vec<usize>,
    answers: Vec<Vec<usize>>,
    many: bool,
    review: Vec<usize>,
}

impl Sketch {
    fn activity(self, number: u8) -> Activity {
        let key = |place: u8| AnswerKey::parse(&format!("k{place}")).unwrap();
        let answers: Vec<Answer> = (1..)
            .zip(&self.answers)
            .map(|(place, next)| Answer {
                key: key(place),
                title: Text::same("answer"),
                next: numbers(next),
                result: (self.next.is_empty() && next.is_empty())
                    .then(|| ResultKey::parse(&format!("end-{number}-{place}")).unwrap()),
            })
            .collect();
        let ends = self.next.is_empty() && answers.is_empty();
        Activity {
            number: ActivityNumber::new(number).unwrap(),
            title: Text::same(format!("activity {number}")),
            roles: vec![RoleId::parse("role").unwrap()],
            outputs: Vec::new(),
            forms: Vec::new(),
            next: numbers(&self.next),
            question: (!answers.is_empty()).then(|| Question {
                text: Text::same("question"),
                answers,
                many: self.many,
            }),
            review: numbers(&self.review),
            result: ends.then(ResultKey::finished),
            readings: Vec::new(),
            manual: None,
        }
    }
}

/// Mostly forward, to one near by; now and then in parallel, by a question, in a loop, a review.
fn sketch(place: usize, count: usize) -> BoxedStrategy<Sketch> {
    let ahead: Vec<usize> = (place + 1..(place + 4).min(count)).collect();
    let behind: Vec<usize> = (place.saturating_sub(2)..place).collect();
    let some = |most: usize, from: &[usize]| subsequence(from.to_vec(), 0..=most.min(from.len()));
    let step = ahead.first().copied().into_iter().collect::<Vec<_>>();
    let next = prop_oneof![3 => Just(step.clone()), 2 => some(3, &ahead), 1 => Just(Vec::new())];
    let target = prop_oneof![
        4 => some(2, &ahead), 2 => Just(step.clone()), 1 => some(1, &behind)
    ];
    let question = prop_oneof![
        3 => Just(Vec::new()),
        2 => prop::collection::vec(target, 2..4)
    ];
    let review = prop_oneof![3 => Just(Vec::new()), 1 => some(2, &behind)];
    (next, question, any::<bool>(), review, any::<Index>())
        .prop_map(move |(next, answers, many, review, keeps_next)| {
            let asks = !answers.is_empty();
            let always = asks && keeps_next.index(3) > 0;
            Sketch {
                answers: without(answers, if always { &[] } else { &next }),
                next: if always { Vec::new() } else { next },
                many,
                review,
            }
        })
        .boxed()
}

/// Answers do not repeat what follows always.
fn without(answers: Vec<Vec<usize>>, always: &[usize]) -> Vec<Vec<usize>> {
    let kept = |next: Vec<usize>| {
        next.into_iter()
            .filter(|one| !always.contains(one))
            .collect()
    };
    answers.into_iter().map(kept).collect()
}

fn numbers(places: &[usize]) -> Vec<ActivityNumber> {
    let numbers = places.iter().copied();
    numbers
        .map(|place| ActivityNumber::from_index(place).unwrap())
        .collect()
}

/// A procedure of these activities and nothing else.
pub fn of(activities: Vec<Activity>) -> Procedure {
    Procedure {
        id: ProcedureId::parse("random").unwrap(),
        code: "RANDOM".into(),
        version: 1,
        title: Text::same("random"),
        objective: None,
        approved: None,
        source: None,
        revision: 1,
        name: None,
        entity_from: ActivityNumber::FIRST,
        activities,
        readings: Vec::new(),
        roles: Vec::new(),
        kinds: Vec::new(),
        endings: Vec::new(),
        digest: Digest::of(b"random"),
    }
}
