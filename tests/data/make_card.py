#!/usr/bin/env python3
"""Makes the SMART Health Card that the tests of the window read. Needs `cryptography`.

    python3 tests/data/make_card.py

The key is thrown away, so the files cannot be made again byte for byte. `card.pdf` is then printed:

    kincode paper --trust tests/data/card.jwks.json --stock a4 --lang zh,en --out tests/data/card.pdf --force tests/data/card.txt
"""

import base64
import hashlib
import json
import pathlib
import zlib

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils

HERE = pathlib.Path(__file__).parent


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def dose(index: int, cvx: str, day: str, lot: str) -> dict:
    return {
        "fullUrl": f"resource:{index}",
        "resource": {
            "resourceType": "Immunization",
            "status": "completed",
            "vaccineCode": {"coding": [{"system": "http://hl7.org/fhir/sid/cvx", "code": cvx}]},
            "patient": {"reference": "resource:0"},
            "occurrenceDateTime": day,
            "performer": [{"actor": {"display": "Riverside Children's Clinic"}}],
            "lotNumber": lot,
        },
    }


key = ec.generate_private_key(ec.SECP256R1())
numbers = key.public_key().public_numbers()
jwk = {"crv": "P-256", "kty": "EC", "x": b64(numbers.x.to_bytes(32, "big")), "y": b64(numbers.y.to_bytes(32, "big"))}
kid = b64(hashlib.sha256(json.dumps(jwk, separators=(",", ":"), sort_keys=True).encode()).digest())
patient = {"resourceType": "Patient", "name": [{"family": "Chen", "given": ["Xiaoyu"]}], "birthDate": "2019-04-08"}
payload = {
    "iss": "https://clinic.example.org/cards",
    "nbf": 1767225600,
    "vc": {
        "type": ["https://smarthealth.cards#health-card", "https://smarthealth.cards#immunization"],
        "credentialSubject": {
            "fhirVersion": "4.0.1",
            "fhirBundle": {
                "resourceType": "Bundle",
                "type": "collection",
                "entry": [
                    {"fullUrl": "resource:0", "resource": patient},
                    dose(1, "03", "2020-04-20", "MR20117"),
                    dose(2, "03", "2023-05-11", "MR23304"),
                    dose(3, "21", "2020-05-25", "VA20055"),
                    dose(4, "20", "2019-06-14", "DT19882"),
                ],
            },
        },
    },
}
packer = zlib.compressobj(9, zlib.DEFLATED, -15)
packed = packer.compress(json.dumps(payload, separators=(",", ":")).encode()) + packer.flush()
header = json.dumps({"zip": "DEF", "alg": "ES256", "kid": kid}, separators=(",", ":")).encode()
signed = f"{b64(header)}.{b64(packed)}"
r, s = utils.decode_dss_signature(key.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
jws = f"{signed}.{b64(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"
digits = "".join(f"{ord(c) - 45:02}" for c in jws)
(HERE / "card.txt").write_text(f"shc:/{digits}\n")
keys = {"keys": [{"kid": kid, "use": "sig", "alg": "ES256", **jwk}]}
(HERE / "card.jwks.json").write_text(json.dumps(keys, indent=2) + "\n")
print(len(jws), "characters")
