#!/usr/bin/env python3
"""Makes the codes of the test of the real window: one genuine, one forged, their signer's certificate, and one of a
signer whom nobody knows.

    pip install base45 cbor2 cryptography pillow qrcode && python3 tests/data/make.py

The signing keys are thrown away; nobody in these codes exists. Run it again only to change what they say."""

import datetime
import hashlib
import zlib
from pathlib import Path

import base45
import cbor2
import qrcode
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.x509.oid import NameOID

HERE = Path(__file__).parent
# Far away on purpose: the window judges at the time of the machine that runs the test.
UNTIL = datetime.datetime(2049, 12, 31, tzinfo=datetime.timezone.utc)
SINCE = datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)


def main():
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = certify(key)
    der = certificate.public_bytes(serialization.Encoding.DER)
    (HERE / "signer.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    genuine = sign(key, hashlib.sha256(der).digest()[:8], claims("测试", "CESHI", "小雨", "XIAOYU"))
    # One letter of the payload changed under the same signature: what a forger with an editor makes.
    protected, unprotected, payload, signature = genuine.value
    forged = cbor2.CBORTag(18, [protected, unprotected, payload.replace("小雨".encode(), "小雪".encode()), signature])
    stranger = ec.generate_private_key(ec.SECP256R1())
    kid = hashlib.sha256(certify(stranger).public_bytes(serialization.Encoding.DER)).digest()[:8]
    unknown = sign(stranger, kid, claims("样例", "YANGLI", "小舟", "XIAOZHOU"))
    for name, cose in [("genuine", genuine), ("forged", forged), ("unknown", unknown)]:
        text = "HC1:" + base45.b45encode(zlib.compress(cbor2.dumps(cose), 9)).decode()
        (HERE / f"{name}.txt").write_text(text)
        qr = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_Q, box_size=4, border=4)
        qr.add_data(text)
        qr.make_image().save(HERE / f"{name}.png")


def certify(key):
    name = x509.Name([
        x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Kincode test signer"),
        x509.NameAttribute(NameOID.COMMON_NAME, "Kincode test signer (practice only)"),
    ])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(SINCE).not_valid_after(UNTIL)
    return builder.sign(key, hashes.SHA256())


def claims(family, family_latin, given, given_latin):
    vaccination = {
        "tg": "840539006", "vp": "1119349007", "mp": "EU/1/20/1528", "ma": "ORG-100030215", "dn": 2, "sd": 2,
        "dt": "2026-03-02", "co": "CN", "is": "Kincode test signer", "ci": "URN:UVCI:01:CN:TEST0001#0",
    }
    name = {"fn": family, "fnt": family_latin, "gn": given, "gnt": given_latin}
    payload = {"ver": "1.3.0", "nam": name, "dob": "2018-06-01", "v": [vaccination]}
    return {1: "CN", 4: int(UNTIL.timestamp()) - 86400, 6: int(SINCE.timestamp()) + 86400 * 60, -260: {1: payload}}


def sign(key, kid, claims):
    protected, payload = cbor2.dumps({1: -7, 4: kid}), cbor2.dumps(claims)
    message = cbor2.dumps(["Signature1", protected, b"", payload])
    r, s = decode_dss_signature(key.sign(message, ec.ECDSA(hashes.SHA256())))
    return cbor2.CBORTag(18, [protected, {}, payload, r.to_bytes(32, "big") + s.to_bytes(32, "big")])


if __name__ == "__main__":
    main()
