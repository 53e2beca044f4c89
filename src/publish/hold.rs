//! What several threads change in turn.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// What a lock guards, also after a panic elsewhere: nothing is left half-changed inside those of this room.
pub fn hold<T>(guarded: &Mutex<T>) -> MutexGuard<'_, T> {
    guarded.lock().unwrap_or_else(PoisonError::into_inner)
}
