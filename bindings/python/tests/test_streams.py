"""Sealed streams and files as a user of the package sees them."""

from __future__ import annotations

import builtins
import errno
import io
import os
import random
import shutil
import stat
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kedge
from independent import ASSOCIATED, VECTORS, reader, value

KEY = bytes(range(32))
SEGMENT = 4096
LENGTHS = [0, 1, 4095, 4096, 4097, 8192, 20_000]
REFUSALS = (
    kedge.AuthenticationError,
    kedge.MalformedHeaderError,
    kedge.UnknownVersionError,
    kedge.UnknownKeyError,
    kedge.MessageTooShortError,
)


@pytest.fixture
def ring() -> Iterator[kedge.Keyring]:
    with kedge.Keyring() as ring:
        ring.generate()
        yield ring


def fail(done: int, total: int) -> None:
    raise KeyError("from the callback")


def plain(length: int) -> bytes:
    return random.Random(length).randbytes(length)


def independent_ring(ring: kedge.Keyring) -> reader.Ring:
    return reader.open_ring(ring.save(kedge.WrappingKey(KEY)), key=KEY)


def vector_ring() -> kedge.Keyring:
    unlock = kedge.WrappingKey(value("keyring under a key", "key"))
    return kedge.Keyring.load(value("keyring under a key", "ring"), unlock)


# --- in one call ---------------------------------------------------------------------------------


@pytest.mark.parametrize("threads", [1, 3])
@pytest.mark.parametrize("length", LENGTHS)
def test_a_stream_opens_here_and_in_the_independent_reader(
    ring: kedge.Keyring, length: int, threads: int
) -> None:
    sealed = ring.seal_stream(plain(length), b"a", segment_bytes=SEGMENT, threads=threads)
    assert len(sealed) == 84 + length + 16 * max(1, -(-length // SEGMENT))
    assert ring.open_stream(sealed, b"a", threads=threads) == plain(length)
    assert reader.open_stream(independent_ring(ring), sealed, b"a") == plain(length)


def test_kedge_opens_the_empty_stream_of_the_test_vectors() -> None:
    with vector_ring() as ring:
        assert ring.open_stream(value("empty stream", "stream")) == b""


def test_kedge_opens_what_the_independent_writer_makes() -> None:
    import make_vectors
    import writer

    salt = value("stream of two segments", "salt")
    plaintext = make_vectors.STREAM_PLAINTEXT
    sealed = writer.stream(make_vectors.XAES, plaintext, ASSOCIATED, salt, SEGMENT)
    assert reader.sha256(sealed).hex() == VECTORS["stream of two segments"]["stream SHA-256"]
    with vector_ring() as ring:
        assert ring.open_stream(sealed, ASSOCIATED) == plaintext


def test_every_flipped_bit_of_a_stream_is_refused(ring: kedge.Keyring) -> None:
    sealed = ring.seal_stream(b"message")
    for position in range(8 * len(sealed)):
        changed = bytearray(sealed)
        changed[position // 8] ^= 1 << position % 8
        with pytest.raises(REFUSALS):
            ring.open_stream(changed)


def test_a_stream_cut_swapped_or_lengthened_is_refused(ring: kedge.Keyring) -> None:
    sealed = ring.seal_stream(plain(9000), segment_bytes=SEGMENT)
    starts = range(84, len(sealed), SEGMENT + 16)
    first, second, last = (sealed[start : start + SEGMENT + 16] for start in starts)
    for changed in (
        b"",
        first,
        first + second,
        second + first + last,
        first + first + last,
        first + last,
        first + second + last + last,
        first + second + last[:-1],
    ):
        with pytest.raises(REFUSALS):
            ring.open_stream(sealed[:84] + changed)
    with pytest.raises(kedge.AuthenticationError):
        ring.open_stream(sealed, b"other")


@pytest.mark.parametrize(
    "options",
    [
        {"segment_bytes": 4095},
        {"segment_bytes": 16_777_217},
        {"segment_bytes": -1},
        {"segment_bytes": 2**32 + SEGMENT},
    ],
)
def test_segments_of_other_sizes_are_refused(
    ring: kedge.Keyring, options: dict[str, int]
) -> None:
    with pytest.raises(kedge.InvalidArgumentError):
        ring.seal_stream(b"", **options)  # type: ignore[arg-type]
    with pytest.raises(kedge.InvalidArgumentError):
        kedge.StreamSealer(ring, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("threads", [-1, 0, 65, 2**32 + 1])
def test_other_numbers_of_threads_are_refused(ring: kedge.Keyring, threads: int) -> None:
    with pytest.raises(kedge.InvalidArgumentError):
        ring.seal_stream(b"", threads=threads)
    with pytest.raises(kedge.InvalidArgumentError):
        ring.open_stream(ring.seal_stream(b""), threads=threads)


# --- piece by piece ------------------------------------------------------------------------------


@pytest.mark.parametrize("piece", [7, 1000, 4096, 5000, 50_000])
@pytest.mark.parametrize("length", LENGTHS)
def test_pieces_of_any_size_go_in_and_come_out(
    ring: kedge.Keyring, length: int, piece: int
) -> None:
    data = plain(length)
    sealer = kedge.StreamSealer(ring, b"a", segment_bytes=SEGMENT)
    sealed = b"".join(sealer.update(data[i : i + piece]) for i in range(0, length, piece))
    sealed += sealer.finish()
    assert ring.open_stream(sealed, b"a") == data
    opener = kedge.StreamOpener(ring, sealed[:84], b"a")
    opened = b"".join(
        opener.update(sealed[i : i + piece]) for i in range(84, len(sealed), piece)
    )
    assert opened + opener.finish() == data


def test_a_block_ends_a_stream_that_was_not_finished(ring: kedge.Keyring) -> None:
    before = kedge.live_handles()
    with kedge.StreamSealer(ring) as sealer:
        pass
    sealed = ring.seal_stream(b"message")
    with kedge.StreamOpener(ring, sealed[:84]) as opener:
        pass
    assert kedge.live_handles() == before
    for call in (sealer.finish, opener.finish):
        with pytest.raises(kedge.InvalidHandleError):
            call()


def test_a_resealed_file_keeps_the_size_of_its_segments(
    ring: kedge.Keyring, tmp_path: Path
) -> None:
    source, target = tmp_path / "one", tmp_path / "two"
    source.write_bytes(plain(9000))
    ring.seal_file(source, target, segment_bytes=8192)
    ring.reseal_file(target, target, replace=True)
    assert int.from_bytes(target.read_bytes()[16:20], "big") == 8192


def test_a_finished_stream_takes_nothing_more(ring: kedge.Keyring) -> None:
    sealer = kedge.StreamSealer(ring)
    sealed = sealer.finish()
    with pytest.raises(kedge.InvalidHandleError):
        sealer.update(b"more")
    with pytest.raises(kedge.InvalidHandleError):
        sealer.finish()
    opener = kedge.StreamOpener(ring, sealed[:84])
    assert opener.update(sealed[84:]) + opener.finish() == b""
    with pytest.raises(kedge.InvalidHandleError):
        opener.update(b"more")


def test_a_stream_that_was_cut_does_not_finish(ring: kedge.Keyring) -> None:
    sealed = ring.seal_stream(plain(9000), segment_bytes=SEGMENT)
    for length in (84, 100, 84 + SEGMENT + 16, len(sealed) - 1):
        opener = kedge.StreamOpener(ring, sealed[:84])
        with pytest.raises(REFUSALS):
            opener.update(sealed[84:length])
            opener.finish()


def test_nothing_unverified_comes_out(ring: kedge.Keyring) -> None:
    sealed = bytearray(ring.seal_stream(plain(9000), segment_bytes=SEGMENT))
    sealed[84 + SEGMENT + 16] ^= 1
    opener = kedge.StreamOpener(ring, sealed[:84])
    opened = opener.update(sealed[84 : 84 + SEGMENT + 17])
    assert plain(9000).startswith(opened)
    with pytest.raises(kedge.AuthenticationError):
        opener.update(sealed[84 + SEGMENT + 17 :])
        opener.finish()


def test_a_writer_and_a_reader_are_files(ring: kedge.Keyring) -> None:
    target = io.BytesIO()
    with kedge.SealedWriter(ring, target, b"a", segment_bytes=SEGMENT) as writer:
        assert (writer.readable(), writer.writable(), writer.seekable()) == (False, True, False)
        assert writer.write(plain(5000)) == 5000
        assert writer.write(memoryview(bytearray(b"rest"))) == 4
        writer.flush()
        assert not writer.closed
    assert writer.closed
    writer.close()
    with pytest.raises(ValueError, match="closed"):
        writer.write(b"more")
    target.seek(0)
    with kedge.SealedReader(ring, target, b"a") as opened:
        assert opened.readable()
        assert opened.read(3) == plain(5000)[:3]
        assert opened.read() == plain(5000)[3:] + b"rest"
        assert opened.read() == b""
    assert opened.closed
    with pytest.raises(ValueError, match="closed"):
        opened.read(1)


def test_other_modules_take_them_for_files(ring: kedge.Keyring, tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(plain(10_000))
    target = io.BytesIO()
    with kedge.SealedWriter(ring, target) as writer:
        with tarfile.open(fileobj=writer, mode="w|") as archive:  # type: ignore[call-overload]
            archive.add(tmp_path / "one", "one")
    target.seek(0)
    with kedge.SealedReader(ring, target) as opened:
        with tarfile.open(fileobj=opened, mode="r|") as archive:
            member = archive.next()
            assert member is not None
            extracted = archive.extractfile(member)
            assert extracted is not None and extracted.read() == plain(10_000)
    target = io.BytesIO()
    with kedge.SealedWriter(ring, target) as writer:
        shutil.copyfileobj(io.BytesIO(b"one\ntwo\n"), writer)
    target.seek(0)
    with io.BufferedReader(kedge.SealedReader(ring, target)) as lines:
        assert list(lines) == [b"one\n", b"two\n"]


def test_a_block_that_raises_leaves_no_whole_stream(ring: kedge.Keyring) -> None:
    target = io.BytesIO()
    with pytest.raises(KeyError), kedge.SealedWriter(ring, target) as writer:
        writer.write(plain(200_000))
        raise KeyError
    with pytest.raises(REFUSALS):
        ring.open_stream(target.getvalue())
    target = io.BytesIO()
    writer = kedge.SealedWriter(ring, target)
    writer.write(plain(200_000))
    del writer
    with pytest.raises(REFUSALS):
        ring.open_stream(target.getvalue())


def test_a_target_that_takes_little_at_a_time_gets_all(ring: kedge.Keyring) -> None:
    class Slow(io.RawIOBase):
        taken = b""

        def writable(self) -> bool:
            return True

        def write(self, data: Any) -> int:
            self.taken += bytes(data[:1000])
            return min(1000, len(data))

    target = Slow()
    with kedge.SealedWriter(ring, target, segment_bytes=SEGMENT) as writer:
        writer.write(plain(20_000))
    assert ring.open_stream(target.taken) == plain(20_000)


def test_files_that_do_not_block_are_refused(ring: kedge.Keyring) -> None:
    class Empty(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> None:
            return None

        def writable(self) -> bool:
            return True

        def write(self, data: Any) -> None:
            return None

    with pytest.raises(BlockingIOError):
        kedge.SealedReader(ring, Empty())
    with pytest.raises(BlockingIOError), kedge.SealedWriter(ring, Empty()) as writer:
        writer.write(plain(200_000))


def test_a_target_may_be_anything_with_a_write(ring: kedge.Keyring) -> None:
    class Target:
        taken = b""

        def write(self, data: bytes) -> None:
            self.taken += data

    target = Target()
    with kedge.SealedWriter(ring, target) as writer:
        writer.write(plain(200_000))
    assert ring.open_stream(target.taken) == plain(200_000)


def test_a_reader_of_a_cut_stream_raises_and_stays_closed(ring: kedge.Keyring) -> None:
    sealed = ring.seal_stream(plain(9000), segment_bytes=SEGMENT)
    opened = kedge.SealedReader(ring, io.BytesIO(sealed[: 84 + SEGMENT + 16]))
    with pytest.raises(REFUSALS):
        opened.read()
    with pytest.raises(ValueError, match="closed"):
        opened.read()
    for length in (0, 50, 83):
        with pytest.raises(REFUSALS):
            kedge.SealedReader(ring, io.BytesIO(sealed[:length]))


def test_what_target_and_source_raise_reaches_the_caller(ring: kedge.Keyring) -> None:
    class Broken(io.BytesIO):
        def write(self, data: object) -> int:
            raise OSError(errno.EPIPE, "gone")

        def read(self, size: int | None = -1) -> bytes:
            raise OSError(errno.EPIPE, "gone")

    with pytest.raises(BrokenPipeError), kedge.SealedWriter(ring, Broken()) as writer:
        writer.write(plain(200_000))
    with pytest.raises(BrokenPipeError):
        kedge.SealedReader(ring, Broken())


# --- anywhere in a file --------------------------------------------------------------------------


@pytest.mark.parametrize("length", LENGTHS)
def test_a_sealed_file_is_read_from_anywhere(
    ring: kedge.Keyring, tmp_path: Path, length: int
) -> None:
    data = plain(length)
    path = tmp_path / "sealed"
    path.write_bytes(ring.seal_stream(data, b"a", segment_bytes=SEGMENT))
    sealed = path.read_bytes()

    def read_at(offset: int, count: int) -> bytes:
        assert 0 <= offset and offset + count <= len(sealed)
        return sealed[offset : offset + count]

    generator = random.Random(length)
    for file in (
        kedge.SealedFile(ring, path, b"a"),
        kedge.SealedFile.from_source(ring, read_at, len(sealed), b"a"),
    ):
        with file:
            assert (file.size, len(file), bool(file)) == (length, length, True)
            assert file.readable() and file.seekable() and not file.writable()
            mirror = io.BytesIO(data)
            for _ in range(50):
                offset, count = generator.randrange(length + 10), generator.randrange(9000)
                assert file.read_at(offset, count) == data[offset : offset + count]
                assert file.seek(offset) == mirror.seek(offset)
                assert file.read(count) == mirror.read(count)
                assert file.tell() == mirror.tell()
            assert file.seek(-min(5, length), io.SEEK_END) == length - min(5, length)
            assert file.read() == data[-5:]
            assert file.seek(0, io.SEEK_CUR) == length
            with pytest.raises(ValueError):
                file.seek(-1)
            with pytest.raises(ValueError):
                file.seek(0, 9)
            for wrong in ((-1, 1), (0, -1)):
                with pytest.raises(ValueError):
                    file.read_at(*wrong)
        with pytest.raises(ValueError, match="closed"):
            file.read()
        with pytest.raises(ValueError, match="closed"):
            file.tell()


def test_damage_shows_where_it_is_read(ring: kedge.Keyring, tmp_path: Path) -> None:
    sealed = bytearray(ring.seal_stream(plain(20_000), segment_bytes=SEGMENT))
    sealed[84 + SEGMENT + 16] ^= 1
    path = tmp_path / "sealed"
    path.write_bytes(sealed)
    with kedge.SealedFile(ring, path) as file:
        assert file.read_at(0, SEGMENT) == plain(20_000)[:SEGMENT]
        with pytest.raises(kedge.AuthenticationError):
            file.read_at(SEGMENT, 1)
        with pytest.raises(kedge.AuthenticationError):
            file.read()


def test_a_sealed_file_that_was_cut_does_not_open(ring: kedge.Keyring, tmp_path: Path) -> None:
    sealed = ring.seal_stream(plain(9000), segment_bytes=SEGMENT)
    path = tmp_path / "sealed"
    for length in (0, 83, 84, 99, 84 + SEGMENT + 16, len(sealed) - 1):
        path.write_bytes(sealed[:length])
        with pytest.raises(REFUSALS):
            with kedge.SealedFile(ring, path) as file:
                file.read()
    with pytest.raises(builtins.FileNotFoundError):
        kedge.SealedFile(ring, tmp_path / "nowhere")


def test_what_a_source_raises_reaches_the_caller(ring: kedge.Keyring) -> None:
    sealed = ring.seal_stream(plain(9000), segment_bytes=SEGMENT)
    away = False

    def read_at(offset: int, count: int) -> bytes:
        if away:
            raise ConnectionError("the store is away")
        return sealed[offset : offset + count]

    with kedge.SealedFile.from_source(ring, read_at, len(sealed)) as file:
        assert file.read(10) == plain(9000)[:10]
        away = True
        with pytest.raises(ConnectionError, match="the store is away"):
            file.read_at(5000, 10)
        with pytest.raises(ConnectionError, match="the store is away"):
            kedge.SealedFile.from_source(ring, read_at, len(sealed))
        away = False
        assert file.read_at(5000, 10) == plain(9000)[5000:5010]
    with pytest.raises(ValueError, match="instead of"):
        kedge.SealedFile.from_source(ring, lambda offset, count: b"", len(sealed))
    for wrong in (-1, 2**64):
        with pytest.raises(ValueError):
            kedge.SealedFile.from_source(ring, read_at, wrong)


# --- whole files ---------------------------------------------------------------------------------


@pytest.mark.parametrize("threads", [1, 4])
@pytest.mark.parametrize("length", [0, 1, 65_536, 300_001])
def test_files_are_sealed_opened_verified_and_resealed(
    ring: kedge.Keyring, tmp_path: Path, length: int, threads: int
) -> None:
    source, sealed, moved, opened = (tmp_path / name for name in ("one", "two", "three", "four"))
    source.write_bytes(plain(length))
    calls: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        calls.append((done, total))

    ring.seal_file(
        source,
        sealed,
        associated_data=b"a",
        segment_bytes=SEGMENT,
        threads=threads,
        progress=progress,
    )
    assert calls and calls == sorted(calls) and calls[-1] == (length, length)
    assert reader.open_stream(independent_ring(ring), sealed.read_bytes(), b"a") == plain(length)
    assert ring.verify_file(sealed, associated_data=b"a", threads=threads) == length
    first = ring.primary
    assert first is not None
    ring.set_primary(ring.generate())
    ring.reseal_file(str(sealed), os.fsencode(moved), associated_data=b"a", threads=threads)
    ring.destroy_key(first)
    ring.open_file(moved, opened, associated_data=b"a", threads=threads, durable=False)
    assert opened.read_bytes() == plain(length)
    with pytest.raises(kedge.KeyDestroyedError):
        ring.verify_file(sealed, associated_data=b"a")
    assert source.read_bytes() == plain(length)
    assert len(list(tmp_path.iterdir())) == 4


def test_a_file_in_the_way_is_replaced_only_if_told(ring: kedge.Keyring, tmp_path: Path) -> None:
    source, target = tmp_path / "one", tmp_path / "two"
    source.write_bytes(b"message")
    target.write_bytes(b"in the way")
    with pytest.raises(builtins.FileExistsError):
        ring.seal_file(source, target)
    assert target.read_bytes() == b"in the way"
    ring.seal_file(source, target, replace=True)
    assert ring.verify_file(target) == 7
    ring.reseal_file(target, target, replace=True)
    assert ring.open_stream(target.read_bytes()) == b"message"


@pytest.mark.parametrize("threads", [1, 4])
def test_a_progress_function_cancels_and_leaves_nothing(
    ring: kedge.Keyring, tmp_path: Path, threads: int
) -> None:
    source, target = tmp_path / "one", tmp_path / "two"
    source.write_bytes(plain(300_000))
    with pytest.raises(kedge.CancelledError):
        ring.seal_file(source, target, threads=threads, progress=lambda done, total: False)
    with pytest.raises(KeyError, match="from the callback"):
        ring.seal_file(source, target, threads=threads, progress=fail)
    ring.seal_file(source, target, progress=lambda done, total: None)
    with pytest.raises(kedge.CancelledError):
        ring.verify_file(target, threads=threads, progress=lambda done, total: done < total)
    with pytest.raises(kedge.CancelledError):
        ring.open_file(target, tmp_path / "three", progress=lambda done, total: False)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]


def test_a_file_that_does_not_verify_leaves_nothing(ring: kedge.Keyring, tmp_path: Path) -> None:
    sealed = bytearray(ring.seal_stream(plain(20_000), segment_bytes=SEGMENT))
    sealed[-1] ^= 1
    source = tmp_path / "one"
    source.write_bytes(sealed)
    for threads in (1, 4):
        with pytest.raises(kedge.AuthenticationError):
            ring.open_file(source, tmp_path / "two", threads=threads)
        with pytest.raises(kedge.AuthenticationError):
            ring.verify_file(source, threads=threads)
    assert [path.name for path in tmp_path.iterdir()] == ["one"]


def test_files_that_are_not_there_are_errors_of_python(
    ring: kedge.Keyring, tmp_path: Path
) -> None:
    with pytest.raises(builtins.FileNotFoundError) as caught:
        ring.seal_file(tmp_path / "nowhere", tmp_path / "two")
    assert caught.value.errno == errno.ENOENT
    assert isinstance(caught.value, kedge.FileError)
    with pytest.raises(ValueError, match="NUL"):
        ring.seal_file("a\0b", tmp_path / "two")


def test_an_opened_file_is_readable_by_its_owner_only(ring: kedge.Keyring, tmp_path: Path) -> None:
    source, target = tmp_path / "one", tmp_path / "two"
    source.write_bytes(ring.seal_stream(b"secret"))
    ring.open_file(source, target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
