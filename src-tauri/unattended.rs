//! What happens without anybody's doing: the vault locks when nobody is there or its time is over, a backup that is due is
//! written, and the system tells, without names, that something expires.

use tauri::{AppHandle, Emitter, Manager};

use crate::held::Held;
use crate::{leftovers, notify, signals, ticker};

/// The event that tells the page to look at the door again.
const EVENT: &str = "door";

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
}
