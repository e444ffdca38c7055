//! What is left in the memory of a running program, by `/proc/PID/mem` (proc(5)).

use std::fs::{self, File};
use std::os::unix::fs::FileExt;

use memchr::memmem::Finder;

/// Looked at at once.
const PIECE: u64 = 1 << 20;
/// A text on the edge of two pieces is found because they overlap.
const OVERLAP: u64 = 256;
const PAGE: u64 = 4096;

/// Which of these texts stand anywhere in the writable memory of a process, as UTF-8 or UTF-16, and how often.
pub fn left(pid: u32, texts: &[&str]) -> Vec<(String, usize)> {
    let open = |name: &str| File::open(format!("/proc/{pid}/{name}"));
    let maps = fs::read_to_string(format!("/proc/{pid}/maps")).unwrap_or_default();
    let memory = open("mem").expect("a debug build can be looked into");
    let pages = open("pagemap").expect("so can its pages");
    let spellings: Vec<[Finder; 2]> = texts.iter().map(|text| spellings(text)).collect();
    let mut counts = vec![0; texts.len()];
    let mut piece = Vec::new();
    for (from, to) in maps.lines().filter_map(writable) {
        for at in (from..to).step_by(PIECE as usize) {
            for (start, end) in present(&pages, at, (at + PIECE).min(to)) {
                piece.resize(((end + OVERLAP).min(to) - start) as usize, 0);
                // A part that cannot be read (a guard, a device) holds nothing of ours.
                if memory.read_exact_at(&mut piece, start).is_err() {
                    continue;
                }
                for (count, spellings) in counts.iter_mut().zip(&spellings) {
                    *count += spellings
                        .iter()
                        .map(|one| one.find_iter(&piece).count())
                        .sum::<usize>();
                }
            }
        }
    }
    let found = texts.iter().map(|text| (*text).to_owned()).zip(counts);
    found.filter(|(_, count)| *count > 0).collect()
}

fn spellings(text: &str) -> [Finder<'static>; 2] {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [
        Finder::new(text).into_owned(),
        Finder::new(&wide).into_owned(),
    ]
}

/// Ends of a writable mapping. (proc_pid_maps(5))
fn writable(line: &str) -> Option<(u64, u64)> {
    let mut words = line.split_whitespace();
    let (from, to) = words.next()?.split_once('-')?;
    let parse = |text| u64::from_str_radix(text, 16).ok();
    let ends = (parse(from)?, parse(to)?);
    words.next()?.starts_with("rw").then_some(ends)
}

/// Ends of the runs of pages that are in memory or in swap; all of it if nobody tells. Browsers reserve terabytes that
/// nobody ever touches. (proc_pid_pagemap(5): bits 63 and 62)
fn present(pages: &File, from: u64, to: u64) -> Vec<(u64, u64)> {
    let mut entries = vec![0; ((to - from).div_ceil(PAGE) * 8) as usize];
    if pages.read_exact_at(&mut entries, from / PAGE * 8).is_err() {
        return vec![(from, to)];
    }
    let mut runs: Vec<(u64, u64)> = Vec::new();
    for (n, entry) in entries.chunks(8).enumerate() {
        let start = from + n as u64 * PAGE;
        match runs.last_mut() {
            _ if entry[7] & 0xC0 == 0 => {}
            Some((_, end)) if *end == start => *end += PAGE,
            _ => runs.push((start, start + PAGE)),
        }
    }
    runs
}
