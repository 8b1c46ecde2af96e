"""`python -m kedge` tells which library is in use."""

from __future__ import annotations

from ctypes import CDLL, Structure, byref, c_char_p, c_void_p

from . import version
from ._library import functions


class _DlInfo(Structure):
    _fields_ = [
        ("dli_fname", c_char_p),
        ("dli_fbase", c_void_p),
        ("dli_sname", c_char_p),
        ("dli_saddr", c_void_p),
    ]


info = _DlInfo()
CDLL(None).dladdr(functions.kedge_version, byref(info))
print("library    ", info.dli_fname.decode())
print("version    ", version())
print("ABI version", functions.kedge_abi_version())
