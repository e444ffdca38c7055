//! Reads the picture sets of bad prints and says how many came back, and how fast.
//!
//! `cargo run --release -p paper --example sets -- FOLDER CODES.txt`: FOLDER holds one folder a set
//! with `000.png`, `001.png` and so on; line n of CODES.txt is what picture n must say.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;
use std::{env, error, fs};

use paper::read;

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
    let (mut good, mut wrong, mut times) = (0, 0, Vec::new());
    for (index, line) in lines.iter().enumerate() {
        let file = set.join(format!("{index:03}.png"));
        let gray = read::picture(&fs::read(&file)?)?;
        let start = Instant::now();
        let found = read::codes(&gray);
        times.push(start.elapsed().as_secs_f64() * 1e3);
        good += usize::from(found.iter().any(|code| code.text == *line));
        wrong += found.iter().filter(|code| code.text != *line).count();
    }
    times.sort_by(f64::total_cmp);
    let share = |part: usize| {
        times
            .get(times.len() * part / 100)
            .copied()
            .unwrap_or_default()
    };
    println!("figure sets.{name} {good} of {}", lines.len());
    println!("figure sets.{name}.wrong {wrong} codes");
    println!("figure sets.{name}.median {:.2} ms", share(50));
    println!("figure sets.{name}.p90 {:.2} ms", share(90));
    Ok(good == lines.len() && wrong == 0)
}
