//! Running one program, told before and timed after.

use std::fmt;
use std::io;
use std::process::{Command, Output};
use std::time::Instant;

/// Why a task stopped, as a sentence for the person who started it.
#[derive(Debug)]
pub(crate) struct Stop(String);

/// What every task ends with.
pub(crate) type Outcome<T = ()> = Result<T, Stop>;

/// Runs `command` with its output shown.
///
/// # Errors
/// If it cannot be started or ends with anything but success.
pub(crate) fn step(what: &str, command: &mut Command) -> Outcome {
    eprintln!("── {what}");
    let begun = Instant::now();
    let status = command
        .status()
        .map_err(|error| not_started(command, &error))?;
    if !status.success() {
        return Err(format!("{what}: {} ended with {status}.", program(command)).into());
    }
    eprintln!("── {what}: {:.1} s", begun.elapsed().as_secs_f64());
    Ok(())
}

/// Runs `command` silently and gives what it wrote to standard output.
///
/// # Errors
/// If it cannot be started or fails; then with what it wrote to standard error.
pub(crate) fn ask(command: &mut Command) -> Outcome<String> {
    let Output {
        status,
        stdout,
        stderr,
    } = command
        .output()
        .map_err(|error| not_started(command, &error))?;
    if !status.success() {
        let says = String::from_utf8_lossy(&stderr);
        return Err(format!("{} ended with {status}: {}", program(command), says.trim()).into());
    }
    Ok(String::from_utf8_lossy(&stdout).into_owned())
}

/// Whether `command` can be started and succeeds; its output is not shown.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

impl From<String> for Stop {
    fn from(sentence: String) -> Self {
        Self(sentence)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self(error.to_string())
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn not_started(command: &Command, error: &io::Error) -> Stop {
    Stop(format!(
        "{} could not be started: {error}.",
        program(command)
    ))
}

fn program(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_fails_stops_the_task_with_its_name() {
        let stop = step("nothing", Command::new("cargo").arg("--no-such-flag"))
            .expect_err("the flag does not exist");
        assert!(stop.to_string().contains("cargo"), "{stop}");
        let stop =
            ask(&mut Command::new("a-program-that-does-not-exist")).expect_err("it does not exist");
        assert!(stop.to_string().contains("could not be started"), "{stop}");
    }
}
