//! `cargo xtask api`: the authority's OpenAPI, driven by schemathesis with requests that nobody thought of.

use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::place;
use crate::step::{Outcome, step};

/// Starts a practice authority and sends it what its own description allows, and what it forbids.
///
/// # Errors
/// At an answer that is a server's error or that the description does not know, or if a tool is missing.
pub(crate) fn perform() -> Outcome {
    let target = place::target()?;
    let tools = target.join("tools/schemathesis");
    let bin = tools.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let wanted = place::root().join("tests/openapi/requirements.txt");
    if !tools.join("requirements.txt").is_file() || !same(&wanted, &tools.join("requirements.txt"))
    {
        let mut venv = Command::new("python3");
        step(
            "a place for Python packages",
            venv.args(["-m", "venv"]).arg(&tools),
        )?;
        let mut pip = Command::new(bin.join("pip"));
        pip.args(["install", "--quiet", "--requirement"])
            .arg(&wanted);
        step("schemathesis (once)", &mut pip)?;
        fs::copy(&wanted, tools.join("requirements.txt"))?;
    }
    step(
        "the authority",
        place::cargo().args([
            "build",
            "--locked",
            "-p",
            "issuer",
            "--bin",
            "kincode-issuer",
        ]),
    )?;
    let folder = target.join("openapi-authority");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let here = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let _served = serve(&target.join("debug/kincode-issuer"), &folder, here)?;
    let address = format!("http://{here}");
    let mut drive = Command::new(bin.join("schemathesis"));
    drive
        .args([
            "run",
            &format!("{address}/v1/openapi.json"),
            "--checks",
            "all",
        ])
        // Not everything that is true fits into a schema: a key is a point of the curve, a mark has its rule. Such
        // requests are answered with 400 or 422, which the description knows.
        .args([
            "--exclude-checks",
            "positive_data_acceptance",
            "--seed",
            "7",
        ])
        .args(["--warnings", "off", "-n", examples()])
        .env("KINCODE_ISSUER", &address)
        .env(
            "SCHEMATHESIS_HOOKS",
            place::root().join("tests/openapi/hooks.py"),
        )
        .current_dir(&folder);
    step(
        "everything that the description allows and forbids",
        &mut drive,
    )
}

/// How many made-up requests each operation gets at most.
fn examples() -> &'static str {
    if std::env::var("KINCODE_CAMPAIGN").is_ok_and(|value| value == "full") {
        "1000"
    } else {
        "100"
    }
}

/// Ends with us.
struct Served(Child);

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn serve(program: &Path, folder: &Path, here: SocketAddr) -> Outcome<Served> {
    let issuer = || {
        let mut command = Command::new(program);
        command.arg("--dir").arg(folder);
        command
    };
    let words = [
        "init",
        "--id",
        "driven",
        "--zh",
        "x",
        "--en",
        "x",
        "--practice",
    ];
    step(
        "an authority to drive",
        issuer().args(words).stdout(Stdio::null()),
    )?;
    // One device that asks a thousand times is no family.
    let settings = folder.join("authority.json");
    let read = |error| format!("authority.json: {error}");
    let mut value: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(&settings)?).map_err(read)?;
    for limit in ["per_device", "new_devices"] {
        value["limits"][limit] = 1_000_000.into();
    }
    fs::write(&settings, value.to_string())?;
    let mut serve = issuer();
    serve
        .args(["serve", "--listen", &here.to_string()])
        .env("RUST_LOG", "error");
    let served = Served(serve.spawn()?);
    for _ in 0..100 {
        if TcpStream::connect(here).is_ok() {
            return Ok(served);
        }
        sleep(Duration::from_millis(100));
    }
    Err("the authority does not answer.".to_owned().into())
}

fn same(one: &Path, other: &Path) -> bool {
    fs::read(one).ok() == fs::read(other).ok()
}
