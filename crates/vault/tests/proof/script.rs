//! What a family does with its vault, step by step, and what must lie in it after each step. The same seed gives the
//! same script in every process.

use std::collections::BTreeMap;

use age::secrecy::SecretString;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use vault::backup::{self, Origin, WorkFactor};
use vault::keychain::{self, Keychain, Name};
use vault::setup::{self, First};
use vault::states::State;
use vault::throttle::Uptime;
use vault::{
    Batch, Closed, Contents, Id, Key, Moment, NewKey, Record, Refusal, Right, Secret, Vault,
};
use zeroize::Zeroizing;

use crate::folder::CHEAP;
use crate::world::World;

/// One acknowledged act.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Step {
    SetUp,
    /// A record.
    Put,
    /// Another content for one.
    Replace,
    /// Several at once, one of them away.
    Batch,
    Remove,
    Pin,
    /// The keychain's next secret, beside the present one.
    NextSecret,
    /// The end of that, in a later boot.
    EndChange,
    /// Deletion becomes real.
    Vmk,
    Kit,
    /// A backup, restored in the place of the vault.
    Restore,
}

/// What must be found.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Model {
    pub is_set: bool,
    pub pin: u32,
    pub wraps: usize,
    pub has_kit: bool,
    pub records: BTreeMap<Id, (u8, Vec<u8>)>,
}

/// Acts, each with what goes before it.
pub const ACTS: [(&str, &[Step]); 9] = [
    ("set-up", &[Step::SetUp]),
    ("add", &[Step::SetUp, Step::Batch, Step::Put]),
    ("remove", &[Step::SetUp, Step::Batch, Step::Remove]),
    ("pin", &[Step::SetUp, Step::Batch, Step::Pin]),
    ("secret", &[Step::SetUp, Step::Batch, Step::NextSecret]),
    (
        "end-of-change",
        &[Step::SetUp, Step::Batch, Step::NextSecret, Step::EndChange],
    ),
    ("vmk", &[Step::SetUp, Step::Batch, Step::Kit, Step::Vmk]),
    ("kit", &[Step::SetUp, Step::Batch, Step::Kit]),
    ("restore", &[Step::SetUp, Step::Batch, Step::Restore]),
];

/// Steps and what they lead to.
pub struct Script {
    seed: u64,
    pub steps: Vec<Step>,
}

/// Why a step was not done.
pub type Failure = Box<dyn std::error::Error>;

impl Script {
    /// A life of thirty steps.
    pub fn random(seed: u64) -> Self {
        let dice = &mut dice([seed, 0, 0, 0]);
        let (mut steps, mut changing) = (vec![Step::SetUp, Step::Put, Step::Put], false);
        while steps.len() < 30 {
            let step = match dice.next_u32() % 20 {
                0..=5 => Step::Put,
                6..=8 => Step::Replace,
                9 | 10 => Step::Batch,
                11 | 12 => Step::Remove,
                13 if !changing => Step::Pin,
                14..=16 if changing => Step::EndChange,
                14 => Step::NextSecret,
                15 | 16 => Step::Vmk,
                17 => Step::Kit,
                18 => Step::Restore,
                _ => continue,
            };
            changing = match step {
                Step::NextSecret => true,
                Step::EndChange | Step::Restore => false,
                _ => changing,
            };
            steps.push(step);
        }
        Self { seed, steps }
    }

    /// What goes before an act, and the act; nothing if it is unknown.
    pub fn act(name: &str) -> Self {
        let found = ACTS.iter().find(|(other, _)| *other == name);
        Self {
            seed: 0,
            steps: found.map_or_else(Vec::new, |(_, steps)| steps.to_vec()),
        }
    }

    /// What must be found after so many steps.
    pub fn model(&self, done: usize) -> Model {
        (0..done).fold(Model::default(), |model, at| self.after(model, at))
    }

    fn after(&self, mut model: Model, at: usize) -> Model {
        let [first, second, third] = self.ids(at);
        let kept = self.nth(&model, at);
        match self.steps[at] {
            Step::SetUp => (model.is_set, model.wraps) = (true, 1),
            Step::Put => drop(model.records.insert(first, self.record(at, 0))),
            Step::Replace => drop(
                model
                    .records
                    .insert(kept.unwrap_or(first), self.record(at, 0)),
            ),
            Step::Batch => {
                for (n, id) in [first, second, third].into_iter().enumerate() {
                    model.records.insert(id, self.record(at, n));
                }
                if let Some(kept) = kept {
                    model.records.remove(&kept);
                }
            }
            Step::Remove => drop(kept.and_then(|kept| model.records.remove(&kept))),
            Step::Pin => model.pin += 1,
            Step::NextSecret => model.wraps = 2,
            Step::EndChange => model.wraps = 1,
            Step::Kit => model.has_kit = true,
            Step::Vmk => (),
            Step::Restore => (model.wraps, model.has_kit) = (1, false),
        }
        model
    }

    /// Does one step. `attempt` makes other dice of it, as each process has.
    pub fn perform(
        &self,
        at: usize,
        attempt: u64,
        world: &World,
        vault: &mut Option<Vault>,
    ) -> Result<u64, Failure> {
        let model = self.model(at);
        let dice = &mut dice([self.seed, at as u64 + 1, attempt, 1]);
        let boot = format!("boot {at}");
        let now = Moment {
            time: at as u64,
            boot: &boot,
        };
        let (step, pin) = (self.steps[at], pin(model.pin));
        if step == Step::SetUp {
            let (State::NeverSet(permit), None) = world.look()? else {
                return Err("a first vault is made where none was".into());
            };
            let made = vault.insert(set_up(
                world,
                permit.into(),
                &pin,
                &Contents::new(),
                now,
                dice,
            )?);
            return Ok(made.commit_number());
        }
        // A session of its own: only one that opened with the new secret may end the change.
        if step == Step::EndChange || vault.is_none() {
            *vault = None;
            *vault = Some(unlock(world, &pin)?);
        }
        let open = vault.as_mut().ok_or("it was just opened")?;
        let (new, kept) = (self.model(at + 1), self.nth(&model, at));
        let content = |id: Id| {
            new.records
                .get(&id)
                .map(|(kind, content)| (*kind, &content[..]))
        };
        Ok(match step {
            Step::SetUp => unreachable!("done above"),
            Step::Put | Step::Replace => {
                let id = if step == Step::Put { None } else { kept }.unwrap_or(self.ids(at)[0]);
                let (kind, content) = content(id).ok_or("the model has it")?;
                open.put(id, kind, content, now, dice)?
            }
            Step::Batch => {
                let mut batch = Batch::new();
                for id in self.ids(at) {
                    let (kind, content) = content(id).ok_or("the model has it")?;
                    batch.put(id, kind, content);
                }
                if let Some(kept) = kept {
                    batch.remove(kept);
                }
                open.commit(batch, now, dice)?
            }
            Step::Remove => open.remove(kept.unwrap_or([0xEE; 16]), now, dice)?,
            Step::Pin | Step::NextSecret => {
                let chain = world.chain();
                let (id, n) = (
                    open.header().vault_id,
                    open.opened_by()
                        .or(open.header().wraps.first().map(|wrap| wrap.n)),
                );
                let n = n.ok_or("a PIN opened it")?;
                let mut secrets = vec![secret(&chain, id, n)?];
                if step == Step::NextSecret {
                    let next = keychain::free_number(&chain, id, n)?;
                    keychain::write_key(&chain, id, next, &keychain::Secret::new(random(dice)))?;
                    secrets.push(secret(&chain, id, next)?);
                }
                let pin = self::pin(new.pin);
                open.rewrap(
                    NewKey::Pin {
                        pin: &pin,
                        secrets: &secrets,
                    },
                    CHEAP,
                    "files",
                    now,
                    dice,
                )?
            }
            Step::EndChange => {
                let (id, chain) = (open.header().vault_id, world.chain());
                // What the state says of it; the vault is open, so the header is asked, not the file.
                let numbers: Vec<u32> = open.header().wraps.iter().map(|wrap| wrap.n).collect();
                let left = vault::states::Unfinished {
                    wraps: numbers,
                    absent: Vec::new(),
                    leftovers: Vec::new(),
                };
                for number in open.finish_key_change(&left, now, dice)? {
                    chain.remove(&Name::Key { vault: id, number })?;
                }
                open.commit_number()
            }
            Step::Vmk if model.wraps > 1 => open.commit_number(),
            Step::Vmk => open.change_vmk(None, now, dice)?,
            Step::Kit => {
                open.make_kit(now, dice)?;
                open.commit_number()
            }
            Step::Restore => {
                let origin = Origin {
                    vault: open.header().vault_id,
                    commit: open.commit_number(),
                    created: now.time,
                };
                let (phrase, work) = (
                    SecretString::from("one paper restores".to_owned()),
                    WorkFactor::new(2),
                );
                let file = backup::write(
                    Vec::new(),
                    &phrase,
                    work.ok_or("allowed")?,
                    &origin,
                    &open.records(&[])?,
                    &[],
                )?;
                let read = backup::read(&file[..], &phrase, 64 << 20)?;
                let permit = read.start_over();
                let records = read.records.into_iter();
                let contents = records
                    .map(|one| {
                        (
                            one.id,
                            Record {
                                kind: one.kind,
                                content: one.bytes,
                            },
                        )
                    })
                    .collect();
                *vault = None;
                let made = set_up(world, permit.into(), &pin, &contents, now, dice)?;
                vault.insert(made).commit_number()
            }
        })
    }

    /// Three ids of a step.
    fn ids(&self, at: usize) -> [Id; 3] {
        let dice = &mut dice([self.seed, at as u64, 0, 2]);
        [(); 3].map(|()| Vault::new_id(dice))
    }

    fn record(&self, at: usize, n: usize) -> (u8, Vec<u8>) {
        let dice = &mut dice([self.seed, at as u64, n as u64, 3]);
        let mut content = vec![0; dice.next_u32() as usize % 6000];
        dice.fill_bytes(&mut content);
        (2 + (n % 2) as u8, content)
    }

    /// Some record that is there.
    fn nth(&self, model: &Model, at: usize) -> Option<Id> {
        let place = dice([self.seed, at as u64, 0, 4]).next_u32() as usize;
        model
            .records
            .keys()
            .nth(place % model.records.len().max(1))
            .copied()
    }
}

/// What is found in an open vault.
pub fn found(vault: &Vault, pin: u32) -> Result<Model, vault::Error> {
    let records = vault.list(None).map(|entry| {
        let record = vault
            .get(&entry.id)?
            .ok_or(vault::Error::Damaged("listed and not there"))?;
        Ok((entry.id, (record.kind, record.content.to_vec())))
    });
    Ok(Model {
        is_set: true,
        pin,
        wraps: vault.header().wraps.len(),
        has_kit: vault.header().kit.is_some(),
        records: records.collect::<Result<_, vault::Error>>()?,
    })
}

/// Opens the vault as the desk does: state, secret, PIN.
pub fn unlock(world: &World, pin: &[u8]) -> Result<Vault, Failure> {
    let (state, closed) = world.look()?;
    let (State::Ready(opening) | State::HalfChanged(opening, _), Some(closed)) = (state, closed)
    else {
        return Err("not ready".into());
    };
    let secrets = [opening.for_vault()];
    open(closed, pin, &secrets).map_err(|refusal| refusal.to_string().into())
}

/// Opens a file.
pub fn open(closed: Closed, pin: &[u8], secrets: &[Secret]) -> Result<Vault, Refusal> {
    closed.unlock(Key::Pin { pin, secrets }, None, &mut dice([5; 4]))
}

/// The n-th PIN of a life.
pub fn pin(n: u32) -> Vec<u8> {
    format!("{:06}", 407_318 + n).into_bytes()
}

/// A vault with the keychain, as the desk makes it.
pub fn set_up(
    world: &World,
    right: Right,
    pin: &[u8],
    contents: &Contents,
    now: Moment<'_>,
    dice: &mut ChaCha20Rng,
) -> Result<Vault, Failure> {
    let first = First {
        vault_id: Vault::new_id(dice),
        secret: keychain::Secret::new(random(dice)),
        pin,
        cost: CHEAP,
        uptime: Uptime::new(now.boot, 100),
        contents,
    };
    Ok(setup::with_keychain(
        right,
        &world.chain(),
        &world.home(),
        &first,
        now,
        dice,
    )?)
}

fn secret(chain: &dyn Keychain, vault: Id, n: u32) -> Result<Secret, Failure> {
    match keychain::read_key(chain, vault, n)?.as_slice() {
        [Ok(secret)] => Ok(Secret {
            n,
            kc: *secret.bytes(),
        }),
        _ => Err("the keychain has one".into()),
    }
}

fn random(dice: &mut ChaCha20Rng) -> [u8; 32] {
    let mut bytes = Zeroizing::new([0; 32]);
    dice.fill_bytes(&mut *bytes);
    *bytes
}

fn dice(seed: [u64; 4]) -> ChaCha20Rng {
    let mut bytes = [0; 32];
    for (part, number) in bytes.chunks_mut(8).zip(seed) {
        part.copy_from_slice(&number.to_be_bytes());
    }
    ChaCha20Rng::from_seed(bytes)
}
