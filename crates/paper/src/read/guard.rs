//! The one seam behind which the decoders of others run.
//!
//! `rxing`, `hayro` and the picture decoders index into data that a stranger wrote. They are
//! memory-safe, but a slip in their arithmetic is a panic, and a panic must cost one answer, not
//! the window with a family's unsaved work. Nothing shared crosses the seam: each call gets bytes
//! or pixels and hands back an owned value, so no half-changed state can be seen afterwards.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// What `work` gives, or `None` if it panicked.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn a_panic_becomes_none() {
        assert_eq!(guarded(|| 1), Some(1));
        let empty: &[u8] = &[];
        assert_eq!(guarded(|| empty[std::hint::black_box(3)]), None);
    }
}
