"""Vectors of KC1, classes F to J of kc1.md part 4."""

import hashlib
import zlib

import cbor2

import kc1_make as make
from kc1 import GOOD, book
from kc1_make import (DAY, DEVICE, HOUR, ISSUER, KC1, LISTER, NOW, SM2, STRANGER, T, authority, body, claims, code, context,
                      entry, kct, kid, live, low, parts, signed, strip, text, token)
from keys import N256

LOG = [5, bytes(32)]


def content():
    def add(name, value, why="The claims break their grammar.", reason="form"):
        shown = live(body(value)) if value.get(8) and reason == "genuine" else code(value)
        book.vector("F", name, shown, reason, why, proof=bool(value.get(8)))

    for kind, word in [(1, "strip"), (2, "paper"), (3, "school")]:
        for claim in ("exp", "nbf", "iat", "status", "kc1"):
            value = claims(kind=kind)
            del value[{"exp": 4, "nbf": 5, "iat": 6, "status": 65535, "kc1": KC1}[claim]]
            shown = code(value, aad=context("code"))
            book.vector("F", f"{word}-no-{claim}", shown, "form", f"A {word} without {claim}.")
        for claim in ("iss", "sub", "cti", "unknown"):
            add(f"{word}-{claim}", claims(kind=kind, **{claim: "gzedu"}), f"A {word} with {claim}.")
    add("strip-no-cnf", claims(kind=1, cnf=None), "A strip without a device key.")
    add("strip-place", claims(kind=1, place="school-7"), "A strip with a place.")
    add("paper-place", claims(place="school-7"), "A paper code with a place.")
    add("paper-cnf", claims(cnf=make.device()), "A paper code with a device key.")
    add("school-no-place", claims(kind=3, place=None), "A school code without a place.")
    add("school-cnf", claims(kind=3, cnf=make.device()), "A school code with a device key.")
    for kind in (0, 4, -4, 1.0, "1", True):
        value = claims()
        value[KC1][0] = kind
        shown = code(value, aad=context("code"))
        book.vector("F", f"kind-{kind}", shown, "form", "A kind that does not exist.")
    for region in ("", "cn-gd", "C", "CHN", "CN-", "CN-GDXX", "CN_GD", "CN-gd", "CN-GD-X", "C1"):
        add("region-" + (region or "empty"), claims(region=region), "No region.")
    add("control-region-country", claims(region="CN"), "Control: a region of a whole country, not the key's.", "key-scope")
    for colour in (-1, 2, 3, 4, 1.0, None, "1"):
        add(f"paper-colour-{colour}", claims(colour=colour), "A colour that paper does not state.")
    add("paper-red-log", claims(colour=3, log=LOG), "Red on paper, with its log number.")
    add("control-paper-none", claims(colour=0), "Control: paper without a colour.", "genuine")
    for name, colour in [("yellow", 2), ("red", 3)]:
        add("school-" + name, claims(kind=3, colour=colour), "A school code with a colour.")
    value = claims(kind=3)
    value[KC1][2] = 1
    add("school-stated-green", value, "A green school code.")
    add("red-no-log", claims(kind=1, colour=3), "Red without its log number.")
    add("yellow-no-log", claims(kind=1, colour=2), "Yellow without its log number.")
    add("green-log", claims(kind=1, log=LOG), "Green with a log number.")
    add("none-log", claims(kind=1, colour=0, log=LOG), "No colour, with a log number.")
    add("control-red", claims(kind=1, colour=3, log=[2**48 - 1, bytes(32)]), "Control: red with the largest log number.", "genuine")
    add("control-yellow", claims(kind=1, colour=2, log=[0, bytes(32)]), "Control: yellow with the smallest.", "genuine")
    for name, log in [("short-leaf", [5, bytes(31)]), ("long-leaf", [5, bytes(33)]), ("negative-index", [-1, bytes(32)]),
                      ("large-index", [2**48, bytes(32)]), ("one", [5]), ("three", [5, bytes(32), 0]), ("swapped", [bytes(32), 5])]:
        add("log-" + name, claims(kind=1, colour=3, log=log), "No log number.")
    for name, holder in [("nobody", (None, None)), ("one", ("A",)), ("three", ("A", "1234", 101)), ("five-characters", ("ABCDE", None)),
                         ("13-bytes", ("\u5f20" * 4 + "A", None)), ("empty", ("", None)), ("space", ("A B", None)),
                         ("control", ("\x1f", None)), ("delete", ("\x7f", None)), ("no-break-space", ("\xa0", None)),
                         ("bidi", ("A\u202e", None)), ("isolate", ("A\u2066", None)), ("arabic-mark", ("\u061c", None)),
                         ("zero-width", ("A\u200d", None)), ("ideographic-space", ("\u3000", None)), ("bom", ("\ufeff", None)),
                         ("noncharacter", ("\uffff", None)), ("number", (5, None)), ("swapped", (101, "A")), ("bytes", (b"A", None)),
                         ("both-seconds", ("A", ["1234", 101]))]:
        add("holder-" + name, claims(holder=holder), "No mark of a holder.")
    for name, holder in [("name", ("ABCD", None)), ("12-bytes", ("\u5f20" * 4, None)), ("tail", (None, "123X")), ("leap-day", (None, 229))]:
        add("control-holder-" + name, claims(holder=holder), "Control: a mark of a holder.", "genuine")
    for tail in ("123", "12345", "123x", "12 4", "\uff11234"):
        add("tail-" + ascii(tail)[1:-1], claims(holder=("A", tail)), "No tail of a document number.")
    for day in (0, 100, 101.0, 132, 230, 431, 1131, 1200, 1232, 1301, -101):
        add(f"birthday-{day}", claims(holder=("A", day)), "No day of a year.")
    for place in ("", "a" * 17, "School-7", "school 7", "school_7", 7):
        add(f"place-{place or 'empty'}", claims(kind=3, place=place), "No place.")
    x, y = make.coordinates(DEVICE)
    for name, cnf in [("y-bytes", {1: {1: 2, -1: 1, -2: x, -3: y}}), ("short-x", {1: {1: 2, -1: 1, -2: x[1:], -3: True}}),
                      ("private", {1: {1: 2, -1: 1, -2: x, -3: True, -4: bytes(32)}}), ("extra", {1: {1: 2, 3: -7, -1: 1, -2: x, -3: True}}),
                      ("okp", {1: {1: 1, -1: 1, -2: x, -3: True}}), ("p384", {1: {1: 2, -1: 2, -2: x, -3: True}}), ("kid", {3: bytes(8)}),
                      ("both", {1: {1: 2, -1: 1, -2: x, -3: True}, 3: bytes(8)}), ("sm2", make.device(curve=SM2)), ("empty", {}),
                      ("no-y", {1: {1: 2, -1: 1, -2: x}})]:
        add("cnf-" + name, claims(kind=1, cnf=cnf), "No device key of this code.")
    good = parts(claims())
    for name, items in [("three", good[:3]), ("five", good + [0]), ("seven", good + [0, 0, 0])]:
        book.vector("F", "body-" + name, text(cbor2.dumps(items)), "form", "A body of other than four elements.")
    value = claims()
    value[KC1].append(0)
    add("kc1-seven", {**value, KC1: value[KC1] + [0]}, "kc1 of seven elements.")
    add("kc1-extra", value, "kc1 with an element too many.")
    add("kc1-four", {**value, KC1: value[KC1][:4]}, "kc1 of four elements.")


def times():
    def add(name, value, reason, why, now=NOW, **more):
        book.vector("G", name, code(value), reason, why, now=now, **more)

    end = T + 30 * DAY
    fresh = kct("later", lists=[token(iat=end - HOUR, exp=end + HOUR)])
    add("control-last-second", claims(), "genuine", "Control: the last second.", end - 1, trust=[fresh])
    add("expired", claims(), "expired", "exp itself is too late.", end)
    add("expired-long", claims(), "expired", "A day after its end.", end + DAY)
    begin = claims(nbf=NOW + 60)
    add("control-sixty", begin, "genuine", "Control: sixty seconds before its beginning.")
    add("not-yet", claims(nbf=NOW + 61), "not-yet", "Sixty-one seconds before its beginning.")
    add("not-yet-day", claims(nbf=NOW + DAY), "not-yet", "A day before its beginning.")
    for name, changes in [("equal", {"nbf": T, "exp": T}), ("exp-before-iat", {"iat": T + HOUR, "nbf": T, "exp": T + HOUR}),
                          ("nbf-early", {"nbf": T - DAY - 1, "exp": T + DAY}), ("as-of-late", {"as_of": T + 1}),
                          ("pre-issue", {"nbf": T + 31 * DAY + 1, "exp": T + 32 * DAY}), ("life-paper", {"exp": T + 31 * DAY + 1}),
                          ("life-strip", {"kind": 1, "exp": T + 28 * HOUR + 1}), ("life-school", {"kind": 3, "exp": T + 200 * DAY + 1}),
                          ("year-2019", {"as_of": 1577836799}), ("year-2100", {"exp": 4102444800}), ("negative", {"exp": -1}),
                          ("64-bit", {"exp": 2**33}), ("zero", {"as_of": 0}), ("milliseconds", {"exp": (T + DAY) * 1000}),
                          ("text", {"exp": "2026-10-30"})]:
        add(name, claims(**changes), "form", "Times that do not go together, or are none.")
    add("control-day-before", claims(nbf=T - DAY), "genuine", "Control: begins a day before it was issued.")
    add("control-life-paper", claims(exp=T + 31 * DAY), "genuine", "Control: the longest paper.")
    add("control-life-school", claims(kind=3, exp=T + 200 * DAY), "genuine", "Control: the longest school code.")
    book.vector("G", "control-life-strip", live(strip(exp=T + 28 * HOUR)), "genuine", "Control: the longest strip.", proof=True)
    add("control-ten-minutes", claims(iat=NOW + 600, nbf=T, as_of=T), "genuine", "Control: signed ten minutes in the future.")
    add("iat-ahead", claims(iat=NOW + 601, nbf=T, as_of=T), "clock", "Signed more than ten minutes in the future.")
    add("iat-eleven", claims(iat=NOW + 660, nbf=T, as_of=T), "clock", "Signed eleven minutes in the future.")
    ahead = kct("ahead", lists=[token(), token(uri="kc:gzedu/7", iat=NOW + 601, exp=NOW + DAY)])
    add("floor", claims(nbf=T - DAY), "clock", "The clock is behind a status list that was taken before.", trust=[ahead])
    add("other-place", claims(kind=3, place="school-8"), "other-place", "Of another school.")


def statuses():
    def add(name, reason, why, lists, value=None, now=NOW, **more):
        trust = [kct("status-" + name, lists=lists, **more)]
        book.vector("H", name, code(value or claims()), reason, why, trust=trust, now=now)

    def wrong(name, why, **more):
        add(name, "status-unknown", why, [token(**more)])

    for name, changes in [("idx-large", {"idx": 2**20}), ("idx-negative", {"idx": -1}), ("idx-text", {"idx": "5"}),
                          ("http", {"uri": "https://status.example/1203"}), ("upper", {"uri": "kc:GZEDU/1203"}), ("scheme", {"uri": "KC:gzedu/1203"}),
                          ("leading-zero", {"uri": "kc:gzedu/01203"}), ("7-digits", {"uri": "kc:gzedu/1000000"}), ("dots", {"uri": "kc:gzedu/../1"}),
                          ("short-id", {"uri": "kc:g/1203"}), ("long-id", {"uri": "kc:gzedu-1234567/1"}), ("hyphen-id", {"uri": "kc:-gzedu/1"}),
                          ("no-list", {"uri": "kc:gzedu/"}), ("query", {"uri": "kc:gzedu/1203?x"}), ("plus", {"uri": "kc:gzedu/+1"}),
                          ("extra-status", {"status": {"status_list": {"idx": 5, "uri": "kc:gzedu/1203"}, "other": 1}}),
                          ("extra-list", {"status": {"status_list": {"idx": 5, "uri": "kc:gzedu/1203", "x": 1}}}),
                          ("no-idx", {"status": {"status_list": {"uri": "kc:gzedu/1203"}}})]:
        book.vector("H", name, code(claims(**changes)), "form", "No status claim of ours.")
    add("control-ends", "genuine", "Control: list 0 and the last index.", [token(uri="kc:gzedu/0", ones=[2**20 - 2])],
        claims(uri="kc:gzedu/0", idx=2**20 - 1))
    add("revoked", "status-revoked", "Its bit is set.", [token(ones=[982341])])
    add("revoked-first", "status-revoked", "Bit 0 is the least significant of the first byte.", [token(ones=[0])], claims(idx=0))
    add("control-neighbours", "genuine", "Control: only its neighbours are set.", [token(ones=[982340, 982342, 982341 ^ 7])])
    add("absent", "status-unknown", "No list.", [])
    add("other-list", "status-unknown", "Another list.", [token(uri="kc:gzedu/1204")])
    add("other-authority", "status-unknown", "A list of another authority.", [token(uri="kc:szedu/1203")])
    head = {1: -7, 4: kid(LISTER)}
    wrong("typ-missing", "No typ.", protected=head)
    wrong("typ-jwt", "typ of a JWT.", protected={**head, 16: "statuslist+jwt"})
    wrong("header-extra", "A header too many.", protected={**head, 16: "application/statuslist+cwt", 99: 0})
    wrong("no-tag", "No tag.", tag=b"")
    wrong("tag-61", "Tag 61 around it.", tag=b"\xd8\x3d\xd2")
    wrong("our-context", "Signed in our context of codes.", aad=context("code"))
    wrong("stranger", "By a key of nobody.", private=STRANGER)
    wrong("code-key", "By a key that signs codes.", private=ISSUER)
    add("wrong-authority", "status-unknown", "By the status key of another authority.", [token(private=STRANGER)],
        authorities=[authority(entry(ISSUER, (2,)), entry(LISTER, (4,))), authority(entry(STRANGER, (4,)), name="szedu")])
    add("older", "status-revoked", "An older list after a newer one.", [token(ones=[982341]), token(iat=T - 1)])
    add("control-newer", "genuine", "Control: a newer list after an older one.", [token(iat=T - 1, ones=[982341]), token()])
    add("two-lists", "status-revoked", "Two lists for one time: the first stays.", [token(ones=[982341]), token()])
    add("control-two-lists", "genuine", "Control: two lists for one time, the first stays.", [token(), token(ones=[982341])])
    wrong("expired", "Expired.", exp=NOW)
    add("control-last-second", "genuine", "Control: its last second.", [token(exp=NOW + 1)])
    wrong("three-days", "Valid for three days.", exp=T + 3 * DAY)
    wrong("backwards", "Ends before it begins.", exp=T - 1)
    wrong("future", "Signed more than a day ahead of the time it is taken at.", iat=NOW + DAY + 700, exp=NOW + 2 * DAY)
    add("too-old", "status-unknown", "As old as its grace.", [token(iat=NOW - DAY, exp=NOW + HOUR)])
    add("control-young", "genuine", "Control: a second younger than its grace.", [token(iat=NOW - DAY + 1, exp=NOW + HOUR)])
    wrong("bits-2", "Two bits.", bits=2)
    wrong("bits-3", "Three bits.", bits=3)
    zeros = zlib.compress(bytes(131072), 9)
    raw = zlib.compressobj(9, wbits=-15)
    for name, lst in [("zlib-cut", zeros[:-1]), ("zlib-trailing", zeros + b"\0"), ("raw-deflate", raw.compress(bytes(131072)) + raw.flush()),
                      ("bomb", zlib.compress(bytes(10_000_000), 9)), ("one-short", zlib.compress(bytes(131071), 9)),
                      ("one-long", zlib.compress(bytes(131073), 9)), ("checksum", zeros[:-1] + bytes([zeros[-1] ^ 1])), ("empty", b"")]:
        wrong(name, "The list is not zlib of 131,072 bytes.", lst=lst)
    wrong("ttl", "Another ttl.", payload={2: "kc:gzedu/1203", 4: T + DAY, 6: T, 65533: {"bits": 1, "lst": zeros}, 65534: 601})
    wrong("no-ttl", "No ttl.", payload={2: "kc:gzedu/1203", 4: T + DAY, 6: T, 65533: {"bits": 1, "lst": zeros}})
    wrong("aggregation", "A member too many.",
          payload={2: "kc:gzedu/1203", 4: T + DAY, 6: T, 65533: {"bits": 1, "lst": zeros, "aggregation_uri": "x"}, 65534: 600})
    other = kct("status-of-another", [authority(entry(STRANGER, (4,)))], [token(private=STRANGER)], publisher="second publisher")
    bare = kct("status-none", lists=[])
    book.vector("H", "other-publisher", GOOD, "status-unknown", "The same id under another publisher clears nothing.", trust=[bare, other])
    other = kct("status-against", [authority(entry(STRANGER, (4,)))], [token(private=STRANGER, ones=[982341])], publisher="second publisher")
    book.vector("H", "control-other-publisher", GOOD, "genuine", "Control: nor does it cancel anything.", trust=["kc1-good.kct", other])


def proofs():
    def add(name, shown, reason, why, **more):
        book.vector("I", name, shown, reason, why, proof=True, **more)

    inside = strip()
    add("bare", text(inside), "live-missing", "A bare strip.")
    add("control-90", live(t=NOW - 90), "genuine", "Control: 90 seconds old.")
    add("old", live(t=NOW - 91), "live-stale", "91 seconds old.")
    add("control-60", live(t=NOW + 60), "genuine", "Control: 60 seconds ahead.")
    add("ahead", live(t=NOW + 61), "live-clock", "61 seconds ahead.")
    add("day-old", live(t=NOW - HOUR), "live-stale", "An hour old.")
    soon = strip(nbf=NOW)
    add("before-strip", live(soon, t=NOW - 61), "live-stale", "Made before its strip begins.")
    add("control-before-strip", live(soon, t=NOW - 60), "genuine", "Control: made 60 seconds before its strip begins.")
    late = kct("live-late", lists=[token(iat=T + 3 * HOUR, exp=T + 2 * DAY)])
    end = T + 26 * HOUR
    add("after-strip", live(t=end), "live-clock", "Made when its strip has ended.", now=end - 1, trust=[late])
    add("control-last", live(t=end - 1), "genuine", "Control: made in the last second of its strip.", now=end - 1, trust=[late])
    items = [inside, NOW, bytes(8)]
    for name, value in [("rnd-7", [inside, NOW, bytes(7)]), ("rnd-9", [inside, NOW, bytes(9)]), ("two", items[:2]), ("five", items + [1, 1]),
                        ("t-float", [inside, float(NOW), bytes(8)]), ("t-2019", [inside, 1577836799, bytes(8)]), ("rnd-text", [inside, NOW, "x" * 8]),
                        ("by-hash", [hashlib.sha256(inside).digest(), NOW, bytes(8)]), ("strip-array", [cbor2.loads(inside), NOW, bytes(8)]),
                        ("strip-empty", [b"", NOW, bytes(8)]), ("challenge-7", items + [1000000]), ("challenge-text", items + ["123456"]),
                        ("challenge-negative", items + [-1]), ("challenge-null", items + [None]), ("map", {0: inside, 1: NOW, 2: bytes(8)})]:
        add(name, live(items=value), "form", "No proof of ours.")
    add("around-paper", live(body(claims())), "form", "A proof around a paper code.")
    add("around-school", live(body(claims(kind=3))), "form", "A proof around a school code.")
    around = cbor2.dumps(parts(cbor2.dumps([b"", NOW, bytes(8)]), private=DEVICE, protected={1: -7}, aad=context("proof")))
    add("around-proof", live(around), "form", "A proof around a proof.")
    add("kid", live(protected={1: -7, 4: kid(DEVICE)}), "form", "A kid in the header of a proof.")
    add("alg-sm2", live(protected={1: SM2}), "form", "An SM2 proof around an ES256 strip.")
    sm2 = body(claims(kind=1, cnf=make.device(curve=SM2)), protected={1: SM2, 4: kid(ISSUER)})
    add("strip-sm2", live(sm2), "form", "An ES256 proof around an SM2 strip.")
    add("both-sm2", live(sm2, protected={1: SM2}), "key-scope", "SM2 throughout, under the kid of a P-256 key.")

    def forged(name, shown, why, **more):
        add(name, shown, "signature", why, forged=True, **more)

    forged("by-issuer", live(private=ISSUER), "Signed by the issuer.")
    forged("by-stranger", live(private=STRANGER), "Signed by another device.")
    forged("context-code", live(aad=context("code")), "Signed as a code.")
    forged("context-practice", live(realm="practice"), "Signed in the practice realm.")
    forged("context-empty", live(aad=b""), "Signed with an empty context.")
    forged("zeros", live(signature=bytes(64)), "r = s = 0.")
    payload = cbor2.dumps([inside, NOW, bytes(range(8))])
    message = signed(cbor2.dumps({1: -7}), context("proof"), payload)
    good = low(DEVICE, message)
    high = good[:32] + (N256 - int.from_bytes(good[32:], "big")).to_bytes(32, "big")
    forged("high-s", live(signature=high), "s above n/2.")
    forged("t-changed", live(t=NOW + 1, signature=good), "t changed under the same signature.")
    forged("rnd-changed", live(rnd=bytes(8), signature=good), "rnd changed under the same signature.")
    forged("challenge-added", live(challenge=123456, signature=good), "A challenge added under the same signature.")
    other = strip(cnf=make.device(STRANGER), idx=5)
    forged("other-strip", live(other), "Around another strip, by the key of this one.")
    forged("crossed", live(strip(idx=5), signature=good), "Another strip of the same key under the same signature.")
    flipped = make.device()
    flipped[1][-3] = not flipped[1][-3]
    forged("mirrored", live(strip(cnf=flipped)), "The mirrored point.")
    x = 5
    while pow((x**3 - 3 * x + B) % P, (P - 1) // 2, P) == 1:
        x += 1
    forged("off-curve", live(strip(cnf={1: {1: 2, -1: 1, -2: x.to_bytes(32, "big"), -3: True}})), "An x that no point has.")
    changed = inside.replace(b"\x85\x01\x65CN-GD\x01", b"\x85\x01\x65CN-GD\x00")
    assert changed != inside
    add("strip-changed", live(changed), "signature", "The strip changed inside, the proof signed over it.")

    shown = live()
    add("control-again-3", shown, "genuine", "Control: the same presentation.", seen=[(shown, NOW - 3)])
    add("again-4", shown, "live-repeat", "Shown four seconds before.", seen=[(shown, NOW - 4)])
    add("again-40", shown, "live-repeat", "Shown forty seconds before.", seen=[(shown, NOW - 40)])
    again = live(t=NOW - 1)
    add("again-rnd", again, "live-repeat", "Another t with the same rnd.", seen=[(shown, NOW - 40)])
    renewed = live(rnd=bytes(8))
    add("control-renewed", renewed, "genuine", "Control: a renewed proof of the same strip.", seen=[(shown, NOW - 30)])
    add("again-high-s", live(signature=high), "signature", "Shown again with the other s.", forged=True, seen=[(shown, NOW - 10)])
    asked = (123456, NOW - 20)
    met = live(challenge=123456)
    add("control-challenge", met, "genuine", "Control: the digits that were asked.", challenge=asked)
    add("control-challenge-zero", live(challenge=0), "genuine", "Control: six zeros.", challenge=(0, NOW - 90))
    add("challenge-absent", shown, "live-challenge", "No digits, though some were asked.", challenge=asked)
    add("challenge-other", live(challenge=123457), "live-challenge", "Other digits.", challenge=asked)
    add("challenge-unasked", met, "live-challenge", "Digits though none were asked.")
    add("challenge-expired", met, "live-challenge", "Digits that were asked 91 seconds before.", challenge=(123456, NOW - 91))
    add("challenge-future", met, "live-challenge", "Digits that will be asked.", challenge=(123456, NOW + 1))
    used = live(challenge=123456, rnd=bytes(8))
    add("challenge-reused", met, "live-challenge", "Digits that another proof has answered.", challenge=asked, seen=[(used, NOW - 10)])
    add("control-challenge-same", met, "genuine", "Control: the same presentation of the answer.", challenge=asked, seen=[(met, NOW - 2)])
    add("revoked", shown, "status-revoked", "Live and taken back.", trust=[kct("live-revoked", lists=[token(ones=[982341])])])


def across():
    def add(name, shown, why, reason="form", **more):
        book.vector("J", name, shown, reason, why, **more)

    import hcert
    hc1 = cbor2.dumps(cbor2.CBORTag(18, hcert.message(hcert.claims({1: {}}))))
    add("hc1", text(hc1), "The signed message of an HC1 code.")
    add("hc1-zlib", text(zlib.compress(hc1)), "The compressed message of an HC1 code.")
    add("hc1-untagged", text(hc1[1:]), "The same without its tag.")
    add("shc", "KC1:56762909524320603460", "Digits of a SMART Health Card.")
    small = token(lst=b"")
    add("status-token", text(small), "A status list.")
    add("status-untagged", text(small[1:]), "A status list without its tag.")
    for thing in ("root", "trust", "request", "decision", "check", "receipt", "proof"):
        payload = cbor2.dumps({1: thing})
        add(thing, code(payload, aad=context(thing)), f"A signed {thing} in the shape of a code.")
        add(f"{thing}-as-proof", code(payload, private=DEVICE, protected={1: -7}, aad=context(thing)), f"A signed {thing} in the shape of a proof.")
        add(f"claims-as-{thing}", code(claims(), aad=context(thing)), f"A {thing} whose content is that of a code.", "signature")
        if thing != "proof":
            book.vector("J", f"proof-as-{thing}", live(aad=context(thing)), "signature", f"A {thing} whose content is that of a proof.", forged=True)
    inside = strip()
    add("pair", text(cbor2.dumps([inside, cbor2.loads(inside)])), "Strip and proof as an array of two.")
    add("claims-alone", text(cbor2.dumps(claims())), "Claims that nobody signed.")
    add("claims-shaped-as-proof", code(claims(), private=DEVICE, protected={1: -7}, aad=context("proof")), "Claims in the shape of a proof.")
    add("proof-shaped-as-code", code(cbor2.dumps([inside, NOW, bytes(8)]), aad=context("code")), "A proof in the shape of a code.")
    status = {2: "kc:gzedu/1203", 4: T + DAY, 6: T, 65533: {"bits": 1, "lst": b""}, 65534: 600}
    add("status-claims", code(cbor2.dumps(status), aad=context("code")), "Claims of a status list, signed as a code.")
    mixed = kct("code-as-status", lists=[b"\xd2" + body(claims())])
    add("code-as-status", GOOD, "A code in the place of a status list.", "status-unknown", trust=[mixed])


P = 2**256 - 2**224 + 2**192 + 2**96 - 1
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
