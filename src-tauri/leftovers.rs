//! What the web view's library keeps of what went to the page, overwritten after locking
//! (docs/decisions/06-memory-and-portals.md).
//!
//! WebKit has an allocator of its own that neither ours nor glibc's setting reaches. An answer passes through it on its
//! way to the page's process, and stays in what is given back until something else of about its size takes the place. So
//! the page gets blanks of every size, by the same way, which it reads as scripts that do nothing.

use std::thread;
use std::time::Duration;

use tauri::{AppHandle, Manager};

/// Begins it, in the background: the page draws the lock first.
pub fn overwrite(app: &AppHandle) {
    let app = app.clone();
    thread::spawn(move || {
        thread::sleep(AFTER);
        // A window that is gone keeps nothing.
        let Some(window) = app.get_webview_window("main") else {
            return;
        };
        for size in sizes() {
            let blank = " ".repeat(size);
            for _ in 0..TIMES {
                let _ = window.eval(&blank);
            }
        }
    });
}

/// In bytes; an allocator rounds up, by an eighth at most.
fn sizes() -> impl Iterator<Item = usize> {
    std::iter::successors(Some(SMALLEST), |size| Some(size + size / 8))
        .take_while(|size| *size <= LARGEST)
}

/// Long enough for a page to draw its lock, short against the two seconds that are promised.
const AFTER: Duration = Duration::from_millis(300);

/// Below, nothing of an answer is found: its own frame is longer.
const SMALLEST: usize = 64;

/// WebKit reads an answer in pieces of 8 KiB (`gReadBufferSize`) and wraps each at most twice its size.
const LARGEST: usize = 20 << 10;

/// Freed places of one size, at most, that are overwritten.
const TIMES: usize = 32;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_has_a_blank_that_is_little_longer() {
        let sizes: Vec<usize> = sizes().collect();
        assert!(
            sizes
                .windows(2)
                .all(|two| two[0] < two[1] && two[1] * 8 <= two[0] * 9)
        );
        assert!(sizes.last().is_some_and(|last| *last > 16 << 10));
    }
}
