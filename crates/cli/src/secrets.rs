//! PIN, passphrase and kit: typed on the terminal without echo, or lines of standard input.

use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};

use clap::Args;
use desk::view::Lang;
use words::t;
use zeroize::Zeroizing;

use crate::exit::Stop;

/// How secrets come in.
#[derive(Args)]
pub(crate) struct Secrets {
    /// Read the PIN from the first line of standard input instead of asking for it. Where more is
    /// asked (a new passphrase, the kit), each is one line, in the order of the questions, without
    /// repetition. No source may then be -.
    #[arg(long)]
    pin_stdin: bool,
}

/// A secret that is longer belongs to nobody.
const MOST_BYTES: usize = 4096;

impl Secrets {
    /// Asks for a secret that there is. `key` names the question's words.
    pub(crate) fn ask(&self, key: &str, lang: Lang) -> Result<Zeroizing<String>, Stop> {
        if self.pin_stdin {
            return line();
        }
        // A terminal whose input is gone is as good as none.
        rpassword::prompt_password(question(key, lang))
            .map(Zeroizing::new)
            .map_err(|_| Stop::Usage("cli-no-terminal", String::new()))
    }

    /// Asks for a new secret and for the same again; a line of standard input is read once and stands for both.
    pub(crate) fn ask_new(&self, key: &str, lang: Lang) -> Result<[Zeroizing<String>; 2], Stop> {
        let new = self.ask(key, lang)?;
        let again = if self.pin_stdin {
            new.clone()
        } else {
            self.ask("cli-again", lang)?
        };
        Ok([new, again])
    }

    /// Refuses `-` among the sources where standard input is for the PIN.
    pub(crate) fn leave_input<'a>(
        &self,
        mut sources: impl Iterator<Item = &'a String>,
    ) -> Result<(), Stop> {
        if self.pin_stdin && sources.any(|source| source == "-") {
            return Err(Stop::Usage("cli-input-twice", String::new()));
        }
        Ok(())
    }

    /// Whether standard input is for secrets.
    pub(crate) const fn are_piped(&self) -> bool {
        self.pin_stdin
    }

    /// Asks a question that is answered with y or n. Nobody there to answer is an error, which names the option to add.
    pub(crate) fn confirm(&self, question: &str, option: &str, lang: Lang) -> Result<bool, Stop> {
        if self.pin_stdin || !io::stdin().is_terminal() {
            return Err(Stop::Usage("cli-nobody", option.to_owned()));
        }
        loop {
            eprint!("{question} {} ", t(lang, "cli-yes-no", &[]));
            let mut answer = String::new();
            if io::stdin().read_line(&mut answer)? == 0 {
                return Ok(false);
            }
            match answer.trim() {
                "y" | "Y" | "yes" | "是" => return Ok(true),
                "n" | "N" | "no" | "否" => return Ok(false),
                _ => {}
            }
        }
    }
}

fn question(key: &str, lang: Lang) -> String {
    // What is asked for goes before everything that was written so far.
    drop(io::stdout().flush());
    format!("{} ", t(lang, key, &[]))
}

/// One line of standard input, read byte by byte past the buffer that std keeps: nothing of it stays behind.
fn line() -> Result<Zeroizing<String>, Stop> {
    let mut input = input()?;
    let mut line = Zeroizing::new(Vec::with_capacity(MOST_BYTES));
    let mut byte = Zeroizing::new([0]);
    while line.len() < MOST_BYTES && input.read(&mut *byte)? == 1 && byte[0] != b'\n' {
        line.push(byte[0]);
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    let text = str::from_utf8(&line).ok().filter(|text| !text.is_empty());
    text.map(|text| Zeroizing::new(text.to_owned()))
        .ok_or_else(|| Stop::Usage("cli-no-secret", String::new()))
}

#[cfg(unix)]
fn input() -> io::Result<File> {
    use std::os::fd::AsFd;
    Ok(io::stdin().as_fd().try_clone_to_owned()?.into())
}

#[cfg(windows)]
fn input() -> io::Result<File> {
    use std::os::windows::io::AsHandle;
    Ok(io::stdin().as_handle().try_clone_to_owned()?.into())
}
