//! Work on all processors, its results in the order of the items.

use std::num::NonZero;
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

/// The most items that are taken at a time; a thread is started for at least as many.
const PAGE: usize = 64;
/// The fewest items that are taken at a time: the processors end as far apart as these take.
const LEAST: usize = 4;
/// The part of what is left that is taken at a time, as a divisor.
const SHARE: usize = 8;

/// Makes something of each, or nothing, on all processors and in order.
pub fn on_all_processors<T: Sync, R: Send>(
    items: &[T],
    make: impl Fn(&T) -> Option<R> + Sync,
) -> Vec<R> {
    let parts = in_parts(items, |pages| {
        let items = pages.flat_map(|(_, page)| page);
        items.filter_map(&make).collect::<Vec<R>>()
    });
    parts.into_iter().flatten().collect()
}

/// Makes something of consecutive parts, in their order: one part for each processor, and one more
/// wherever a processor that was done took over half of what another had left. What a part leaves
/// unread becomes further parts.
pub fn in_parts<T: Sync, R: Send>(
    items: &[T],
    make: impl Fn(&mut Pages<'_, T>) -> R + Sync,
) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let parts = Parts::of(items.len(), threads);
    let gone_through = |part: usize| {
        let mut made = Vec::new();
        let mut next = Some(part);
        while let Some(part) = next {
            let mut pages = Pages {
                items,
                parts: &parts,
                part,
            };
            made.push((part, make(&mut pages)));
            next = parts.take_over();
        }
        made
    };
    let begun = parts.all().len();
    let mut made = match begun {
        1 => gone_through(0),
        // This thread only waits: the system may leave a new thread on the processor of the one that
        // started it for long.
        _ => thread::scope(|scope| {
            let gone_through = &gone_through;
            let threads: Vec<_> = (0..begun)
                .map(|part| scope.spawn(move || gone_through(part)))
                .collect();
            threads
                .into_iter()
                .flat_map(|thread| thread.join().expect("reading a journal never panics"))
                .collect()
        }),
    };
    let parts = parts.all();
    made.sort_by_key(|(part, _)| parts[*part].from);
    made.into_iter().map(|(_, made)| made).collect()
}

/// The pages of a part, each with the place of its first item.
pub struct Pages<'p, T> {
    items: &'p [T],
    parts: &'p Parts,
    part: usize,
}

impl<'p, T> Iterator for Pages<'p, T> {
    type Item = (usize, &'p [T]);

    fn next(&mut self) -> Option<Self::Item> {
        let page = self.parts.page(self.part)?;
        Some((page.start, &self.items[page]))
    }
}

/// Parts of so many items, and what is left of them.
struct Parts(Mutex<Vec<Part>>);

struct Part {
    from: usize,
    left: Range<usize>,
}

impl Parts {
    fn of(items: usize, threads: usize) -> Self {
        let share = items.div_ceil(threads).max(PAGE);
        let starts = (0..items.max(1)).step_by(share);
        let parts = starts.map(|from| Part {
            from,
            left: from..items.min(from + share),
        });
        Self(Mutex::new(parts.collect()))
    }

    fn all(&self) -> MutexGuard<'_, Vec<Part>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a page off the beginning of what is left of a part. Pages shrink near the end, so that
    /// others can take over the rest.
    fn page(&self, part: usize) -> Option<Range<usize>> {
        let left = &mut self.all()[part].left;
        let length = (left.len() / SHARE).clamp(LEAST, PAGE);
        let page = left.start..left.end.min(left.start + length);
        left.start = page.end;
        (!page.is_empty()).then_some(page)
    }

    /// Splits the largest rest in two, where it is larger than the smallest page, and gives the second
    /// half as a new part.
    fn take_over(&self) -> Option<usize> {
        let mut parts = self.all();
        let most = parts.iter_mut().max_by_key(|part| part.left.len())?;
        if most.left.len() <= LEAST {
            return None;
        }
        let from = most.left.start + most.left.len() / 2;
        let left = from..most.left.end;
        most.left.end = from;
        parts.push(Part { from, left });
        Some(parts.len() - 1)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use proptest::prelude::*;

    use super::{PAGE, in_parts, on_all_processors};

    #[test]
    fn every_item_is_gone_through_once_and_the_parts_follow_each_other() {
        for count in [0, 1, PAGE - 1, PAGE, PAGE + 1, 10 * PAGE + 7] {
            let items: Vec<usize> = (0..count).collect();
            let parts = in_parts(&items, |pages| {
                let mut part: Vec<usize> = Vec::new();
                for (from, page) in pages {
                    assert_eq!(page[0], from);
                    part.extend(page);
                    // The first part takes the longest: others take over what is left of it.
                    if from < 5 * PAGE {
                        std::thread::sleep(Duration::from_millis(2));
                    }
                }
                part
            });
            assert_eq!(parts.concat(), items);
        }
    }

    proptest! {
        #[test]
        fn what_is_made_of_each_stands_in_the_order_of_the_items(count in 0..1000_usize) {
            let items: Vec<usize> = (0..count).collect();
            let odd = |item: &usize| (item % 2 == 1).then_some(*item);
            let expected: Vec<usize> = items.iter().filter_map(odd).collect();
            prop_assert_eq!(on_all_processors(&items, odd), expected);
        }
    }
}
