//! What an authority is: `authority.json` in its folder, written by `init` and changed by hand.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use healthcode::kct::{Curve, Scope};
use issuing::message::Realm;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::pack::Pack;

/// An authority's settings.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// 2 to 12 of `a-z 0-9 -`. It stands in every code and never changes.
    pub id: String,
    /// The world it issues for.
    pub realm: Realm,
    /// Names by language tag: `zh`, `en`.
    pub names: BTreeMap<String, String>,
    /// Where families reach it, as a proxy before it has it: `https://codes.example.org`. None: on this computer only.
    pub address: Option<String>,
    /// Where status lists are published, ending in `/`, if that is not this service itself.
    pub status_base: Option<String>,
    /// The regions it issues for.
    pub regions: Vec<Pack>,
    /// What it can bear.
    #[serde(default)]
    pub limits: Limits,
}

/// What an authority can bear, and how often it publishes.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Seconds between two publications of the status lists: 600, the `ttl` that they carry.
    pub publish_every: u32,
    /// How many requests are let in at once; whoever comes then is given a slot. More than come in the second of a slot,
    /// since a slot is a whole second.
    pub at_once: u32,
    /// How many slots a second are given out to those who come too many. Below what the machine can do.
    pub slots: u32,
    /// Requests a minute of one device.
    pub per_device: u32,
    /// New devices a second, of all together.
    pub new_devices: u32,
    /// How many indices of a status list are taken at a time. A killed authority loses so many at most.
    pub lease: u32,
}

impl Limits {
    /// Those of an authority whose keys are on this curve: SM2 takes several times as long over a run.
    pub fn of(curve: Curve) -> Self {
        let limits = Self::default();
        match curve {
            Curve::P256 => limits,
            Curve::Sm2 => Self {
                slots: limits.slots / 4,
                ..limits
            },
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            publish_every: 600,
            at_once: 1_024,
            slots: 200,
            per_device: 60,
            new_devices: 50,
            lease: 4_096,
        }
    }
}

impl Settings {
    /// Reads them from the authority's folder.
    ///
    /// # Errors
    ///
    /// [`SettingsError`].
    pub fn read(folder: &Path) -> Result<Self, SettingsError> {
        let bytes = std::fs::read(folder.join(FILE)).map_err(|_| SettingsError::Missing)?;
        let settings: Self = serde_json::from_slice(&bytes)
            .map_err(|error| SettingsError::Form(error.to_string()))?;
        settings.proper().map(|()| settings)
    }

    /// Writes them into a folder that has none.
    ///
    /// # Errors
    ///
    /// [`SettingsError`].
    pub fn write_new(&self, folder: &Path) -> Result<(), SettingsError> {
        let text = serde_json::to_string_pretty(self);
        let text = text.map_err(|error| SettingsError::Form(error.to_string()))?;
        let mut options = std::fs::OpenOptions::new();
        let file = options.write(true).create_new(true).open(folder.join(FILE));
        let mut file = file.map_err(|_| SettingsError::Exists)?;
        let written = writeln!(file, "{text}").and_then(|()| file.sync_all());
        written.map_err(|error| SettingsError::Form(error.to_string()))
    }

    /// Looks for what would break codes or requests later.
    ///
    /// # Errors
    ///
    /// [`SettingsError::Value`].
    pub fn proper(&self) -> Result<(), SettingsError> {
        let wrong = |what| Err(SettingsError::Value(what));
        if format!("kc1:{}", self.id).parse::<Scope>().is_err() || self.id == "*" {
            return wrong("id: 2 to 12 of a-z, 0-9 and -");
        }
        if self.names.is_empty() {
            return wrong("names: at least one");
        }
        if self.regions.is_empty()
            || self
                .regions
                .iter()
                .any(|p| p.run_days > 30 || p.paper_days > 30)
        {
            return wrong("regions: at least one; a run and a paper code last 30 days at most");
        }
        let base = self.status_base.as_deref();
        if base.is_some_and(|base| !base.starts_with("https://") || !base.ends_with('/')) {
            return wrong("status_base: https, and a / at the end");
        }
        let limits = &self.limits;
        let counts = [
            limits.publish_every,
            limits.at_once,
            limits.slots,
            limits.per_device,
            limits.new_devices,
            limits.lease,
        ];
        if counts.contains(&0) || limits.publish_every > 3_600 || limits.lease > 1 << 20 {
            return wrong("limits: none is 0, publish_every 3600 at most, lease 1048576 at most");
        }
        if limits.slots > limits.at_once {
            return wrong("limits: slots of one second do not fit through at_once");
        }
        Ok(())
    }

    /// The pack of a region.
    pub fn pack(&self, region: &str) -> Option<&Pack> {
        self.regions.iter().find(|pack| pack.id == region)
    }
}

/// Why there are no settings.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum SettingsError {
    /// There is one already, or the folder cannot be written.
    #[error("there is an authority.json here already, or the folder cannot be written")]
    Exists,
    /// Not the form that is written down.
    #[error("authority.json: {0}")]
    Form(String),
    /// No file.
    #[error("there is no authority.json here; `kincode-issuer init` makes one")]
    Missing,
    /// A value that would break something.
    #[error("authority.json: {0}")]
    Value(&'static str),
}

/// The name of the file.
pub(crate) const FILE: &str = "authority.json";
