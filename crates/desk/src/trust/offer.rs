//! What was read from a file and is not trusted yet.

use std::sync::Arc;

use healthcode::kct::{self, PartType, Realm, Scope, State};
use healthcode::list::{About, KeyList};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use words::Lang;

use super::publisher::{self, Publishers};
use super::report::FileReport;
use super::{Known, Provenance, Shelved, read};
use crate::problem::{Code, Problem};
use crate::view::{ListView, PublisherView, ScopeView, TrustOffer};

/// A file that was looked into.
pub enum Offer {
    /// A trust file.
    File {
        /// The file's name.
        name: String,
        /// Its bytes.
        bytes: Vec<u8>,
        /// Whether its publisher is pinned.
        known: bool,
        /// What its root speaks about.
        scope: Vec<Scope>,
    },
    /// A list of keys.
    List {
        /// The file's name.
        name: String,
        /// Its bytes.
        bytes: Vec<u8>,
        /// How many keys can be used.
        keys: usize,
    },
}

impl Offer {
    /// Looks into `bytes`.
    pub(super) fn read(
        name: &str,
        bytes: Vec<u8>,
        publishers: &Publishers,
        now: Timestamp,
    ) -> Result<Self, Problem> {
        let named = name.to_owned();
        if !read::is_trust_file(&bytes) {
            let about = About {
                name: named.clone(),
                ..About::default()
            };
            let list = read::list(&bytes, about)?;
            let keys = list.issuers.len();
            return Ok(Self::List {
                name: named,
                bytes,
                keys,
            });
        }
        let file = publisher::read(name, &bytes)?;
        let root = file.newest_root();
        if root.realm == Realm::Practice {
            return Err(Problem::new(Code::ListPractice, name));
        }
        let held = publishers.find(file.publisher());
        let scope = root.scope.clone();
        // What would be refused is refused now, before anybody compares a fingerprint.
        let state = match held {
            Some(held) => held.state.clone(),
            None => {
                let first = file.first_root_payload();
                let first = first.ok_or_else(|| Problem::new(Code::ListRootSkipped, name))?;
                State::pin(first, scope.clone())
                    .map_err(|_| Problem::new(Code::ListDamaged, name))?
            }
        };
        kct::accept(&file, &state, now).map_err(|refused| publisher::refusal(&refused, name))?;
        let known = held.is_some();
        Ok(Self::File {
            name: named,
            bytes,
            known,
            scope,
        })
    }

    /// What a trust file says of itself; `None` for a list.
    pub fn file(&self) -> Option<FileReport> {
        match self {
            Self::File { name, bytes, .. } => {
                let file = publisher::read(name, bytes).ok()?;
                Some(FileReport::new(&file))
            }
            Self::List { .. } => None,
        }
    }

    /// The offer as the window shows it.
    pub fn view(&self, id: u32, now: Timestamp, zone: &TimeZone, lang: Lang) -> TrustOffer {
        let lists = |shelved: Vec<Shelved>| -> Vec<ListView> {
            shelved
                .iter()
                .map(|list| list.view(now, zone, lang))
                .collect()
        };
        match self {
            Self::List { name, bytes, .. } => {
                let about = About {
                    name: name.clone(),
                    ..About::default()
                };
                let list = read::list(bytes, about.clone()).unwrap_or_default();
                let shelved = Shelved {
                    id: String::new(),
                    from: Provenance::Given,
                    about: about.into(),
                    kind: None,
                    issuers: Known::all(&list),
                };
                TrustOffer {
                    id,
                    lists: lists(vec![shelved]),
                    publisher: None,
                }
            }
            Self::File {
                name,
                bytes,
                known,
                scope,
            } => {
                let shown = publisher::read(name, bytes).ok().map(|file| {
                    let root = file.newest_root();
                    let parts = file.first_root_payload().and_then(|first| {
                        let state = State::pin(first, scope.clone()).ok()?;
                        let accepted = kct::accept(&file, &state, file.manifest().iat).ok()?;
                        Some(read::parts(&accepted).map(shelved).collect())
                    });
                    let publisher = PublisherView {
                        name: in_lang(&root.names, lang),
                        fingerprint: root.publisher.fingerprint().to_string(),
                        known: *known,
                        scopes: scope.iter().map(|scope| scope_view(scope, lang)).collect(),
                    };
                    (lists(parts.unwrap_or_default()), publisher)
                });
                let (lists, publisher) = shown.unzip();
                TrustOffer {
                    id,
                    lists: lists.unwrap_or_default(),
                    publisher,
                }
            }
        }
    }
}

fn shelved((kind, list): (PartType, KeyList)) -> Shelved {
    Shelved {
        id: String::new(),
        from: Provenance::Given,
        about: Arc::clone(&list.about),
        kind: Some(kind),
        issuers: Known::all(&list),
    }
}

/// The name in `lang`, or the first.
pub(crate) fn in_lang(names: &[(String, String)], lang: Lang) -> String {
    let wanted = names
        .iter()
        .find(|(tag, _)| tag.starts_with(&lang.to_string()));
    let name = wanted.or(names.first()).map(|(_, name)| name.as_str());
    name.unwrap_or("?").to_owned()
}

fn scope_view(scope: &Scope, lang: Lang) -> ScopeView {
    let id = scope.to_string();
    let (key, authority) = id.split_once(':').unwrap_or((id.as_str(), ""));
    let args = [("authority", words::Value::from(authority))];
    ScopeView {
        name: words::t(lang, &format!("scope-{key}"), &args),
        id,
    }
}
