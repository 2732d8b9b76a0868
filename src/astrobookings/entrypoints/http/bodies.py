"""Bodies are decoded here alone: strictly, and on failure with every fault named."""

import re
from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

import msgspec

from astrobookings.domain.kernel.errors import Fault, Invalid
from astrobookings.entrypoints.http.problems import Rejected

__all__ = ["decode", "require_json"]

T = TypeVar("T")

_MOST_FAULTS = 100
_LOCATION = re.compile(r" - at `(?:key in )?\$(?P<path>.*)`$")
_STEP = re.compile(r"\.(?P<name>[^.\[]+)|\[(?P<place>\d+|\.\.\.)\]")
_NOTHING = object()


def require_json(content_type: str) -> None:
    """Raises: Rejected: 415, the body is declared to be something other than JSON."""
    if content_type and content_type != "application/json" and not content_type.endswith("+json"):
        detail = f"Send application/json, not {content_type[:100]}."
        raise Rejected(status=415, code="unsupported-media-type", detail=detail)


def decode(raw: bytes, shape: type[T]) -> T:
    """*raw* as a *shape*; unknown fields are refused and no value is coerced.

    Raises:
        Rejected: 400, not JSON.
        Invalid: with every fault found, each by its JSON pointer.
    """
    try:
        value = msgspec.json.decode(raw, type=shape)
    except msgspec.ValidationError as error:
        document = _document(raw)
        faults = tuple(_first(_faults(document, shape, ""))) or (_fault(error, ""),)
        raise Invalid(faults) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _not_json(error) from None
    if b"\\u0000" in raw:
        _refuse_nul(_document(raw))
    return value


def _not_json(error: Exception) -> Rejected:
    detail = f"The body cannot be read as JSON: {str(error)[:200]}"
    return Rejected(status=400, code="not-json", detail=detail)


def _document(raw: bytes) -> Any:
    try:
        return msgspec.json.decode(raw)
    except msgspec.ValidationError as error:
        raise Invalid((_fault(error, ""),)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _not_json(error) from None


def _first(faults: Iterator[Fault]) -> Iterator[Fault]:
    for _, fault in zip(range(_MOST_FAULTS), faults, strict=False):
        yield fault


def _faults(value: Any, shape: Any, pointer: str) -> Iterator[Fault]:
    """What is wrong with *value*, each field and item tried alone."""
    core = _core(shape)
    if _is_struct(core) and isinstance(value, dict):
        yield from _object_faults(value, core, pointer)
        return
    if get_origin(core) is list and isinstance(value, list):
        inner = get_args(core)[0]
        found = [
            fault
            for place, item in enumerate(value[:_MOST_FAULTS])
            for fault in _faults(item, inner, f"{pointer}/{place}")
        ]
        if found:
            yield from found
            return
    try:
        msgspec.convert(value, type=shape)
    except msgspec.ValidationError as error:
        yield _fault(error, pointer)


def _object_faults(
    value: dict[str, Any], shape: type[msgspec.Struct], pointer: str
) -> Iterator[Fault]:
    known = {field.encode_name: field for field in msgspec.structs.fields(shape)}
    for name in value:
        if name not in known:
            yield Fault(f"{pointer}/{_escaped(name)}", "is no field of this request", "unknown")
    for name, field in known.items():
        given = value.get(name, _NOTHING)
        if given is not _NOTHING:
            yield from _faults(given, field.type, f"{pointer}/{name}")
        elif field.required:
            yield Fault(f"{pointer}/{name}", "is required", "required")


def _is_struct(shape: Any) -> bool:
    return isinstance(shape, type) and issubclass(shape, msgspec.Struct)


def _core(shape: Any) -> Any:
    """*shape* without its bounds, and without None and other plain alternatives of a Struct."""
    while get_origin(shape) is Annotated:
        shape = get_args(shape)[0]
    if get_origin(shape) in {Union, UnionType}:
        choices = [_core(choice) for choice in get_args(shape)]
        nested = [one for one in choices if _is_struct(one) or get_origin(one) is list]
        return nested[0] if len(nested) == 1 else shape
    return shape


def _fault(error: Exception, pointer: str) -> Fault:
    text = str(error)
    where = _LOCATION.search(text)
    if where is None:
        return Fault(pointer, text.replace("`", ""), "type")
    steps = _STEP.finditer(where["path"])
    path = "".join(f"/{_escaped(step['name'] or step['place'])}" for step in steps)
    return Fault(pointer + path, text[: where.start()].replace("`", ""), "type")


def _escaped(name: str) -> str:
    return name[:100].replace("~", "~0").replace("/", "~1")


def _refuse_nul(document: Any) -> None:
    faults = tuple(_first(_nul_faults(document, "")))
    if faults:
        raise Invalid(faults)


def _nul_faults(value: Any, pointer: str) -> Iterator[Fault]:
    if isinstance(value, str) and "\0" in value:
        yield Fault(pointer, "must not contain control characters", "control-characters")
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _nul_faults(item, f"{pointer}/{_escaped(name)}")
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _nul_faults(item, f"{pointer}/{place}")
