//! `kincode-issuer`: the authority's program.

use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand, ValueEnum};
use issuer::keys::KeyFolder;
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
    /// Make new keys beside the old ones, or declare a key dead.
    Rotate {
        /// Hours until the new keys sign: by then every checker should have fetched the trust file.
        #[arg(long, default_value_t = 48, value_name = "HOURS")]
        after: u16,
        /// Declare this key dead instead: nothing that it signed is to be believed any more.
        #[arg(long, value_name = "KID", conflicts_with = "after")]
        dead: Option<String>,
    },
    /// Status lists.
    #[command(subcommand)]
    Status(Status),
    /// Have everything of a person asked for anew: the remaining strips and the paper code.
    Recall {
        /// The person's id at this authority.
        person: String,
    },
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
    /// Everything it signs is for practice.
    #[arg(long)]
    practice: bool,
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
        Command::Rotate {
            dead: Some(dead), ..
        } => {
            KeyFolder::of(dir)
                .bury(&dead, Clock::system().now())
                .map_err(sentence)?;
            tell("The key is dead. A service that runs says so with its next trust file.")
        }
        Command::Rotate { after, dead: None } => {
            let settings = Settings::read(dir).map_err(sentence)?;
            let from = Clock::system().now() + SignedDuration::from_hours(i64::from(after));
            let kids = KeyFolder::of(dir)
                .rotate(&settings, from)
                .map_err(sentence)?;
            tell(&format!("New keys, from {from}: {}", kids.join(" ")))
        }
        Command::Status(Status::Publish { to }) => publish_now(dir, to.as_deref()),
        Command::Recall { person } => {
            let person: PersonId = person.parse().map_err(sentence)?;
            let count = recall(&open(dir, "")?, person).map_err(sentence)?;
            tell(&format!(
                "{count} codes are to be asked for anew, from the next publication on."
            ))
        }
        Command::Openapi => {
            let json = issuer::http::document()
                .to_pretty_json()
                .map_err(sentence)?;
            tell(&json)
        }
    }
}

fn init(dir: &Path, new: Init) -> Result<(), String> {
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
        limits: Limits::default(),
    };
    settings.proper().map_err(sentence)?;
    std::fs::create_dir_all(dir).map_err(sentence)?;
    settings.write_new(dir).map_err(sentence)?;
    KeyFolder::of(dir)
        .create(&settings, Clock::system().now())
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

fn run(dir: &Path, listen: SocketAddr) -> Result<(), String> {
    let authority = Arc::new(open(dir, &format!("http://{listen}"))?);
    serve::runtime().map_err(sentence)?.block_on(async {
        let listener = tokio::net::TcpListener::bind(listen)
            .await
            .map_err(sentence)?;
        serve::serve(authority, listener, told_to_stop())
            .await
            .map_err(sentence)
    })
}

/// Ctrl+C, or the system's wish.
async fn told_to_stop() {
    let interrupted = async {
        // Without it the other way remains.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};

        let Ok(mut terminated) = signal(SignalKind::terminate()) else {
            return interrupted.await;
        };
        tokio::select! {
            () = interrupted => {}
            _ = terminated.recv() => {}
        }
    }
    #[cfg(not(unix))]
    interrupted.await;
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
