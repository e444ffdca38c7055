"""Fixed keys and certificates of the negative vectors. Everybody can compute them: test keys, never trusted.

Every private key follows from a name by SHA-256, every signature is deterministic (RFC 6979 for ECDSA, a fixed salt
for PSS), every certificate has a fixed serial and fixed dates: a second run writes the same bytes."""

import base64
import datetime
import hashlib
import json

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.x509.oid import NameOID, ObjectIdentifier

CURVES = {"P-256": ec.SECP256R1(), "P-384": ec.SECP384R1(), "P-521": ec.SECP521R1()}
SIZES = {"P-256": 32, "P-384": 48, "P-521": 66}
HASHES = {"P-256": hashes.SHA256(), "P-384": hashes.SHA384(), "P-521": hashes.SHA512()}
ORDERS = {
    "P-256": 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    "P-384": 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973,
    "P-521": ((2**265 - 6) << 256) + 0x51868783BF2F966B7FCC0148F709A5D03BB5C9B8899C47AEBB6FB71E91386409,
}
N256 = ORDERS["P-256"]


def b64u(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def key(name, curve="P-256"):
    """The private key that belongs to `name`."""
    stream = hashlib.shake_256(b"Kincode negative vectors: " + name.encode()).digest(SIZES[curve] + 16)
    return ec.derive_private_key(int.from_bytes(stream, "big") % (ORDERS[curve] - 1) + 1, CURVES[curve])


def curve_of(private):
    return {256: "P-256", 384: "P-384", 521: "P-521"}[private.curve.key_size]


def rs(private, message, algorithm=None):
    """r and s of the deterministic signature over `message`."""
    method = ec.ECDSA(algorithm or HASHES[curve_of(private)], deterministic_signing=True)
    return decode_dss_signature(private.sign(message, method))


def der_sign(private, message):
    return private.sign(message, ec.ECDSA(HASHES[curve_of(private)], deterministic_signing=True))


def raw(r, s, curve="P-256"):
    return r.to_bytes(SIZES[curve], "big") + s.to_bytes(SIZES[curve], "big")


def sign(private, message, algorithm=None):
    """r and s side by side, as JWS and COSE write them."""
    return raw(*rs(private, message, algorithm), curve_of(private))


def jwk(private, **more):
    """The public JWK, its kid the RFC 7638 thumbprint."""
    curve, numbers = curve_of(private), private.public_key().public_numbers()
    x, y = (b64u(n.to_bytes(SIZES[curve], "big")) for n in (numbers.x, numbers.y))
    print_of = json.dumps({"crv": curve, "kty": "EC", "x": x, "y": y}, separators=(",", ":"))
    kid = b64u(hashlib.sha256(print_of.encode()).digest())
    return {"kty": "EC", "kid": kid, "use": "sig", "alg": "ES256", "crv": curve, "x": x, "y": y, **more}


def point(private):
    return private.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)


# --- RSA, only for the CSCA of a country that uses it and for PS256

def rsa_key(name, bits=2048):
    """An RSA key whose primes follow from `name`."""
    primes, counter = [], 0
    while len(primes) < 2:
        seed = f"Kincode negative vectors: RSA {name} {counter}".encode()
        counter += 1
        n = int.from_bytes(hashlib.shake_256(seed).digest(bits // 16), "big")
        n |= 1 | (3 << (bits // 2 - 2))
        if n % 65537 != 1 and is_prime(n):
            primes.append(n)
    p, q = primes
    d = pow(65537, -1, (p - 1) * (q - 1))
    public = rsa.RSAPublicNumbers(65537, p * q)
    return rsa.RSAPrivateNumbers(p, q, d, d % (p - 1), d % (q - 1), pow(q, -1, p), public).private_key()


def is_prime(n):
    if any(n % small == 0 for small in (3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47)):
        return False
    d, twos = n - 1, 0
    while d % 2 == 0:
        d, twos = d // 2, twos + 1
    for base in range(2, 22):
        x = pow(base, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(twos - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def pss(private, message):
    """RSASSA-PSS with SHA-256 and a fixed salt (RFC 8017 section 9.1.1)."""
    numbers = private.private_numbers()
    n, d, length = numbers.public_numbers.n, numbers.d, private.key_size // 8
    salt = bytes(range(32))
    digest = hashlib.sha256(bytes(8) + hashlib.sha256(message).digest() + salt).digest()
    block = bytes(length - 66) + b"\x01" + salt
    mask = b"".join(hashlib.sha256(digest + i.to_bytes(4, "big")).digest() for i in range(length // 32 + 1))
    masked = bytearray(a ^ b for a, b in zip(block, mask))
    masked[0] &= 0x7F
    encoded = bytes(masked) + digest + b"\xbc"
    return pow(int.from_bytes(encoded, "big"), d, n).to_bytes(length, "big")


# --- Certificates

def day(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.timezone.utc)


def name(country, common):
    return x509.Name([
        x509.NameAttribute(NameOID.COUNTRY_NAME, country),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Kincode test keys, never trusted"),
        x509.NameAttribute(NameOID.COMMON_NAME, common),
    ])


USAGES = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
          "key_cert_sign", "crl_sign", "encipher_only", "decipher_only")


def certify(private, subject, issuer_key=None, issuer=None, since="2025-01-01", until="2035-01-01", ca=None, eku=(),
            usage=None, san=None, aki=None):
    """A certificate; self-signed without `issuer_key`. `ca` None leaves the basic constraints out."""
    issuer_key, issuer = issuer_key or private, issuer or subject
    serial = int.from_bytes(hashlib.sha256(repr((subject, issuer, since, until, ca, eku, usage, san)).encode()
                                           + private.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)).digest()[:8], "big") >> 1
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(private.public_key())
    builder = builder.serial_number(serial).not_valid_before(day(since)).not_valid_after(day(until))
    if ca is not None:
        builder = builder.add_extension(x509.BasicConstraints(ca, None), True)
        builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(private.public_key()), False)
    if aki is not None:
        builder = builder.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(aki.public_key()), False)
    if usage is not None:
        flags = {flag: flag in usage for flag in USAGES}
        builder = builder.add_extension(x509.KeyUsage(**flags), True)
    if eku:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ObjectIdentifier(o) for o in eku]), False)
    if san:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.UniformResourceIdentifier(san)]), False)
    if isinstance(issuer_key, rsa.RSAPrivateKey):
        return builder.sign(issuer_key, hashes.SHA256())
    return builder.sign(issuer_key, HASHES[curve_of(issuer_key)], ecdsa_deterministic=True)


def der(certificate):
    return certificate.public_bytes(serialization.Encoding.DER)


def pem(*certificates):
    return "".join(c.public_bytes(serialization.Encoding.PEM).decode() for c in certificates)


def kid8(certificate):
    """The kid of HCERT: the first 8 bytes of SHA-256 of the certificate."""
    return hashlib.sha256(der(certificate)).digest()[:8]


def tlv(tag, content):
    length = len(content)
    if length < 128:
        return bytes([tag, length]) + content
    size = (length.bit_length() + 7) // 8
    return bytes([tag, 0x80 | size]) + length.to_bytes(size, "big") + content


def with_null_parameters(certificate, issuer_key):
    """The same certificate with NULL after ecdsa-with-SHA256, inside and outside, signed again."""
    plain = bytes.fromhex("300a06082a8648ce3d040302")
    null = bytes.fromhex("300c06082a8648ce3d0403020500")
    tbs = certificate.tbs_certificate_bytes
    assert tbs.count(plain) == 1 and tbs[:2] == b"\x30\x82"
    tbs = tlv(0x30, tbs[4:].replace(plain, null))
    return tlv(0x30, tbs + null + tlv(0x03, b"\x00" + der_sign(issuer_key, tbs)))
