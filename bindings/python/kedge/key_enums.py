"""The enumerations of keyrings, in a module that is imported when one of them is first used.

Python's own `enum` takes longer to import than all the rest of this package.
"""

from __future__ import annotations

from enum import IntEnum

from . import _abi


class Algorithm(IntEnum):
    """What a key of a ring encrypts with."""

    XAES_256_GCM = _abi.KEDGE_XAES_256_GCM
    """Any number of messages, and no count to keep: the one to take."""
    AES_256_GCM = _abi.KEDGE_AES_256_GCM
    """At most 2**32 messages, counted in the ring's file."""


class KeyState(IntEnum):
    """What a key of a ring may be used for."""

    ENABLED = _abi.KEDGE_KEY_STATE_ENABLED
    """It seals if it is primary, and opens."""
    DISABLED = _abi.KEDGE_KEY_STATE_DISABLED
    """It does neither until it is enabled again."""
    DESTROYED = _abi.KEDGE_KEY_STATE_DESTROYED
    """It is gone for ever; the ring remembers its id."""
