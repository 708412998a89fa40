//! What must hold of what is written beside the flow: labels, and documents waived and withdrawn. The
//! rules are told once more, by what every author had seen.

use std::collections::{BTreeMap, BTreeSet};

use ugat::{Act, Case, Event, EventId, Given, matching, outputs};

/// The ids of all that each event had seen.
fn pasts(case: &Case) -> BTreeMap<EventId, BTreeSet<EventId>> {
    let mut pasts: BTreeMap<EventId, BTreeSet<EventId>> = BTreeMap::new();
    for event in case.events() {
        let mut past: BTreeSet<EventId> = event.after.iter().copied().collect();
        for before in &event.after {
            past.extend(&pasts[before]);
        }
        pasts.insert(event.id, past);
    }
    pasts
}

/// A label is there where somebody gave it whom nobody had seen who took it away.
pub fn labels(case: &Case) {
    let pasts = pasts(case);
    let mut expected = BTreeSet::new();
    for given in case.events() {
        let Act::Labelled { labels } = &given.did else {
            continue;
        };
        for label in labels {
            let key = matching(label.as_str());
            let takes = |event: &Event| {
                let Act::Unlabelled { labels } = &event.did else {
                    return false;
                };
                let mut labels = labels.iter();
                labels.any(|(label, _)| matching(label.as_str()) == key)
            };
            let mut takers = case.events().iter().filter(|event| takes(event));
            if !takers.any(|taker| pasts[&taker.id].contains(&given.id)) {
                expected.insert(key);
            }
        }
    }
    let labels = case.labels().into_iter();
    let labels: Vec<String> = labels.map(|label| matching(label.as_str())).collect();
    assert_eq!(labels.iter().cloned().collect::<BTreeSet<_>>(), expected);
    assert_eq!(labels.len(), expected.len());
}

/// A withdrawal ends no document that its author had not seen, nothing is missing that is waived, and
/// no waiver is told of where a document was given.
pub fn documents(case: &Case) {
    let pasts = pasts(case);
    let restored: BTreeSet<EventId> = case
        .events()
        .iter()
        .filter_map(|event| {
            let Act::Restored(restoration) = &event.did else {
                return None;
            };
            Some(restoration.event)
        })
        .collect();
    let rows = outputs(case);
    for row in &rows {
        match &row.given {
            Given::Output {
                output,
                place,
                retracted_by: Some(by),
                ..
            } => {
                let (given, by) = (case.event(*place), case.event(*by));
                assert!(pasts[&by.id].contains(&given.id) && !restored.contains(&by.id));
                let Act::Retracted(retraction) = &by.did else {
                    panic!("{:?} withdraws nothing", by.did);
                };
                assert_eq!(retraction.kind, output.kind);
                assert_eq!(retraction.item, row.item);
            }
            Given::Output { .. } => {}
            Given::Missing { due, .. } => {
                let waived = rows.iter().filter(|other| other.item == row.item);
                let mut waived = waived.filter_map(|other| {
                    let Given::Waived { kind, .. } = &other.given else {
                        return None;
                    };
                    Some(*kind)
                });
                assert!(!waived.any(|kind| due.any.contains(kind)), "{row:?}");
            }
            Given::Waived { any, place, .. } => {
                assert!(!restored.contains(&case.event(*place).id));
                let mut given = case.outputs_of(row.item);
                assert!(!given.any(|output| any.contains(&output.kind)), "{row:?}");
            }
        }
    }
}
