"""Where two products differ: which entry of a ZIP, which object of a PDF, which line of a text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pikepdf

SHOWN = 20


def products(folder: Path) -> dict[str, bytes]:
    """Everything below a folder, by path."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def differences(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """A line for each part that differs; none where all bytes are the same."""
    found = []
    for name in sorted(one.keys() | other.keys()):
        if name not in one or name not in other:
            found.append(f"{name}: only in the {'first' if name in one else 'second'}")
        elif one[name] != other[name]:
            parts = list(_parts(name, one[name], other[name]))
            found += [f"{name}: {part}" for part in parts[:SHOWN]]
            if not parts:
                found.append(f"{name}: the same contents, put together in another way")
    return found


def _parts(name: str, one: bytes, other: bytes) -> Iterator[str]:
    match name.rpartition(".")[2]:
        case "epub":
            yield from _entries(one, other)
        case "pdf":
            yield from _objects(one, other)
        case _:
            yield from _line(one, other)


def _entries(one: bytes, other: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(one)) as first, zipfile.ZipFile(io.BytesIO(other)) as second:
        if first.namelist() != second.namelist():
            yield f"entries {first.namelist()} and {second.namelist()}"
        for name in sorted(set(first.namelist()) & set(second.namelist())):
            for fact in ("date_time", "external_attr", "create_system", "compress_type", "extra"):
                left = getattr(first.getinfo(name), fact)
                right = getattr(second.getinfo(name), fact)
                if left != right:
                    yield f"entry {name}: {fact} {left} and {right}"
            if first.read(name) != second.read(name):
                yield from (
                    f"entry {name}: {part}" for part in _line(first.read(name), second.read(name))
                )


def _objects(one: bytes, other: bytes) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(one)) as first, pikepdf.open(io.BytesIO(other)) as second:
        if len(first.objects) != len(second.objects):
            yield f"{len(first.objects)} and {len(second.objects)} objects"
        if first.trailer.get("/ID") != second.trailer.get("/ID"):
            yield "trailer: /ID"
        for number, (left, right) in enumerate(zip(first.objects, second.objects, strict=False), 1):
            before, after = _unparsed(left), _unparsed(right)
            if before != after:
                yield from (f"object {number}: {part}" for part in _line(before, after))


def _unparsed(thing: pikepdf.Object) -> bytes:
    if isinstance(thing, pikepdf.Stream):
        head = b"\n".join(
            f"{key} {value.unparse() if isinstance(value, pikepdf.Object) else value!r}".encode()
            for key, value in sorted(thing.items())
            if key != "/Length"
        )
        return head + b"\nstream\n" + thing.read_raw_bytes()
    return (
        thing.unparse(resolved=True) if isinstance(thing, pikepdf.Object) else repr(thing).encode()
    )


def _line(one: bytes, other: bytes) -> Iterator[str]:
    """The first line that differs, from a little before the difference on."""
    left, right = one.split(b"\n"), other.split(b"\n")
    for number, (before, after) in enumerate(zip(left, right, strict=False), 1):
        if before != after:
            pairs = zip(before, after, strict=False)
            at = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(before), len(after)))
            start = max(at - 30, 0)
            yield f"line {number}: {before[start : at + 60]!r} and {after[start : at + 60]!r}"
            return
    if len(left) != len(right):
        yield f"{len(left)} and {len(right)} lines"
