//! Files that the system hands over: named at the start or at a second one, opened from a file manager. They wait here
//! by their paths, of which the page learns nothing; it pulls one after the other.

use std::collections::VecDeque;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use desk::problem::{Code, Problem};
use tauri::{AppHandle, Emitter, Manager, Url};

use crate::flags::{self, Asked};

/// The event that tells the page to pull. At its own start the page pulls without it.
pub const EVENT: &str = "handed";

/// The largest file that is read; as much as a dropped one may have.
const LARGEST: u64 = 64 << 20;
/// The largest backup: it may hold every document of a family.
const LARGEST_BACKUP: u64 = 512 << 20;

/// So many bytes tell a backup.
const START: u64 = 64;

/// What waits. Nothing is opened before it is pulled.
#[derive(Default)]
pub struct Waiting(Mutex<VecDeque<PathBuf>>);

/// A file that was pulled.
#[derive(Debug)]
pub struct Pulled {
    /// Its name without the folder.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Waiting {
    /// These wait from the start.
    pub fn new(paths: impl IntoIterator<Item = PathBuf>) -> Self {
        Self(Mutex::new(paths.into_iter().collect()))
    }

    /// Reads the next one, or with `backup` the next backup; `None` when nothing waits.
    pub fn next(&self, backup: bool) -> Option<Result<Pulled, Problem>> {
        if backup {
            self.pull_backup()
        } else {
            self.pull()
        }
    }

    /// Reads the next one. It waits no more then, whatever comes of it.
    fn pull(&self) -> Option<Result<Pulled, Problem>> {
        let path = self.lock().pop_front()?;
        Some(read(&path, LARGEST))
    }

    /// The same with the next backup, whatever waits before it: it may be the only way into a vault that does not open.
    fn pull_backup(&self) -> Option<Result<Pulled, Problem>> {
        let paths: Vec<PathBuf> = self.lock().iter().cloned().collect();
        let path = paths.into_iter().find(|path| begins_as_backup(path))?;
        self.lock().retain(|waiting| *waiting != path);
        Some(read(&path, LARGEST))
    }

    fn add(&self, paths: impl IntoIterator<Item = PathBuf>) {
        self.lock().extend(paths);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, VecDeque<PathBuf>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes what a second start was given: its arguments with the program's name, and the folder that they mean.
/// Its flags are for a window of its own, so only the files count.
pub fn from_second_start(app: &AppHandle, arguments: Vec<String>, folder: &str) {
    let words = arguments.into_iter().skip(1).map(Into::into);
    if let Asked::Open(flags) = flags::read(words, None) {
        let folder = Path::new(folder);
        add(app, flags.files.into_iter().map(|file| folder.join(file)));
    }
}

/// Takes what macOS opens with the program.
#[cfg(target_os = "macos")]
pub fn from_system(app: &AppHandle, urls: &[Url]) {
    add(app, urls.iter().filter_map(path_of));
}

/// The path that a word of the command line means: file managers may give `file:` addresses.
pub fn named(word: PathBuf) -> PathBuf {
    let address = word.to_str().and_then(|text| Url::parse(text).ok());
    address.as_ref().and_then(path_of).unwrap_or(word)
}

fn path_of(url: &Url) -> Option<PathBuf> {
    (url.scheme() == "file").then(|| url.to_file_path().ok())?
}

fn add(app: &AppHandle, paths: impl IntoIterator<Item = PathBuf>) {
    let Some(handed) = app.try_state::<Waiting>() else {
        return;
    };
    handed.add(paths);
    // A page that is not there yet pulls when it comes.
    let _ = app.emit(EVENT, ());
}

/// Whether the file begins as a backup does. What cannot be read is none.
fn begins_as_backup(path: &Path) -> bool {
    // Looked at first: opening a pipe would wait for whoever writes into it.
    if !fs::metadata(path).is_ok_and(|data| data.is_file()) {
        return false;
    }
    let mut start = Vec::new();
    let file = File::open(path);
    let read = file.and_then(|file| file.take(START).read_to_end(&mut start));
    read.is_ok() && desk::home::is_backup(&start)
}

fn read(path: &Path, largest: u64) -> Result<Pulled, Problem> {
    let backup = begins_as_backup(path);
    let largest = if backup { LARGEST_BACKUP } else { largest };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.into_owned();
    let unreadable = || Problem::new(Code::Unreadable, name.clone());
    // Looked at first: opening a pipe would wait for whoever writes into it.
    if !fs::metadata(path).is_ok_and(|data| data.is_file()) {
        return Err(unreadable());
    }
    let file = File::open(path).map_err(|_| unreadable())?;
    let mut bytes = Vec::new();
    file.take(largest + 1)
        .read_to_end(&mut bytes)
        .map_err(|_| unreadable())?;
    if bytes.len() as u64 > largest {
        return Err(Problem::new(Code::TooLarge, name));
    }
    Ok(Pulled { name, bytes })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code<T>(read: Result<T, Problem>) -> Option<Code> {
        read.err().map(|problem| problem.code)
    }

    #[test]
    fn files_are_pulled_one_by_one_as_they_are_then() {
        let folder = tempfile::tempdir().expect("a folder");
        let paths = ["小雨.png", "gone.pdf"].map(|name| folder.path().join(name));
        let handed = Waiting::new([paths[0].clone()]);
        handed.add([paths[1].clone()]);
        fs::write(&paths[0], b"later").expect("a file");

        let first = handed.pull().expect("one waits").expect("it can be read");
        assert_eq!(
            (first.name.as_str(), &*first.bytes),
            ("小雨.png", &b"later"[..])
        );
        let second = handed.pull().expect("another waits");
        assert_eq!(code(second), Some(Code::Unreadable));
        assert!(handed.pull().is_none());
    }

    #[test]
    fn a_backup_is_pulled_by_itself_and_the_others_wait_on() {
        let folder = tempfile::tempdir().expect("a folder");
        let paths = ["a.png", "gone.kcb", "b.kcb"].map(|name| folder.path().join(name));
        let handed = Waiting::new(paths.clone());
        assert!(handed.pull_backup().is_none(), "none of them is there");
        fs::write(&paths[0], b"\x89PNG").expect("a file");
        fs::write(&paths[2], b"age-encryption.org/v1\n").expect("a file");
        let pulled = handed
            .pull_backup()
            .expect("one waits")
            .expect("it is read");
        assert_eq!(pulled.name, "b.kcb");
        assert!(handed.pull_backup().is_none());
        assert_eq!(
            handed.pull().and_then(Result::ok).map(|next| next.name),
            Some("a.png".to_owned())
        );
    }

    #[test]
    fn only_files_and_none_too_large() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.txt");
        fs::write(&path, [7; 10]).expect("a file");
        assert!(read(&path, 10).is_ok());
        assert_eq!(code(read(&path, 9)), Some(Code::TooLarge));
        assert_eq!(code(read(folder.path(), 9)), Some(Code::Unreadable));
        #[cfg(unix)]
        assert_eq!(
            code(read(Path::new("/dev/zero"), 9)),
            Some(Code::Unreadable)
        );
    }

    #[test]
    #[cfg(unix)]
    fn a_file_address_is_its_path() {
        assert_eq!(
            named("file:///a/%E5%B0%8F%20.png".into()),
            Path::new("/a/小 .png")
        );
        assert_eq!(named("a:b.png".into()), Path::new("a:b.png"));
        assert_eq!(named("小雨.png".into()), Path::new("小雨.png"));
        assert_eq!(
            named("https://a.example/b".into()),
            Path::new("https://a.example/b")
        );
    }
}
