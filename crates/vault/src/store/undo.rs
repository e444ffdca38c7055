//! An open that finds damage leaves the file as it found it: redb repairs while it opens and checks, and what it repairs
//! is lost to a rescue. So what it overwrites is remembered until the file is known to be whole. (kc1.md 3.9)

use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::ops::Bound;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use redb::backends::FileBackend;
use redb::{BackendError, StorageBackend};

/// The file under redb, while somebody remembers.
#[derive(Debug)]
pub(super) struct Watched {
    file: FileBackend,
    undo: Undo,
}

/// What was overwritten since the file was opened.
#[derive(Clone, Debug)]
pub(super) struct Undo(Arc<Mutex<Log>>);

#[derive(Debug)]
struct Log {
    state: State,
    /// Another handle of the same open file.
    file: File,
    length: u64,
    /// Place and bytes, in the order of the writes.
    overwritten: Vec<(u64, Vec<u8>)>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    /// Each write is remembered.
    Remembers,
    /// The file is whole: writes pass.
    Passes,
    /// The file is as it was found: writes are dropped.
    Drops,
}

impl Watched {
    /// Watches an open file from now on.
    pub(super) fn new(file: File) -> Result<(Self, Undo), redb::Error> {
        let log = Log {
            state: State::Remembers,
            length: file.metadata()?.len(),
            file: file.try_clone()?,
            overwritten: Vec::new(),
        };
        let undo = Undo(Arc::new(Mutex::new(log)));
        let watched = Self {
            file: FileBackend::new(file)?,
            undo: undo.clone(),
        };
        Ok((watched, undo))
    }
}

impl Undo {
    /// The file is whole; nothing is remembered any more.
    pub(super) fn forget(&self) {
        let mut log = self.log();
        log.state = State::Passes;
        log.overwritten = Vec::new();
    }

    /// Puts back what was overwritten, and drops what redb still writes while it closes. Only once has an effect.
    pub(super) fn put_back(&self) -> io::Result<()> {
        let log = &mut *self.log();
        if log.state != State::Remembers {
            return Ok(());
        }
        log.state = State::Drops;
        if log.overwritten.is_empty() && log.file.metadata()?.len() == log.length {
            return Ok(());
        }
        for (at, bytes) in log.overwritten.iter().rev() {
            log.file.seek(SeekFrom::Start(*at))?;
            log.file.write_all(bytes)?;
        }
        log.file.set_len(log.length)?;
        log.file.sync_all()
    }

    fn log(&self) -> MutexGuard<'_, Log> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Log {
    /// Remembers what stands where something is about to be written, as far as the file went when it was opened.
    fn remember(&mut self, at: u64, length: u64) -> io::Result<()> {
        let end = at.saturating_add(length).min(self.length);
        if self.state != State::Remembers || at >= end {
            return Ok(());
        }
        let mut bytes = Vec::new();
        self.file.seek(SeekFrom::Start(at))?;
        let mut here = (&self.file).take(end - at);
        here.read_to_end(&mut bytes)?;
        self.overwritten.push((at, bytes));
        Ok(())
    }
}

impl StorageBackend for Watched {
    fn len(&self) -> io::Result<u64> {
        match self.file.len()? {
            // redb would make a fresh database of it without a word.
            0 => Err(ErrorKind::InvalidData.into()),
            length => Ok(length),
        }
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.file.read(offset, out)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        let mut log = self.undo.log();
        if log.state == State::Drops {
            return Ok(());
        }
        log.remember(len, u64::MAX - len)?;
        self.file.set_len(len)
    }

    fn sync_data(&self) -> io::Result<()> {
        self.file.sync_data()
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        let mut log = self.undo.log();
        if log.state == State::Drops {
            return Ok(());
        }
        log.remember(offset, data.len() as u64)?;
        self.file.write(offset, data)
    }

    fn close(&self) -> io::Result<()> {
        self.file.close()
    }

    fn try_lock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<bool, BackendError> {
        self.file.try_lock_range(start, end)
    }

    fn try_lock_shared_range(
        &self,
        start: Bound<u64>,
        end: Bound<u64>,
    ) -> Result<bool, BackendError> {
        self.file.try_lock_shared_range(start, end)
    }

    fn lock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<(), BackendError> {
        self.file.lock_range(start, end)
    }

    fn lock_shared_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<(), BackendError> {
        self.file.lock_shared_range(start, end)
    }

    fn unlock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<(), BackendError> {
        self.file.unlock_range(start, end)
    }

    fn query_lock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<bool, BackendError> {
        self.file.query_lock_range(start, end)
    }
}
