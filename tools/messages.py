"""Keep the translations whole: collect every message, write django.po, compile django.mo. Needs no gettext.

    python tools/messages.py           add new messages to the .po (untranslated), drop unused ones, compile
    python tools/messages.py --fill F  the same, with translations from F, a JSON object of English: Vietnamese
    python tools/messages.py --check   say what is untranslated, unused or not compiled

Messages are English; the Vietnamese catalogue lies in src/banggiao/web/locale/vi.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import re
import struct
import sys
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "banggiao"
CATALOGUE = SOURCE / "web" / "locale" / "vi" / "LC_MESSAGES" / "django.po"
HEAD = (
    "Project-Id-Version: banggiao\nLanguage: vi\nMIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n"
    "Plural-Forms: nplurals=1; plural=0;\n"
)
SINGULAR = {"gettext", "gettext_lazy", "gettext_noop", "_"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}


@dataclass(slots=True)
class Message:
    """One message: English, its plural ("" for none), its context ("" for none), where it stands."""

    text: str
    plural: str = ""
    context: str = ""
    places: list[str] = field(default_factory=list)
    translation: str = ""

    @property
    def key(self) -> str:
        """The message as gettext keys it in a compiled catalogue."""
        own = f"{self.text}\0{self.plural}" if self.plural else self.text
        return f"{self.context}\4{own}" if self.context else own


def _words(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def calls_in(source: str, place: str) -> list[Message]:
    """Return the messages that Python ``source`` passes to gettext's functions."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        texts = [_words(argument) for argument in node.args]
        if name in SINGULAR | PLURAL | CONTEXT and (not texts or texts[0] is None):
            raise SystemExit(f"{place}:{node.lineno}: {name}() needs a literal, or it cannot be translated")
        if name in SINGULAR:
            found.append(Message(texts[0] or "", places=[f"{place}:{node.lineno}"]))
        elif name in PLURAL:
            found.append(Message(texts[0] or "", plural=texts[1] or "", places=[f"{place}:{node.lineno}"]))
        elif name in CONTEXT:
            found.append(Message(texts[1] or "", context=texts[0] or "", places=[f"{place}:{node.lineno}"]))
    return found


def messages_of(template: str, place: str) -> list[Message]:
    """Return the messages of a Django template: Django turns them into gettext calls for us."""
    calls = re.findall(
        r"""\b(n?p?gettext)\(((?:\s*u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*,?|\s*count\s*)+)\)""",
        templatize(template),
    ) + [
        ("gettext", words)
        for words in re.findall(
            r"""\s_\((u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))\)""", templatize(template)
        )
    ]
    found = []
    for name, inside in calls:
        texts = [
            ast.literal_eval(words)
            for words in re.findall(r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")""", inside)
        ]
        context = texts.pop(0) if "p" in name.removesuffix("gettext") else ""
        plural = texts[1] if name.startswith("n") else ""
        found.append(Message(texts[0], plural=plural, context=context, places=[place]))
    return found


def collect() -> dict[str, Message]:
    """Return every message of the product by its key, in the order of files."""
    if not settings.configured:
        settings.configure()
    every: dict[str, Message] = {}
    for path in sorted(SOURCE.rglob("*")):
        place = path.relative_to(ROOT).as_posix()
        if path.suffix == ".py" and "migrations" not in path.parts:
            found = calls_in(path.read_text("utf-8"), place)
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            found = messages_of(path.read_text("utf-8"), place)
        else:
            continue
        for message in found:
            every.setdefault(
                message.key, Message(message.text, message.plural, message.context)
            ).places += message.places
    return every


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def read_po(text: str) -> dict[str, Message]:
    """Return the catalogue's messages by key, without its header entry."""
    entries: dict[str, Message] = {}
    for block in re.split(r"\n\s*\n", text):
        parts = {"msgctxt": "", "msgid": "", "msgid_plural": "", "msgstr": ""}
        current = ""
        for line in block.splitlines():
            if line.startswith("#"):
                continue
            start = re.match(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[0\])?\s+(".*")$', line)
            if start:
                current = start.group(1)
            words = start.group(2) if start else line
            if current and words.startswith('"'):
                parts[current] += ast.literal_eval(words)
        if parts["msgid"]:
            message = Message(
                parts["msgid"], parts["msgid_plural"], parts["msgctxt"], translation=parts["msgstr"]
            )
            entries[message.key] = message
    return entries


def write_po(messages: dict[str, Message]) -> str:
    """Return the catalogue as text. Places name files without line numbers, so that edits elsewhere change nothing."""
    blocks = ['msgid ""\nmsgstr ""\n' + "\n".join(_quoted(line + "\n") for line in HEAD.splitlines())]
    for message in messages.values():
        places = sorted({place.partition(":")[0].removeprefix("src/banggiao/") for place in message.places})
        lines = [f"#: {' '.join(places)}"]
        if "%(" in message.text or "%s" in message.text:
            lines.append("#, python-format")
        if message.context:
            lines.append(f"msgctxt {_quoted(message.context)}")
        lines.append(f"msgid {_quoted(message.text)}")
        if message.plural:
            lines.append(f"msgid_plural {_quoted(message.plural)}")
        lines.append(f"msgstr{'[0]' if message.plural else ''} {_quoted(message.translation)}")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def compile_mo(messages: dict[str, Message]) -> bytes:
    """Return the compiled catalogue (GNU .mo, revision 0), the same bytes for the same messages."""
    pairs = [("", HEAD)] + [(m.key, m.translation) for m in messages.values() if m.translation]
    keyed = sorted((key.encode(), value.encode()) for key, value in pairs)
    start = 28 + 16 * len(keyed)
    blob, originals, translations = b"", [], []
    for table, column in ((originals, 0), (translations, 1)):
        for pair in keyed:
            table += [len(pair[column]), start + len(blob)]
            blob += pair[column] + b"\0"
    count = len(keyed)
    head = struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, 28 + 16 * count)
    return head + struct.pack(f"<{4 * count}I", *originals, *translations) + blob


def faults() -> list[str]:
    """Return what is wrong with the catalogue, in words."""
    wanted, have = collect(), read_po(CATALOGUE.read_text("utf-8"))
    compiled = CATALOGUE.with_suffix(".mo")
    found = [
        f"{wanted[key].places[0]}: not in the catalogue: {wanted[key].text!r}"
        for key in wanted.keys() - have.keys()
    ]
    found += [f"no longer used: {have[key].text!r}" for key in have.keys() - wanted.keys()]
    found += [f"untranslated: {message.text!r}" for message in have.values() if not message.translation]
    for message in have.values():
        names = set(re.findall(r"%\((\w+)\)|\{(\w*)\}", message.text + message.plural))
        if message.translation and names != set(re.findall(r"%\((\w+)\)|\{(\w*)\}", message.translation)):
            found.append(f"placeholders differ: {message.text!r}")
    if not compiled.exists() or compiled.read_bytes() != compile_mo(have):
        found.append("django.mo is not what django.po compiles to: run tools/messages.py")
    return sorted(found)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing, say what is wrong")
    parser.add_argument("--fill", type=Path, help="a JSON object of English: Vietnamese")
    arguments = parser.parse_args()
    if not arguments.check:
        given = json.loads(arguments.fill.read_text("utf-8")) if arguments.fill else {}
        old = read_po(CATALOGUE.read_text("utf-8")) if CATALOGUE.exists() else {}
        wanted = collect()
        for key, message in wanted.items():
            message.translation = given.get(message.text) or (old[key].translation if key in old else "")
        CATALOGUE.write_text(write_po(wanted), "utf-8")
        CATALOGUE.with_suffix(".mo").write_bytes(compile_mo(wanted))
    problems = faults()
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banggiao.config.settings")
    raise SystemExit(main())
