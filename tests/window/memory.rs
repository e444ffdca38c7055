//! What is left in the memory of a running program, by `/proc/PID/mem` (proc(5)).

use std::fs::{self, File};
use std::os::unix::fs::FileExt;

/// Read at once; a text on the edge of two pieces is found because they overlap.
const PIECE: u64 = 1 << 20;
const OVERLAP: u64 = 256;
const PAGE: u64 = 4096;

/// Which of these texts stand anywhere in the writable memory of a process, as UTF-8 or UTF-16, and how often.
pub fn left(pid: u32, texts: &[&str]) -> Vec<(String, usize)> {
    let open = |name: &str| File::open(format!("/proc/{pid}/{name}"));
    let maps = fs::read_to_string(format!("/proc/{pid}/maps")).unwrap_or_default();
    let memory = open("mem").expect("a debug build can be looked into");
    let pages = open("pagemap").expect("so can its pages");
    let mut found: Vec<(String, usize)> = Vec::new();
    let mut piece = Vec::new();
    for (from, to) in maps.lines().filter_map(writable) {
        for at in (from..to).step_by(PIECE as usize) {
            let end = (at + PIECE + OVERLAP).min(to);
            // Browsers reserve terabytes that nobody ever touches.
            if !is_there(&pages, at, end) {
                continue;
            }
            piece.resize((end - at) as usize, 0);
            // A part that cannot be read (a guard, a device) holds nothing of ours.
            if memory.read_exact_at(&mut piece, at).is_ok() {
                for text in texts {
                    note(&mut found, text, &piece);
                }
            }
        }
    }
    found
}

/// Ends of a writable mapping. (proc_pid_maps(5))
fn writable(line: &str) -> Option<(u64, u64)> {
    let mut words = line.split_whitespace();
    let (from, to) = words.next()?.split_once('-')?;
    let parse = |text| u64::from_str_radix(text, 16).ok();
    let ends = (parse(from)?, parse(to)?);
    words.next()?.starts_with("rw").then_some(ends)
}

/// Whether any page of it is in memory or in swap. (proc_pid_pagemap(5): bits 63 and 62)
fn is_there(pages: &File, from: u64, to: u64) -> bool {
    let mut entries = vec![0; ((to - from).div_ceil(PAGE) * 8) as usize];
    let read = pages.read_exact_at(&mut entries, from / PAGE * 8);
    read.is_err() || entries.chunks(8).any(|entry| entry[7] & 0xC0 != 0)
}

fn note(found: &mut Vec<(String, usize)>, text: &str, piece: &[u8]) {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let count = count(piece, text.as_bytes()) + count(piece, &wide);
    match found.iter_mut().find(|(known, _)| known == text) {
        _ if count == 0 => {}
        Some((_, before)) => *before += count,
        None => found.push((text.to_owned(), count)),
    }
}

fn count(memory: &[u8], text: &[u8]) -> usize {
    memchr::memmem::find_iter(memory, text).count()
}
