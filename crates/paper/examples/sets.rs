//! Reads the picture sets of bad prints and says how many came back, and how fast.
//!
//! `cargo run --release -p paper --example sets -- FOLDER CODES.txt`: FOLDER holds one folder a set
//! with `000.png`, `001.png` and so on; line n of CODES.txt is what picture n must say.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;
use std::{env, error, fs};

use paper::read;
use rxing::common::HybridBinarizer;
use rxing::qrcode::cpp_port::QrReader;
use rxing::{BinaryBitmap, DecodeHints, Luma8Source, Reader};

fn main() -> Result<ExitCode, Box<dyn error::Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(folder), Some(codes)) = (arguments.next(), arguments.next()) else {
        return Err("usage: sets FOLDER CODES.txt".into());
    };
    let codes = fs::read_to_string(codes)?;
    let lines: Vec<&str> = codes.lines().collect();
    let mut sets: Vec<_> = fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    sets.sort_by_key(fs::DirEntry::path);
    let mut whole = true;
    for set in sets.iter().filter(|entry| entry.path().is_dir()) {
        whole &= measure(&set.path(), &lines)?;
    }
    Ok(if whole {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Prints one set; true if every picture read back as its line and nothing else was found.
fn measure(set: &Path, lines: &[&str]) -> Result<bool, Box<dyn error::Error>> {
    let name = set.file_name().unwrap_or_default().to_string_lossy();
    let (mut good, mut wrong, mut times, mut ratios) = (0, 0, Vec::new(), Vec::new());
    for (index, line) in lines.iter().enumerate() {
        let gray = read::picture(&fs::read(set.join(format!("{index:03}.png")))?)?;
        let plain = milliseconds(|| rxing_alone(&gray)).0;
        let (time, found) = milliseconds(|| read::codes(&gray));
        good += usize::from(found.iter().any(|code| code.text == *line));
        wrong += found.iter().filter(|code| code.text != *line).count();
        times.push(time);
        ratios.push(time / plain);
    }
    println!("figure sets.{name} {good} of {}", lines.len());
    println!("figure sets.{name}.wrong {wrong} codes");
    println!("figure sets.{name}.median {:.2} ms", part(&mut times, 50));
    println!("figure sets.{name}.p90 {:.2} ms", part(&mut times, 90));
    println!(
        "ratio sets.{name}.time_over_one_look_by_rxing {:.2}",
        part(&mut ratios, 50)
    );
    Ok(good == lines.len() && wrong == 0)
}

/// Best of three: somebody else may be using the machine.
fn milliseconds<T>(mut work: impl FnMut() -> T) -> (f64, T) {
    let mut once = || {
        let start = Instant::now();
        let value = work();
        (start.elapsed().as_secs_f64() * 1e3, value)
    };
    let (one, two, (three, value)) = (once().0, once().0, once());
    (one.min(two).min(three), value)
}

/// What anybody gets from the library without our mends.
fn rxing_alone(gray: &read::Gray) -> usize {
    let source = Luma8Source::new_with_slice(gray.pixels(), gray.width(), gray.height());
    let found = source.map(|source| {
        let mut bitmap = BinaryBitmap::new(HybridBinarizer::new(source));
        QrReader.decode_with_hints(&mut bitmap, &DecodeHints::default())
    });
    usize::from(found.is_ok_and(|found| found.is_ok()))
}

/// The value below which `percent` of all lie.
fn part(values: &mut [f64], percent: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    values
        .get(values.len() * percent / 100)
        .copied()
        .unwrap_or_default()
}
