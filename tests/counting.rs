//! The system's allocator, counted: how often it is asked for memory, for how much, how much is held, and the most that
//! ever was.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// The system's allocator, counted.
struct Counting;

static COUNT: AtomicUsize = AtomicUsize::new(0);
static ASKED: AtomicUsize = AtomicUsize::new(0);
static HELD: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call goes to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.fetch_add(1, Relaxed);
        ASKED.fetch_add(layout.size(), Relaxed);
        let held = HELD.fetch_add(layout.size(), Relaxed) + layout.size();
        MOST.fetch_max(held, Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(place, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// What something cost.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    /// How often memory was asked for.
    pub count: usize,
    /// Bytes that were asked for in all.
    pub asked: usize,
    /// Bytes that are held by what was made.
    pub held: isize,
    /// The most bytes that were held at once, beyond those from before.
    pub most: usize,
}

/// Does something, and counts.
pub fn cost<T>(stage: impl FnOnce() -> T) -> (T, Cost) {
    let before = (COUNT.load(Relaxed), ASKED.load(Relaxed), HELD.load(Relaxed));
    MOST.store(before.2, Relaxed);
    let made = stage();
    let cost = Cost {
        count: COUNT.load(Relaxed) - before.0,
        asked: ASKED.load(Relaxed) - before.1,
        held: HELD.load(Relaxed) as isize - before.2 as isize,
        most: MOST.load(Relaxed).saturating_sub(before.2),
    };
    (made, cost)
}
