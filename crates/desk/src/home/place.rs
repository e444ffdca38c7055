//! Where the home lies: on a disk of this computer, or on somebody else's over the network. There the lock that keeps a
//! second program out of the vault is not to be trusted. (kc1.md 3.5)

use std::fs;
use std::path::{Path, PathBuf};

use words::{Lang, t};

/// The sentence about a folder that lies on the network; it need not be there yet.
pub(super) fn warning(folder: &Path, lang: Lang) -> Option<String> {
    let kind = network(folder)?;
    Some(t(lang, "home-warn-network", &[("kind", kind.into())]))
}

/// The kind of network file system that a folder lies on. `None`: on none, or the system does not tell (it does on Linux).
pub(super) fn network(folder: &Path) -> Option<String> {
    let mounts = fs::read_to_string("/proc/self/mounts").ok()?;
    kind_of(&mounts, &there(folder)?)
}

/// The folder, or the nearest one above it that is there, without links.
fn there(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find_map(|path| {
        let here = Path::new(".");
        let path = if path.as_os_str().is_empty() {
            here
        } else {
            path
        };
        fs::canonicalize(path).ok()
    })
}

/// Of the mount that a folder lies in, if it is one over the network. `mounts` is as in proc_pid_mounts(5): source, place,
/// kind, options.
fn kind_of(mounts: &str, folder: &Path) -> Option<String> {
    let mounts = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ').skip(1);
        Some((PathBuf::from(plain(words.next()?)), words.next()?))
    });
    // Of two mounts in one place the later one is seen: `max_by_key` gives the last.
    let (_, kind) = mounts
        .filter(|(place, _)| folder.starts_with(place))
        .max_by_key(|(place, _)| place.components().count())?;
    // Programs mount as `fuse.sshfs`.
    let name = kind.strip_prefix("fuse.").unwrap_or(kind);
    NETWORK.contains(&name).then(|| name.to_owned())
}

/// Spaces and the like are written as `\040`. (fstab(5))
fn plain(word: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), word.as_bytes());
    while let Some((&first, more)) = rest.split_first() {
        let digits = more.get(..3).and_then(|three| str::from_utf8(three).ok());
        let octal = digits.and_then(|digits| u8::from_str_radix(digits, 8).ok());
        match (first, octal) {
            (b'\\', Some(byte)) => {
                bytes.push(byte);
                rest = &more[3..];
            }
            _ => {
                bytes.push(first);
                rest = more;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// File systems that other computers reach, too, as Linux calls them.
const NETWORK: &[&str] = &[
    "9p",
    "afs",
    "beegfs",
    "ceph",
    "cifs",
    "coda",
    "curlftpfs",
    "davfs",
    "glusterfs",
    "gpfs",
    "gvfsd-fuse",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "orangefs",
    "rclone",
    "s3fs",
    "smb3",
    "smbfs",
    "sshfs",
];

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = r"/dev/sda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
server:/home /home nfs4 rw,vers=4.2 0 0
/dev/sdb1 /home/an/local ext4 rw 0 0
//nas/family /mnt/our\040files cifs rw 0 0
an@host:/ /mnt/far fuse.sshfs rw 0 0
/dev/sdc1 /mnt/far ext4 rw 0 0
host:/ /mnt/near ext4 rw 0 0
host:/ /mnt/near fuse.sshfs rw 0 0
portal /run/user/0/doc fuse.portal rw 0 0
broken
";

    #[test]
    fn the_nearest_mount_says_whether_it_is_the_networks() {
        let kind = |folder: &str| kind_of(MOUNTS, Path::new(folder));
        assert_eq!(kind("/home/an/.local/share").as_deref(), Some("nfs4"));
        assert_eq!(kind("/home/an/local/kincode"), None);
        assert_eq!(kind("/homes/an"), None, "a place is no beginning of a name");
        assert_eq!(kind("/mnt/our files/kincode").as_deref(), Some("cifs"));
        assert_eq!(kind("/mnt/far"), None, "the later mount covers the first");
        assert_eq!(kind("/mnt/near/a").as_deref(), Some("sshfs"));
        assert_eq!(kind("/run/user/0/doc"), None);
        assert_eq!(kind_of("", Path::new("/")), None);
    }

    #[test]
    fn a_folder_that_is_not_there_yet_will_lie_where_its_parent_does() {
        let folder = tempfile::tempdir().expect("a folder");
        let real = fs::canonicalize(folder.path()).expect("it is there");
        assert_eq!(there(&folder.path().join("a/b")), Some(real));
        assert!(there(Path::new("no/such")).is_some());
    }

    #[test]
    fn the_sentence_names_what_it_is() {
        for lang in Lang::ALL {
            let said = t(lang, "home-warn-network", &[("kind", "nfs4".into())]);
            assert!(said.contains("nfs4"), "{said}");
        }
    }
}
