"""Wallets from Python, beside what one would install otherwise."""

import coincurve
import kedge
from eth_account import Account
from eth_account.messages import encode_defunct
from rows import Row, run

Account.enable_unaudited_hdwallet_features()

PHRASE = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about"
TO = "0x3535353535353535353535353535353535353535"
DIGEST = bytes(range(32))

key = kedge.PrivateKey(bytes(31) + b"\7")
account = Account.from_key(bytes(31) + b"\7")
coincurve_key = coincurve.PrivateKey(bytes(31) + b"\7")
signature = key.sign(DIGEST)
coincurve_signature = coincurve_key.sign_recoverable(DIGEST, hasher=None)
message = encode_defunct(text="hello")
message_signature = key.sign_message("hello")


def kedge_transaction() -> object:
    return kedge.sign_transaction(
        key, chain_id=1, nonce=42, gas_limit=21_000, max_priority_fee_per_gas=2 * 10**9,
        max_fee_per_gas=30 * 10**9, to=TO, value=15 * 10**17,
    )  # fmt: skip


def eth_account_transaction() -> object:
    return account.sign_transaction({
        "type": 2, "chainId": 1, "nonce": 42, "gas": 21_000, "maxPriorityFeePerGas": 2 * 10**9,
        "maxFeePerGas": 30 * 10**9, "to": TO, "value": 15 * 10**17,
    })  # fmt: skip


def kedge_mnemonic() -> object:
    return kedge.HDKey.from_mnemonic(PHRASE).derive(kedge.ETHEREUM_PATH).address


def eth_account_mnemonic() -> object:
    return Account.from_mnemonic(PHRASE).address


assert kedge_transaction()[0] == eth_account_transaction().raw_transaction
assert kedge_mnemonic() == eth_account_mnemonic()

ROWS: list[Row] = [
    ("Python: EIP-1559 transaction: encode, hash, sign", "µs", kedge_transaction,
     "eth-account", eth_account_transaction, 0.12),
    ("Python: mnemonic to address", "µs", kedge_mnemonic, "eth-account", eth_account_mnemonic, 0.5),
    ("Python: sign a digest", "µs", lambda: key.sign(DIGEST),
     "coincurve", lambda: coincurve_key.sign_recoverable(DIGEST, hasher=None), None),
    ("Python: recover an address", "µs", lambda: kedge.recover(DIGEST, signature),
     "coincurve, the key alone",
     lambda: coincurve.PublicKey.from_signature_and_message(coincurve_signature, DIGEST, hasher=None),
     None),
    ("Python: sign a message", "µs", lambda: key.sign_message("hello"),
     "eth-account", lambda: account.sign_message(message), None),
    ("Python: recover a message's signer", "µs",
     lambda: kedge.recover_message("hello", message_signature),
     "eth-account", lambda: Account.recover_message(message, signature=message_signature), None),
]  # fmt: skip

run(ROWS)
