//! Where the fonts for paper are.

use std::path::{Path, PathBuf};

use tauri::Runtime;
use tauri::path::PathResolver;

/// The folder with `NotoSansSC-Regular.ttf` and `NotoSansSC-Bold.ttf`: beside the app's own resources, or in cargo's
/// target folder when it runs from there. If there is none, the first place is named, and printing says so.
pub fn folder<R: Runtime>(paths: &PathResolver<R>) -> PathBuf {
    let program = std::env::current_exe().unwrap_or_default();
    let places: Vec<PathBuf> = paths
        .resource_dir()
        .ok()
        .into_iter()
        .chain(near(&program))
        .map(|one| one.join("fonts"))
        .collect();
    let found = places
        .iter()
        .find(|place| place.join("NotoSansSC-Regular.ttf").is_file());
    found.or(places.first()).cloned().unwrap_or_default()
}

/// The folders above a program: `target/debug`, `target`.
fn near(program: &Path) -> impl Iterator<Item = PathBuf> {
    program.ancestors().skip(1).take(2).map(Path::to_path_buf)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_target_folder_is_near() {
        let folders: Vec<PathBuf> = near(Path::new("/x/target/debug/kincode-app")).collect();
        assert_eq!(
            folders,
            [Path::new("/x/target/debug"), Path::new("/x/target")]
        );
    }
}
