//! A value that is made when it is asked for first.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

/// A value that is there already, or that is made when it is asked for first.
#[derive(Clone)]
pub struct Lazy<T> {
    value: OnceLock<T>,
    make: Option<Arc<dyn Fn() -> T + Send + Sync>>,
}

impl<T> Lazy<T> {
    /// A value that is made when it is asked for.
    pub fn new(make: impl Fn() -> T + Send + Sync + 'static) -> Lazy<T> {
        Lazy { value: OnceLock::new(), make: Some(Arc::new(make)) }
    }

    /// Whether it is to be made yet.
    pub fn is_later(&self) -> bool {
        self.make.is_some() && !self.is_made()
    }

    /// Whether it was there from the beginning.
    pub fn is_given(&self) -> bool {
        self.make.is_none()
    }

    /// Whether it was made.
    pub fn is_made(&self) -> bool {
        self.value.get().is_some()
    }
}

impl<T: Default> Lazy<T> {
    /// Makes the value, if nobody has asked for it.
    pub fn force(&self) {
        let _: &T = self;
    }

    /// The value for a change.
    pub fn get_mut(&mut self) -> Option<&mut T> {
        let _: &T = self;
        self.value.get_mut()
    }
}

impl<T> From<T> for Lazy<T> {
    fn from(value: T) -> Lazy<T> {
        Lazy { value: OnceLock::from(value), make: None }
    }
}

impl<T: Default> Default for Lazy<T> {
    fn default() -> Lazy<T> {
        Lazy::from(T::default())
    }
}

impl<T: Default> Deref for Lazy<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value.get_or_init(|| self.make.as_ref().map(|make| make()).unwrap_or_default())
    }
}

impl<T: fmt::Debug + Default> fmt::Debug for Lazy<T> {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        T::fmt(self, out)
    }
}
