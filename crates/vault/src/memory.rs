//! One page for keys: locked into memory, left out of core files, wiped when dropped (kc1.md 3.10).
//!
//! Locking is best effort: a system that refuses it must not lock people out of their data ([`Page::is_locked`] tells).
//! The page hides nothing from a program of the same user, nor from hibernation.

use std::fmt;
use std::io;

use memmap2::MmapMut;
use zeroize::Zeroize;

/// Bytes that are asked for: one page on every system of ours (16 KiB pages round up).
const SIZE: usize = 4096;

/// The places in the page.
#[derive(Clone, Copy)]
pub(crate) enum Slot {
    /// The vault's key.
    Vmk = 0,
    /// The key that wraps it.
    Kek = 32,
    /// Random key of the PIN check of this session (kc1.md 3.7).
    SessionKey = 64,
    /// HMAC-SM3 of the PIN under it.
    SessionPin = 96,
    /// The private key of the strip in use.
    Strip = 128,
}

/// A page for keys.
pub(crate) struct Page {
    // Unlocks before the memory is given back: fields drop in order.
    lock: Option<region::LockGuard>,
    memory: MmapMut,
}

impl Page {
    /// An empty page. Fails only where there is no memory.
    pub(crate) fn new() -> io::Result<Self> {
        let memory = MmapMut::map_anon(SIZE)?;
        #[cfg(target_os = "linux")]
        memory.advise(memmap2::Advice::DontDump)?;
        let lock = region::lock(memory.as_ptr(), SIZE).ok();
        Ok(Self { lock, memory })
    }

    /// Whether the system keeps the page out of swap.
    pub(crate) fn is_locked(&self) -> bool {
        self.lock.is_some()
    }

    /// The 32 bytes of a place.
    pub(crate) fn get(&self, slot: Slot) -> &[u8; 32] {
        let at = slot as usize;
        self.memory[at..at + 32]
            .try_into()
            .expect("a place has 32 bytes")
    }

    /// Writes a place.
    pub(crate) fn set(&mut self, slot: Slot, value: &[u8; 32]) {
        let at = slot as usize;
        self.memory[at..at + 32].copy_from_slice(value);
    }

    /// Empties a place.
    pub(crate) fn wipe(&mut self, slot: Slot) {
        let at = slot as usize;
        self.memory[at..at + 32].zeroize();
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.memory[..].zeroize();
    }
}

impl fmt::Debug for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Page(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::{Page, Slot};

    #[test]
    fn places_do_not_touch_each_other() {
        let mut page = Page::new().unwrap();
        let slots = [
            Slot::Vmk,
            Slot::Kek,
            Slot::SessionKey,
            Slot::SessionPin,
            Slot::Strip,
        ];
        for (n, slot) in slots.into_iter().enumerate() {
            page.set(slot, &[n as u8 + 1; 32]);
        }
        page.wipe(Slot::Kek);
        let first: Vec<u8> = slots.into_iter().map(|slot| page.get(slot)[31]).collect();
        assert_eq!(first, [1, 0, 3, 4, 5]);
        assert_eq!(format!("{page:?}"), "Page(…)");
    }

    /// The kernel's own word: `lo` = locked, `dd` = not dumped.
    #[cfg(target_os = "linux")]
    #[test]
    fn the_kernel_says_locked_and_not_dumped() {
        let page = Page::new().unwrap();
        let start = format!("{:x}-", page.memory.as_ptr() as usize);
        let maps = std::fs::read_to_string("/proc/self/smaps").unwrap();
        let ours = maps.split_once(&start).expect("a mapping begins here").1;
        let flags = ours
            .lines()
            .find(|line| line.starts_with("VmFlags:"))
            .unwrap();
        assert!(flags.contains(" dd"), "{flags}");
        assert_eq!(page.is_locked(), flags.contains(" lo"), "{flags}");
    }
}
