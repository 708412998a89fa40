//! The rule of flow on whole procedures: what is proved of them, and what is ready in every
//! marking that they can reach.

use std::collections::{BTreeMap, BTreeSet};

use crate::clones::{Desk, cases, pick};
use crate::naive::{Naive, Tokens};
use crate::procedures::{Sound, manual, random, sound};
use proptest::prelude::*;
use ugat::{Act, ActivityNumber, AnswerKey};
use ugat::{ActivitySet, Case, Flow, Marking, Proof, prove};

#[test]
fn the_four_procedures_are_sound_and_each_has_its_own_number_of_markings() {
    #[track_caller]
    fn case(id: &str, markings: usize) {
        let sound = manual(id);
        let proof = prove(&sound.procedure, &sound.net);
        assert_eq!(proof, Ok(Proof { markings }), "{id}");
    }
    case("pr05", 116);
    case("pr06", 31);
    case("pr07", 305);
    case("pr09", 22);
}

fn marking(tokens: &Tokens) -> Marking {
    let number = |number| ActivityNumber::new(number).unwrap();
    Marking::of(tokens.iter().map(|(from, to, moved)| Flow {
        to: number(*to),
        from: from.map(number),
        moved: *moved,
    }))
}

fn numbers(set: ActivitySet) -> BTreeSet<u8> {
    set.iter().map(ActivityNumber::get).collect()
}

/// Compares the engine with the naive rule in every marking that the naive rule reaches.
fn check_every_marking(sound: &Sound) {
    let naive = Naive::of(&sound.procedure);
    let reachable = naive.reachable();
    let markings = reachable.len();
    assert_eq!(prove(&sound.procedure, &sound.net), Ok(Proof { markings }));
    for tokens in &reachable {
        let marking = marking(tokens);
        let ready = marking.ready(&sound.net).into_iter();
        let ready: Vec<(u8, usize)> = ready
            .map(|one| (one.activity.get(), one.flows.len()))
            .collect();
        let expected = naive.ready(tokens).into_iter();
        let expected: Vec<(u8, usize)> = expected.map(|(at, taken)| (at, taken.len())).collect();
        assert_eq!(ready, expected, "ready at {tokens:?}");
        let waiting = marking.waiting(&sound.net).into_iter();
        let waiting: BTreeMap<u8, BTreeSet<u8>> = waiting
            .map(|(activity, awaited)| (activity.get(), numbers(awaited)))
            .collect();
        assert_eq!(waiting, naive.waiting(tokens), "waiting at {tokens:?}");
    }
}

#[test]
fn in_the_four_procedures_the_same_is_ready_as_by_enumerating_paths() {
    for id in ["pr05", "pr06", "pr07", "pr09"] {
        check_every_marking(&manual(id));
    }
}

/// What a case shows as ready and waiting is what the naive rule says of these tokens.
fn check_case(case: &Case, naive: &Naive, tokens: &Tokens) {
    let ready: Vec<u8> = case
        .ready()
        .iter()
        .map(|work| work.activity.get())
        .collect();
    let expected: Vec<u8> = naive.ready(tokens).iter().map(|(at, _)| *at).collect();
    assert_eq!(ready, expected, "ready at {tokens:?}");
    let waiting = case.waiting().into_iter();
    let waiting: BTreeMap<u8, BTreeSet<u8>> = waiting
        .map(|work| (work.activity.get(), numbers(work.awaiting)))
        .collect();
    assert_eq!(waiting, naive.waiting(tokens), "waiting at {tokens:?}");
    assert_eq!(case.occupied().is_empty(), tokens.is_empty());
}

/// The tokens that an act leaves, by the naive rule.
fn played(naive: &Naive, tokens: &Tokens, did: &Act) -> Tokens {
    let (activity, answers, back) = if let Act::Completed(done) = did {
        (done.activity, done.answers.as_slice(), None)
    } else if let Act::Returned(back) = did {
        (back.activity, &[][..], Some(back.to.get()))
    } else {
        unreachable!("people complete and return")
    };
    let answers: BTreeSet<&str> = answers.iter().map(AnswerKey::as_str).collect();
    let mut ways = naive.ways(tokens).into_iter().filter(|way| {
        let given: BTreeSet<&str> = way.answers.iter().map(String::as_str).collect();
        way.activity == activity.get() && way.back == back && given == answers
    });
    ways.next().expect("the naive rule lets it happen").leaves
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn in_random_procedures_the_same_is_ready_as_by_enumerating_paths(sound in random()) {
        check_every_marking(&sound);
    }

    #[test]
    fn a_case_shows_at_every_step_what_tokens_on_a_board_would(
        sound in sound(),
        picks in prop::collection::vec(pick(), 1..40),
    ) {
        let naive = Naive::of(&sound.procedure);
        let mut tokens = Naive::first();
        let mut desk = Desk::of(&sound);
        check_case(&desk.case(), &naive, &tokens);
        for pick in &picks {
            if desk.act("someone", pick).is_none() {
                break;
            }
            tokens = played(&naive, &tokens, &desk.events[desk.events.len() - 1].did);
            check_case(&desk.case(), &naive, &tokens);
        }
    }
}
