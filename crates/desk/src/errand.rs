//! What is asked of an authority: prepared while the vault is open, carried out without holding it, brought home to the
//! family. Everything that an authority is sent is made here.

use healthcode::Private;
use healthcode::kct::{Publisher, Realm};
use issuing::client::Fetched;
use issuing::message::{Description, Mark, NewPerson, Why};
use issuing::text::{Nonce, PersonId};
use issuing::{Account, Client, Code as Refusal, Stamp, Trouble};
use jiff::Timestamp;
use rand_core::Rng as _;
use vault::Id;

use crate::machine::dice;
use crate::problem::{Code, Problem};
use crate::signing::PrivateKey;

/// One thing to be asked of one authority. It takes seconds, or a minute where nobody answers.
pub struct Errand {
    pub(crate) authority: Id,
    pub(crate) publisher: Publisher,
    /// Where it answers, and where it answers else.
    pub(crate) addresses: Vec<String>,
    pub(crate) realm: Realm,
    pub(crate) account: PrivateKey,
    pub(crate) task: Task,
    /// When it was prepared: the time of the requests.
    pub(crate) now: Timestamp,
    /// The status lists that this family's codes stand in.
    pub(crate) lists: Vec<u32>,
}

/// What is asked.
pub(crate) enum Task {
    /// A run of strips.
    Run(RunTask),
    /// A paper code.
    Paper { person: Id, handle: [u8; 16] },
    /// That a paper code is cancelled.
    Cancel {
        held: Id,
        handle: [u8; 16],
        serial: String,
    },
}

/// A run of strips, one for each key.
pub(crate) struct RunTask {
    pub(crate) person: Id,
    pub(crate) enrolment: Id,
    /// Who the person is there; `None`: not enrolled yet.
    pub(crate) handle: Option<[u8; 16]>,
    pub(crate) region: String,
    pub(crate) mark: Mark,
    pub(crate) keys: Vec<PrivateKey>,
}

/// What came of an errand.
pub struct Done {
    pub(crate) authority: Id,
    pub(crate) account: PrivateKey,
    pub(crate) at: Timestamp,
    pub(crate) task: Task,
    pub(crate) got: Result<Given, Problem>,
    /// What the authority publishes, as far as it could be fetched.
    pub files: Files,
}

/// What an authority publishes: signed, and believed by nobody yet.
#[derive(Default)]
pub struct Files {
    /// Whose they should be.
    pub(crate) publisher: Option<Publisher>,
    /// Where they were fetched.
    pub(crate) address: String,
    /// Its trust file.
    pub(crate) trust: Option<Vec<u8>>,
    /// Status lists.
    pub(crate) lists: Vec<Vec<u8>>,
}

/// What an authority gave.
pub(crate) enum Given {
    /// Who the person is there, the strips in the order of the keys, and when to ask again.
    Run([u8; 16], Vec<Private<String>>, Timestamp),
    /// A paper code.
    Paper(Private<String>),
    /// The paper code is cancelled.
    Cancelled,
}

/// What an authority says of itself, and its trust file.
pub struct Look {
    /// Where it answers.
    pub(crate) address: String,
    pub(crate) description: Description,
    pub(crate) trust: Vec<u8>,
}

/// Asks an authority who it is. It learns that somebody asked.
///
/// # Errors
///
/// [`Code::AuthorityAddress`], [`Code::AuthorityNetwork`], [`Code::AuthorityAnswer`], [`Code::AuthorityBusy`].
pub fn look(address: &str) -> Result<Look, Problem> {
    let client = Client::new(address).map_err(|_| Problem::new(Code::AuthorityAddress, address))?;
    let description = client.description().map_err(|t| problem(&t))?;
    let trust = match client.trust_file(None).map_err(|t| problem(&t))? {
        Fetched::New { bytes, .. } => bytes,
        Fetched::Same => return Err(Problem::new(Code::AuthorityAnswer, "")),
    };
    Ok(Look {
        address: client.address().to_string(),
        description,
        trust,
    })
}

impl Errand {
    /// Carries it out. What goes wrong is told by [`Family::bring`](crate::family::Family::bring).
    pub fn run(self) -> Done {
        let account = Account {
            realm: self.realm,
            device: &self.account,
        };
        let stamps = Stamps::new(self.now);
        let mut got = Err(Trouble::Address);
        let mut files = Files::default();
        for address in &self.addresses {
            let Ok(client) = Client::new(address) else {
                continue;
            };
            got = self.task.ask(&client, &account, &stamps);
            if !matches!(got, Err(Trouble::Network)) {
                files = Files {
                    publisher: Some(self.publisher),
                    ..fetch(&client, &self.lists, &got)
                };
                break;
            }
        }
        Done {
            authority: self.authority,
            account: self.account,
            at: self.now,
            task: self.task,
            got: got.map_err(|trouble| problem(&trouble)),
            files,
        }
    }
}

/// One stamp for each request: where a request is sent again, also to another address, it is the same, so that the thing
/// is done once.
struct Stamps {
    register: Stamp,
    enrol: Stamp,
    ask: Stamp,
}

impl Stamps {
    fn new(now: Timestamp) -> Self {
        let stamp = || {
            let mut nonce = [0; 16];
            dice().fill_bytes(&mut nonce);
            Stamp {
                now,
                nonce: Nonce(nonce),
            }
        };
        Self {
            register: stamp(),
            enrol: stamp(),
            ask: stamp(),
        }
    }
}

impl Task {
    fn ask(
        &self,
        client: &Client,
        account: &Account<'_, PrivateKey>,
        stamps: &Stamps,
    ) -> Result<Given, Trouble> {
        match self {
            Self::Run(task) => {
                let handle = match task.handle {
                    Some(handle) => PersonId(handle),
                    None => {
                        client.register(account, stamps.register)?;
                        let person = NewPerson {
                            region: task.region.clone(),
                            mark: task.mark.clone(),
                        };
                        client.enrol(account, stamps.enrol, &person)?.id
                    }
                };
                let run = client.run(account, stamps.ask, handle, &task.keys)?;
                Ok(Given::Run(handle.0, run.strips, run.refresh_at))
            }
            Self::Paper { handle, .. } => {
                let paper = client.paper(account, stamps.ask, PersonId(*handle))?;
                Ok(Given::Paper(paper.text))
            }
            Self::Cancel { handle, serial, .. } => {
                let handle = PersonId(*handle);
                let done = client.cancel(account, stamps.ask, handle, serial, Why::Lost);
                done.map(|_| Given::Cancelled)
            }
        }
    }
}

/// What the authority publishes: its trust file, and the lists in which the family's codes stand, those that it has just
/// given too. What cannot be fetched now is fetched the next time.
fn fetch(client: &Client, lists: &[u32], got: &Result<Given, Trouble>) -> Files {
    let new = |text: &Private<String>| {
        let code = healthcode::kc1::Code::read(text.expose()).ok()?;
        Some(code.claimed().serial.list)
    };
    let given: Vec<u32> = match got {
        Ok(Given::Run(_, texts, _)) => texts.iter().filter_map(new).collect(),
        Ok(Given::Paper(text)) => new(text).into_iter().collect(),
        _ => Vec::new(),
    };
    let mut lists: Vec<u32> = lists.iter().copied().chain(given).collect();
    lists.sort_unstable();
    lists.dedup();
    let bytes = |fetched: Result<Fetched, Trouble>| match fetched {
        Ok(Fetched::New { bytes, .. }) => Some(bytes),
        _ => None,
    };
    Files {
        publisher: None,
        address: client.address().to_string(),
        trust: bytes(client.trust_file(None)),
        lists: lists
            .into_iter()
            .filter_map(|number| bytes(client.status_list(number, None)))
            .collect(),
    }
}

/// What a person is told.
fn problem(trouble: &Trouble) -> Problem {
    let code = match trouble {
        Trouble::Address => Code::AuthorityAddress,
        Trouble::Busy { retry_after } => {
            let minutes = retry_after.as_secs().div_ceil(60);
            return Problem::new(Code::AuthorityBusy, minutes.to_string());
        }
        Trouble::Clock { .. } => Code::AuthorityClock,
        Trouble::Network | Trouble::Moved => Code::AuthorityNetwork,
        Trouble::Refused(refusal) => match refusal {
            Refusal::Evidence => Code::AuthorityEvidence,
            Refusal::PersonsLimit => Code::AuthorityLimit,
            Refusal::NoPaper => Code::AuthorityNoPaper,
            Refusal::DeviceUnknown | Refusal::PersonUnknown => Code::AuthorityUnknown,
            Refusal::Busy | Refusal::Failed => Code::AuthorityNetwork,
            _ => Code::AuthorityAnswer,
        },
        Trouble::Answer | Trouble::TooLarge | Trouble::Sign => Code::AuthorityAnswer,
    };
    Problem::new(code, "")
}
