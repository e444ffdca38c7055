//! The national suite behind one seam: HMAC-SM3 (GB/T 32905, RFC 2104) and SM4-GCM (GB/T 32907, RFC 8998).
//!
//! 128-bit security. Conformant with the algorithms' texts; no certified module.

use aes_gcm::AesGcm;
use aes_gcm::aead::array::Array;
use aes_gcm::aead::consts::U12;
use aes_gcm::aead::inout::InOutBuf;
use aes_gcm::aead::{AeadInOut, KeyInit};
use hmac::{Hmac, Mac};
use sm3::Sm3;
use sm4::Sm4;
use zeroize::Zeroizing;

/// Bytes of a GCM tag.
pub(crate) const TAG: usize = 16;
/// Bytes of a GCM nonce.
pub(crate) const NONCE: usize = 12;
/// Bytes of an SM4 key.
pub(crate) const KEY: usize = 16;

/// HMAC-SM3 over the parts, one after the other.
pub(crate) fn hmac(key: &[u8], parts: &[&[u8]]) -> Zeroizing<[u8; 32]> {
    let mut mac =
        <Hmac<Sm3> as KeyInit>::new_from_slice(key).expect("HMAC takes keys of every length");
    for part in parts {
        mac.update(part);
    }
    Zeroizing::new(mac.finalize().into_bytes().into())
}

/// Encrypts `content` where it lies and gives the tag.
pub(crate) fn seal(
    key: &[u8; KEY],
    nonce: &[u8; NONCE],
    aad: &[u8],
    content: &mut [u8],
) -> [u8; TAG] {
    let tag = cipher(key)
        .encrypt_inout_detached(&Array(*nonce), aad, InOutBuf::from(content))
        .expect("a record is far below the 64 GiB of GCM");
    tag.into()
}

/// Decrypts `content` where it lies. `false`: the tag does not fit, and `content` is as it was.
pub(crate) fn open(
    key: &[u8; KEY],
    nonce: &[u8; NONCE],
    aad: &[u8],
    content: &mut [u8],
    tag: &[u8; TAG],
) -> bool {
    cipher(key)
        .decrypt_inout_detached(&Array(*nonce), aad, InOutBuf::from(content), &Array(*tag))
        .is_ok()
}

// `aes-gcm` asks that other ciphers be used knowingly: RFC 8998 defines GCM over SM4 exactly as over AES, and the
// vectors below and 2,000 cases of OpenSSL's agree.
fn cipher(key: &[u8; KEY]) -> AesGcm<Sm4, U12> {
    AesGcm::new(&Array(*key))
}

#[cfg(test)]
mod tests {
    use super::{hmac, open, seal};

    /// RFC 8998, appendix A.1.
    #[test]
    fn sm4_gcm_is_that_of_rfc_8998() {
        let key = hex("0123456789abcdeffedcba9876543210").try_into().unwrap();
        let nonce = hex("00001234567800000000abcd").try_into().unwrap();
        let aad = hex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
        let plain = hex(concat!(
            "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd",
            "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa"
        ));
        let mut content = plain.clone();
        let tag = seal(&key, &nonce, &aad, &mut content);
        let cipher = concat!(
            "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735",
            "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
        );
        assert_eq!(content, hex(cipher));
        assert_eq!(tag.to_vec(), hex("83de3541e4c2b58177e065a9bf7b62ec"));
        let mut wrong = tag;
        wrong[15] ^= 1;
        assert!(!open(&key, &nonce, &aad, &mut content, &wrong));
        assert_eq!(
            content,
            hex(cipher),
            "nothing is shown when the tag is wrong"
        );
        assert!(open(&key, &nonce, &aad, &mut content, &tag));
        assert_eq!(content, plain);
    }

    /// Cases by OpenSSL: kind, then its fields in hexadecimal.
    #[test]
    fn another_implementation_gives_the_same() {
        let (mut gcm, mut mac) = (0, 0);
        for line in include_str!("../tests/vectors/sm.txt").lines() {
            let mut fields = line.split(' ');
            let kind = fields.next().unwrap();
            let fields: Vec<Vec<u8>> = fields.map(hex).collect();
            match (kind, &fields[..]) {
                ("gcm", [key, nonce, aad, plain, cipher, tag]) => {
                    let (key, nonce) = (key[..].try_into().unwrap(), nonce[..].try_into().unwrap());
                    let mut content = plain.clone();
                    assert_eq!(
                        seal(&key, &nonce, aad, &mut content).to_vec(),
                        *tag,
                        "{line}"
                    );
                    assert_eq!(content, *cipher, "{line}");
                    let tag = tag[..].try_into().unwrap();
                    assert!(open(&key, &nonce, aad, &mut content, &tag));
                    assert_eq!(content, *plain);
                    gcm += 1;
                }
                ("hmac", [key, message, code]) => {
                    let (first, second) = message.split_at(message.len() / 2);
                    assert_eq!(hmac(key, &[first, second]).to_vec(), *code, "{line}");
                    mac += 1;
                }
                _ => panic!("{line}"),
            }
        }
        assert_eq!((gcm, mac), (2000, 500));
    }

    fn hex(text: &str) -> Vec<u8> {
        let digits = text.as_bytes().chunks(2);
        digits
            .map(|two| u8::from_str_radix(str::from_utf8(two).unwrap(), 16).unwrap())
            .collect()
    }
}
