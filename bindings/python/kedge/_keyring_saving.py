"""Copies of a keyring, and what opens them."""

from __future__ import annotations

from ._call import Failures, Handle, failure, path_bytes, produce
from ._library import functions
from .errors import KedgeError
from .unlock import Unlock, checked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ._call import Path


class KeyringHandle(Handle):
    __slots__ = ("services",)
    # A key service's functions live as long as a ring may call them.
    services: list[tuple[Failures, tuple[Any, ...]]]
    destroy = functions.kedge_keyring_destroy


class SavingCalls:
    """Copies of a keyring in bytes and files, and what opens its own file."""

    __slots__ = ()
    _handle: KeyringHandle | None

    def save(self, unlock: Unlock) -> bytes:
        """A copy of the ring as bytes that `unlock` opens; AES-256-GCM keys only open in it.

        Returns:
            What `Keyring.load` takes.

        Raises:
            KeyServiceError: the key service failed; what its functions raise is raised itself.
            OutOfMemoryError, RandomUnavailableError, InvalidHandleError.
        """
        try:
            return produce(functions.kedge_keyring_save, 0, self._handle, checked(unlock)._handle)
        except KedgeError:
            unlock._failures.check(0)
            raise

    def save_file(self, path: Path, unlock: Unlock) -> None:
        """Writes a copy of the ring to a new file that `unlock` opens, as a whole or not at all.

        The ring is not tied to it, and AES-256-GCM keys only open in it.

        Raises:
            FileExistsError: there is a file already.
            PermissionDeniedError, NoSpaceError, InputOutputError, FileNotFoundError: as `OSError`.
            What `save` raises.
        """
        save = functions.kedge_keyring_save_file
        status = save(self._handle, path_bytes(path), checked(unlock)._handle)
        unlock._failures.check(status, path)

    def change_unlock(self, unlock: Unlock) -> None:
        """Lets `unlock` open the ring's file from now on, and nothing else.

        Copies of the file that were made before still open with what opened them then.

        Raises:
            KeyringHasNoFileError: the ring is in memory; `save` takes any unlock.
            KeyServiceError: the key service failed; what its functions raise is raised itself.
            What a change of the ring's file raises, as for `generate`.
        """
        handle = self._handle
        checked(unlock)
        if handle:  # the one before may be in use by another thread: nothing is removed
            handle.services.append((unlock._failures, unlock._callbacks))
        unlock._failures.check(functions.kedge_keyring_change_unlock(handle, unlock._handle))

    def reload(self) -> None:
        """Reads the ring's file again, to see what other processes changed.

        Raises:
            KeyringHasNoFileError: the ring is in memory.
            KeyringDamagedError: the file was changed, or an older one was put in its place.
            WrongUnlockError: another process changed what opens it.
            What `from_file` raises.
        """
        self._check(functions.kedge_keyring_reload(self._handle))

    def _check(self, status: int) -> None:
        """Raises what a key service of this ring raised, or what `status` stands for."""
        if status:
            handle = self._handle
            for failures, _ in handle.services if handle else ():
                failures.check(0)
            raise failure(status)
