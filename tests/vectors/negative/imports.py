"""Key lists to import, sound and spoilt: `trust.ndjson`."""

import base64
import json

from icvp import did, method, wide, x5c
from icvp import LONG
from keys import certify, der, jwk, key, name, pem, rsa_key
from shc import A, B, C, ISS, kid
from vector import write_lines, write_trust

lines = []


def add(kind, n, ending, content, ok, why):
    assert why.endswith(".")
    file = write_trust(f"import-{kind}-{n}.{ending}", content)
    lines.append({"id": f"trust-{kind}-{n}", "class": kind, "file": file, "want": {"ok": ok}, "why": why})


def jwks():
    def one(n, content, why, ok=False):
        add("jwks", n, "jwks.json", content, ok, why)

    good = {"keys": [jwk(A)]}
    text = json.dumps(good)
    leaf = [base64.b64encode(der(certify(A, name("AU", "shc issuer"), san=ISS))).decode()]
    wrong_leaf = [base64.b64encode(der(certify(B, name("AU", "shc issuer"), san=ISS))).decode()]
    changed = lambda **more: {"keys": [{k: v for k, v in {**jwk(A), **more}.items() if v is not None}]}
    x, y = jwk(A)["x"], jwk(A)["y"]
    one("control", good, "Control: one key.", True)
    one("control-two", {"keys": [jwk(A), jwk(B)]}, "Control: two keys.", True)
    one("control-x5c", changed(x5c=leaf), "Control: a key with its certificate.", True)
    one("control-same-key", {"keys": [jwk(A, x5c=leaf), jwk(A)]}, "Control: one key twice, once with a certificate.", True)
    one("control-list", changed(crlVersion=1), "Control: a key that promises a list.", True)
    one("control-others", {"keys": [rsa_jwk(), jwk(key("p384", "P-384"), alg="ES384"), jwk(B)]}, "Control: keys of other kinds are passed over (the guide filters by kty, use and alg).", True)
    one("control-members", {"keys": [jwk(A, x=x, note="x")], "note": "x"}, "Control: unknown members.", True)
    one("not-json", "keys: none", "No JSON.")
    one("truncated", text[:-1], "The last brace is missing.")
    one("trailing", text + "x", "A letter behind the list.")
    one("duplicate", text[:-1] + ', "keys": []}', "keys twice.")
    one("duplicate-kid", text.replace('"kid":', f'"kid": "{kid(B)}", "kid":'), "A key with two kids.")
    one("empty", {"keys": []}, "A list without keys.")
    one("no-keys", {"key": [jwk(A)]}, "No list of keys.")
    one("keys-object", {"keys": jwk(A)}, "keys as an object.")
    one("keys-text", {"keys": [json.dumps(jwk(A))]}, "A key as a text.")
    one("private", changed(d=base64.urlsafe_b64encode(b"\x01" * 32).rstrip(b"=").decode()), "A private key in a public list.")
    one("kid-other", changed(kid=kid(B)), "The kid is not the key's RFC 7638 thumbprint.")
    one("kid-padded", changed(kid=kid(A) + "="), "The thumbprint is padded.")
    one("kid-missing", changed(kid=None), "No kid.")
    one("kid-number", changed(kid=7), "A kid that is a number.")
    one("alg-es256k", changed(alg="ES256K"), "Another algorithm, and no other key in the list.")
    one("kty-rsa", {"keys": [rsa_jwk()]}, "Only an RSA key.")
    one("use-enc", changed(use="enc"), "A key for encryption, and no other key in the list.")
    one("curve", {"keys": [jwk(key("p384", "P-384"), alg="ES384")]}, "Only a P-384 key.")
    one("curve-named", changed(crv="P-384"), "P-256 coordinates under P-384.")
    one("octets", {"keys": [{"kty": "oct", "kid": kid(A), "alg": "HS256", "k": "AAAA"}]}, "A shared secret is no public key.")
    one("x-missing", changed(x=None), "No x.")
    one("x-short", changed(x=x[:-3]), "x is cut short.")
    one("x-padded", changed(x=x + "="), "x is padded.")
    one("off-curve", changed(x=y, y=x), "x and y swapped: the point is not on the curve.")
    one("zero", changed(x="A" * 43, y="A" * 43), "The point of zeros is not on the curve.")
    one("x5c-other-key", changed(x5c=wrong_leaf), "The certificate holds another key.")
    one("x5c-garbage", changed(x5c=["AAAA"]), "A certificate that is none.")
    one("x5c-empty", changed(x5c=[]), "An empty chain; the specification asks for one certificate or more.")
    one("x5c-text", changed(x5c=leaf[0]), "The chain as a text.")
    one("html", "<!doctype html><title>404</title>", "A page in place of a list.")


def rsa_jwk():
    numbers = rsa_key("hc1 signer").public_key().public_numbers()
    n = base64.urlsafe_b64encode(numbers.n.to_bytes(256, "big")).rstrip(b"=").decode()
    return {"kty": "RSA", "kid": "test-rsa", "use": "sig", "alg": "RS256", "e": "AQAB", "n": n}


def lists():
    def one(n, content, why, ok=False):
        add("crl", n, "json", content, ok, why)

    good = {"kid": kid(C), "method": "rid", "ctr": 1, "rids": ["abc", "def.1756713600"]}
    changed = lambda **more: {k: v for k, v in {**good, **more}.items() if v is not None}
    one("control", good, "Control: a revocation list.", True)
    one("control-empty", changed(rids=[]), "Control: nothing is revoked.", True)
    one("truncated", json.dumps(good)[:-1], "The last brace is missing.")
    one("method", changed(method="hash"), "A method that nobody knows: its entries cannot be compared.")
    one("method-missing", changed(method=None), "No method.")
    one("kid-missing", changed(kid=None), "No kid: nobody knows whose list it is.")
    one("ctr-missing", changed(ctr=None), "No counter: nobody knows how old it is.")
    one("ctr-text", changed(ctr="1"), "The counter as a text.")
    one("ctr-negative", changed(ctr=-1), "A counter below zero.")
    one("rids-missing", changed(rids=None), "No entries: not the same as none revoked.")
    one("rids-text", changed(rids="abc"), "The entries as a text.")
    one("rid-number", changed(rids=[7]), "An entry that is a number.")
    one("duplicate", json.dumps(good)[:-1] + ', "rids": []}', "rids twice.")


def documents():
    def one(n, content, why, ok=False):
        add("did", n, "did.json", content, ok, why)

    cert = certify(A, name("XX", "import"))
    entry = method(A, "QUFBQUFBQUE=", x5c=x5c(cert))
    one("control", did(entry), "Control: one signer.", True)
    one("control-no-x5c", did(method(A, "QUFBQUFBQUE=")), "Control: a signer without a certificate.", True)
    one("control-33-bytes", did(wide(method(LONG, "QUFBQUFBQUE="))), "Control: coordinates of 33 bytes.", True)
    one("control-unknown-curve", did(method(B, "QkJCQkJCQkI=", crv="UNKNOWN CURVE", x="A" * 66), entry), "Control: an unknown curve is passed over.", True)
    one("control-duplicate", did(entry, method(B, "QUFBQUFBQUE=")), "Control: two keys of one kid.", True)
    one("empty", did(), "A document without keys.")
    one("no-methods", {"id": "did:web:example.org"}, "No list of keys.")
    one("methods-object", {"id": "did:web:example.org", "verificationMethod": entry}, "The list as an object.")
    one("truncated", json.dumps(did(entry))[:-1], "The last brace is missing.")
    one("duplicate-member", json.dumps(did(entry))[:-1] + ', "verificationMethod": []}', "The list twice.")
    one("off-curve", did(method(A, "QUFBQUFBQUE=", x=jwk(A)["y"], y=jwk(A)["x"])), "x and y swapped: the point is not on the curve.")
    one("unknown-curve", did(method(B, "QkJCQkJCQkI=", crv="UNKNOWN CURVE", x="A" * 66)), "Only a key of an unknown curve.")
    one("private", did(method(A, "QUFBQUFBQUE=", d="A" * 43)), "A private key in a public list (DID Core section 5.2.1 forbids it).")


def pems():
    def one(n, content, why, ok=False):
        add("pem", n, "pem", content, ok, why)

    cert, csca = certify(A, name("XX", "import")), certify(C, name("XX", "import csca"), ca=True, usage=("key_cert_sign",))
    p384 = certify(key("p384", "P-384"), name("XX", "import p384"), ca=True, usage=("key_cert_sign",))
    text = pem(cert)
    one("control", text, "Control: one certificate.", True)
    one("control-two", text + pem(csca), "Control: two certificates.", True)
    one("control-comment", "Test keys, never trusted\n" + text, "Control: words before the certificate.", True)
    one("control-p384", pem(p384), "Control: a CSCA with P-384.", True)
    one("control-der", der(cert), "Control: DER, told by its first byte.", True)
    one("empty", "", "Nothing.")
    one("words", "no certificate here\n", "No certificate.")
    one("damaged", text[:28] + "AAAAAAAAAA" + text[38:], "A damaged certificate.")
    half = "\n".join(text.splitlines()[:4]) + "\n-----END CERTIFICATE-----\n"
    one("half", half, "Half a certificate.")
    one("no-end", "\n".join(text.splitlines()[:-1]) + "\n", "The end line is missing.")
    one("half-list", text + half, "A good certificate and a damaged one: half a list is never taken.")
    one("public-key", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", "No certificate but a key.")
    one("der-trailing", der(cert) + b"\0", "A byte behind a certificate in DER.")
    one("der-truncated", der(cert)[:-1], "A certificate in DER cut short.")


def write():
    for part in (jwks, lists, documents, pems):
        part()
    write_lines("trust.ndjson", lines)
