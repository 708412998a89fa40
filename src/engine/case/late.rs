//! Late acts: those concurrent with an act that stopped the case.

use crate::engine::fold::history::History;

/// For each of `acts` the first of `others` that is concurrent with it (neither had seen the other),
/// if any. `others` are tested in blocks of 64, one bit each; nearly always the first block settles
/// all.
pub fn first_unseen(
    history: &History,
    mut acts: Vec<usize>,
    others: &[usize],
) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for block in others.chunks(64) {
        if acts.is_empty() {
            break;
        }
        let related = related(history, block);
        let all = u64::MAX >> (64 - block.len());
        acts.retain(|act| {
            let unseen = all & !related[*act];
            if unseen == 0 {
                return true;
            }
            found.push((*act, block[unseen.trailing_zeros() as usize]));
            false
        });
    }
    found
}

/// For each event, which of at most 64 others are in its past or have it in theirs.
fn related(history: &History, block: &[usize]) -> Vec<u64> {
    let mut own = vec![0_u64; history.events.len()];
    for (bit, place) in block.iter().enumerate() {
        own[*place] |= 1 << bit;
    }
    let mut before = vec![0_u64; own.len()];
    for place in history.order() {
        for parent in history.before(*place) {
            before[*place] |= before[*parent] | own[*parent];
        }
    }
    let mut after = vec![0_u64; own.len()];
    for place in history.order().iter().rev() {
        for parent in history.before(*place) {
            after[*parent] |= after[*place] | own[*place];
        }
    }
    let both = before.into_iter().zip(after);
    both.map(|(before, after)| before | after).collect()
}
