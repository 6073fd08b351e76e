"""Every compiled pattern of the rooms that read, and how the code looks with it."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from types import ModuleType
from typing import Any

import banggiao.language
import banggiao.reading
from banggiao.language.lazy_re import Lazy

ANYWHERE = frozenset({"search", "finditer", "findall", "sub", "subn", "split"})
HERE = frozenset({"match", "fullmatch"})
PART_OF_ANOTHER = "pattern"  # ``_A.pattern`` within the pattern of ``_B``
LOOPS = "each row"
REGISTRY = "_GRAMMARS"  # holds every phrase a second time, those that a test makes up too


@dataclass(frozen=True)
class Used:
    """A pattern under its name, and the methods it is used with."""

    name: str
    pattern: re.Pattern[Any]
    methods: frozenset[str]

    def look(self, text: Any) -> None:
        """Look for the pattern in ``text`` in each of the ways in which the code does."""
        if self.methods & ANYWHERE:
            for _ in self.pattern.finditer(text):
                pass
        for method in self.methods & HERE:
            getattr(self.pattern, method)(text)


def used_patterns() -> list[Used]:
    """Return the patterns of ``language`` and ``reading``, by name; each pattern once."""
    modules = [
        importlib.import_module(found.name)
        for room in (banggiao.language, banggiao.reading)
        for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}.")
    ]
    trees = {module.__name__: ast.parse(inspect.getsource(module)) for module in modules}
    calls = {name: _calls(tree) for name, tree in trees.items()}
    found: dict[int, Used] = {}
    for module in modules:
        for name, pattern in _held(module):
            place = f"{module.__name__.removeprefix('banggiao.')}.{name}"
            own = calls[module.__name__]
            others = () if name.startswith("_") else calls.values()
            methods = {method for seen in (own, *others) for method in seen.get(name, ())} or own[LOOPS]
            found.setdefault(id(pattern), Used(place, pattern, frozenset(methods) or ANYWHERE))
        for pattern, method in _written(trees[module.__name__]):
            place = f"{module.__name__.removeprefix('banggiao.')}: {pattern.pattern!r}"
            found.setdefault(id(pattern), Used(place, pattern, frozenset({method})))
    return sorted(found.values(), key=lambda used: used.name)


def _held(module: ModuleType) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Return the patterns that a module holds by name, in whatever they are kept."""
    seen: set[int] = set()
    for name, value in vars(module).items():
        if not name.startswith("__") and name != REGISTRY:
            yield from _within(name, value, seen)
        if inspect.isclass(value) and value.__module__ == module.__name__:
            for key, each in vars(value).items():
                yield from _within(f"{name}.{key}", each, seen)


def _within(name: str, value: Any, seen: set[int]) -> Iterator[tuple[str, re.Pattern[Any]]]:
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, re.Pattern):
        yield name, value
    elif isinstance(value, Lazy):
        yield name, re.compile(value.pattern, value.flags)
    for key, each in _parts(value):
        yield from _within(f"{name}{key}", each, seen)


def _parts(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        yield from ((f"[{key!r}]", each) for key, each in value.items())
    elif isinstance(value, (tuple, list)):
        yield from ((f"[{number}]", each) for number, each in enumerate(value))
    elif not type(value).__module__.startswith("banggiao."):
        return
    elif is_dataclass(value):
        yield from ((f".{field.name}", getattr(value, field.name)) for field in fields(value))
    else:
        yield from ((f".{key}", each) for key, each in getattr(value, "__dict__", {}).items())


def _calls(tree: ast.Module) -> dict[str, set[str]]:
    """Return with which methods each name is used as a pattern; under :data:`LOOPS`, those of a row of a table."""
    calls: dict[str, set[str]] = {LOOPS: set()}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in ANYWHERE | HERE | {PART_OF_ANOTHER}:
            match node.value:
                case ast.Name(id=name) | ast.Attribute(attr=name):
                    calls.setdefault(name, set()).add(node.attr)
                    if name.islower() and name != "re" and node.attr != PART_OF_ANOTHER:
                        calls[LOOPS].add(node.attr)
    return calls


def _written(tree: ast.Module) -> Iterator[tuple[re.Pattern[Any], str]]:
    """Return the patterns that are written where they are used: ``re.search(r"…", text)``."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=method),
                args=[ast.Constant(value=written), *_],
            ) if method in ANYWHERE | HERE:
                yield re.compile(written), method
