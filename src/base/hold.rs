//! What several threads change in turn. A panic elsewhere leaves nothing half-changed inside: what is guarded is only
//! ever replaced or added to.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// What a lock guards, also after a panic elsewhere.
pub fn hold<T>(guarded: &Mutex<T>) -> MutexGuard<'_, T> {
    guarded.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What a lock guarded that nobody asks any more.
pub fn into_inner<T>(guarded: Mutex<T>) -> T {
    guarded.into_inner().unwrap_or_else(PoisonError::into_inner)
}
