"""Failures: a class for each status, and what an exception carries."""

from __future__ import annotations

import builtins
import errno
import mmap
import pickle
from collections.abc import Callable
from ctypes import Structure, byref, c_size_t, c_ssize_t, c_void_p, py_object, pythonapi
from pathlib import Path

import pytest

import kedge
from kedge import _abi, _call, errors
from kedge._library import functions

# Statuses that are deliberately a plain KedgeError: too little room is this package's mistake,
# never its user's.
INTERNAL = {_abi.KEDGE_BUFFER_TOO_SMALL}
# Named otherwise than their statuses, for acronyms; IoError would be mistaken for Python's IOError.
NAMED_OTHERWISE = {
    _abi.KEDGE_IO_FAILED: "InputOutputError",
    _abi.KEDGE_INVALID_UTF8: "InvalidUTF8Error",
    _abi.KEDGE_MALFORMED_JSON: "MalformedJSONError",
    _abi.KEDGE_HD_KEY_IS_PUBLIC: "HDKeyIsPublicError",
    _abi.KEDGE_HD_KEY_TOO_DEEP: "HDKeyTooDeepError",
    _abi.KEDGE_MALFORMED_RLP: "MalformedRLPError",
    _abi.KEDGE_RLP_TOO_DEEP: "RLPTooDeepError",
    _abi.KEDGE_RLP_STRUCTURE: "RLPStructureError",
    _abi.KEDGE_MALFORMED_JWK: "MalformedJWKError",
    _abi.KEDGE_DUPLICATE_KEY_ID: "DuplicateKeyIDError",
    _abi.KEDGE_MALFORMED_JWS: "MalformedJWSError",
}
FILES = range(_abi.KEDGE_FILE_NOT_FOUND, _abi.KEDGE_FILE_CHANGED + 1)
REFUSED_TOKENS = {
    *range(_abi.KEDGE_MALFORMED_TOKEN, _abi.KEDGE_TOKEN_REVOKED + 1),
    _abi.KEDGE_MALFORMED_JWS,
}


class PyBuffer(Structure):
    """The beginning of Python's Py_buffer, and room for the rest of it."""

    _fields_ = [
        ("address", c_void_p),
        ("object", c_void_p),
        ("length", c_ssize_t),
        ("rest", c_void_p * 9),
    ]


def test_every_status_has_a_class_of_its_own() -> None:
    failures = set(_abi.STATUS_NAMES) - {_abi.KEDGE_OK}
    assert set(errors.CLASSES) == failures, "errors.CLASSES has to name every status of the library"
    classes = [errors.CLASSES[status] for status in failures - INTERNAL]
    assert len(set(classes)) == len(classes)
    assert kedge.KedgeError not in classes
    assert {errors.CLASSES[status] for status in INTERNAL} == {kedge.KedgeError}


def test_classes_are_named_after_their_statuses() -> None:
    for status in set(errors.CLASSES) - INTERNAL:
        words = _abi.STATUS_NAMES[status].removeprefix("KEDGE_").split("_")
        name = "".join(word.capitalize() for word in words if word != "FAILED") + "Error"
        assert errors.CLASSES[status].__name__ == NAMED_OTHERWISE.get(status, name)


def test_every_class_is_exported_under_the_base_of_its_area() -> None:
    for status, error in errors.CLASSES.items():
        assert getattr(kedge, error.__name__) is error
        assert issubclass(error, kedge.KedgeError)
        assert issubclass(error, kedge.CryptoError) == (100 <= status < 110)
        assert issubclass(error, kedge.EncryptionError) == (110 <= status < 200)
        assert issubclass(error, kedge.WalletError) == (200 <= status < 300)
        assert issubclass(error, kedge.TokenError) == (300 <= status < 400)
        assert issubclass(error, kedge.TokenRefusedError) == (status in REFUSED_TOKENS)
        assert issubclass(error, kedge.TokenKeyError) == (330 <= status < 341)
        assert issubclass(error, kedge.FileError) == (status in FILES)
        assert issubclass(error, kedge.RingError) == (400 <= status < 500)
        assert issubclass(error, kedge.ResilienceError) == (500 <= status < 600)


@pytest.mark.parametrize(
    "error, builtin",
    [
        (kedge.InvalidArgumentError, ValueError),
        (kedge.InvalidKeyLengthError, ValueError),
        (kedge.InvalidNonceLengthError, ValueError),
        (kedge.InvalidTagLengthError, ValueError),
        (kedge.MessageTooLongError, ValueError),
        (kedge.MessageTooShortError, ValueError),
        (kedge.OutOfMemoryError, MemoryError),
        (kedge.FileNotFoundError, builtins.FileNotFoundError),
        (kedge.FileExistsError, builtins.FileExistsError),
        (kedge.PermissionDeniedError, PermissionError),
        (kedge.NoSpaceError, OSError),
        (kedge.InputOutputError, OSError),
        (kedge.FileChangedError, OSError),
        (kedge.UnknownKeyError, LookupError),
        (kedge.MalformedHeaderError, ValueError),
        (kedge.EndOfLogError, IndexError),
        (kedge.InvalidPrivateKeyError, ValueError),
        (kedge.InvalidAddressError, ValueError),
        (kedge.MnemonicChecksumError, kedge.MnemonicError),
        (kedge.MnemonicError, ValueError),
        (kedge.WrongPasswordError, kedge.KeystoreError),
        (kedge.MalformedKeystoreError, ValueError),
        (kedge.TransactionFieldError, kedge.TransactionError),
        (kedge.TransactionError, ValueError),
        (kedge.TypedDataValueError, kedge.TypedDataError),
        (kedge.TypedDataError, ValueError),
        (kedge.ContractValueError, kedge.ContractError),
        (kedge.ContractError, ValueError),
        (kedge.MalformedTokenError, ValueError),
        (kedge.ClaimNotFoundError, LookupError),
        (kedge.UnknownTokenKeyError, LookupError),
        (kedge.MalformedJWKError, kedge.TokenKeyError),
        (kedge.RingEmptyError, LookupError),
        (kedge.NoNodeUpError, LookupError),
        (kedge.NoFurtherNodeError, LookupError),
        (kedge.UnknownNodeError, LookupError),
        (kedge.DuplicateNodeNameError, ValueError),
        (kedge.InvalidNodeWeightError, ValueError),
        (kedge.InvalidMembershipError, ValueError),
        (kedge.InvalidPolicyError, ValueError),
        (kedge.CircuitHalfOpenError, kedge.CircuitOpenError),
        (kedge.InvalidSavedStateError, ValueError),
        (kedge.BulkheadTimedOutError, TimeoutError),
        (kedge.DeadlineExceededError, TimeoutError),
        (kedge.NoGoodAnswerError, LookupError),
    ],
)
def test_errors_that_python_has_a_class_for_are_of_it_too(
    error: type[Exception], builtin: type[Exception]
) -> None:
    assert issubclass(error, builtin)


def test_the_library_and_the_generated_table_name_statuses_alike() -> None:
    for status, name in _abi.STATUS_NAMES.items():
        assert functions.kedge_status_name(status).decode() == name


def test_an_exception_carries_status_name_and_sentence() -> None:
    with pytest.raises(kedge.KedgeError) as caught:
        kedge.AESGCM(bytes(5))
    assert caught.value.status == 102
    assert caught.value.status_name == "KEDGE_INVALID_KEY_LENGTH"
    assert str(caught.value) == functions.kedge_last_error().decode()
    assert "5" in str(caught.value)


def test_an_exception_survives_pickling() -> None:
    with pytest.raises(kedge.InvalidKeyLengthError) as caught:
        kedge.AESGCM(bytes(5))
    again = pickle.loads(pickle.dumps(caught.value))
    assert type(again) is kedge.InvalidKeyLengthError
    assert (str(again), again.status) == (str(caught.value), 102)
    assert again.status_name == "KEDGE_INVALID_KEY_LENGTH"


@pytest.mark.parametrize(
    "status, number",
    [
        (_abi.KEDGE_FILE_NOT_FOUND, errno.ENOENT),
        (_abi.KEDGE_FILE_EXISTS, errno.EEXIST),
        (_abi.KEDGE_PERMISSION_DENIED, errno.EACCES),
        (_abi.KEDGE_NO_SPACE, errno.ENOSPC),
        (_abi.KEDGE_IO_FAILED, errno.EIO),
        (_abi.KEDGE_FILE_CHANGED, errno.EIO),
    ],
)
def test_a_files_error_has_pythons_number_and_the_librarys_sentence(
    status: int, number: int
) -> None:
    error = errors.CLASSES[status]("a sentence", status, _abi.STATUS_NAMES[status])
    for item in (error, pickle.loads(pickle.dumps(error))):
        assert type(item) is type(error) and isinstance(item, kedge.FileError)
        assert (str(item), item.strerror, item.errno) == ("a sentence", "a sentence", number)
        assert (item.status, item.status_name) == (status, _abi.STATUS_NAMES[status])


def test_a_timeout_has_pythons_number_and_survives_pickling() -> None:
    with pytest.raises(TimeoutError) as caught, kedge.deadline(0):
        pass
    for item in (caught.value, pickle.loads(pickle.dumps(caught.value))):
        assert type(item) is kedge.DeadlineExceededError and item.errno == errno.ETIMEDOUT
        assert str(item) == "the time for the call is over"
        assert (item.status, item.status_name) == (521, "KEDGE_DEADLINE_EXCEEDED")


def test_a_time_to_come_back_survives_pickling() -> None:
    breaker = kedge.CircuitBreaker()
    breaker.set_state(kedge.BreakerState.OPEN)
    with pytest.raises(kedge.CircuitOpenError) as caught:
        breaker.acquire()
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.retry_after == caught.value.retry_after and 0 < again.retry_after <= 30


def test_a_files_error_names_the_files_as_pythons_own_do(tmp_path: Path) -> None:
    here, there = tmp_path / "not here", str(tmp_path / "there")
    with kedge.Keyring() as ring, kedge.WrappingKey(bytes(32)) as unlock:
        ring.generate()
        with pytest.raises(builtins.FileNotFoundError) as caught:
            ring.seal_file(here, there)
        opened: list[Callable[[], object]] = [
            lambda: kedge.Keyring.from_file(here, unlock),
            lambda: kedge.SealedFile(ring, here),
            lambda: kedge.SealedLog.open(ring, here),
            lambda: kedge.SealedLogReader(ring, here),
        ]
        for call in opened:
            with pytest.raises(builtins.FileNotFoundError) as one:
                call()
            assert (one.value.filename, one.value.filename2) == (str(here), None)
    for error in (caught.value, pickle.loads(pickle.dumps(caught.value))):
        assert (error.filename, error.filename2) == (str(here), there)
        assert str(error) == f"{error.strerror}: {str(here)!r} -> {there!r}"


def test_a_star_import_leaves_pythons_names_alone() -> None:
    assert not set(kedge.__all__) & set(dir(builtins))


def test_a_status_of_a_later_library_is_a_plain_error() -> None:
    error = _call.failure(987)
    assert type(error) is kedge.KedgeError
    assert (error.status, error.status_name) == (987, "KEDGE_UNKNOWN_STATUS")


def test_a_wrong_argument_is_told_by_name() -> None:
    assert functions.kedge_keccak256_hash(None, 5, bytes(32)) == _abi.KEDGE_INVALID_ARGUMENT
    error = _call.failure(_abi.KEDGE_INVALID_ARGUMENT)
    assert type(error) is kedge.InvalidArgumentError
    assert "data_len is 5" in str(error)


def test_a_message_beyond_the_algorithm_is_refused() -> None:
    # Pages that are only read and never touched cost nothing, however many.
    length = 2**36 - 31
    with mmap.mmap(-1, length, flags=mmap.MAP_PRIVATE, prot=mmap.PROT_READ) as message:
        view = PyBuffer()
        pythonapi.PyObject_GetBuffer(py_object(message), byref(view), 0)
        key = kedge.AESGCM(bytes(16))
        status = functions.kedge_aes_gcm_seal(
            key._handle, None, 0, view.address, length, None, 0, byref(c_size_t())
        )
        pythonapi.PyBuffer_Release(byref(view))
    assert status == _abi.KEDGE_MESSAGE_TOO_LONG
    error = _call.failure(status)
    assert type(error) is kedge.MessageTooLongError
    assert str(length) in str(error)


def test_a_result_that_no_memory_holds_is_an_error_of_python() -> None:
    key = kedge.AESGCM(bytes(16))
    key._tag_length = 2**62
    with pytest.raises(MemoryError):
        key.seal(b"message")
