//! The program in one home: run to its end, left waiting, or typed to on a terminal.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde_json::Value;

/// A PIN that nobody guesses.
pub const PIN: &str = "402817";

/// A file of tests/data.
pub fn data(name: &str) -> String {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/data");
    data.join(name).display().to_string()
}

/// The day that is so many days ahead.
#[expect(
    clippy::disallowed_methods,
    reason = "the program under test reads the clock, too"
)]
pub fn day(ahead: i64) -> String {
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
    today.saturating_add(ahead.days()).to_string()
}

/// Where the program keeps everything.
pub struct Kincode(PathBuf);

impl Kincode {
    /// With its data in `home`, trusting the signer of the test data.
    pub fn new(home: &Path) -> Self {
        let kincode = Self(home.to_owned());
        let (exit, _, said) = kincode.run(&["trust", "import", &data("signer.pem")], "");
        assert_eq!(exit, 0, "{said}");
        kincode
    }

    /// Exit code, standard output and standard error.
    pub fn run(&self, arguments: &[&str], input: &str) -> (i32, String, String) {
        self.run_behind(&[], arguments, input)
    }

    /// The same, with the words of another program in front.
    pub fn run_behind(
        &self,
        before: &[String],
        arguments: &[&str],
        input: &str,
    ) -> (i32, String, String) {
        let ours = env!("CARGO_BIN_EXE_kincode").to_owned();
        let words = [before, &[ours]].concat();
        let mut command = self.command(&words[0]);
        command.args(&words[1..]);
        command.args(arguments).stderr(Stdio::piped());
        let mut child = command.spawn().expect("kincode starts");
        let mut words = child.stdin.take().expect("it is piped");
        // It may have ended without reading.
        drop(words.write_all(format!("{input}\n").as_bytes()));
        drop(words);
        let output = child.wait_with_output().expect("it ends");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        let exit = output.status.code().expect("an exit code");
        (exit, text(output.stdout), text(output.stderr))
    }

    /// The lines of JSON of a command that is given the PIN.
    pub fn lines(&self, arguments: &[&str]) -> Vec<Value> {
        self.lines_with(arguments, PIN)
    }

    /// The same with another PIN.
    pub fn lines_with(&self, arguments: &[&str], pin: &str) -> Vec<Value> {
        let (exit, out, said) = self.run(&[arguments, &["--pin-stdin"]].concat(), pin);
        assert_eq!(exit, 0, "{arguments:?}: {said}");
        let lines = out.lines().map(serde_json::from_str);
        lines.map(|line| line.expect("JSON")).collect()
    }

    /// Keeps the code in a file, and gives its id.
    pub fn import(&self, file: &str) -> String {
        let (exit, out, said) = self.run(&["import", "--yes", "--pin-stdin", file], PIN);
        assert_eq!(exit, 0, "{said}");
        let id = out.lines().find_map(|line| line.strip_prefix("vault:"));
        id.expect("an id").to_owned()
    }

    /// Started on a terminal of its own, made by script(1).
    pub fn on_a_terminal(&self, arguments: &[&str]) -> Terminal {
        // Nobody answers a question that the test does not know of.
        let kincode = [
            "timeout",
            "--foreground",
            "120",
            env!("CARGO_BIN_EXE_kincode"),
        ];
        let line = [&kincode[..], arguments].concat().join(" ");
        let mut command = self.command("script");
        command.args([
            "--quiet",
            "--flush",
            "--return",
            "--command",
            &line,
            "/dev/null",
        ]);
        let mut child = command.spawn().expect("script(1) is on every Linux");
        Terminal {
            keys: child.stdin.take().expect("it is piped"),
            screen: child.stdout.take().expect("it is piped"),
            child,
            seen: Vec::new(),
        }
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env("LC_ALL", "C.UTF-8")
            .env("TZ", "UTC")
            .env("KINCODE_HOME", &self.0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        command
    }
}

/// A program on a terminal.
pub struct Terminal {
    keys: ChildStdin,
    screen: ChildStdout,
    child: Child,
    seen: Vec<u8>,
}

impl Terminal {
    /// Waits until `question` stands on the screen.
    pub fn until(&mut self, question: &str) {
        let from = self.seen.len();
        let mut byte = [0];
        while !String::from_utf8_lossy(&self.seen[from..]).contains(question) {
            let read = self.screen.read(&mut byte).expect("a terminal");
            let seen = String::from_utf8_lossy(&self.seen);
            assert_eq!(read, 1, "{question} never came: {seen}");
            self.seen.push(byte[0]);
        }
    }

    /// Waits for a question, and types.
    pub fn answer(&mut self, question: &str, keys: &str) {
        self.until(question);
        // The echo is switched off right after the question.
        std::thread::sleep(Duration::from_millis(300));
        self.keys.write_all(keys.as_bytes()).expect("it is typed");
        self.keys.flush().expect("it is typed");
    }

    /// The exit code as a shell tells it, and all that was on the screen.
    pub fn rest(mut self) -> (Option<i32>, String) {
        self.screen.read_to_end(&mut self.seen).expect("a terminal");
        let ended = self.child.wait().expect("it ends");
        let seen = String::from_utf8_lossy(&self.seen).into_owned();
        (ended.code(), seen)
    }
}

/// The keys of a line of JSON, in their order.
pub fn keys(line: &str) -> Vec<String> {
    let mut keys = Vec::new();
    let (mut depth, mut text, mut quoted, mut last) = (0, String::new(), false, '\0');
    for letter in line.chars() {
        match letter {
            '"' if last != '\\' => {
                quoted = !quoted;
                if quoted {
                    text.clear();
                }
            }
            _ if quoted => text.push(letter),
            '{' | '[' => depth += 1,
            '}' | ']' => depth -= 1,
            ':' if depth == 1 => keys.push(text.clone()),
            _ => {}
        }
        last = letter;
    }
    keys
}

/// The half blocks at the beginning of what was printed, as a picture with 8 pixels a module.
pub fn picture(printed: &str) -> String {
    let rows: Vec<&str> = printed
        .lines()
        .take_while(|line| !line.is_empty())
        .collect();
    let (width, height) = (rows[0].chars().count(), rows.len() * 2);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {width} {height}\">\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>",
        width * 8,
        height * 8
    );
    for (y, row) in rows.iter().enumerate() {
        for (x, block) in row.chars().enumerate() {
            let (top, tall) = match block {
                '█' => (0, 2),
                '▀' => (0, 1),
                '▄' => (1, 1),
                _ => continue,
            };
            svg += &format!(
                "<rect x=\"{x}\" y=\"{}\" width=\"1\" height=\"{tall}\"/>",
                y * 2 + top
            );
        }
    }
    svg + "</svg>"
}
