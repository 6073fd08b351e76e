"""Vietnamese first, English second: no word that a person sees escapes the catalogue."""

import ast
import gettext
import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "banggiao"
TEMPLATES = sorted((SOURCE / "web" / "templates").rglob("*.html"))
REFUSING = (
    "core", "search", "sources", "actors", "instruments", "engagements", "figures", "rules", "multilateral", "access", "reviews",
    "web",
)  # fmt: skip
SEEN = {"title", "aria-label", "aria-description", "placeholder", "alt"}
OWN_NAME = {"Bang Giao"}


def words_outside_the_catalogue(template):
    """Return the words that a template shows without passing them through gettext."""
    template = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", template, flags=re.S)
    template = re.sub(r"{% blocktrans.*?{% endblocktrans %}", "", template, flags=re.S)
    template = re.sub(r"{%.*?%}|{{.*?}}", "", template, flags=re.S)
    found = []

    class Words(HTMLParser):
        inside = ""

        def handle_starttag(self, tag, attributes):
            self.inside = tag
            for name, value in attributes:
                if name in SEEN or (name == "value" and tag == "input" and ("type", "submit") in attributes):
                    self.judge(value or "")

        def handle_data(self, data):
            if self.inside not in {"script", "style", "kbd"}:
                self.judge(data)

        def handle_endtag(self, tag):
            self.inside = ""

        def judge(self, words):
            words = words.strip(" \n·:,.()↳")
            words = re.sub(
                r"^\w+\.(docx|xlsx|json)$", "", words
            )  # a file's name is the same in every language
            if re.search(r"[^\W\d_]{2}", words) and words not in OWN_NAME:
                found.append(words)

    attributes = "<" not in template and '="' in template  # a part of some tag
    Words().feed(f"<p {template}>" if attributes else template)
    return found


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_shows_no_word_outside_the_catalogue(path):
    assert words_outside_the_catalogue(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "planted",
    [
        "<p>Báo cáo</p>",
        '<a title="Open">{{ name }}</a>',
        '<input type="submit" value="Gửi">',
        '{% trans "Reports" %} còn thiếu',
        '<img src="x" alt="ma trận">',
    ],
)
def test_the_check_sees_a_planted_word(planted):
    assert words_outside_the_catalogue(planted)


@pytest.mark.parametrize(
    "harmless", ['<p>{% trans "Reports" %}: {{ count }}</p>', "<kbd>j</kbd>", "<title>Bang Giao</title>"]
)
def test_the_check_lets_translated_words_pass(harmless):
    assert words_outside_the_catalogue(harmless) == []


def vietnamese_literals(source):
    """Return the string literals, docstrings aside, that hold Vietnamese letters."""
    tree = ast.parse(source)
    documents = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    refusals = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "DeedRefused"
        for part in ast.walk(node)
    }  # each is worded in both languages: the test below
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in documents | refusals
        and re.search(r"[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]", node.value)
    ]


def test_views_hold_no_vietnamese_outside_the_catalogue():
    for path in (SOURCE / "web").rglob("*.py"):
        assert vietnamese_literals(path.read_text("utf-8")) == [], path


def test_every_refusal_is_worded_in_both_languages():
    """A DeedRefused carries its Vietnamese and its English itself, because it also speaks on the command line."""
    seen = 0
    for room in REFUSING:
        for path in (SOURCE / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "DeedRefused"):
                    continue
                seen += 1
                given = {keyword.arg for keyword in node.keywords}
                assert len(node.args) >= 3 or {"vietnamese", "english"} <= given, f"{path}:{node.lineno}"
    assert seen, "the register refuses nothing: this check looks in the wrong place"


def test_every_reason_for_refusing_a_file_is_worded_in_both_languages():
    from banggiao.reading.refusal import MESSAGES, Reason

    assert set(MESSAGES) == set(Reason)
    assert all(vietnamese and english for vietnamese, english in MESSAGES.values())


def test_the_catalogue_is_complete_and_compiled(catalogue):
    assert catalogue.faults() == []


def test_python_reads_the_compiled_catalogue_as_it_was_written(catalogue):
    """gettext of the standard library is the judge of our own compiler."""
    entries = catalogue.read_po(catalogue.CATALOGUE.read_text("utf-8"))
    compiled = gettext.GNUTranslations(io.BytesIO(catalogue.compile_mo(entries)))
    for message in entries.values():
        if message.plural:
            assert compiled.ngettext(message.text, message.plural, 2) == message.translation
        elif message.context:
            assert compiled.pgettext(message.context, message.text) == message.translation
        else:
            assert compiled.gettext(message.text) == message.translation


def test_an_untranslated_message_and_a_lost_placeholder_are_reported(catalogue, tmp_path, monkeypatch):
    entries = catalogue.collect()
    for message in entries.values():
        message.translation = message.text
    first, second = (
        next(m for m in entries.values() if "%(" not in m.text),
        next(m for m in entries.values() if "%(" in m.text),
    )
    first.translation, second.translation = "", "không có chỗ"
    planted = tmp_path / "django.po"
    planted.write_text(catalogue.write_po(entries), "utf-8")
    planted.with_suffix(".mo").write_bytes(catalogue.compile_mo(entries))
    monkeypatch.setattr(catalogue, "CATALOGUE", planted)
    assert catalogue.faults() == sorted(
        [f"untranslated: {first.text!r}", f"placeholders differ: {second.text!r}"]
    )
