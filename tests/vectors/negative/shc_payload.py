"""SMART Health Cards: what the payload says, whose it is, and whether it was revoked."""

import base64

from keys import b64u, certify, der, jwk, key, name
from shc import A, B, BARE, BOUND, C, D, FHIR, ISS, NBF, NOW, OTHER, STRANGER, book, dense, jws, kid, payload, qr
from vector import write_trust


def schema():
    def add(n, content, why, reason="schema", sig="good", now="2026-03-01T12:00:00Z", trust=None):
        book.add("payload", n, qr(jws(content)), reason, sig, why, now=now, trust=trust)

    good = dense(payload())
    text = good.decode()
    add("empty", b"", "A deflate stream of nothing.")
    add("not-json", b"iss=" + ISS.encode(), "No JSON.")
    add("array", b"[" + good + b"]", "An array of one payload.")
    add("string", dense(text), "A payload written as a JSON text.")
    add("null", b"null", "null.")
    add("truncated", good[:-1], "The last brace is missing.")
    add("trailing", good + b"x", "A letter behind the payload.")
    add("two", good + good, "Two payloads.")
    add("comma", good[:-1] + b",}", "A comma before the closing brace.")
    add("comment", good[:-1] + b"/* */}", "A comment is not JSON.")
    add("single-quotes", text.replace('"', "'").encode(), "Single quotes are not JSON.")
    add("bom", b"\xef\xbb\xbf" + good, "A byte order mark (RFC 8259 section 8.1).")
    add("utf-8", good.replace(b"Vector", b"Vect\xf6r"), "Latin-1 in place of UTF-8.")
    add("utf-16", text.encode("utf-16-le"), "UTF-16 in place of UTF-8.")
    add("bare-character", good.replace(b"Vector", b"Vec\x01tor"), "A bare control character in a text.")
    add("nan", good.replace(str(NBF).encode(), b"NaN"), "NaN is not JSON.")
    add("infinity", good.replace(str(NBF).encode(), b"-Infinity"), "Infinity is not JSON.")
    add("leading-zero", good.replace(b'"nbf":', b'"nbf":0'), "A number with a leading zero is not JSON.")
    add("plus", good.replace(b'"nbf":', b'"nbf":+'), "A number with a plus is not JSON.")
    add("duplicate-iss", b'{"iss":"%s",' % OTHER.encode() + good[1:], "iss twice with two values.")
    add("duplicate-iss-same", b'{"iss":"%s",' % ISS.encode() + good[1:], "iss twice with one value.")
    add("duplicate-nbf", b'{"nbf":1,' + good[1:], "nbf twice.")
    add("duplicate-vc", b'{"vc":{},' + good[1:], "vc twice.")
    add("duplicate-escaped", b'{"\\u0069ss":"%s",' % OTHER.encode() + good[1:], "iss twice, once with an escaped letter.")
    add("duplicate-deep", good.replace(b'"birthDate":', b'"birthDate":"2008-06-01","birthDate":'), "A birth date twice, deep in the bundle.")
    deep = good[:-1] + b',"x":' + b"[" * 200 + b"]" * 200 + b"}"
    add("deep-array", deep, "200 arrays in one another.")
    add("deep-object", good[:-1] + b',"x":' + b'{"x":' * 200 + b"1" + b"}" * 201, "200 objects in one another.")
    for n, iss, why in [
        ("missing", None, "No iss."), ("number", 7, "iss as a number."), ("array", [ISS], "iss as an array."),
        ("empty", "", "An empty iss."), ("http", ISS.replace("https", "http"), "iss over http."),
        ("slash", ISS + "/", "iss with a trailing slash."), ("scheme-only", "https://", "iss without a host."),
        ("fragment", ISS + "#x", "iss with a fragment: no address can be made of it."),
        ("query", ISS + "?x=1", "iss with a query: no address can be made of it."),
        ("did", "did:web:issuer.example.org", "iss as a DID."), ("name", "issuer.example.org", "iss without a scheme."),
        ("upper", ISS.replace("https", "HTTPS+x"), "iss of another scheme that begins alike."),
        ("space", " " + ISS, "iss with a leading space."),
    ]:
        add(f"iss-{n}", payload(iss=iss), why)
    for n, nbf, why in [
        ("missing", None, "No nbf."), ("text", str(NBF), "nbf as a text."), ("date", "2025-09-01", "nbf as a date."),
        ("array", [NBF], "nbf as an array."), ("true", True, "nbf true."),
        ("milliseconds", NBF * 1000, "nbf in milliseconds: the year 57636 is no date."),
        ("huge", 10**30, "nbf larger than any clock."), ("negative", -1, "nbf before 1970: no health card is that old."),
    ]:
        add(f"nbf-{n}", payload(nbf=nbf), why)
    add("nbf-null", good.replace(str(NBF).encode(), b"null"), "nbf null.")
    add("nbf-1e400", good.replace(str(NBF).encode(), b"1e400"), "nbf larger than any double.")
    add("nbf-future", payload(nbf=NOW + 7200), "nbf two hours ahead.", "time")
    add("nbf-next-year", payload(nbf=NOW + 31_536_000), "nbf a year ahead.", "time")
    for n, exp, why in [
        ("before-nbf", NBF - 1, "exp before nbf: at no moment current."), ("text", str(NOW + 86400), "exp as a text."),
        ("milliseconds", (NOW + 86400) * 1000, "exp in milliseconds must not mean for ever."), ("true", True, "exp true."),
        ("huge", 10**30, "exp larger than any clock."),
    ]:
        add(f"exp-{n}", payload(exp=exp), why)
    add("exp-null", good[:-1] + b',"exp":null}', "exp null.")
    add("exp-1e400", good[:-1] + b',"exp":1e400}', "exp larger than any double.")
    add("exp-past", payload(exp=NOW - 86400), "Expired yesterday.", "time")
    add("exp-now", payload(exp=NOW), "On or after exp it must not be accepted (RFC 7519 section 4.1.4).", "time")
    add("exp-fraction", payload(exp=NOW - 0.5), "Expired half a second ago.", "time")
    add("control-exp-next", payload(exp=NOW + 1), "Control: a second before exp.", "genuine")
    add("control-exp", payload(exp=NOW + 86400), "Control: expires tomorrow.", "genuine")
    add("control-nbf-fraction", payload(nbf=NBF + 0.677), "Control: real issuers write fractions.", "genuine")
    add("control-nbf-exponent", good.replace(str(NBF).encode(), b"1.7567136e9"), "Control: the same number with an exponent.", "genuine")
    add("control-pretty", text.replace(",", " ,\n").encode(), "Control: white space, which issuers ought to leave out.", "genuine")
    add("control-members", payload(jti="x", extra={"a": [1, 2.5, None]}), "Control: unknown claims.", "genuine")
    add("control-depth", good[:-1] + b',"x":' + b"[" * 20 + b"]" * 20 + b"}", "Control: 20 arrays in one another.", "genuine")
    old = "https://smarthealth.cards#immunization"
    for n, change, why in [
        ("vc-missing", {"vc": None}, "No vc."), ("vc-text", {"vc": "x"}, "vc as a text."), ("vc-array", {"vc": []}, "vc as an array."),
        ("type-missing", {"type": None}, "No vc.type."), ("type-text", {"type": FHIR}, "vc.type as a text."),
        ("type-empty", {"type": []}, "vc.type is empty."), ("type-other", {"type": [old]}, "vc.type without the health card."),
        ("type-fragment", {"type": ["health-card"]}, "vc.type with half the name."),
        ("type-case", {"type": [FHIR.upper()]}, "vc.type in capitals."),
        ("type-object", {"type": {FHIR: True}}, "vc.type as an object."),
        ("subject-missing", {"credentialSubject": None}, "No credentialSubject."),
        ("subject-array", {"credentialSubject": []}, "credentialSubject as an array."),
        ("bundle-missing", {"fhirBundle": None}, "No fhirBundle."), ("bundle-text", {"fhirBundle": "x"}, "fhirBundle as a text."),
        ("bundle-array", {"fhirBundle": []}, "fhirBundle as an array."),
        ("bundle-patient", {"resourceType": "Patient"}, "A Patient where the Bundle belongs."),
        ("bundle-no-type", {"resourceType": None}, "A bundle that does not say what it is."),
        ("entry-object", {"entry": {"resource": {}}}, "entry as an object."), ("entry-text", {"entry": "x"}, "entry as a text."),
        ("entry-numbers", {"entry": [1, 2]}, "entries that are numbers."),
    ]:
        add(n, payload(**change), why)
    add("control-types", payload(type=[FHIR, old, "https://smarthealth.cards#covid19"]), "Control: further types, as cards of 2021 have them.", "genuine")
    add("control-type-last", payload(type=[old, FHIR]), "Control: the health card need not stand first.", "genuine")


def issuers():
    def add(n, iss, why, reason="issuer", sig="good", private=A, trust=(BOUND,), signer=None):
        book.add("issuer", n, qr(jws(payload(iss=iss), private, signer=signer)), reason, sig, why, trust=trust)

    add("control-x5c", ISS, "Control: the address of the certificate is the card's iss.", "genuine")
    add("control-bare", OTHER, "Control: a list without certificates binds its keys to no address.", "genuine", trust=(BARE,))
    add("control-both", ISS, "Control: one of two lists is bound to the card's iss.", "genuine", trust=("shc-other.jwks.json", BOUND))
    add("other", OTHER, "A trusted key signed for another issuer.")
    add("sub-path", ISS + "/clinic", "An address below the trusted one is another one.")
    add("parent", "https://issuer.example.org", "An address above the trusted one is another one.")
    add("prefix", ISS[:-1], "A beginning of the trusted address is another one.")
    add("longer", ISS + "x", "The trusted address is only its beginning.")
    add("sub-domain", ISS.replace("//", "//evil."), "A sub-domain is another issuer.")
    add("suffix-domain", ISS.replace(".org", ".org.evil.example"), "The trusted host is only the beginning of the name.")
    add("user", ISS.replace("//", "//issuer.example.org@evil."), "The trusted host as a user name.")
    add("case-path", ISS.replace("shc", "SHC"), "Paths count by their letters' case.")
    add("port", ISS.replace(".org", ".org:8443"), "Another port is another issuer.")
    add("encoded", ISS.replace("shc", "%73hc"), "iss is compared as text, not decoded.")
    add("dots", ISS.replace("/shc", "/x/../shc"), "iss is compared as text, not resolved.")
    add("homograph", ISS.replace("issuer", "\u0456ssuer"), "A Cyrillic letter that looks like i: no address has it (RFC 3986).", "schema")
    add("second-key", OTHER, "The second key of the bound list for another issuer: the certificate binds all its keys.", private=B)
    add("control-second-key", ISS, "Control: the second key of the bound list, which has no certificate itself.", "genuine", private=B)
    add("swapped-lists", ISS, "The other issuer's key for this iss.", private=STRANGER, trust=(BOUND, "shc-other.jwks.json"))
    add("iss-not-key", ISS, "A trusted iss, an untrusted key: iss alone proves nothing.", "issuer-unknown", "unknown", private=STRANGER)
    add("no-trust", ISS, "No list at all.", "issuer-unknown", "unknown", trust=())
    add("forged-other", OTHER, "A forged signature and a foreign iss: the signature is named first.", "signature", "bad", signer=STRANGER)


def revocation():
    keys, list_c = "shc-crl.jwks.json", "crl-c.json"

    def add(n, rid, why, reason="revoked", nbf=NBF, trust=(keys, list_c), private=C, exp=None):
        change = {"nbf": nbf, **({} if rid is None else {"rid": rid}), **({} if exp is None else {"exp": exp})}
        book.add("revocation", n, qr(jws(payload(**change), private)), reason, "good", why, trust=trust)

    add("listed", "revoked-0001", "The rid stands on the list.")
    add("listed-after", "revoked-0002", "Revoked for all cards before a moment after this one.")
    add("listed-next", "revoked-0003", "nbf half a second before the moment of the list.", nbf=NBF + 0.5)
    add("listed-twice", "revoked-0004", "On the list with an old moment and without one.")
    add("listed-expires", "revoked-0001", "Revoked and not yet expired.", exp=NOW + 86400)
    add("control-before", "revoked-0005", "Control: revoked for cards before a moment that lies before this one.", "genuine")
    add("control-equal", "revoked-0006", "Control: nbf is the moment of the list, not before it.", "genuine")
    add("control-fraction", "revoked-0006", "Control: half a second after the moment of the list.", "genuine", nbf=NBF + 0.5)
    add("control-not-listed", "good-0001", "Control: the list is there and the rid is not on it.", "genuine")
    add("control-prefix", "revoked-000", "Control: only the beginning of a listed rid.", "genuine")
    add("control-longer", "revoked-00011", "Control: a listed rid is only its beginning.", "genuine")
    add("control-case", "REVOKED-0001", "Control: a rid counts by its letters' case.", "genuine")
    add("control-no-rid", None, "Control: a card without rid under a key with a list.", "genuine")
    add("control-rid-24", "r" * 24, "Control: the longest rid.", "genuine")
    add("control-rid-no-list", "revoked-0001", "Control: the key promises no list, so a rid means nothing.", "genuine", trust=(BARE,), private=A)
    add("control-newer", "good-0001", "Control: a list newer than the key's crlVersion.", "genuine", trust=(keys, "crl-c-newer.json"))
    add("newer-listed", "good-0002", "On the newer list.", trust=(keys, "crl-c-newer.json"))
    add("two-lists", "good-0002", "An older and a newer list: the newer counts.", trust=(keys, list_c, "crl-c-newer.json"))
    add("two-lists-order", "good-0002", "The same, the newer given first: a list never goes backwards.", trust=(keys, "crl-c-newer.json", list_c))
    add("missing", "good-0001", "The key promises a list and none is here.", "status-unknown", trust=(keys,))
    add("missing-listed", "revoked-0001", "The same for a rid that would be listed.", "status-unknown", trust=(keys,))
    add("other-key", "revoked-0001", "The list of another key, on which the rid stands, is not this key's.", "status-unknown", private=D)
    add("other-keys-list", "revoked-0001", "Only the list of another key is here.", "status-unknown", trust=(keys, "crl-d.json"))
    add("too-old", "good-0001", "crlVersion of the key is above the list's ctr.", "status-unknown", trust=(keys, "crl-c-older.json"))
    add("rid-25", "r" * 25, "A rid of more than 24 characters.", "schema")
    add("rid-alphabet", "revoked/0001", "A rid outside the base64url alphabet.", "schema")
    add("rid-number", 7, "A rid that is no text.", "schema")


def trust():
    """The key lists that these vectors name."""
    bind = lambda private, iss: [base64.b64encode(der(certify(private, name("AU", "shc issuer"), san=iss))).decode()]
    write_trust(BARE, {"keys": [jwk(A), jwk(B)]})
    write_trust(BOUND, {"keys": [jwk(A, x5c=bind(A, ISS)), jwk(B)]})
    write_trust("shc-other.jwks.json", {"keys": [jwk(STRANGER, x5c=bind(STRANGER, OTHER))]})
    write_trust("shc-crl.jwks.json", {"keys": [jwk(C, crlVersion=2), jwk(D, crlVersion=1)]})
    rids = ["other", "revoked-0001", f"revoked-0002.{NBF + 86400}", f"revoked-0003.{NBF + 1}", f"revoked-0004.{NBF - 1}",
            "revoked-0004", f"revoked-0005.{NBF - 86400}", f"revoked-0006.{NBF}"]
    write_trust("crl-c.json", crl(C, 2, rids))
    write_trust("crl-c-newer.json", crl(C, 3, [*rids, "good-0002"]))
    write_trust("crl-c-older.json", crl(C, 1, ["other"]))
    write_trust("crl-d.json", crl(D, 1, ["revoked-0001"]))


def crl(private, ctr, rids):
    return {"kid": kid(private), "method": "rid", "ctr": ctr, "rids": rids}
