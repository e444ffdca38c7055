//! In small or whole.

use std::env;
use std::path::Path;

use tempfile::TempDir;

/// Set to `full`, everything is run whole.
const CAMPAIGN: &str = "KINCODE_CAMPAIGN";

/// How many of them are run now.
pub fn of(small: usize, whole: usize) -> usize {
    if is_whole() { whole } else { small }
}

/// Whether everything is run whole.
pub fn is_whole() -> bool {
    env::var(CAMPAIGN).is_ok_and(|value| value == "full")
}

/// A folder in memory where the system has one: for what is about bytes, not about disks.
pub fn quick_folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() {
        tempfile::tempdir_in(memory).expect("memory has room")
    } else {
        tempfile::tempdir().expect("a folder")
    }
}
