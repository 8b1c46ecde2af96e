"""NIST's validation vectors of AES-GCM; those with tags below 12 bytes are run as refusals."""

from __future__ import annotations

import pytest

import kedge
from published import records, text


@pytest.mark.parametrize("bits, cases", [(128, 1050), (192, 1050), (256, 1050)])
def test_nist_messages_seal_to_the_published_bytes(bits: int, cases: int) -> None:
    count = 0
    for case in records(text(f"aes_gcm/gcmEncryptExtIV{bits}.rsp", cases)):
        count += 1
        data = {name: bytes.fromhex(case[name]) for name in ("Key", "IV", "PT", "AAD", "CT", "Tag")}
        assert len(data["Key"]) * 8 == bits
        if len(data["Tag"]) < 12:
            with pytest.raises(kedge.InvalidTagLengthError):
                kedge.AESGCM(data["Key"], tag_length=len(data["Tag"]))
            continue
        with kedge.AESGCM(data["Key"], tag_length=len(data["Tag"])) as key:
            sealed = key.seal_with_nonce(data["IV"], data["PT"], data["AAD"])
            assert sealed == data["CT"] + data["Tag"], case
            assert key.open_with_nonce(data["IV"], sealed, data["AAD"]) == data["PT"], case
    assert count == cases


@pytest.mark.parametrize("bits, cases", [(128, 1176), (192, 1195), (256, 1172)])
def test_nist_messages_open_or_fail_as_published(bits: int, cases: int) -> None:
    count = 0
    for case in records(text(f"aes_gcm/gcmDecrypt{bits}.rsp", cases)):
        count += 1
        data = {name: bytes.fromhex(case[name]) for name in ("Key", "IV", "CT", "AAD", "Tag")}
        assert len(data["Key"]) * 8 == bits
        if len(data["Tag"]) < 12:
            with pytest.raises(kedge.InvalidTagLengthError):
                kedge.AESGCM(data["Key"], tag_length=len(data["Tag"]))
            continue
        with kedge.AESGCM(data["Key"], tag_length=len(data["Tag"])) as key:
            sealed = data["CT"] + data["Tag"]
            if "FAIL" in case:
                with pytest.raises(kedge.AuthenticationError):
                    key.open_with_nonce(data["IV"], sealed, data["AAD"])
            else:
                plaintext = key.open_with_nonce(data["IV"], sealed, data["AAD"])
                assert plaintext == bytes.fromhex(case["PT"]), case
    assert count == cases
