//! What happens without anybody's doing: the vault locks when nobody is there or its time is over, a backup that is due is
//! written, and the system tells, without names, that something expires.

use std::sync::atomic::{AtomicBool, Ordering};

use tauri::{AppHandle, Emitter, Manager};

use crate::commands::authority::carry_out;
use crate::commands::practice::connect;
use crate::held::Held;
use crate::practice::Running;
use crate::{leftovers, notify, signals, ticker};

/// The event that tells the page to look at the door again.
const EVENT: &str = "door";
/// The event that tells the page to look at the board again.
const EVENT_FAMILY: &str = "family";

/// Begins to watch; ends with the program.
pub fn begin(app: &AppHandle) {
    let asked = app.clone();
    signals::watch(move |_| lock(&asked));
    let ticking = app.clone();
    ticker::start(move || tick(&ticking));
}

/// Locks the family's vault before it returns, and tells the page to look again.
pub fn lock(app: &AppHandle) {
    app.state::<Held>().lock();
    // A page that is gone has nothing to look at.
    let _ = app.emit(EVENT, ());
    leftovers::overwrite(app);
}

fn tick(app: &AppHandle) {
    let held = app.state::<Held>();
    if held.at_home(|home, at| home.is_due(&at.settings, &at.machine)) {
        return lock(app);
    }
    held.at_home(|home, at| {
        // What fails is tried again at the next tick; the settings say since when there is no backup.
        drop(home.scheduled_backup(&at.settings, &at.machine));
        let expiring = |family: &desk::family::Family| !family.reminders(&at.sight).is_empty();
        if at.settings.remind && home.family_if_open().is_some_and(expiring) {
            notify::expiring(home.folder(), at.machine.now.date(), at.lang());
        }
    });
    refresh(app);
}

/// Fetches the runs whose time it is, on a thread of its own: an authority that does not answer keeps no clock waiting.
fn refresh(app: &AppHandle) {
    static GOING: AtomicBool = AtomicBool::new(false);
    let held = app.state::<Held>();
    let runs = app.state::<Running>().runs();
    let (practises, errands) = held.at_home(|home, at| match home.family_if_open() {
        Some(family) => (
            family.practises() && !runs,
            family.due_errands(false, &at.machine),
        ),
        None => (false, Vec::new()),
    });
    if (errands.is_empty() && !practises) || GOING.swap(true, Ordering::SeqCst) {
        return;
    }
    let app = app.clone();
    std::thread::spawn(move || {
        let _ended = Ended(&GOING);
        if practises {
            // After a start of the program the service starts with the first unlocking.
            drop(tauri::async_runtime::block_on(connect(
                app.clone(),
                &app.state::<Held>(),
            )));
        }
        for errand in errands {
            let gone = tauri::async_runtime::block_on(carry_out(&app.state::<Held>(), errand));
            // What went wrong stands on the board; it is tried again when the authority said, or in ten minutes.
            drop(gone);
        }
        let _ = app.emit(EVENT_FAMILY, ());
    });
}

/// Says that it is over, however it ends.
struct Ended(&'static AtomicBool);

impl Drop for Ended {
    fn drop(&mut self) {
        self.0.store(false, Ordering::SeqCst);
    }
}
