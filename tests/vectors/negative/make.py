#!/usr/bin/env python3
"""Makes all vectors and trust files of this folder; a second run writes the same bytes.

    pip install base45 cbor2 cryptography && python3 tests/vectors/negative/make.py

Test keys, never trusted: they follow from names, so everybody has them."""

import hc1
import icvp
import imports
import kc1
import kc1_claims
import kc1_sm2
import shc
import shc_payload
import vds


def main():
    for part in (shc.prefix, shc.numeric, shc.chunks, shc.form, shc.headers, shc.signatures, shc.deflating,
                 shc_payload.schema, shc_payload.issuers, shc_payload.revocation,
                 vds.form, vds.algorithms, vds.signatures, vds.canonical_forms, vds.certificates, vds.messages,
                 hc1.texts, hc1.swelling, hc1.envelopes, hc1.tokens, hc1.certificates, hc1.uses, hc1.signatures,
                 icvp.contents, icvp.claim_shapes, icvp.envelopes, icvp.signatures,
                 kc1.texts, kc1.cbor, kc1.headers, kc1.signatures, kc1.keys_of_authorities,
                 kc1_claims.content, kc1_claims.times, kc1_claims.statuses, kc1_claims.proofs, kc1_claims.across,
                 kc1_sm2.vectors):
        part()
    for part in (shc_payload, vds, hc1, icvp, kc1):
        part.trust()
    shc.book.write("shc.ndjson")
    vds.book.write("vds-nc.ndjson")
    hc1.book.write("hc1.ndjson")
    icvp.book.write("icvp.ndjson")
    kc1.book.write("kc1.ndjson")
    imports.write()


if __name__ == "__main__":
    main()
