import pickle
import re
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import banggiao.language
import banggiao.reading
from banggiao.language import lazy_re
from banggiao.language.scanning import Before, Phrase

PACKAGES = [banggiao.language, banggiao.reading]


def test_a_lazy_expression_finds_what_a_compiled_one_finds() -> None:
    lazy, compiled = (one.compile(r"(?P<so>\d+)/(\w+)", re.IGNORECASE) for one in (lazy_re, re))
    text = "số 12/BC, số 7/TTr"
    assert [match.groups() for match in lazy.finditer(text, 3)] == [("12", "BC"), ("7", "TTr")]
    assert lazy.sub("-", text) == compiled.sub("-", text)
    assert (lazy.pattern, lazy.groupindex) == (compiled.pattern, compiled.groupindex)
    assert lazy.fullmatch("12/BC") and not lazy.match(text)
    assert lazy_re.compile(rb"\d").search(b"a1")


def test_a_lazy_expression_travels_to_another_process() -> None:
    lazy = lazy_re.compile(r"số (\d+)", re.IGNORECASE)
    assert pickle.loads(pickle.dumps(lazy)).search("SỐ 7")[1] == "7"


def test_an_expression_is_compiled_when_it_is_first_used() -> None:
    wrong = lazy_re.compile("(")
    with pytest.raises(re.error):
        wrong.match("a")


@pytest.mark.parametrize("package", PACKAGES)
def test_the_grammars_make_their_expressions_lazily(package) -> None:
    for path in Path(package.__path__[0]).rglob("*.py"):
        source = path.read_text("utf-8")
        at_import = re.search(r"^\w.*re\.compile\(", source, re.MULTILINE)
        assert at_import is None or "import lazy_re as re\n" in source, path


@pytest.mark.parametrize("package", PACKAGES)
def test_every_expression_of_the_grammars_is_sound(package) -> None:
    names = [module.name for module in walk_packages(package.__path__, f"{package.__name__}.")]
    for one in (value for name in names for value in vars(import_module(name)).values()):
        if isinstance(one, Before):
            assert one.endings
        plain = one.plain if isinstance(one, Phrase | Before) else one
        if isinstance(plain, lazy_re.Lazy):
            assert plain.groups >= 0  # compiles it
