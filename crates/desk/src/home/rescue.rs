//! Rescue: what can be read of a damaged file, shown before anything is done; then a new vault of it, if a person agrees.
//! (kc1.md 3.9)

use vault::rescue::{self, RescueError};
use vault::{Key, Kit, Mode, Right};
use words::{Lang, t};

use super::look::Found;
use super::restore::holds;
use super::{Door, Home, trouble};
use crate::family::record::KINDS;
use crate::machine::Machine;
use crate::problem::{Code, Problem};
use crate::view::{DoorView, RescueView, SecretField};

impl Home {
    /// Reads a damaged vault with what is typed in `present`, or with the kit. The damaged file is copied aside first;
    /// nothing else is changed.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] if the file is not damaged; [`Code::WrongPin`], [`Code::WrongPassphrase`], [`Code::WrongKit`],
    /// [`Code::KitMistyped`], [`Code::Keychain`]; [`Code::VaultDamaged`] if no header is left.
    pub fn rescue(
        &mut self,
        kit: Option<&str>,
        m: &Machine,
        lang: Lang,
    ) -> Result<RescueView, Problem> {
        let typed = self.typed.take(SecretField::Present);
        let kit = kit.map(Kit::parse).transpose().map_err(trouble::kit)?;
        self.survey();
        if !matches!(self.door, Door::Damaged(..)) {
            return Err(Problem::new(Code::Closed, ""));
        }
        self.set_aside(m)?;
        let header = rescue::header(&self.folder);
        let header = header.ok_or_else(|| Problem::new(Code::VaultDamaged, "no header"))?;
        let (secrets, wrong) = match (&kit, header.mode) {
            (Some(_), _) => (Vec::new(), Code::WrongKit),
            (None, Mode::Passphrase) => (Vec::new(), Code::WrongPassphrase),
            (None, Mode::Pin) => match self.asked(&header) {
                Found::Keychain(state, secrets) => {
                    let secrets = secrets.for_vault();
                    if secrets.is_empty() {
                        return Err(trouble::state(super::ways::name(&state), lang));
                    }
                    (secrets, Code::WrongPin)
                }
                _ => return Err(Problem::new(Code::Closed, "")),
            },
        };
        let key = match (&kit, header.mode) {
            (Some(kit), _) => Key::Kit(kit),
            (None, Mode::Passphrase) => Key::Passphrase(typed.as_bytes()),
            (None, Mode::Pin) => Key::Pin {
                pin: typed.as_bytes(),
                secrets: &secrets,
            },
        };
        let rescued = rescue::read_folder(&self.folder, key, &KINDS);
        let rescued = rescued.map_err(|error| match error {
            RescueError::NoHeader => Problem::new(Code::VaultDamaged, "no header"),
            RescueError::WrongKey => Problem::new(wrong, ""),
            RescueError::Failed(error) => trouble::vault(&error),
        })?;
        let lost = rescued.lost.len();
        let missing = match (rescued.complete, lost) {
            (true, 0) => None,
            (true, lost) => Some(t(lang, "home-lost", &[("n", lost.into())])),
            (false, _) => Some(t(lang, "home-unsure", &[])),
        };
        let view = RescueView {
            holds: holds(rescued.records.values().map(|record| record.kind), lang),
            missing,
        };
        self.stayed = m.up;
        self.rescued = Some(rescued);
        Ok(view)
    }

    /// Makes a new vault of what was rescued, with what is typed in `new` and `again`; the damaged file stays. Or lets it
    /// be and forgets what was read.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] if nothing was rescued; as [`Home::set_up`]. What was rescued is still held then.
    pub fn finish_rescue(
        &mut self,
        accept: bool,
        m: &Machine,
        lang: Lang,
    ) -> Result<DoorView, Problem> {
        if !accept {
            self.rescued = None;
            self.typed.clear();
            return Ok(self.look(m, lang));
        }
        let Some(rescued) = self.rescued.take() else {
            return Err(Problem::new(Code::Closed, ""));
        };
        let alone = rescued.header.mode == Mode::Passphrase;
        let made = self.new_secret(alone, lang).and_then(|new| {
            let right = Right::Replace(rescued.start_over());
            self.make(right, &new, alone, &rescued.records, m, lang)
        });
        let fault = match made {
            Ok(fault) => fault,
            Err(problem) => {
                self.rescued = Some(rescued);
                return Err(problem);
            }
        };
        self.note_restored(m);
        Ok(self.look_after(fault, m, lang))
    }

    /// Copies the damaged file aside, once for each second in which somebody tries.
    fn set_aside(&self, m: &Machine) -> Result<(), Problem> {
        let there = self.folder.read_dir().into_iter().flatten().flatten();
        let copied = there
            .filter(|entry| {
                let name = entry.file_name();
                name.to_string_lossy().starts_with("vault.damaged-")
            })
            .any(|entry| {
                let file = std::fs::metadata(self.folder.join(vault::FILE));
                let copy = entry.metadata();
                // The same length and not older: the copy of this very file.
                matches!((file, copy), (Ok(file), Ok(copy)) if file.len() == copy.len()
                    && matches!((file.modified(), copy.modified()), (Ok(file), Ok(copy)) if copy >= file))
            });
        if copied {
            return Ok(());
        }
        let copy = rescue::set_aside(&self.folder, m.moment().time);
        copy.map(drop).map_err(|error| trouble::vault(&error))
    }
}
