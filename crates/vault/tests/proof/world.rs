//! A home with a vault, and a keychain made of files, so that both outlive a process.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use vault::keychain::{Keychain, Name, Trouble};
use vault::states::{self, HeaderFields, Here, State};
use vault::{Closed, Error, FILE, HEAD, rescue};
use zeroize::Zeroizing;

/// Where it lies.
pub struct World(PathBuf);

impl World {
    /// In this folder, where it was made.
    pub fn at(folder: &Path) -> Self {
        Self(folder.to_owned())
    }

    /// An empty one in this folder.
    pub fn make(folder: &Path) -> Self {
        let world = Self::at(folder);
        for folder in [world.home(), world.chain().0] {
            fs::create_dir_all(folder).expect("the folder takes it");
        }
        world
    }

    /// The vault's folder.
    pub fn home(&self) -> PathBuf {
        self.0.join("home")
    }

    pub fn chain(&self) -> Files {
        Files(self.0.join("chain"))
    }

    /// Which of the twelve states it is, and the file if there is one.
    pub fn look(&self) -> Result<(State, Option<Closed>), Error> {
        let chain = self.chain();
        let recognise = |here| states::recognise(here, &states::ask(&chain, here));
        match Closed::open(&self.home()) {
            Ok(closed) => {
                let header = HeaderFields::of(closed.header());
                Ok((recognise(Here::Vault(&header)), Some(closed)))
            }
            Err(Error::Missing) if self.home().join(HEAD).exists() => {
                let known = rescue::header(&self.home()).map(|header| header.vault_id);
                Ok((recognise(Here::HeadOnly(known)), None))
            }
            Err(Error::Missing) => Ok((recognise(Here::Nothing), None)),
            Err(error) => Err(error),
        }
    }

    /// "Find the file": the newest one that was set aside comes back.
    pub fn find_the_file(&self) {
        let aside = fs::read_dir(self.home())
            .expect("it is there")
            .map(|entry| entry.expect("it is read").path());
        let old = aside.filter(|path| path.to_string_lossy().contains("vault.old-"));
        let newest = old.max_by_key(|path| {
            fs::metadata(path)
                .and_then(|file| file.modified())
                .expect("it has a time")
        });
        fs::rename(
            newest.expect("the old file was kept"),
            self.home().join(FILE),
        )
        .expect("it comes back");
    }

    /// The same in another folder.
    pub fn copy_to(&self, folder: &Path) -> Self {
        let copy = Self::make(folder);
        for (from, to) in [(self.home(), copy.home()), (self.chain().0, copy.chain().0)] {
            for entry in fs::read_dir(from).expect("it is there") {
                let entry = entry.expect("it is read");
                fs::copy(entry.path(), to.join(entry.file_name())).expect("the folder takes it");
            }
        }
        copy
    }
}

/// A keychain of files: each entry one, whole or absent.
pub struct Files(PathBuf);

impl Files {
    fn path(&self, name: &Name) -> PathBuf {
        self.0.join(name.to_string().replace('/', "_"))
    }
}

impl Keychain for Files {
    fn store(&self) -> Result<String, Trouble> {
        Ok("files".to_owned())
    }

    fn read(&self, name: &Name) -> Result<Vec<Zeroizing<Vec<u8>>>, Trouble> {
        match fs::read(self.path(name)) {
            Ok(value) => Ok(vec![Zeroizing::new(value)]),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(Trouble::Other(error.to_string())),
        }
    }

    fn write(&self, name: &Name, value: &str) -> Result<(), Trouble> {
        // One half for each process: two may race.
        let half = self.0.join(format!("half-{}", std::process::id()));
        let path = self.path(name);
        let written = fs::write(&half, value).and_then(|()| fs::rename(half, path));
        written.map_err(|error| Trouble::Other(error.to_string()))
    }

    fn remove(&self, name: &Name) -> Result<(), Trouble> {
        match fs::remove_file(self.path(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(Trouble::Other(error.to_string()))
            }
            _ => Ok(()),
        }
    }
}
