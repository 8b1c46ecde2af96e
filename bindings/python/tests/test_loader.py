"""Which library is taken, and what is said when it is the wrong one."""

from __future__ import annotations

import importlib
import shutil
import subprocess
from pathlib import Path

import pytest

import kedge
from kedge import _abi
from processes import output, python

PACKAGE = Path(kedge.__file__).resolve().parent
BUNDLED = PACKAGE / "_lib" / _abi.SONAME
WHICH = "from kedge import _library; print(_library._choice()[0])"


def stub(folder: Path, *, version: str = "0.1.0", abi: int = _abi.KEDGE_ABI_VERSION) -> Path:
    """A library with nothing but a version, in a folder of its own."""
    folder.mkdir()
    source = folder / "stub.c"
    source.write_text(
        f'const char *kedge_version(void) {{ return "{version}"; }}\n'
        f"unsigned kedge_abi_version(void) {{ return {abi}u; }}\n"
    )
    library = folder / _abi.SONAME
    soname = f"-Wl,-soname,{_abi.SONAME}"
    subprocess.run(["cc", "-shared", "-fPIC", soname, "-o", library, source], check=True)
    return library


def refusal(library: Path | str) -> str:
    """The ImportError's sentence when KEDGE_LIBRARY names `library`."""
    result = python("-c", "import kedge", KEDGE_LIBRARY=str(library))
    assert result.returncode == 1
    last = result.stderr.strip().splitlines()[-1]
    assert last.startswith(f"ImportError: KEDGE_LIBRARY, '{library}', "), result.stderr
    return last


@pytest.fixture
def bare(tmp_path: Path) -> str:
    """A folder with a copy of the package that carries no library."""
    shutil.copytree(PACKAGE, tmp_path / "bare" / "kedge", ignore=shutil.ignore_patterns("_lib"))
    return str(tmp_path / "bare")


def test_the_wheel_carries_a_library_and_uses_it() -> None:
    assert output(WHICH) == str(BUNDLED)
    assert BUNDLED.is_file()


def test_an_empty_choice_is_none() -> None:
    assert output(WHICH, KEDGE_LIBRARY="") == str(BUNDLED)


def test_the_library_that_is_named_wins(tmp_path: Path) -> None:
    link = tmp_path / "another-name.so"
    link.symlink_to(BUNDLED)
    libraries = str(PACKAGE.parent / "kedge.libs")  # what the wheel carries beside it
    assert output(WHICH, KEDGE_LIBRARY=str(link), LD_LIBRARY_PATH=libraries) == str(link)


def test_a_relative_name_is_a_path(tmp_path: Path) -> None:
    stub(tmp_path / "here", abi=0)
    result = python("-c", "import kedge", cwd=tmp_path / "here", KEDGE_LIBRARY=_abi.SONAME)
    assert "ABI version 0" in result.stderr


def test_the_bundled_library_wins_over_the_systems(tmp_path: Path) -> None:
    system = stub(tmp_path / "system").parent
    assert output(f"{WHICH}; import kedge", LD_LIBRARY_PATH=str(system)) == str(BUNDLED)


def test_without_a_bundled_library_the_systems_is_taken(bare: str) -> None:
    code = f"{WHICH}; import kedge; print(kedge.version(), kedge.__file__)"
    printed = output(code, PYTHONPATH=bare, LD_LIBRARY_PATH=str(BUNDLED.parent))
    version = output("import kedge; print(kedge.version())")
    assert printed.split() == [_abi.SONAME, version, f"{bare}/kedge/__init__.py"]


def test_no_library_at_all_is_told_with_what_to_do(bare: str, tmp_path: Path) -> None:
    # A file of that name that is no library stands in the way of one that this machine may have.
    (tmp_path / _abi.SONAME).write_text("not a library")
    result = python("-c", "import kedge", PYTHONPATH=bare, LD_LIBRARY_PATH=str(tmp_path))
    last = result.stderr.strip().splitlines()[-1]
    assert last.startswith(f"ImportError: the system's {_abi.SONAME} cannot be loaded: ")
    assert last.endswith("install it, or set KEDGE_LIBRARY to its path")


def test_a_name_of_nothing_is_refused_and_nothing_else_taken(tmp_path: Path) -> None:
    assert "cannot be loaded" in refusal(tmp_path / "missing.so")


def test_a_file_that_is_no_library_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "text.so"
    path.write_text("not a library")
    assert "cannot be loaded" in refusal(path)


def test_another_library_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "other.c"
    source.write_text("int other(void) { return 0; }\n")
    path = tmp_path / "other.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-o", path, source], check=True)
    assert "is not libkedge" in refusal(path)


def test_another_major_version_is_refused(tmp_path: Path) -> None:
    path = stub(tmp_path / "later", version="1.0.0", abi=1000)
    assert f"is libkedge 1.0.0, and this package is made for {_abi.SONAME}" in refusal(path)


def test_an_older_abi_is_refused(tmp_path: Path) -> None:
    needed = _abi.KEDGE_ABI_VERSION
    said = refusal(stub(tmp_path / "older", version="0.0.9", abi=needed - 1))
    assert f"is libkedge 0.0.9 with ABI version {needed - 1}, " in said
    assert f"needs {needed} or later" in said


def test_a_library_without_its_functions_is_refused(tmp_path: Path) -> None:
    said = refusal(stub(tmp_path / "hollow", abi=_abi.KEDGE_ABI_VERSION + 1))
    assert f"claims ABI version {_abi.KEDGE_ABI_VERSION + 1}, but is incomplete" in said
    assert "undefined symbol: kedge_" in said


def test_it_lives_beside_another_libcrypto() -> None:
    # PyPI's cryptography carries an OpenSSL of its own, and hashlib uses the interpreter's.
    for first, second in (("kedge", "cryptography"), ("cryptography", "kedge")):
        code = f"""
import importlib
for name in ("{first}", "{second}"):
    importlib.import_module(name)
import hashlib, kedge
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
with kedge.AESGCM(bytes(32)) as key:
    sealed = key.seal(hashlib.sha256(b"").digest())
print(AESGCM(bytes(32)).decrypt(sealed[:12], sealed[12:], b"").hex())
"""
        assert output(code) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_the_module_tells_which_library_is_in_use() -> None:
    result = python("-m", "kedge")
    assert result.returncode == 0, result.stderr
    values = [line.rsplit(maxsplit=1)[1] for line in result.stdout.splitlines()]
    assert values == [str(BUNDLED), kedge.version(), str(_abi.KEDGE_ABI_VERSION)]


def test_the_import_brings_no_slow_modules() -> None:
    code = """
import sys
before = set(sys.modules)
import kedge
print(*sorted(set(sys.modules) - before))
"""
    slow = {"dataclasses", "enum", "inspect", "pathlib", "re", "subprocess", "tempfile", "threading", "typing"}
    # What is imported when one of its names is first used: all of streams, logs, wallets, tokens and
    # resilience, and the enumerations.
    later = {f"kedge.{module}" for module in kedge._LATER.values()}
    assert {"kedge.transactions", "kedge.stream"} <= later
    assert not (slow | later | {"decimal", "json"}) & set(output(code).split())


def test_names_that_are_imported_later_are_names_as_others_are() -> None:
    for name, module in kedge._LATER.items():
        assert name in kedge.__all__ and name in dir(kedge)
        assert getattr(kedge, name) is getattr(importlib.import_module(f"kedge.{module}"), name)
    code = "from kedge import *; print(PrivateKey.__module__, HARDENED, Language.KOREAN.name)"
    assert output(code) == "kedge.keys 2147483648 KOREAN"
    with pytest.raises(AttributeError, match="module 'kedge' has no attribute 'nothing'"):
        kedge.nothing
    # All that is imported at once and all that is imported later, and nothing twice.
    assert set(kedge._LATER) <= set(kedge.__all__) and len(set(kedge.__all__)) == len(kedge.__all__)
