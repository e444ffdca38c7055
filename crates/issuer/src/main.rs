//! `kincode-issuer`: the authority's program.

use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand, ValueEnum};
use healthcode::kct::Curve;
use issuer::keys::KeyFolder;
use issuer::keys::root::Change;
use issuer::practice::{self, Keep};
use issuer::{Authority, Clock, Limits, Pack, Settings, publish, recall, serve};
use issuing::PersonId;
use issuing::message::Realm;
use jiff::SignedDuration;
use tracing_subscriber::EnvFilter;

/// An authority: issues runs of strips and paper codes, and publishes status lists and a trust file.
///
/// It speaks plain HTTP and stands behind a proxy that ends TLS. Its keys lie in files that only their owner may
/// read, and are not encrypted.
#[derive(Parser)]
#[command(name = "kincode-issuer", version)]
struct Cli {
    /// The authority's folder.
    #[arg(long, global = true, default_value = ".", value_name = "DIR")]
    dir: PathBuf,

    /// How log lines are written, to standard error. What they say is set by RUST_LOG.
    #[arg(long, global = true, value_enum, default_value = "text")]
    log: Log,

    #[command(subcommand)]
    command: Command,
}

#[derive(Clone, Copy, ValueEnum)]
enum Log {
    Json,
    Text,
}

#[derive(Subcommand)]
enum Command {
    /// Make a new authority in an empty folder: settings, keys, store.
    Init(Init),
    /// Serve families and checkers until told to stop.
    Serve {
        /// Where to listen.
        #[arg(long, default_value = "127.0.0.1:8440", value_name = "ADDRESS")]
        listen: SocketAddr,
    },
    /// Make new keys beside the old ones, declare a key dead, or make the next version of the root.
    Rotate(Rotate),
    /// Status lists.
    #[command(subcommand)]
    Status(Status),
    /// Have everything of a person asked for anew: the remaining strips and the paper code.
    Recall {
        /// The person's id at this authority.
        person: String,
    },
    /// Run the practice authority (演练) on this computer until Ctrl+C.
    ///
    /// It needs no init: what it has lies in the folder `practice` below DIR, and the next start is the same one. Whatever it
    /// signs says that it is for practice, and no real checker accepts it.
    Practice,
    /// Print the description of the service in OpenAPI 3.1.
    Openapi,
}

#[derive(Subcommand)]
enum Status {
    /// Publish every list and the trust file now, and write them into a folder if one is named.
    Publish {
        /// For a static host, or a stick: a file for each list, named by its number, and trust.kct.
        #[arg(long, value_name = "DIR")]
        to: Option<PathBuf>,
    },
}

#[derive(clap::Args)]
struct Rotate {
    /// Hours until the new keys sign: by then every checker should have fetched the trust file.
    #[arg(long, default_value_t = 48, value_name = "HOURS")]
    after: u16,
    /// Declare this key dead instead: nothing that it signed is to be believed any more.
    #[arg(long, value_name = "KID", conflicts_with = "after")]
    dead: Option<String>,
    /// Make the next version of the root instead, with another key for trust files.
    #[arg(long, conflicts_with_all = ["after", "dead"])]
    bundle: bool,
    /// Make the next version of the root instead, with another key for roots.
    #[arg(long, conflicts_with_all = ["after", "dead"])]
    root: bool,
    /// Where the present root key lies, if it was taken away from keys/.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["after", "dead"])]
    root_key: Option<PathBuf>,
}

#[derive(clap::Args)]
struct Init {
    /// 2 to 12 of a-z, 0-9 and -. It stands in every code and cannot be changed.
    #[arg(long)]
    id: String,
    /// The name in Chinese.
    #[arg(long)]
    zh: String,
    /// The name in English.
    #[arg(long)]
    en: String,
    /// Where families reach it, if not on this computer only.
    #[arg(long, value_name = "URL")]
    address: Option<String>,
    /// What all its keys sign with, those of devices and strips too. It cannot be changed.
    #[arg(long, value_enum, default_value = "es256")]
    algorithm: Algorithm,
    /// Everything it signs is for practice.
    #[arg(long)]
    practice: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Algorithm {
    /// P-256 with SHA-256.
    Es256,
    /// SM2 with SM3.
    Sm2,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    match cli.log {
        Log::Json => lines.json().init(),
        Log::Text => lines.init(),
    }
    match perform(&cli.dir, cli.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("kincode-issuer: {sentence}");
            ExitCode::FAILURE
        }
    }
}

fn perform(dir: &Path, command: Command) -> Result<(), String> {
    match command {
        Command::Init(new) => init(dir, new),
        Command::Serve { listen } => run(dir, listen),
        Command::Rotate(what) => rotate(dir, what),
        Command::Status(Status::Publish { to }) => publish_now(dir, to.as_deref()),
        Command::Recall { person } => {
            let person: PersonId = person.parse().map_err(sentence)?;
            let count = recall(&open(dir, "")?, person).map_err(sentence)?;
            tell(&format!(
                "{count} codes are to be asked for anew, from the next publication on."
            ))
        }
        Command::Practice => practise(dir),
        Command::Openapi => {
            let json = issuer::http::document()
                .to_pretty_json()
                .map_err(sentence)?;
            tell(&json)
        }
    }
}

fn init(dir: &Path, new: Init) -> Result<(), String> {
    let curve = match new.algorithm {
        Algorithm::Es256 => Curve::P256,
        Algorithm::Sm2 => Curve::Sm2,
    };
    let settings = Settings {
        id: new.id,
        realm: if new.practice {
            Realm::Practice
        } else {
            Realm::Real
        },
        names: [("zh", new.zh), ("en", new.en)]
            .map(|(tag, name)| (tag.to_owned(), name))
            .into(),
        address: new.address,
        status_base: None,
        regions: Pack::examples(Clock::system().now()),
        limits: Limits::of(curve),
    };
    settings.proper().map_err(sentence)?;
    std::fs::create_dir_all(dir).map_err(sentence)?;
    settings.write_new(dir).map_err(sentence)?;
    KeyFolder::of(dir)
        .create(&settings, curve, Clock::system().now())
        .map_err(sentence)?;
    let fingerprint = open(dir, "")?.description().fingerprint;
    tell(&format!(
        "Made. Its fingerprint, which families compare: {fingerprint}\n\
         \n\
         authority.json has example regions: put your own there before anybody is enrolled.\n\
         keys/ holds the secrets, readable for this user and NOT encrypted. Take keys/root.p8 away, to a stick in a\n\
         drawer: it is needed only when the key of the trust files changes."
    ))
}

fn rotate(dir: &Path, what: Rotate) -> Result<(), String> {
    let (keys, now) = (KeyFolder::of(dir), Clock::system().now());
    if let Some(dead) = &what.dead {
        keys.bury(dead, now).map_err(sentence)?;
        return tell("The key is dead. A service that runs says so with its next trust file.");
    }
    let settings = Settings::read(dir).map_err(sentence)?;
    let change = Change {
        bundle: what.bundle,
        root: what.root,
    };
    if what.bundle || what.root {
        let root_key = what.root_key.as_deref();
        let version = keys.next_root(&settings, change, root_key, now);
        let version = version.map_err(sentence)?;
        tell(&format!(
            "Version {version} of the root. Whoever pinned an earlier one follows with the next trust file, which a\n\
             service that runs publishes by itself. The fingerprint stays."
        ))?;
        if what.root {
            tell(&format!(
                "Take keys/root-{version}.p8 away, to a stick in a drawer. The root key before it is needed no more:\n\
                 destroy it."
            ))?;
        }
        return Ok(());
    }
    if what.root_key.is_some() {
        return Err("--root-key goes with --root or --bundle".to_owned());
    }
    let from = now + SignedDuration::from_hours(i64::from(what.after));
    let kids = keys.rotate(&settings, from).map_err(sentence)?;
    tell(&format!("New keys, from {from}: {}", kids.join(" ")))
}

fn run(dir: &Path, listen: SocketAddr) -> Result<(), String> {
    let authority = Arc::new(open(dir, &format!("http://{listen}"))?);
    serve::runtime().map_err(sentence)?.block_on(async {
        let listener = tokio::net::TcpListener::bind(listen)
            .await
            .map_err(sentence)?;
        let stop = told_to_stop().map_err(sentence)?;
        serve::serve(authority, listener, stop)
            .await
            .map_err(sentence)
    })
}

fn practise(dir: &Path) -> Result<(), String> {
    let folder = dir.join("practice");
    let runtime = serve::runtime().map_err(sentence)?;
    let _inside = runtime.enter();
    // Listened for before anything is said: whoever reads the address may end it at once.
    let stop = told_to_stop().map_err(sentence)?;
    let practice = practice::start(&Keep::Folder(folder.clone()), Clock::system())?;
    let (address, fingerprint) = (practice.address(), practice.anchor().fingerprint);
    tell(&format!(
        "The practice authority (演练) answers at {address}\n\
         Its fingerprint: {fingerprint}\n\
         What it has lies in {}. Ctrl+C ends it.\n\
         \n\
         In another terminal: kincode practice start --address {address}",
        folder.display()
    ))?;
    runtime.block_on(stop);
    Ok(())
}

/// Ctrl+C, or the system's wish. Heard from now on, within a runtime.
#[cfg(unix)]
fn told_to_stop() -> std::io::Result<impl Future<Output = ()> + Send> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupted = signal(SignalKind::interrupt())?;
    let mut terminated = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}

/// Ctrl+C. Heard from now on, within a runtime.
#[cfg(not(unix))]
fn told_to_stop() -> std::io::Result<impl Future<Output = ()> + Send> {
    let mut interrupted = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupted.recv().await;
    })
}

fn publish_now(dir: &Path, to: Option<&Path>) -> Result<(), String> {
    let authority = open(dir, "")?;
    let lists = publish::everything(&authority).map_err(sentence)?;
    if let Some(folder) = to {
        publish::export(&authority, folder)?;
    }
    tell(&format!(
        "{lists} status lists and the trust file are published."
    ))
}

fn open(dir: &Path, here: &str) -> Result<Authority, String> {
    Authority::open(dir, here, Clock::system())
}

/// To standard output; a reader that has seen enough (`| head`) is no failure.
fn tell(text: &str) -> Result<(), String> {
    let _ = writeln!(std::io::stdout(), "{text}");
    Ok(())
}

fn sentence(error: impl std::fmt::Display) -> String {
    error.to_string()
}
