"""Finds and loads libkedge, once, when the package is imported."""

from __future__ import annotations

import os
from ctypes import CDLL, c_char_p, c_uint32

from . import _abi


def _choice() -> tuple[str, str]:
    """What to load, and what a person calls it."""
    named = os.environ.get("KEDGE_LIBRARY")
    if named:
        return os.path.abspath(named), f"KEDGE_LIBRARY, {named!r},"
    bundled = os.path.join(os.path.dirname(os.path.abspath(__file__)), "_lib", _abi.SONAME)
    if os.path.exists(bundled):
        return bundled, f"the library inside the package, {bundled!r},"
    return _abi.SONAME, f"the system's {_abi.SONAME}"


def _load() -> _abi.Functions:
    """The functions of the library that `KEDGE_LIBRARY` names, else the bundled, else the system's.

    The first of them that is there is taken or refused: falling back from one that does not load to
    another would hide that the wrong one is in use.

    Raises:
        ImportError: it does not load, is not libkedge, or has another SONAME or an older ABI.
    """
    path, description = _choice()

    def refusal(reason: str) -> ImportError:
        return ImportError(f"{description} {reason}", name=__package__, path=path)

    try:
        library = CDLL(path)
    except OSError as error:
        hint = "" if os.sep in path else "; install it, or set KEDGE_LIBRARY to its path"
        raise refusal(f"cannot be loaded: {error}{hint}") from error
    try:
        library.kedge_version.restype = c_char_p
        library.kedge_abi_version.restype = c_uint32
    except AttributeError as error:
        raise refusal("is not libkedge: it has no kedge_version and kedge_abi_version") from error
    version = library.kedge_version().decode()
    # The number in the SONAME is the first one of the version.
    if version.split(".")[0] != _abi.SONAME.rsplit(".", 1)[1]:
        raise refusal(f"is libkedge {version}, and this package is made for {_abi.SONAME}")
    abi_version = library.kedge_abi_version()
    if abi_version < _abi.KEDGE_ABI_VERSION:
        raise refusal(
            f"is libkedge {version} with ABI version {abi_version}, and this package needs"
            f" {_abi.KEDGE_ABI_VERSION} or later: update the library"
        )
    try:
        return _abi.Functions(library)
    except AttributeError as error:
        raise refusal(f"claims ABI version {abi_version}, but is incomplete: {error}") from error


functions = _load()
