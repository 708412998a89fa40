use std::num::NonZero;

/// What a thread is started for at least.
const SHARE: usize = 64;

/// Makes something of each, or nothing, on all processors and in order.
pub fn on_all_processors<T: Sync, R: Send>(
    items: &[T],
    make: impl Fn(&T) -> Option<R> + Sync,
) -> Vec<R> {
    let parts = in_parts(items, |_, part| part.iter().filter_map(&make).collect());
    parts.into_iter().flat_map(Vec::into_iter).collect()
}

/// Makes something of parts that follow each other, one for each processor; each part comes with
/// the place of its first.
pub fn in_parts<T: Sync, R: Send>(items: &[T], make: impl Fn(usize, &[T]) -> R + Sync) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    let share = items.len().div_ceil(threads).max(SHARE);
    if items.len() <= share {
        return vec![make(0, items)];
    }
    let make = &make;
    std::thread::scope(|scope| {
        let parts: Vec<_> = (0..)
            .step_by(share)
            .zip(items.chunks(share))
            .map(|(from, part)| scope.spawn(move || make(from, part)))
            .collect();
        parts
            .into_iter()
            .map(|part| part.join().expect("reading a journal never panics"))
            .collect()
    })
}
