"""The grammar of a report: its head, parts I to V, annexes and signature, put together from the banks."""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import replace
from itertools import chain

from tools.samples import banks, instrument
from tools.samples.author import Author, Fact, cased
from tools.samples.banks import Template
from tools.samples.bodies import Body
from tools.samples.model import Annex, Heading, Paragraph, Report, Sentence, old_tones
from tools.samples.plan import SEED, Plan, plans
from tools.samples.world import World, number

# kind -> body that reports; the fact is chosen among those its prose states exactly once.
PLANTED = {
    "within": "province-15",
    "annex": ("province-14", "province-44"),
    "between": ("former-province-74", "province-79"),
}
_RESULTS = 192  # sentences of results in a report of size 1.0
_BORDER_BODIES = ("mfa", "bqp", "bca", "ubqpandn", "btgdv")
_SIGNERS = ("Nguyễn Văn Mẫu", "Trần Thị Ví Dụ", "Lê Văn Thử", "Phạm Thị Minh Họa")
_SIGNED_AS = {
    "province": ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    "city": ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    "ministry": ("KT. THỦ TRƯỞNG CƠ QUAN", "PHÓ THỦ TRƯỞNG"),
    "party": ("T/M LÃNH ĐẠO CƠ QUAN", "PHÓ THỦ TRƯỞNG"),
    "state": ("TL. THỦ TRƯỞNG CƠ QUAN", "CHÁNH VĂN PHÒNG"),
    "mass": ("TM. BAN THƯỜNG VỤ", "PHÓ CHỦ TỊCH"),
}
_PARENTS = {
    "ubqpandn": "QUỐC HỘI",
    "btgdv": "BAN CHẤP HÀNH TRUNG ƯƠNG",
    "vptw": "BAN CHẤP HÀNH TRUNG ƯƠNG",
    "mttq": "ỦY BAN TRUNG ƯƠNG",
    "dtncshcm": "BAN CHẤP HÀNH TRUNG ƯƠNG",
    "hlhpn": "BAN CHẤP HÀNH TRUNG ƯƠNG",
}
_ROMAN = ("I", "II", "III", "IV", "V")


def full_name(body: Body) -> str:
    """Return the name of the office that signs: "Ủy ban nhân dân tỉnh Sơn La", "Bộ Tư pháp"."""
    if body.kind in ("province", "city"):
        return f"Ủy ban nhân dân {body.name[0].lower()}{body.name[1:]}"
    return body.name


def key_of(text: str) -> str:
    """Return what makes two paragraphs alike: their words, whatever the numbers."""
    return re.sub(r"\d+(?:[.,]\d+)*", "#", text).casefold()


class Sample:
    """All reports of the sample, written one after the other from one seed."""

    def __init__(self, seed: str = SEED) -> None:
        self.seed = seed
        self.world = World(seed)
        self.paragraphs: set[str] = set()
        self.contradictions: list[dict[str, object]] = []
        self._former: list[Fact] = []

    def reports(self) -> list[Report]:
        """Return every report, in the order of the plans."""
        ordered = sorted(plans(), key=lambda plan: plan.body.key != PLANTED["between"][0])
        written = {plan.file: Writer(self, plan).write() for plan in ordered}
        return [written[plan.file] for plan in plans()]

    def plant(self, kind: str, plan: Plan, fact: Fact, values: list[float], files: list[str]) -> None:
        self.contradictions.append(
            {
                "kind": kind,
                "half": plan.half,
                "indicator": fact.measure.indicator,
                "year": fact.year,
                "values": values,
                "files": files,
            }
        )


class Writer:
    """Writes one report."""

    def __init__(self, sample: Sample, plan: Plan) -> None:
        self.sample, self.plan = sample, plan
        self.bank = banks.load(plan.half)
        self.author = Author(plan, self.bank, sample.world, sample.seed)
        self.draw = random.Random(f"{sample.seed}|plan|{plan.file}")
        self.blocks: list[Heading | Paragraph] = []
        self.clauses = self._clauses()
        self.bullets = self.draw.choice((0.1, 0.35, 0.7))
        self.planted: Fact | None = None
        self.annex_groups: list[str] = []
        self.said: set[str] = set()

    def write(self) -> Report:
        body, plan = self.plan.body, self.plan
        report = Report(
            plan=plan,
            agency=self._agency(),
            number=f"{plan.number}-{body.notation}"
            if "/" in body.notation
            else f"{plan.number}/{body.notation}",
            place_date=f"{body.place}, ngày {plan.date.day:02} tháng {plan.date.month:02} năm {plan.date.year}",
            subject=self._fixed("subject"),
            recipients=(
                "Cơ quan Mẫu (để báo cáo);",
                "Lãnh đạo cơ quan;",
                "Các đơn vị liên quan;",
                "Lưu: VT, TH.",
            ),
            signed_as=_SIGNED_AS[body.kind],
            signer=self.draw.choice(_SIGNERS),
        )
        groups = self._annex_groups()
        self.annex_groups = groups
        self.author.annex_of_group = {group: index for index, group in enumerate(groups, 1)}
        self._opening()
        self._context()
        self._results()
        self._after_results()
        self._closing()
        report.blocks = self.blocks
        report.annexes = self._annexes(groups, report)
        return report.spelled(old_tones) if plan.old_tones else report

    # -- what it speaks of -------------------------------------------------------------------------------

    def _clauses(self) -> list[str]:
        body = self.plan.body
        ids = instrument.clause_ids()
        if self.plan.local:
            share = self.draw.uniform(0.78, 1.0)
            if not (body.border or body.coast):
                ids.remove("3.3")
        else:
            share = self.draw.uniform(0.5, 0.85)
            if body.key not in _BORDER_BODIES:
                ids.remove("3.3")
        return sorted(self.draw.sample(ids, round(share * len(ids))))

    def _agency(self) -> tuple[str, ...]:
        body = self.plan.body
        if self.plan.local:
            return ("ỦY BAN NHÂN DÂN", body.name.upper())
        parent = _PARENTS.get(body.key)
        return (parent, body.name.upper()) if parent else (body.name.upper(),)

    def _annex_groups(self) -> list[str]:
        groups = Counter(clause[0] for clause in self.clauses)
        wanted = 2 if self.plan.size < 0.6 else self.draw.choice((3, 3, 4))
        rich = [group for group, count in groups.most_common() if count > 1]
        return sorted(self.draw.sample(rich, min(wanted, len(rich))))

    def _sections(self) -> list[tuple[str, list[str]]]:
        """Return the sections of the results: (heading, clauses)."""
        if self.plan.by_field:
            sections = [
                (heading, [clause for clause in clauses if clause in self.clauses])
                for heading, clauses in self.bank.field_headings.items()
            ]
        else:
            sections = [
                (self.draw.choice(headings), [clause for clause in self.clauses if clause[0] == group])
                for group, headings in self.bank.group_headings.items()
            ]
        return [(heading, clauses) for heading, clauses in sections if clauses]

    # -- paragraphs --------------------------------------------------------------------------------------

    def _fixed(self, name: str) -> str:
        day, month, year = instrument.DATE
        years = self.plan.years
        return self.draw.choice(self.bank.frame[name]).format(
            number=instrument.NUMBER, day=f"{day:02}/{month:02}/{year}", period=f"{years[0]}-{years[-1]}"
        )

    def _add(self, sentences: list[Sentence], *, bullet: bool = False) -> bool:
        """Add a paragraph unless one like it stands somewhere in the sample."""
        paragraph = Paragraph(tuple(sentences), bullet)
        key = key_of(paragraph.text)
        if not sentences or key in self.sample.paragraphs:
            return False
        self.sample.paragraphs.add(key)
        self.said.update(sentence.text for sentence in sentences)
        self.blocks.append(paragraph)
        return True

    def _heading(self, label: str, text: str, level: int) -> None:
        self.blocks.append(Heading(f"{label} {text.upper() if level == 1 else text}", level))

    def _part(self, index: int, text: str) -> None:
        self._heading(f"{_ROMAN[index - 1]}.", text, 1)

    def _general(self, kind: str, count: int, role: str) -> list[Sentence]:
        texts = [
            text
            for text in self.bank.general[kind]
            if self.plan.local or not re.search("địa phương|địa bàn|quê hương|Đảng bộ", text, re.I)
        ]
        drawn = [self.author.general(text, role) for text in self.draw.sample(texts, len(texts))]
        return [item for item in drawn if kind == "lead_in" or item.text not in self.said][:count]

    def _add_general(self, kind: str, count: int, role: str, *, ending: str = "") -> None:
        for _ in range(30):
            sentences = self._general(kind, count, role)
            if ending:
                sentences += self._general(ending, 1, "other")
            if self._add(sentences):
                return

    def _signing(self, kind: str) -> None:
        """Add a formula in which the body signs with its full name."""
        body = full_name(self.plan.body)
        for _ in range(30):
            text = self.draw.choice(self.bank.general[kind])
            years = self.plan.years
            words = cased(text.format(body=body, ys=f"{years[0]}-{years[-1]}"))
            if kind == "closing":
                words = words.removesuffix("/.").removesuffix(".") + "./."
            period = tuple(range(years[0], years[-1] + 1)) if "{ys}" in text else ()
            if self._add([Sentence(words, "other", None, period)]):
                return
        raise RuntimeError(f"no {kind} left for {body}")

    def _opening(self) -> None:
        self._signing("opening")

    def _closing(self) -> None:
        self._signing("closing")

    def _context(self) -> None:
        self._part(1, self.draw.choice(self.bank.part_headings["context"]))
        for _ in range(max(2, round(5 * self.plan.size))):
            self._add_general("context", self.draw.choice((2, 3, 3, 4)), "context")
        if self.plan.instructed:
            self._add([Sentence(text, "other") for text in self.bank.frame["instruction"]])
        self._add_general("slogan", 2, "other")

    # -- II. results -------------------------------------------------------------------------------------

    def _results(self) -> None:
        self._part(2, self.draw.choice(self.bank.part_headings["result"]))
        each = self.plan.size * _RESULTS / len(self.clauses)
        sections = self._sections()
        for index, (heading, clauses) in enumerate(sections, 1):
            self._heading(f"{index}.", heading, 2)
            if self.draw.random() < 0.6:
                self._add_general("slogan", self.draw.choice((1, 2)), "other", ending="lead_in")
            mixed = len(clauses) > 1 and self.draw.random() < 0.15
            pools = [
                self._told(clause, max(2, round(each * self.draw.uniform(0.75, 1.25)))) for clause in clauses
            ]
            if mixed:
                pools = [list(chain.from_iterable(pools))]
                self.draw.shuffle(pools[0])
            for pool in pools:
                self._paragraphs(pool)
        self._review(len(sections) + 1)

    def _told(self, clause: str, count: int) -> list[Sentence]:
        """Return about ``count`` sentences of results of a clause."""
        templates = [t for t in self.bank.clauses[clause]["result"] if self.author.fits(t)]
        rounds: list[Template] = []
        for _ in range(3):
            self.draw.shuffle(templates)
            rounds += templates
        told: list[Sentence] = []
        for template in rounds:
            if len(told) == count:
                break
            if sentence := self.author.result(template):
                told.append(sentence)
        return told

    def _paragraphs(self, pool: list[Sentence]) -> None:
        """Lay sentences into paragraphs. A figure without a year never shares one with a year."""
        left = list(pool)
        while left:
            bullet = self.draw.random() < self.bullets
            size = self.draw.choice((1, 1, 2) if bullet else (2, 3, 3, 4))
            chunk: list[Sentence] = []
            for sentence in list(left):
                if len(chunk) < size and not _clash(chunk, sentence):
                    chunk.append(sentence)
                    left.remove(sentence)
            chunk.sort(key=lambda sentence: not sentence.figures and bool(sentence.years))
            if not bullet and self.draw.random() < 0.05 and not any(s.figures and not s.years for s in chunk):
                chunk += self._general("quote", 1, "quote")
            elif not bullet and self.draw.random() < 0.06:
                chunk += [s for s in self._general("slogan", 1, "other") if not s.years]
            if not self._add(chunk, bullet=bullet):
                self._retell(chunk, left, bullet)

    def _retell(self, chunk: list[Sentence], left: list[Sentence], bullet: bool) -> None:
        """A paragraph like this one exists: tell it with the next sentence, or with a tail."""
        for sentence in left:
            if not _clash(chunk, sentence) and self._add([*chunk, sentence], bullet=bullet):
                left.remove(sentence)
                return
        for tail in self.bank.frame["tails"]:
            text = chunk[-1].text.removesuffix(".") + tail.format(body=self.plan.body.short) + "."
            if self._add([*chunk[:-1], replace(chunk[-1], text=text)], bullet=bullet):
                return

    def _review(self, index: int) -> None:
        """Restate some figures of the sections; plant the contradictions of this report."""
        once = Counter((fact.measure.indicator, fact.year) for fact in self.author.facts)
        clear = [f for f in self.author.facts if f.explicit and once[f.measure.indicator, f.year] == 1]
        self.draw.shuffle(clear)
        key = self.plan.body.key
        plantable = [f for f in clear if 20 <= f.value <= 2000]
        if key in PLANTED["annex"]:
            plantable = [f for f in plantable if f.clause[0] in self.annex_groups]
        sentences = []
        if key == PLANTED["within"] or key in PLANTED["annex"] or key == PLANTED["between"][0]:
            self.planted = plantable[0]
        if key == PLANTED["within"] and self.planted:
            wrong = _other(self.planted.value)
            sentences.append(self.author.restated(self.planted, value=wrong))
            self.sample.plant(
                "within", self.plan, self.planted, [self.planted.value, wrong], [self.plan.file]
            )
        if key == PLANTED["between"][0]:
            self.sample._former = plantable[:4]
        kept = [f for f in clear if f != self.planted and f not in self.sample._former]
        sentences += [self.author.restated(fact) for fact in kept[: round(9 * self.plan.size)]]
        self.draw.shuffle(sentences)
        self._heading(f"{index}.", self.draw.choice(self.bank.frame["review_heading"]), 2)
        lead = self.author.general(self.draw.choice(self.bank.frame["review_lead"]), "other")
        self._add([*self._general("slogan", 2, "other"), lead])
        for sentence in sentences:
            self._add([sentence], bullet=True)
        if key == PLANTED["between"][1]:
            self._former_area(index + 1)

    def _former_area(self, index: int) -> None:
        """The successor speaks of its predecessor's area: three figures agree, one does not."""
        former = next(plan for plan in plans() if plan.body.key == PLANTED["between"][0])
        name = former.body.name.removeprefix("Tỉnh ")
        self._heading(f"{index}.", self.draw.choice(self.bank.frame["former_heading"]), 2)
        for position, fact in enumerate(self.sample._former):
            value = fact.value
            if position == 0:
                value = _other(value)
                self.sample.plant(
                    "between", self.plan, fact, [fact.value, value], [former.file, self.plan.file]
                )
            self._add([self.author.restated(fact, value=value, former=(former.body.key, name))])

    # -- III. to V. --------------------------------------------------------------------------------------

    def _after_results(self) -> None:
        heads = {role: self.draw.choice(texts) for role, texts in self.bank.part_headings.items()}
        size = self.plan.size
        weak = self._others("shortcoming", 26 * size)
        causes = self._others("cause", 15 * size)
        self._part(3, f"{heads['shortcoming']} và {heads['cause'][0].lower()}{heads['cause'][1:]}")
        self._heading("1.", heads["shortcoming"], 2)
        self._paragraphs_of(weak, (1, 2, 2, 3))
        self._heading("2.", heads["cause"], 2)
        self._paragraphs_of(causes, (1, 2, 2))
        self._part(4, heads["direction"])
        self._add_general("slogan", 2, "other")
        self._paragraphs_of(self._others("direction", 38 * size), (1, 1, 2, 3))
        self._part(5, heads["proposal"])
        self._paragraphs_of(self._others("proposal", 12 * size), (1, 1, 2))

    def _others(self, role: str, wanted: float) -> list[Sentence]:
        ids = self.clauses if self.draw.random() < 0.6 else instrument.clause_ids()
        texts = [
            template
            for clause in ids
            for template in self.bank.clauses[clause][role]
            if self.author.fits(template) and (clause != "3.3" or "3.3" in self.clauses)
        ]
        chosen = self.draw.sample(texts, min(max(3, round(wanted)), len(texts)))
        if self.draw.random() < 0.7:
            chosen.sort(key=lambda template: template.clause or "")
        return [self.author.other_role(template) for template in chosen]

    def _paragraphs_of(self, sentences: list[Sentence], sizes: tuple[int, ...]) -> None:
        left = list(sentences)
        while left:
            size = self.draw.choice(sizes)
            bullet = size == 1 or self.draw.random() < self.bullets
            chunk = [left.pop(0) for _ in range(min(size, len(left)))]
            if not self._add(chunk, bullet=bullet):
                self._retell(chunk, left, bullet)

    # -- annexes -----------------------------------------------------------------------------------------

    def _annexes(self, groups: list[str], report: Report) -> list[Annex]:
        found = []
        for index, group in enumerate(groups, 1):
            title = self.draw.choice(self.bank.group_headings[group]).removeprefix("Về ").upper()
            caption = (
                f"Phụ lục {index}",
                self.draw.choice(self.bank.frame["annex_caption"]).format(group=title),
                f"(Kèm theo Báo cáo số {report.number} ngày {self.plan.date:%d/%m/%Y})",
            )
            found.append(Annex(caption, *self._table(group)))
        return found

    def _table(self, group: str) -> tuple[tuple[tuple[str, ...], ...], tuple[int, ...]]:
        """Return rows of indicators by year, six to ten of whose figures the prose states too."""
        body, planted = self.plan.body.key, self.planted
        in_annex = planted if planted and body in PLANTED["annex"] and planted.clause[0] == group else None
        facts = [f for f in self.author.facts if f.clause[0] == group]
        if in_annex:
            facts = [in_annex, *facts]
        stated: dict[str, set[int]] = {}
        measures = {}
        for fact in facts:
            if planted and fact.measure.indicator == planted.measure.indicator and not in_annex:
                continue
            stated.setdefault(fact.measure.indicator, set()).add(fact.year)
            measures[fact.measure.indicator] = fact.measure
        chosen: list[str] = []
        for indicator in sorted(stated, key=lambda name: -len(stated[name])):
            if sum(len(stated[name]) for name in chosen) < 6 and len(chosen) < 9:
                chosen.append(indicator)
        if in_annex and in_annex.measure.indicator not in chosen:
            chosen[-1] = in_annex.measure.indicator
        chosen.sort(key=lambda name: list(stated).index(name))
        years = self.plan.years
        rows = [("TT", "Chỉ tiêu", "Đơn vị", *(f"Năm {year}" for year in years))]
        for index, indicator in enumerate(chosen, 1):
            measure = measures[indicator]
            values = {year: self.sample.world.value(body, measure, year) for year in years}
            if in_annex and indicator == in_annex.measure.indicator:
                right = values[in_annex.year]
                values[in_annex.year] = _other(right)
                both = [right, values[in_annex.year]]
                self.sample.plant("annex", self.plan, in_annex, both, [self.plan.file])
            cells = (number(values[year]) for year in years)
            rows.append((str(index), cased(indicator), measure.unit, *cells))
        return tuple(rows), (540, 2150, 1084, *[5580 // len(years)] * len(years))


def _clash(chunk: list[Sentence], sentence: Sentence) -> bool:
    bare = [bool(item.figures) and not item.years for item in (*chunk, sentence)]
    dated = [bool(item.years) for item in (*chunk, sentence)]
    return any(bare) and any(dated)


def _other(value: float) -> float:
    """Return a value that a slip of the pen might have left: plainly different, same size."""
    return float(round(value * 1.17) + 3)
