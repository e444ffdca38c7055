//! `cargo xtask`: the developer's one entry, the same on a laptop and in CI.
//!
//! Each task installs what it needs (system packages, npm packages, fonts, tools), does its work, and says in one
//! sentence what to do when it cannot. A second run finds everything in place and touches no network.

mod api;
mod bench;
mod bindings;
mod bundle;
mod check;
mod fonts;
mod fuzz;
mod help;
mod node;
mod page;
mod place;
mod run;
mod shots;
mod step;
mod system;
mod test;
mod tool;

use std::io::Write;
use std::process::ExitCode;

use crate::step::Outcome;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match perform(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            eprintln!("\nxtask: {stop}");
            ExitCode::FAILURE
        }
    }
}

fn perform(arguments: &[String]) -> Outcome {
    let Some((task, rest)) = arguments.split_first() else {
        tell(help::ALL);
        return Ok(());
    };
    if task == "help" || task == "--help" || task == "-h" {
        tell(help::of(rest.first().map(String::as_str)));
        return Ok(());
    }
    let ours = rest.split(|word| word == "--").next().unwrap_or_default();
    if ours.iter().any(|word| word == "--help" || word == "-h") {
        tell(help::of(Some(task)));
        return Ok(());
    }
    match task.as_str() {
        "run" => run::perform(rest),
        "test" => none_left(rest).and_then(|()| test::perform()),
        "check" => none_left(rest).and_then(|()| check::perform()),
        "bench" => bench::perform(rest),
        "fuzz" => fuzz::perform(rest),
        "api" => none_left(rest).and_then(|()| api::perform()),
        "bundle" => bundle::perform(rest),
        "fonts" => none_left(rest).and_then(|()| fonts::perform()),
        "bindings" => none_left(rest).and_then(|()| bindings::perform()),
        "shots" => none_left(rest).and_then(|()| shots::perform()),
        unknown => Err(format!("there is no task '{unknown}'.\n\n{}", help::ALL).into()),
    }
}

/// To standard output; a reader that has seen enough (`| head`) is no failure.
fn tell(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

fn none_left(rest: &[String]) -> Outcome {
    match rest.first() {
        None => Ok(()),
        Some(word) => Err(format!("'{word}' means nothing here; --help says what does.").into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn help_is_given_for_every_task_and_for_none() {
        for line in [
            "",
            "help",
            "--help",
            "help test",
            "test --help",
            "fuzz hc1 --help",
        ] {
            assert!(perform(&words(line)).is_ok(), "`{line}` asks for help");
        }
    }

    #[test]
    fn what_is_not_understood_is_refused_before_anything_starts() {
        for line in [
            "tset",
            "test --fast",
            "check now",
            "fonts --dir x",
            "shots all",
            "bundle --chek",
        ] {
            assert!(perform(&words(line)).is_err(), "`{line}` is not a task");
        }
    }
}
