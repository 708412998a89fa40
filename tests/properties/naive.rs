//! The rule of flow once more, as plainly as can be: simple paths on the graph of flows are
//! enumerated one by one. It uses nothing of the engine.

use std::collections::{BTreeMap, BTreeSet};

use ugat::{Activity, Procedure};

/// A token: from where, to where, and whether a return brought it.
pub type Place = (Option<u8>, u8, bool);

/// The tokens, sorted.
pub type Tokens = Vec<Place>;

pub struct Naive<'a> {
    procedure: &'a Procedure,
    leads: BTreeMap<u8, BTreeSet<u8>>,
    /// Whether a token at the first can come to the second without passing the third.
    reaches: BTreeSet<(u8, u8, u8)>,
}

/// One way to end the work that takes some tokens.
#[derive(Clone, Debug)]
pub struct Way {
    pub activity: u8,
    pub answers: Vec<String>,
    pub back: Option<u8>,
    pub leaves: Tokens,
}

impl<'a> Naive<'a> {
    pub fn of(procedure: &'a Procedure) -> Self {
        let numbered = procedure.activities.iter();
        let leads: BTreeMap<u8, BTreeSet<u8>> = numbered
            .map(|activity| (activity.number.get(), targets(activity, |_| true)))
            .collect();
        let mut reaches = BTreeSet::new();
        for start in leads.keys() {
            for avoided in leads.keys().filter(|avoided| *avoided != start) {
                for end in leads.keys().filter(|end| *end != avoided) {
                    if walk(&leads, &mut vec![*start], *end, *avoided) {
                        reaches.insert((*start, *end, *avoided));
                    }
                }
            }
        }
        Self {
            procedure,
            leads,
            reaches,
        }
    }

    pub fn first() -> Tokens {
        vec![(None, 1, false)]
    }

    /// For whom the ordinary tokens at an activity wait.
    pub fn awaits(&self, tokens: &Tokens, activity: u8) -> BTreeSet<u8> {
        let sources = self.leads.iter().filter(|(_, to)| to.contains(&activity));
        let empty = sources
            .map(|(from, _)| *from)
            .filter(|from| !tokens.contains(&(Some(*from), activity, false)));
        empty
            .filter(|from| {
                let elsewhere = tokens.iter().filter(|(_, to, _)| *to != activity);
                let mut elsewhere = elsewhere.map(|(_, to, _)| *to);
                elsewhere.any(|at| self.reaches.contains(&(at, *from, activity)))
            })
            .collect()
    }

    /// The activities with ordinary tokens that wait, and for whom.
    pub fn waiting(&self, tokens: &Tokens) -> BTreeMap<u8, BTreeSet<u8>> {
        let ordinary = tokens.iter().filter(|(_, _, moved)| !moved);
        ordinary
            .map(|(_, to, _)| (*to, self.awaits(tokens, *to)))
            .filter(|(_, awaited)| !awaited.is_empty())
            .collect()
    }

    /// The groups of tokens that can be taken, by activity, in order.
    pub fn ready(&self, tokens: &Tokens) -> Vec<(u8, Tokens)> {
        let mut ready: BTreeMap<(u8, bool), Tokens> = BTreeMap::new();
        for token in tokens {
            let (_, to, moved) = *token;
            if moved || self.awaits(tokens, to).is_empty() {
                ready.entry((to, moved)).or_default().push(*token);
            }
        }
        ready
            .into_iter()
            .map(|((to, _), taken)| (to, taken))
            .collect()
    }

    /// Every way to go on.
    pub fn ways(&self, tokens: &Tokens) -> Vec<Way> {
        let mut ways = Vec::new();
        for (number, taken) in self.ready(tokens) {
            let rest: Tokens = tokens
                .iter()
                .filter(|one| !taken.contains(one))
                .copied()
                .collect();
            let activity = &self.procedure.activities[usize::from(number) - 1];
            for answers in answers(activity) {
                let next = targets(activity, |key| answers.iter().any(|answer| answer == key));
                let placed = next.into_iter().map(|to| (Some(number), to, false));
                ways.push(Way {
                    activity: number,
                    answers,
                    back: None,
                    leaves: sorted(rest.iter().copied().chain(placed)),
                });
            }
            for back in activity.review.iter().map(|back| back.get()) {
                let placed = [(Some(number), back, true)];
                ways.push(Way {
                    activity: number,
                    answers: Vec::new(),
                    back: Some(back),
                    leaves: sorted(rest.iter().copied().chain(placed)),
                });
            }
        }
        ways
    }

    /// Every set of tokens that a case can come to.
    pub fn reachable(&self) -> BTreeSet<Tokens> {
        let mut found = BTreeSet::from([Self::first()]);
        let mut open = vec![Self::first()];
        while let Some(tokens) = open.pop() {
            for way in self.ways(&tokens) {
                if found.insert(way.leaves.clone()) {
                    open.push(way.leaves);
                }
            }
        }
        found
    }
}

fn walk(leads: &BTreeMap<u8, BTreeSet<u8>>, path: &mut Vec<u8>, end: u8, avoided: u8) -> bool {
    let here = path[path.len() - 1];
    if here == end {
        return true;
    }
    for next in &leads[&here] {
        if *next != avoided && !path.contains(next) {
            path.push(*next);
            let found = walk(leads, path, end, avoided);
            path.pop();
            if found {
                return true;
            }
        }
    }
    false
}

fn sorted(tokens: impl Iterator<Item = Place>) -> Tokens {
    let mut tokens: Tokens = tokens.collect();
    tokens.sort_unstable();
    tokens
}

fn targets(activity: &Activity, chosen: impl Fn(&str) -> bool) -> BTreeSet<u8> {
    let question = activity.question.iter();
    let answers = question.flat_map(|question| &question.answers);
    let answered = answers
        .filter(|answer| chosen(answer.key.as_str()))
        .flat_map(|answer| &answer.next);
    let numbers = activity.next.iter().chain(answered);
    numbers.map(|number| number.get()).collect()
}

fn answers(activity: &Activity) -> Vec<Vec<String>> {
    let Some(question) = &activity.question else {
        return vec![Vec::new()];
    };
    let keys: Vec<String> = question
        .answers
        .iter()
        .map(|answer| answer.key.to_string())
        .collect();
    if !question.many {
        return keys.into_iter().map(|key| vec![key]).collect();
    }
    let sets = 1..1_u32 << keys.len();
    let chosen = |set: u32| {
        let keys = keys
            .iter()
            .enumerate()
            .filter(|(place, _)| set >> place & 1 == 1);
        keys.map(|(_, key)| key.clone()).collect()
    };
    sets.map(chosen).collect()
}
