"""Seals a message, shows that a changed one does not open, and hashes as Ethereum does."""

import secrets

import kedge

print("libkedge", kedge.version())

with kedge.AESGCM(secrets.token_bytes(32)) as key:
    sealed = key.seal(b"attack at dawn", associated_data=b"orders, page 1")
    print("sealed  ", sealed.hex())
    print("opened  ", key.open(sealed, associated_data=b"orders, page 1").decode())
    try:
        key.open(sealed, associated_data=b"orders, page 2")
    except kedge.AuthenticationError as error:
        print("refused ", error.status_name)

# The first four bytes of this hash select the function in a call of an Ethereum contract.
state = kedge.Keccak256(b"transfer(")
state.update(b"address,uint256)")
print("selector", state.hexdigest()[:8])

assert state.digest() == kedge.keccak256(b"transfer(address,uint256)")
del state
print("alive   ", kedge.live_handles(), "handles")
