//! The one desk of the window, and how a command reaches it.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use desk::family::Family;
use desk::problem::Problem;
use desk::view::{Lang, ProblemView, Settings};
use desk::{Desk, Home, Machine, Sight, SystemKeychain};
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

/// The desk and the family's home, each one step at a time: a keychain that keeps the home waiting keeps no check
/// waiting.
pub struct Held {
    desk: Arc<Mutex<Desk>>,
    home: Arc<Mutex<Home>>,
    /// Where everything is kept.
    pub folder: PathBuf,
    /// `--save-to`, a file or a folder; `None` = the person is asked.
    pub save_to: Option<PathBuf>,
    /// Where the fonts for printing lie.
    pub fonts: PathBuf,
}

/// When and for whom a step at home is done.
pub struct At {
    /// Who is trusted, in which language things are said, and what time it is.
    pub sight: Sight,
    /// Which boot this is, and for how long.
    pub machine: Machine,
    /// What is remembered.
    pub settings: Settings,
}

impl At {
    /// The language of the window.
    pub fn lang(&self) -> Lang {
        self.sight.lang
    }

    /// What a backup of today is called.
    pub fn backup_name(&self) -> String {
        format!("kincode-{}.kcb", self.machine.now.date())
    }
}

impl Held {
    /// Opens the desk that is kept in `home`.
    ///
    /// # Errors
    /// If a path of `--trust` cannot be read or holds no certificate: a sentence in the person's language.
    pub fn open(home: PathBuf, fonts: PathBuf, flags: &Flags) -> Result<Self, String> {
        let keychain = SystemKeychain::new(LIMIT).map_err(|error| error.to_string())?;
        let mut desk = Desk::open(Some(home.clone()), fonts.clone());
        for path in &flags.trust {
            desk.trust_for_now(path, &now())
                .map_err(|problem| format!("{} {}", problem.what, problem.next))?;
        }
        Ok(Self {
            desk: Arc::new(Mutex::new(desk)),
            folder: home.clone(),
            home: Arc::new(Mutex::new(Home::new(home, Box::new(keychain)))),
            save_to: flags.save_to.clone(),
            fonts,
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

    /// Does one step at the family's home, now, off the window's own thread.
    ///
    /// # Errors
    /// As `step`; [`Failure::Broken`] if it panics.
    pub async fn home<T: Send + 'static>(
        &self,
        step: impl FnOnce(&mut Home, &At) -> Result<T, Problem> + Send + 'static,
    ) -> Answer<T> {
        let (desk, home) = (Arc::clone(&self.desk), Arc::clone(&self.home));
        let done = tauri::async_runtime::spawn_blocking(move || {
            let mut home = home.lock().unwrap_or_else(PoisonError::into_inner);
            // After the waiting, not before.
            let at = here(&desk, &home);
            step(&mut home, &at).map_err(|problem| problem.view(at.lang()))
        });
        done.await
            .map_err(|_| Failure::Broken)?
            .map_err(Failure::Told)
    }

    /// Does one step at the family's home on this very thread, which must not be the window's.
    pub fn at_home<T>(&self, step: impl FnOnce(&mut Home, &At) -> T) -> T {
        let mut home = self.home.lock().unwrap_or_else(PoisonError::into_inner);
        let at = here(&self.desk, &home);
        step(&mut home, &at)
    }

    /// Locks the family's vault, on this very thread, and forgets what was printed of it.
    pub fn lock(&self) {
        self.at_home(|home, at| home.lock(&at.machine, at.lang()));
        let mut desk = self.desk.lock().unwrap_or_else(PoisonError::into_inner);
        desk.forget_prints();
    }

    /// The same, with the family, if its vault is open.
    ///
    /// # Errors
    /// As [`Held::home`], and if it is locked.
    pub async fn family<T: Send + 'static>(
        &self,
        step: impl FnOnce(&mut Family, &At) -> Result<T, Problem> + Send + 'static,
    ) -> Answer<T> {
        self.home(move |home, at| step(home.family()?.0, at)).await
    }
}

fn here(desk: &Mutex<Desk>, home: &Home) -> At {
    let now = now();
    let mut desk = desk.lock().unwrap_or_else(PoisonError::into_inner);
    if home.family_if_open().is_some_and(Family::practises) {
        desk.rehearse_again();
    }
    At {
        sight: desk.sight(&now),
        settings: desk.settings(),
        machine: Machine::read(now),
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

/// How long a keychain may keep us waiting before a person is told. (kc1.md 3.6, state 7)
const LIMIT: Duration = Duration::from_secs(20);

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
