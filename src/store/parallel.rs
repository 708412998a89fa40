use std::num::NonZero;

/// What a thread is started for at least.
const SHARE: usize = 64;

/// Makes something of each, or nothing, on all processors and in order.
pub fn on_all_processors<T: Sync, R: Send>(
    items: &[T],
    make: impl Fn(&T) -> Option<R> + Sync,
) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    let share = items.len().div_ceil(threads).max(SHARE);
    let work = |part: &[T]| -> Vec<R> { part.iter().filter_map(&make).collect() };
    if items.len() <= share {
        return work(items);
    }
    std::thread::scope(|scope| {
        let parts: Vec<_> = items
            .chunks(share)
            .map(|part| scope.spawn(|| work(part)))
            .collect();
        parts
            .into_iter()
            .flat_map(|part| part.join().expect("reading a journal never panics"))
            .collect()
    })
}
