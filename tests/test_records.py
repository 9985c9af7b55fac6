"""Records against the dataclasses of the standard library, which type checkers take them for."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Generic, TypeVar

import pytest

from nashr import records

T = TypeVar("T")

#: The arguments of the decorator that occur in nashr.
KINDS: list[dict[str, bool]] = [
    {},
    {"frozen": True},
    {"slots": True},
    {"frozen": True, "slots": True},
    {"eq": False, "slots": True},
    {"eq": False, "frozen": True, "slots": True},
]


def _classes(library: Any, **kind: bool) -> dict[str, Any]:
    """The same classes by either library."""
    field = library.field

    @library.dataclass(**kind)
    class Plain:
        """A point."""

        x: int
        y: tuple[str, ...] = ()
        names: dict[str, int] = field(default_factory=dict, hash=False)
        secret: bytes = field(default=b"", repr=False)
        COUNT: ClassVar[int] = 3

        def doubled(self) -> int:
            return self.x * 2

    @library.dataclass(**kind)
    class Longer(Plain):
        z: int = 5
        named: str = field(default="n", kw_only=True)

    @library.dataclass(**kind)
    class Own:
        x: int
        derived: int = field(init=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "derived", self.x + 1)

        def __repr__(self) -> str:
            return "mine"

        def __hash__(self) -> int:
            return 7

    @library.dataclass(**kind)
    class Holder(Generic[T]):
        value: T

    @library.dataclass(**kind)
    class Empty:
        pass

    return {one.__name__: one for one in (Plain, Longer, Own, Holder, Empty)}


def _said(call: Callable[[], Any]) -> Any:
    """The value of a call, or the type of its exception."""
    try:
        return call()
    except Exception as error:  # noqa: BLE001 - both libraries are to raise the same
        return type(error)


def _looked_at(classes: Mapping[str, Any]) -> dict[str, Any]:
    """What can be seen of the classes, as plain values."""
    plain, longer, own = classes["Plain"], classes["Longer"], classes["Own"]
    one, same, other = plain(1, ("a",)), plain(1, y=("a",)), plain(2)
    return {
        "repr": [repr(one), repr(longer(1, named="k")), repr(own(1)), repr(classes["Empty"]())],
        "equal": [one == same, one == other, one == longer(1, ("a",)), one != 1],
        "empty": classes["Empty"]() == classes["Empty"](),
        "hash": [_said(lambda: hash(one) == hash(same)), hash(own(1))],
        "unhashed": _said(lambda: hash(plain(1, (), {"a": 1})) == hash(plain(1, (), {"b": 2}))),
        "fields": [[f.name for f in dataclasses.fields(c)] for c in classes.values()],
        "as dict": dataclasses.asdict(longer(1, names={"b": 2})),
        "as tuple": dataclasses.astuple(one),
        "is": [dataclasses.is_dataclass(c) for c in classes.values()],
        "slots": [c.__dict__.get("__slots__") for c in classes.values()],
        "match": [c.__match_args__ for c in classes.values()],
        "names": [(c.__qualname__, c.__module__) for c in classes.values()],
        "derived": own(4).derived,
        "constant": plain.COUNT,
        "method": one.doubled(),
        "fresh": plain(1).names is not plain(1).names,
        "set": _said(lambda: setattr(one, "x", 1)),
        "delete": _said(lambda: delattr(other, "x")),
        "missing": _said(lambda: plain()),
        "unknown": _said(lambda: plain(1, color=2)),
        "positional": _said(lambda: longer(1, (), {}, b"", 5, "k")),
        "copied": copy.copy(same) == same,
        "deeply": copy.deepcopy(same).names == same.names,
        "generic": classes["Holder"](3).value,
    }


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: ", ".join(kind) or "none")
def test_they_are_as_those_of_the_standard_library(kind: dict[str, bool]) -> None:
    """A standard dataclass that a record behaves unlike in anything that is looked at is named."""
    assert _looked_at(_classes(records, **kind)) == _looked_at(_classes(dataclasses, **kind))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: ", ".join(kind) or "none")
def test_a_copy_has_the_other_values(kind: dict[str, bool]) -> None:
    classes = _classes(records, **kind)
    changed = records.replace(classes["Longer"](1, named="k"), x=2, y=("b",))
    assert (changed.x, changed.y, changed.z, changed.named) == (2, ("b",), 5, "k")
    assert records.replace(classes["Own"](1), x=5).derived == 6
    with pytest.raises(TypeError):
        records.replace(changed, color=1)
    assert dataclasses.replace(changed, x=3).x == 3


@records.dataclass(frozen=True, slots=True)
class Pickled:
    """A record that pickle finds by its name."""

    x: int
    y: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class PickledOfTheLibrary:
    x: int
    y: tuple[str, ...] = ()


def test_pickled_records_come_back_and_take_no_more_bytes() -> None:
    one = Pickled(3, ("a", "b"))
    data = pickle.dumps(one)
    assert pickle.loads(data) == one
    of_the_library = pickle.dumps(PickledOfTheLibrary(3, ("a", "b")))
    assert len(data) == len(of_the_library) - len("OfTheLibrary")


def test_a_default_that_all_would_share_is_refused() -> None:
    with pytest.raises(ValueError, match="mutable default"):

        @records.dataclass
        class _Shared:
            names: list[str] = []  # noqa: RUF012


def test_a_record_that_holds_itself_can_be_shown() -> None:
    @records.dataclass(slots=True)
    class Knot:
        end: Any = None

    knot = Knot()
    knot.end = knot
    assert repr(knot).endswith("Knot(end=...)")


def test_the_fields_of_a_record_have_names_and_nothing_else_has() -> None:
    assert records.names_of(Pickled(3, ("a", "b"))) == tuple(
        one.name for one in dataclasses.fields(Pickled(3, ("a", "b")))
    )
    assert records.names_of("text") == ()
