//! The one desk of the window, and how a command reaches it.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use desk::Desk;
use desk::view::ProblemView;
use jiff::Zoned;
use serde::Serialize;

use crate::flags::Flags;

/// What every command answers.
pub type Answer<T> = Result<T, Failure>;

/// Why a command has nothing to answer.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Failure {
    /// A problem that a person can do something about, in their language.
    Told(ProblemView),
    /// A fault of ours: the step broke off. The page has its own words for that.
    Broken,
}

/// The desk, one step at a time, and where prints are saved without asking.
pub struct Held {
    desk: Arc<Mutex<Desk>>,
    /// `--save-to`; `None` = the person is asked.
    pub save_to: Option<PathBuf>,
}

impl Held {
    /// Opens the desk that is kept in `home`.
    ///
    /// # Errors
    /// If a path of `--trust` cannot be read or holds no certificate: a sentence in the person's language.
    pub fn open(home: PathBuf, fonts: PathBuf, flags: &Flags) -> Result<Self, String> {
        let mut desk = Desk::open(Some(home), fonts);
        for path in &flags.trust {
            desk.trust_for_now(path, &now())
                .map_err(|problem| format!("{} {}", problem.what, problem.next))?;
        }
        Ok(Self {
            desk: Arc::new(Mutex::new(desk)),
            save_to: flags.save_to.clone(),
        })
    }

    /// Does one step at the desk, now, off the window's own thread.
    ///
    /// # Errors
    /// As `step`; [`Failure::Broken`] if it panics.
    pub async fn at<T: Send + 'static>(
        &self,
        step: impl FnOnce(&mut Desk, &Zoned) -> Result<T, ProblemView> + Send + 'static,
    ) -> Answer<T> {
        let desk = Arc::clone(&self.desk);
        let done = tauri::async_runtime::spawn_blocking(move || {
            // A step that broke off left the desk without its last change, which is no reason to lose the rest.
            let mut desk = desk.lock().unwrap_or_else(PoisonError::into_inner);
            step(&mut desk, &now())
        });
        done.await
            .map_err(|_| Failure::Broken)?
            .map_err(Failure::Told)
    }
}

/// Does something slow that needs no desk, off the window's own thread.
///
/// # Errors
/// [`Failure::Broken`] if it panics.
pub async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Answer<T> {
    let done = tauri::async_runtime::spawn_blocking(work);
    done.await.map_err(|_| Failure::Broken)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the window is a shell: it reads the clock once for each step"
)]
fn now() -> Zoned {
    Zoned::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(folder: &tempfile::TempDir) -> Held {
        Held::open(folder.path().to_owned(), PathBuf::new(), &Flags::default())
            .expect("an empty desk")
    }

    #[test]
    fn a_step_that_breaks_off_is_told_and_the_desk_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let held = held(&folder);
        let broken: Answer<()> =
            tauri::async_runtime::block_on(held.at(|_, _| panic!("a fault of ours")));
        assert!(matches!(broken, Err(Failure::Broken)));
        let slips = tauri::async_runtime::block_on(held.at(|desk, now| Ok(desk.slips(now))));
        assert_eq!(slips.map(|slips| slips.len()).map_err(|_| ()), Ok(0));
    }

    #[test]
    fn the_page_gets_a_problem_whole_and_a_fault_as_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let told =
            tauri::async_runtime::block_on(held(&folder).at(|desk, now| desk.read_page(7, 0, now)));
        let told = serde_json::to_value(told.expect_err("no source 7")).expect("plain data");
        assert_eq!(told["code"], "closed");
        assert!(told["what"].is_string() && told["next"].is_string());
        assert!(
            serde_json::to_value(Failure::Broken)
                .expect("plain data")
                .is_null()
        );
    }

    #[test]
    fn trust_that_cannot_be_read_is_a_sentence() {
        let flags = Flags {
            trust: vec!["no/such/folder".into()],
            ..Flags::default()
        };
        let Err(sentence) = Held::open(PathBuf::from("none"), PathBuf::new(), &flags) else {
            panic!("there is no such folder");
        };
        assert!(sentence.contains("no/such/folder"), "{sentence}");
    }
}
