//! What is shown of each of several things.

/// A view of each, in their order.
pub fn each<T, V>(things: impl IntoIterator<Item = T>, view: impl FnMut(T) -> V) -> Vec<V> {
    things.into_iter().map(view).collect()
}
