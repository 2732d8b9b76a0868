"""Which changes of the API description break a client that was written for the earlier one.

What clients send must stay welcome: no operation, parameter, field or value is taken away, nothing
more is demanded. What clients read must stay told: no field goes, none becomes optional, none takes
another type. More of either breaks nobody.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

__all__ = ["breaking", "promise"]

Document = Mapping[str, Any]
_LIMITS = {  # each with whether a greater number lets in less
    "minimum": True,
    "exclusiveMinimum": True,
    "minLength": True,
    "minItems": True,
    "maximum": False,
    "exclusiveMaximum": False,
    "maxLength": False,
    "maxItems": False,
}


_TEXTS = frozenset({"description", "summary", "examples", "example", "title", "tags"})


def promise(document: Any) -> Any:
    """*document* without what is only told to people."""
    if isinstance(document, list):
        return [promise(each) for each in document]
    if not isinstance(document, dict):
        return document
    return {
        name: {each: promise(value) for each, value in part.items()}
        if name == "properties"
        else promise(part)
        for name, part in document.items()
        if name not in _TEXTS or not isinstance(part, str | list)
    }


def breaking(old: Document, new: Document) -> list[str]:
    """A sentence for each break, with where it is."""
    return list(_Comparison(old, new).breaks())


@frozen
class _Comparison:
    old: Document
    new: Document

    def breaks(self) -> Iterator[str]:
        for path, item in self.old["paths"].items():
            for method, operation in item.items():
                where = f"{method.upper()} {path}"
                other = self.new["paths"].get(path, {}).get(method)
                if other is None:
                    yield f"{where}: is gone"
                else:
                    yield from self._operation(operation, other, where)

    def _operation(self, old: Document, new: Document, where: str) -> Iterator[str]:
        yield from self._parameters(_parameters(old), _parameters(new), where)
        yield from self._body(old.get("requestBody"), new.get("requestBody"), where)
        for status, answer in old["responses"].items():
            if status.startswith("2"):
                yield from self._answer(answer, new["responses"].get(status), f"{where} {status}")

    def _parameters(
        self, old: Mapping[str, Document], new: Mapping[str, Document], where: str
    ) -> Iterator[str]:
        for name, parameter in old.items():
            if name not in new:
                yield f"{where}: the parameter {name} is gone"
            else:
                schemas = parameter.get("schema", {}), new[name].get("schema", {})
                yield from self._sent(*schemas, f"{where} {name}", ())
        for name, parameter in new.items():
            demanded_before = old.get(name, {}).get("required", False)
            if parameter.get("required", False) and not demanded_before:
                yield f"{where}: the parameter {name} is required"

    def _body(self, old: Document | None, new: Document | None, where: str) -> Iterator[str]:
        if old is None:
            if new is not None and new.get("required", False):
                yield f"{where}: a body is required"
        elif new is None:
            yield f"{where}: takes no body"
        else:
            for kind, content in old["content"].items():
                if kind not in new["content"]:
                    yield f"{where}: {kind} is not taken"
                else:
                    schemas = content["schema"], new["content"][kind]["schema"]
                    yield from self._sent(*schemas, where, ())

    def _answer(self, old: Document, new: Document | None, where: str) -> Iterator[str]:
        if new is None:
            yield f"{where}: is not answered"
            return
        for kind, content in old.get("content", {}).items():
            if kind not in new.get("content", {}):
                yield f"{where}: {kind} is not answered"
            else:
                schemas = content.get("schema", {}), new["content"][kind].get("schema", {})
                yield from self._read(*schemas, where, ())

    def _sent(self, old: Any, new: Any, where: str, seen: tuple[int, ...]) -> Iterator[str]:
        """Breaks of what clients send."""
        old, new = _resolved(old, self.old), _resolved(new, self.new)
        if id(old) in seen:
            return
        yield from self._alike(old, new, where, _types(old) - _types(new))
        if gone := _values(old) - _values(new) if _values(new) else set():
            yield f"{where}: {', '.join(sorted(gone))} is not taken"
        for limit, greater_is_less in _LIMITS.items():
            before, after = old.get(limit), new.get(limit)
            if after is not None and (
                before is None or (after > before if greater_is_less else after < before)
            ):
                yield f"{where}: {limit} is {after}, was {before}"
        fields, others = old.get("properties", {}), new.get("properties", {})
        for name in set(new.get("required", ())) - set(old.get("required", ())):
            yield f"{where}/{name}: is required"
        for name, field in fields.items():
            if name not in others:
                yield f"{where}/{name}: is not taken"
            else:
                yield from self._sent(field, others[name], f"{where}/{name}", (*seen, id(old)))
        if "items" in old and "items" in new:
            yield from self._sent(old["items"], new["items"], f"{where}/-", (*seen, id(old)))

    def _read(self, old: Any, new: Any, where: str, seen: tuple[int, ...]) -> Iterator[str]:
        """Breaks of what clients read."""
        old, new = _resolved(old, self.old), _resolved(new, self.new)
        if id(old) in seen:
            return
        yield from self._alike(old, new, where, _types(new) - _types(old))
        fields, others = old.get("properties", {}), new.get("properties", {})
        for name in set(old.get("required", ())) - set(new.get("required", ())):
            if name in others:
                yield f"{where}/{name}: may be missing"
        for name, field in fields.items():
            if name not in others:
                yield f"{where}/{name}: is gone"
            else:
                yield from self._read(field, others[name], f"{where}/{name}", (*seen, id(old)))
        if "items" in old and "items" in new:
            yield from self._read(old["items"], new["items"], f"{where}/-", (*seen, id(old)))

    @staticmethod
    def _alike(old: Document, new: Document, where: str, wrong: set[str]) -> Iterator[str]:
        if wrong and _types(old) and _types(new):
            was, now = (" or ".join(sorted(_types(each))) for each in (old, new))
            yield f"{where}: is {now}, was {was}"


def _parameters(operation: Document) -> dict[str, Document]:
    return {f"{each['in']} {each['name']}": each for each in operation.get("parameters", ())}


def _resolved(schema: Any, document: Document) -> Any:
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema


def _types(schema: Document) -> set[str]:
    """The types of JSON that *schema* lets in, an object of a name by its name."""
    if choices := schema.get("oneOf") or schema.get("anyOf"):
        return {kind for choice in choices for kind in _types(choice)}
    if "$ref" in schema:
        return {schema["$ref"].rpartition("/")[2]}
    kinds = schema.get("type", ())
    return {kinds} if isinstance(kinds, str) else set(kinds)


def _values(schema: Document) -> set[str]:
    return {str(value) for value in schema.get("enum", ())}
