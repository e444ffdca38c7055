//! The files of the product, and what is in them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// One file, read.
pub struct Source {
    /// Where, from the top of the repository.
    pub path: PathBuf,
    /// All of it.
    pub text: String,
}

/// Lines of Rust by what they are; blank lines and plain comments are none of these.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Lines {
    /// Product code.
    pub code: usize,
    /// `//!` and `///`.
    pub docs: usize,
    /// Test code, in `tests/` or after `#[cfg(test)]`.
    pub tests: usize,
}

impl Source {
    /// The path as people write it.
    pub fn name(&self) -> String {
        self.path.to_string_lossy().replace('\\', "/")
    }

    /// Its lines.
    pub fn lines(&self) -> std::str::Lines<'_> {
        self.text.lines()
    }

    /// Its lines by kind.
    pub fn counted(&self) -> Lines {
        let is_test_file = self
            .path
            .iter()
            .any(|part| part == "tests" || part == "benches" || part == "tests.rs");
        let mut lines = Lines::default();
        let mut in_tests = is_test_file;
        for line in self.lines().map(str::trim).filter(|line| !line.is_empty()) {
            in_tests |= line == "#[cfg(test)]";
            if in_tests {
                lines.tests += 1;
            } else if line.starts_with("//!") || line.starts_with("///") {
                lines.docs += 1;
            } else if !line.starts_with("//") {
                lines.code += 1;
            }
        }
        lines
    }
}

impl Lines {
    /// Both together.
    pub fn plus(self, other: Self) -> Self {
        Self {
            code: self.code + other.code,
            docs: self.docs + other.docs,
            tests: self.tests + other.tests,
        }
    }
}

/// Every Rust file of the repository, tests and benches included.
pub fn rust(root: &Path) -> Vec<Source> {
    in_folders(root, &["crates", "src-tauri", "xtask", "tests"], &["rs"])
}

/// Lines of the crates' READMEs, which are their crate docs.
pub fn readme_lines(root: &Path) -> usize {
    let readmes = in_folders(root, &["crates"], &["md"]);
    let of_crates = readmes
        .iter()
        .filter(|source| source.path.ends_with("README.md"));
    of_crates
        .flat_map(Source::lines)
        .filter(|line| !line.trim().is_empty())
        .count()
}

/// What is shipped: Rust without tests, and the page without tests and without what is generated.
pub fn product(root: &Path) -> Vec<Source> {
    let mut all = in_folders(root, &["crates", "src-tauri", "xtask"], &["rs"]);
    all.extend(in_folders(root, &["ui/src"], &["ts", "svelte", "css"]));
    all.retain(|source| {
        let name = source.name();
        let is_test =
            name.contains("/tests/") || name.contains("/benches/") || name.contains(".test.");
        !is_test && !name.ends_with("ipc/bindings.ts")
    });
    all
}

/// The keys of all messages of one language's folder.
pub fn messages(folder: &Path) -> BTreeSet<String> {
    in_folders(folder, &[""], &["ftl"])
        .iter()
        .flat_map(|source| keys(&source.text))
        .collect()
}

/// The keys of one Fluent file: what stands at the beginning of a line, before `=`.
pub fn keys(text: &str) -> BTreeSet<String> {
    text.lines()
        .filter(|line| line.starts_with(|first: char| first.is_ascii_alphabetic() || first == '-'))
        .filter_map(|line| line.split_once('='))
        .map(|(key, _)| key.trim().to_owned())
        .collect()
}

fn in_folders(root: &Path, folders: &[&str], endings: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    for folder in folders {
        collect(root, &root.join(folder), endings, &mut found);
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn collect(root: &Path, folder: &Path, endings: &[&str], found: &mut Vec<Source>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default();
        if path.is_dir() && name != "node_modules" && name != "target" && name != "fuzz" {
            collect(root, &path, endings, found);
        } else if path
            .extension()
            .and_then(|ending| ending.to_str())
            .is_some_and(|ending| endings.contains(&ending))
        {
            let text = fs::read_to_string(&path).expect("a source file is text");
            let path = path
                .strip_prefix(root)
                .map(Path::to_path_buf)
                .unwrap_or(path);
            found.push(Source { path, text });
        }
    }
}
