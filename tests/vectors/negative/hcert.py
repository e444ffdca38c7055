"""How `HC1:` codes are written, for HC1 and ICVP alike."""

import zlib

import base45
import cbor2

from keys import certify, kid8, key, name, pss, rsa_key, sign

TEST, VACCINATION, RECOVERY = (f"1.3.6.1.4.1.1847.2021.1.{use}" for use in (1, 2, 3))
IAT, EXP = 1764547200, 1796083200  # 2025-12-01, 2026-12-01
NOW = 1772366400  # 2026-03-01T12:00:00Z

SIGNER, STRANGER, RSA = key("hc1 signer"), key("hc1 stranger"), rsa_key("hc1 signer")
SUBJECT = name("XX", "hc1 signer")
CERT = certify(SIGNER, SUBJECT)
RSA_CERT = certify(RSA, name("XX", "hc1 rsa signer"))
KID = kid8(CERT)


def for_use(*uses):
    """A key that may sign only these uses, and its certificate."""
    private = key("hc1 signer for " + " ".join(uses))
    return private, certify(private, name("XX", "hc1 signer of some uses"), eku=uses)


def claims(hcert, **changes):
    """CWT claims around a claim -260; a change of None takes a claim out."""
    value = {1: "XX", 4: EXP, 6: IAT, -260: hcert}
    for label, change in changes.items():
        number = {"iss": 1, "exp": 4, "iat": 6}[label]
        if change is None:
            del value[number]
        else:
            value[number] = change
    return value


def message(content, private=SIGNER, protected=None, unprotected=None, signature=None, context="Signature1", aad=b""):
    """The four parts of a COSE_Sign1; maps are encoded, bytes taken as they are."""
    if protected is None:
        protected = {1: -7, 4: KID}
    if isinstance(protected, dict):
        protected = cbor2.dumps(protected)
    payload = content if isinstance(content, bytes) else cbor2.dumps(content)
    if signature is None:
        signed = cbor2.dumps([context, protected, aad, payload])
        signature = pss(private, signed) if private is RSA else sign(private, signed)
    return [protected, {} if unprotected is None else unprotected, payload, signature]


def packed(value, tag=18):
    """The text of a code; `value` the parts of a message, another value, or bytes."""
    if not isinstance(value, bytes):
        value = cbor2.dumps(value if tag is None else cbor2.CBORTag(tag, value))
    return wrapped(zlib.compress(value, 9))


def wrapped(data):
    return "HC1:" + base45.b45encode(data).decode()


def code(content, **more):
    return packed(message(content, **more))


def signature_vectors(book, content):
    """The class `signature` that HC1 and ICVP share, over the claims `content`."""
    from cryptography.hazmat.primitives import hashes
    from keys import N256, der_sign, raw, rs

    def add(n, why, reason="signature", sig="bad", **more):
        book.add("signature", n, code(content, **more), reason, sig, why)

    protected, payload = cbor2.dumps({1: -7, 4: KID}), cbor2.dumps(content)
    signed = cbor2.dumps(["Signature1", protected, b"", payload])
    r, s = rs(SIGNER, signed)
    for n, value, why in [
        ("zeros", bytes(64), "r = s = 0."), ("r-zero", raw(0, s), "r = 0."), ("s-zero", raw(r, 0), "s = 0."),
        ("r-order", raw(N256, s), "r = n."), ("s-order", raw(r, N256), "s = n."), ("swapped", raw(s, r), "s before r."),
        ("der", der_sign(SIGNER, signed), "DER, where r and s stand side by side."), ("empty", b"", "No byte at all."),
        ("63-bytes", raw(r, s)[:-1], "A byte short."), ("65-bytes", raw(r, s) + b"\0", "A byte more."),
        ("first-bit", bytes([raw(r, s)[0] ^ 0x80]) + raw(r, s)[1:], "The first bit flipped."),
        ("last-bit", raw(r, s)[:-1] + bytes([raw(r, s)[-1] ^ 1]), "The last bit flipped."),
    ]:
        add(n, why, signature=value)
    add("control-high-s", "Control: (r, n - s) is valid too.", "genuine", "good", signature=raw(r, N256 - s))
    add("stranger", "A stranger's signature under a trusted kid.", private=STRANGER)
    add("context-sign", "Signed as a COSE_Sign with another context.", context="Signature")
    add("context-mac", "Signed with the context of a MAC.", context="MAC0")
    add("aad", "Signed with external data.", aad=b"Kincode")
    for n, data, why in [
        ("payload-only", payload, "Signed over the payload alone."),
        ("no-header", cbor2.dumps(["Signature1", b"", b"", payload]), "Signed without the protected header."),
        ("whole-tag", cbor2.dumps(cbor2.CBORTag(18, ["Signature1", protected, b"", payload])), "Signed with the tag."),
    ]:
        add(n, why, signature=sign(SIGNER, data))
    add("sha384", "SHA-384 under ES256.", signature=sign(SIGNER, signed, hashes.SHA384()))
    later = {**content, 4: EXP + 86400}
    book.add("signature", "exp-changed", code(later, signature=raw(r, s)), "signature", "bad", "exp changed under the same signature.")
    reordered = dict(reversed(list(content.items())))
    book.add("signature", "claims-reordered", code(reordered, signature=raw(r, s)), "signature", "bad", "The claims in another order under the same signature.")
    add("header-reordered", "The protected header in another order under the same signature.", protected={4: KID, 1: -7}, signature=raw(r, s))
    add("alg-ps256", "alg PS256 over the EC signature: the key fixes the algorithm.", protected={1: -37, 4: KID})
