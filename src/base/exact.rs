//! Lists that take no more memory than they need.

/// The same list without room to grow: what is kept for long is moved to memory of its size. Shrinking it where it is
/// gives nothing back to many allocators.
pub(crate) fn exact<T>(mut list: Vec<T>) -> Vec<T> {
    if list.len() == list.capacity() {
        return list;
    }
    let mut exact = Vec::with_capacity(list.len());
    exact.append(&mut list);
    exact
}
