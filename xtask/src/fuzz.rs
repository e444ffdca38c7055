//! `cargo xtask fuzz`: hostile input by the million, on the stable compiler.

use std::process::Command;

use crate::place;
use crate::step::{Outcome, ask, step};
use crate::tool::Tool;

const FUZZ: Tool = Tool {
    name: "cargo-fuzz",
    version: "0.13.2",
};

/// Inputs a target gets if nobody says otherwise.
const RUNS: u32 = 1_000_000;
/// For readers of pictures and PDFs, whose single input takes milliseconds.
const RUNS_SLOW: u32 = 50_000;
/// Above this a target has crashed: no input may make a reader fill the machine.
const MEMORY_MB: &str = "-rss_limit_mb=2048";

/// What the command line asked for.
#[derive(Debug, Default, Eq, PartialEq)]
struct Wish {
    targets: Vec<String>,
    runs: Option<u32>,
    again: Option<String>,
}

/// Runs the targets that `rest` names, or all.
///
/// # Errors
/// At the first crash, or if a target cannot be built.
pub(crate) fn perform(rest: &[String]) -> Outcome {
    let wish = Wish::parse(rest)?;
    let program = FUZZ.ready()?;
    let fuzz = |verb: &str| {
        let mut command = Command::new(&program);
        // The sanitizer is a flag of the compiler that stable keeps locked; the code stays what it is.
        command
            .args(["fuzz", verb, "--fuzz-dir", "tests/fuzz"])
            .current_dir(place::root())
            .env("RUSTC_BOOTSTRAP", "1");
        command
    };
    let known = ask(&mut fuzz("list"))?;
    let known: Vec<&str> = known
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    if let Some(stranger) = wish
        .targets
        .iter()
        .find(|target| !known.contains(&target.as_str()))
    {
        return Err(format!("no target '{stranger}'; there are: {}.", known.join(", ")).into());
    }
    let chosen = known
        .into_iter()
        .filter(|name| wish.targets.is_empty() || wish.targets.iter().any(|one| one == name));
    for target in chosen {
        if let Some(input) = &wish.again {
            return step(
                &format!("fuzz {target} {input}"),
                fuzz("run").args([target, input]),
            );
        }
        let runs = wish.runs.unwrap_or_else(|| promised(target));
        let limit = format!("-runs={runs}");
        // What is found goes to the first folder; the second holds whole examples to begin with.
        let (corpus, seeds) = (
            format!("tests/fuzz/corpus/{target}"),
            format!("tests/fuzz/seeds/{target}"),
        );
        for folder in [&corpus, &seeds] {
            std::fs::create_dir_all(place::root().join(folder))?;
        }
        step(
            &format!("fuzz {target}"),
            fuzz("run").args([
                target,
                &corpus,
                &seeds,
                "--",
                &limit,
                MEMORY_MB,
                "-print_final_stats=1",
            ]),
        )?;
        println!("figure fuzz.{target} {runs} inputs");
    }
    Ok(())
}

fn promised(target: &str) -> u32 {
    if target.contains("picture") || target.contains("pdf") {
        RUNS_SLOW
    } else {
        RUNS
    }
}

impl Wish {
    fn parse(rest: &[String]) -> Outcome<Self> {
        let mut wish = Self::default();
        let mut words = rest.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--runs" => match words.next().and_then(|count| count.parse().ok()) {
                    Some(count) => wish.runs = Some(count),
                    None => return Err("--runs takes a number.".to_owned().into()),
                },
                "--again" => match words.next() {
                    Some(file) => wish.again = Some(file.clone()),
                    None => return Err("--again takes the file of a crash.".to_owned().into()),
                },
                flag if flag.starts_with('-') => {
                    return Err(format!("'{flag}' means nothing here.").into());
                }
                target => wish.targets.push(target.to_owned()),
            }
        }
        if wish.again.is_some() && wish.targets.len() != 1 {
            return Err("--again runs one file on one named target."
                .to_owned()
                .into());
        }
        Ok(wish)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(line: &str) -> Outcome<Wish> {
        Wish::parse(
            &line
                .split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn the_command_line_is_understood_or_refused() {
        let read = wish("hc1 base45 --runs 20").expect("a good line");
        assert_eq!(
            read,
            Wish {
                targets: vec!["hc1".into(), "base45".into()],
                runs: Some(20),
                again: None
            }
        );
        for bad in [
            "--runs",
            "--runs many",
            "--again x",
            "a b --again x",
            "--fast",
        ] {
            assert!(wish(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn slow_readers_promise_less() {
        assert_eq!(promised("hc1"), 1_000_000);
        assert_eq!(promised("picture"), 50_000);
    }
}
