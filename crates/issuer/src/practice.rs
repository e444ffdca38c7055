//! The practice authority (演练): the same authority on this computer alone, with a root of its own in the practice
//! realm. Whatever it signs says so, and no real checker accepts it.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;

use healthcode::kct::{Curve, Fingerprint, Signed};
use issuing::message::Realm;
use jiff::Timestamp;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::authority::{Authority, publisher};
use crate::keys::{KeyError, KeyFolder, Made};
use crate::machine::Clock;
use crate::pack::Pack;
use crate::serve;
use crate::settings::{Limits, Settings};
use crate::store::Store;

/// Where a practice authority keeps what it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keep {
    /// In this folder: the next start is the same authority.
    Folder(PathBuf),
    /// In memory: the next start is another one.
    Memory,
}

/// A practice authority that runs until this is dropped.
pub struct Practice {
    authority: Arc<Authority>,
    anchor: Anchor,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// By what a desk believes a practice authority: no person need compare anything, it is this program's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The payload of its first root, for [`State::pin`](healthcode::kct::State::pin).
    pub root: Vec<u8>,
    /// What its trust file shows.
    pub fingerprint: Fingerprint,
}

/// Starts a practice authority on this computer.
///
/// # Errors
///
/// A sentence that says what is wrong: a folder that cannot be written, keys of something else in it.
pub fn start(keep: &Keep, clock: Clock) -> Result<Practice, String> {
    let runtime = serve::runtime().map_err(|error| error.to_string())?;
    let listener = runtime.block_on(listen(keep))?;
    let port = listener
        .local_addr()
        .map_err(|error| error.to_string())?
        .port();
    let address = format!("http://127.0.0.1:{port}");
    let authority = Arc::new(authority(keep, address, clock)?);
    let ring = authority.ring();
    let root = ring
        .roots
        .first()
        .and_then(|root| Signed::from_bytes(root).ok());
    let (Some(root), Some(publisher)) = (root, publisher(&ring)) else {
        return Err("the practice authority has no root".to_owned());
    };
    let anchor = Anchor {
        root: root.payload.into_owned(),
        fingerprint: publisher.fingerprint(),
    };
    // Before anybody asks: what a desk fetches first is there.
    crate::publish::everything(&authority).map_err(|refusal| refusal.to_string())?;
    let (stop, stopped) = oneshot::channel::<()>();
    let served = Arc::clone(&authority);
    let thread = std::thread::spawn(move || {
        let until = async move {
            // Told to stop, or nobody is left to tell.
            let _ = stopped.await;
        };
        if let Err(error) = runtime.block_on(serve::serve(served, listener, until)) {
            tracing::error!(%error, "the practice authority ended");
        }
    });
    Ok(Practice {
        authority,
        anchor,
        stop: Some(stop),
        thread: Some(thread),
    })
}

impl Practice {
    /// Where it answers.
    pub fn address(&self) -> &str {
        self.authority.address()
    }

    /// By what it is believed.
    pub const fn anchor(&self) -> &Anchor {
        &self.anchor
    }

    /// The authority itself, for what its operator does: publish now, recall a person.
    pub fn authority(&self) -> &Authority {
        &self.authority
    }
}

impl Drop for Practice {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn authority(keep: &Keep, address: String, clock: Clock) -> Result<Authority, String> {
    let now = clock.now();
    let settings = settings(now);
    let (store, ring) = match keep {
        Keep::Memory => {
            let made = Made::new(&settings, Curve::P256, now).map_err(|error| error.to_string())?;
            (Store::in_memory(), made.ring)
        }
        Keep::Folder(folder) => {
            fs::create_dir_all(folder).map_err(|error| error.to_string())?;
            let keys = KeyFolder::of(folder);
            let ring = match keys.create(&settings, Curve::P256, now) {
                Err(KeyError::Exists) => keys.read(),
                made => made,
            };
            let ring = ring.map_err(|error| error.to_string())?;
            (Store::open(&folder.join("authority.sqlite")), ring)
        }
    };
    let store = store.map_err(|error| error.to_string())?;
    Authority::new(settings, address, clock, store, ring).with_packs(rules::EXAMPLES.to_vec())
}

/// The port of the last start, if it is free: what was written down of the address stays right.
async fn listen(keep: &Keep) -> Result<TcpListener, String> {
    let file = match keep {
        Keep::Folder(folder) => Some(folder.join(PORT)),
        Keep::Memory => None,
    };
    let before = file.as_deref().and_then(port).unwrap_or(0);
    let at = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let listener = match TcpListener::bind(at(before)).await {
        Ok(listener) => listener,
        Err(_) => TcpListener::bind(at(0))
            .await
            .map_err(|error| error.to_string())?,
    };
    if let (Some(file), Ok(here)) = (file, listener.local_addr()) {
        let folder = file.parent().map_or(Ok(()), fs::create_dir_all);
        let kept = folder.and_then(|()| fs::write(&file, here.port().to_string()));
        kept.map_err(|error| error.to_string())?;
    }
    Ok(listener)
}

fn port(file: &Path) -> Option<u16> {
    fs::read_to_string(file).ok()?.trim().parse().ok()
}

fn settings(now: Timestamp) -> Settings {
    let names = [("zh", "演练发码单位"), ("en", "Practice authority")];
    Settings {
        id: "practice".to_owned(),
        realm: Realm::Practice,
        names: names
            .map(|(tag, name)| (tag.to_owned(), name.to_owned()))
            .into(),
        address: None,
        status_base: None,
        regions: Pack::examples(now),
        limits: limits(),
    }
}

/// One family at one computer: what is cancelled is published at once.
fn limits() -> Limits {
    Limits {
        publish_every: 2,
        lease: 64,
        ..Limits::default()
    }
}

/// The file with the port of the last start.
const PORT: &str = "port";
