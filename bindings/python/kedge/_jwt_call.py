"""What the calls of tokens share: algorithms, lists of text, JSON, numbers, and the clock."""

from __future__ import annotations

import json
from _operator import index
from ctypes import c_uint32

from . import _abi
from ._call import or_largest, produce_text
from ._values import text, whole
from .jwt_enums import JWTAlgorithm

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any, Union

    from ._call import Failures
    from ._values import Text

    AlgorithmLike = Union[JWTAlgorithm, str]
    Clock = Callable[[], float]
    JSONLike = Union[Mapping[str, Any], Text]

NEVER = 2**63 - 1
"""The last second: of an entry that stays for good, and of a clock that failed."""

_NUMBERS = {algorithm.alg: int(algorithm) for algorithm in JWTAlgorithm}


def algorithm_number(algorithm: AlgorithmLike) -> int:
    """The library's number of an algorithm.

    Raises:
        ValueError: it is text, and no algorithm's.
    """
    if isinstance(algorithm, str):
        try:
            return _NUMBERS[algorithm]
        except KeyError:
            known = ", ".join(_NUMBERS)
            raise ValueError(f"algorithm {algorithm!r} is none of {known}") from None
    return or_largest(index(algorithm), 32)  # refused, and not cut down to another


def algorithm_list(algorithms: Iterable[AlgorithmLike] | AlgorithmLike | None) -> tuple[Any, int]:
    """An array of algorithms for a call; None is no list, which is not an empty one."""
    if algorithms is None:
        return None, 0
    if isinstance(algorithms, (str, int)):
        algorithms = [algorithms]
    numbers = [algorithm_number(algorithm) for algorithm in algorithms]
    # An array without entries has an address too: the library refuses it instead of taking all.
    return (c_uint32 * len(numbers))(*numbers), len(numbers)


def text_list(texts: Iterable[str] | str | None) -> tuple[Any, int]:
    """An array of texts for a call; None is no list. One text is a list of it, not of letters."""
    if texts is None:
        return None, 0
    encoded = [str.encode(one) for one in ([texts] if isinstance(texts, str) else texts)]
    entries = [_abi.kedge_text(one, len(one)) for one in encoded]
    return (_abi.kedge_text * len(entries))(*entries), len(entries)


def seconds(time: int, name: str) -> int:
    """A time in Unix seconds, or a number of them, after it was checked that it fits 64 bits."""
    number = index(time)
    if not -(2**63) <= number < 2**63:
        raise ValueError(f"{name} is {number}: -2**63 to 2**63 - 1 are taken")
    return number


def _mapping(value: Any) -> dict[Any, Any]:
    if hasattr(value, "keys"):
        return dict(value)
    raise TypeError(f"a {type(value).__name__} has no form in JSON")


encode_json = json.JSONEncoder(
    default=_mapping, ensure_ascii=False, allow_nan=False, separators=(",", ":")
).encode
_decoder = json.JSONDecoder()
_raw_decode = _decoder.raw_decode


def json_text(value: JSONLike) -> tuple[Any, int]:
    """JSON for a call: a mapping is written as it, text or bytes are it already.

    Raises:
        TypeError, ValueError, RecursionError: a value of the mapping has no form in JSON.
    """
    if hasattr(value, "keys"):
        value = encode_json(value)
    return text(value)


def optional_json(value: JSONLike | None) -> bytes | None:
    """JSON for a field of a struct, which takes NULL for none."""
    if value is None:
        return None
    if hasattr(value, "keys"):
        value = encode_json(value)
    return value.encode() if isinstance(value, str) else whole(value)


def decode_json(document: str) -> Any:
    """What JSON says that the library has found to be strict.

    It is known to end where its value does, so that nobody needs to look what follows.
    """
    try:
        return _raw_decode(document)[0]
    except json.JSONDecodeError:
        return _decoder.decode(document)  # which skips white space in front
    except ValueError:
        return json.loads(document, parse_int=_integer)


def produce_json(call: Callable[..., int], size: int, *arguments: object) -> dict[str, Any]:
    """The JSON object that a call writes to its last three parameters."""
    found: dict[str, Any] = decode_json(produce_text(call, size, *arguments))
    return found


def _integer(digits: str) -> Any:
    try:
        return int(digits)
    except ValueError:  # the interpreter's limit, because so many of them take it long
        from decimal import Decimal

        return Decimal(digits)


def clock_callback(clock: Clock | None, failures: Failures) -> Any:
    """`clock` as the library calls it.

    One that raised has told the last second of all, in which whatever ends has ended: no store is
    asked about a token that is refused in any case.
    """
    if clock is None:
        return _abi.kedge_wall_clock()

    def call(_: int | None) -> int:
        try:
            return seconds(int(clock() // 1), "the clock's time")
        except BaseException as exception:
            failures.keep(exception)
            return NEVER

    return _abi.kedge_wall_clock(call)
