"""How KC1 codes, status lists and trust files are written for the vectors (kc1.md)."""

import datetime
import hashlib
import zlib

import base45
import cbor2

from keys import N256, key, raw, rs
from sm2 import Sm2Key
from vector import Book, write_trust

T = 1790726400  # 2026-09-30T00:00:00Z, as in annex A
HOUR, DAY = 3600, 86400
NOW = T + 2 * HOUR
SM2 = -65537

ISSUER, DEVICE, LISTER, STRANGER = (key("kc1 " + word) for word in ("issuer", "device", "lister", "stranger"))
SM2_ISSUER, SM2_DEVICE, SM2_LISTER, SM2_STRANGER = (Sm2Key(word) for word in ("issuer", "device", "lister", "stranger"))
STATUS, KC1 = 65535, -65537
ORDER = (3, 4, 5, 6, 8, STATUS, KC1)


def at(second):
    return datetime.datetime.fromtimestamp(second, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def low(private, message, algorithm=None):
    """RFC 6979, s at most n/2; of SM2 either half."""
    if isinstance(private, Sm2Key):
        return raw(*private.rs(message))
    r, s = rs(private, message, algorithm)
    return raw(r, min(s, N256 - s))


def curve_of(private):
    return SM2 if isinstance(private, Sm2Key) else 1


def algorithm_of(private):
    return SM2 if isinstance(private, Sm2Key) else -7


def coordinates(private):
    if isinstance(private, Sm2Key):
        return private.x, private.y
    numbers = private.public_key().public_numbers()
    return numbers.x.to_bytes(32, "big"), numbers.y.to_bytes(32, "big")


def cose_key(private, curve=None):
    x, y = coordinates(private) if not isinstance(private, tuple) else private
    return {1: 2, -1: curve or curve_of(private), -2: x, -3: y}


def kid(private, curve=None):
    return hashlib.sha256(cbor2.dumps(cose_key(private, curve))).digest()[:8]


def device(private=DEVICE, curve=None):
    x, y = coordinates(private)
    return {1: {1: 2, -1: curve or curve_of(private), -2: x, -3: bool(y[-1] & 1)}}


def claims(kind=2, region="CN-GD", colour=1, as_of=T, holder=("\u5f20", 1231), log=None, idx=982341,
           uri="kc:gzedu/1203", **changes):
    """Claims in their canonical order; a change of None takes a claim out."""
    mark = [kind, region, colour, as_of, list(holder)] + ([] if log is None else [log])
    number = abs(kind) if isinstance(kind, int) else 2
    value = {4: T + {1: 26 * HOUR, 3: 180 * DAY}.get(number, 30 * DAY), 5: T, 6: T,
             STATUS: {"status_list": {"idx": idx, "uri": uri}}, KC1: mark}
    if number == 1:
        value[8] = device()
    if number == 3:
        value[3], mark[2] = "school-7", 0 if colour == 1 else colour
    names = {"iss": 1, "sub": 2, "place": 3, "exp": 4, "nbf": 5, "iat": 6, "cti": 7, "cnf": 8, "status": STATUS,
             "kc1": KC1, "unknown": 99}
    for name, change in changes.items():
        value[names[name]] = change
    value = {label: claim for label, claim in value.items() if claim is not None}
    return dict(sorted(value.items(), key=lambda entry: cbor2.dumps(entry[0])))


def context(thing, realm="real"):
    return f"kincode/1/{realm}/{thing}".encode()


def signed(protected, aad, payload):
    return cbor2.dumps(["Signature1", protected, aad, payload])


def parts(content, private=ISSUER, protected=None, unprotected=None, signature=None, aad=None, named=None):
    """The four parts of an issuer-signed body; dicts are encoded, bytes taken as they are."""
    if protected is None:
        protected = {1: algorithm_of(private), 4: kid(named or private)}
    if not isinstance(protected, bytes):
        protected = cbor2.dumps(protected)
    payload = content if isinstance(content, bytes) else cbor2.dumps(content)
    if aad is None:
        practice = isinstance(content, dict) and isinstance(content[KC1][0], int) and content[KC1][0] < 0
        aad = context("code", "practice" if practice else "real")
    if signature is None:
        signature = low(private, signed(protected, aad, payload))
    return [protected, {} if unprotected is None else unprotected, payload, signature]


def body(content, **more):
    return cbor2.dumps(parts(content, **more))


def text(data):
    return "KC1:" + base45.b45encode(data).decode()


def code(content, **more):
    return text(body(content, **more))


def strip(**changes):
    return body(claims(kind=1, **changes))


def live(inside=None, t=NOW, rnd=bytes(range(8)), challenge=None, items=None, realm="real", private=DEVICE, **more):
    """The text of a live proof; `items` instead of the payload's items, or bytes instead of the payload."""
    if items is None:
        items = [strip() if inside is None else inside, t, rnd] + ([] if challenge is None else [challenge])
    content = items if isinstance(items, bytes) else cbor2.dumps(items)
    more.setdefault("protected", {1: algorithm_of(private)})
    more.setdefault("aad", context("proof", realm))
    return code(content, private=private, **more)


def rep(data, old, new):
    """`data` with the one `old` in it replaced."""
    assert old in data, old.hex()
    return data.replace(old, new, 1)


# --- Trust files

def entry(private, uses, since=T - 300 * DAY, until=T + 300 * DAY, regions=("CN-GD",), curve=None):
    return {1: cose_key(private, curve), 2: list(uses), 3: since, 4: until, 5: list(regions)}


def authority(*keys, name="gzedu"):
    return {1: name, 2: {"en": "Test district"}, 3: list(keys)}


def token(uri="kc:gzedu/1203", iat=T, exp=None, ones=(), private=LISTER, protected=None, aad=b"", tag=b"\xd2",
          payload=None, lst=None, bits=1):
    if lst is None:
        table = bytearray(131072)
        for index in ones:
            table[index // 8] |= 1 << index % 8
        lst = zlib.compress(bytes(table), 9)
    if protected is None:
        protected = {1: algorithm_of(private), 4: kid(private), 16: "application/statuslist+cwt"}
    protected = cbor2.dumps(protected)
    if payload is None:
        payload = {2: uri, 4: T + DAY if exp is None else exp, 6: iat, 65533: {"bits": bits, "lst": lst}, 65534: 600}
    payload = cbor2.dumps(payload)
    return tag + cbor2.dumps([protected, {}, payload, low(private, signed(protected, aad, payload))])


def kct(name, authorities=None, lists=None, dead=(), realm=1, publisher="publisher", exp=T + 60 * DAY):
    """Writes a trust file; answers its name, root, manifest and first part."""
    signer, world = key("kc1 " + publisher), "real" if realm == 1 else "practice"
    authorities = [authority(entry(ISSUER, (1, 2, 3)), entry(LISTER, (4,)))] if authorities is None else authorities
    pieces = [("kc1", cbor2.dumps(authorities))] + [("status", item) for item in ([token()] if lists is None else lists)]
    root = cbor2.dumps({2: 1, 3: realm, 4: {"en": "Test keys, never trusted"}, 5: [cose_key(signer)], 6: 1,
                        7: [cose_key(signer)], 8: ["kc1:*"], 9: T - 400 * DAY})
    manifest = cbor2.dumps({
        1: hashlib.sha256(root).digest()[:16], 2: 1, 3: 1, 4: exp - 61 * DAY, 5: exp,
        6: [[kind, hashlib.sha256(item).digest(), len(item), "test", T] for kind, item in pieces],
        7: [["kc1", dead_kid, T - DAY] for dead_kid in dead]})
    header = cbor2.dumps({1: -7, 4: kid(signer)})

    def document(thing, payload):
        return [payload, [[header, {}, None, low(signer, signed(header, context(thing, world), payload))]]]

    whole = ["kct1", [document("root", root)], document("trust", manifest), [item for _, item in pieces]]
    return write_trust(f"kc1-{name}.kct", cbor2.dumps(whole))


# --- Vectors

REFUSE = {"form", "practice", "key-scope", "key-dead", "signature", "not-yet", "expired", "other-place",
          "status-revoked", "status-range"}


class Kc1Book(Book):
    """Vectors of KC1: what is wanted follows from the reason, and from whether a live proof is shown."""

    def vector(self, kind, name, shown, reason, why, proof=False, forged=False, trust=None, now=NOW, challenge=None,
               seen=(), issuer="gzedu"):
        assert why.endswith(".") and "\n" not in why and (kind, name) not in self.seen, (kind, name)
        self.seen.add((kind, name))
        unread = {"form", "practice", "issuer-unknown", "key-scope", "key-dead"}
        want = {"signature": "unknown" if reason in unread else "bad" if reason == "signature" else "good",
                "issuer": None if reason in unread or (reason == "signature" and not forged) else issuer,
                "status": "good" if reason == "genuine" else reason[7:] if reason.startswith("status-") else "not-asked",
                "live": "forged" if forged else reason[5:] if reason.startswith("live-") else "fresh"
                if proof and (reason == "genuine" or reason.startswith("status-")) else "not-asked",
                "verdict": "accept" if reason == "genuine" else "refuse" if reason in REFUSE else "undecided",
                "reason": reason if reason == "genuine" else "kc1." + reason}
        line = {"id": f"kc1-{kind}-{name}", "class": kind, "text": shown,
                "trust": [self.trust] if trust is None else list(trust), "now": at(now)}
        if challenge:
            line["challenge"] = {"digits": challenge[0], "since": at(challenge[1])}
        if seen:
            line["seen"] = [{"text": before, "now": at(when)} for before, when in seen]
        self.lines.append({**line, "want": want, "why": why})
