//! The practice authority, run inside this program on the loopback address: the same service as a real one.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use issuer::practice::{self, Keep, Practice};

/// The service, while it runs.
#[derive(Default)]
pub struct Running(Mutex<Option<Practice>>);

impl Running {
    /// Starts the service that is kept below `home`, if it does not run; gives its address.
    ///
    /// # Errors
    /// A sentence for the log: a folder that cannot be written, a port that cannot be had.
    pub fn start(&self, home: &Path) -> Result<String, String> {
        let mut running = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(practice) = &*running {
            return Ok(practice.address().to_owned());
        }
        let keep = Keep::Folder(home.join(FOLDER));
        let started = practice::start(&keep, issuer::Clock::system())?;
        let address = started.address().to_owned();
        *running = Some(started);
        Ok(address)
    }

    /// Whether it runs.
    pub fn runs(&self) -> bool {
        let running = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        running.is_some()
    }

    /// Stops it, and forgets all it has issued.
    pub fn end(&self, home: &Path) {
        let practice = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        drop(practice);
        // What stays is found by the next start, and is of no use to anybody.
        drop(std::fs::remove_dir_all(home.join(FOLDER)));
    }
}

/// Where it keeps its keys and what it has issued.
const FOLDER: &str = "practice";
