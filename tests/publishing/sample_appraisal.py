"""An appraisal built by hand, with the words of the genre, for the tests of what is written from one.

Everything in it is made up for the tests: no report of this kind exists.
"""

from __future__ import annotations

import random
from dataclasses import replace

from banggiao.appraisal.coverage import cells_of, counting_findings
from banggiao.appraisal.records import (
    Appraisal,
    Body,
    Clause,
    Contradiction,
    ContradictionSide,
    Decision,
    Finding,
    InstrumentPaper,
    Match,
    Passage,
    Place,
    Promise,
    Refused,
    Report,
    Sentence,
)
from banggiao.reading.records import Figure, Role

GROUPS = {
    "Hoàn thiện thể chế, tăng cường lãnh đạo, chỉ đạo": (
        "Quán triệt, tuyên truyền về hội nhập quốc tế",
        "Xây dựng chương trình, kế hoạch hội nhập quốc tế",
        "Rà soát văn bản quy phạm pháp luật",
        "Kiện toàn ban chỉ đạo và bộ máy đầu mối",
    ),
    "Nâng cao hiệu quả hội nhập kinh tế quốc tế": (
        "Thực thi các hiệp định thương mại tự do",
        "Xúc tiến thương mại và phát triển xuất khẩu",
        "Thu hút đầu tư nước ngoài",
        "Cải thiện môi trường kinh doanh",
    ),
    "Mở rộng quan hệ với đối tác nước ngoài": (
        "Quan hệ kết nghĩa, hữu nghị với địa phương nước ngoài",
        "Ký kết và thực hiện thỏa thuận quốc tế",
        "Quản lý biên giới, biển đảo",
        "Quản lý đoàn ra, đoàn vào và hội nghị, hội thảo quốc tế",
    ),
    "Ngoại giao văn hóa, du lịch và thông tin đối ngoại": (
        "Quảng bá văn hóa, giữ gìn di sản",
        "Phát triển du lịch quốc tế",
        "Thông tin đối ngoại",
    ),
    "Hội nhập về giáo dục, khoa học, y tế và môi trường": (
        "Hợp tác giáo dục, đào tạo và dạy nghề",
        "Hợp tác khoa học, công nghệ và chuyển đổi số",
        "Hợp tác y tế, chăm sóc sức khỏe",
        "Bảo vệ môi trường, ứng phó biến đổi khí hậu",
    ),
    "Phát huy vai trò của người dân, cộng đồng": (
        "Công tác người Việt Nam ở nước ngoài",
        "Bảo hộ công dân, lãnh sự và lao động ngoài nước",
        "Đối ngoại nhân dân và viện trợ phi chính phủ nước ngoài",
    ),
    "Bảo đảm nguồn lực và kiểm tra việc thực hiện": (
        "Đào tạo, bồi dưỡng cán bộ làm công tác hội nhập",
        "Vận động, sử dụng vốn ODA và vốn vay ưu đãi",
        "Kiểm tra, giám sát, thi đua, khen thưởng",
    ),
}

PROVINCES = (
    "Hà Nội, Cao Bằng, Tuyên Quang, Điện Biên, Lai Châu, Sơn La, Lào Cai, Thái Nguyên, Lạng Sơn, Quảng Ninh, "
    "Bắc Ninh, Phú Thọ, Hải Phòng, Hưng Yên, Ninh Bình, Thanh Hóa, Nghệ An, Hà Tĩnh, Quảng Trị, Huế, Đà Nẵng, "
    "Quảng Ngãi, Gia Lai, Khánh Hòa, Đắk Lắk, Lâm Đồng, Đồng Nai, Thành phố Hồ Chí Minh, Tây Ninh, Đồng Tháp, "
    "Vĩnh Long, An Giang, Cần Thơ, Cà Mau"
).split(", ")
CENTRAL = (
    "Bộ Ngoại giao, Bộ Quốc phòng, Bộ Công an, Bộ Nội vụ, Bộ Tư pháp, Bộ Tài chính, Bộ Công Thương, "
    "Bộ Nông nghiệp và Môi trường, Bộ Xây dựng, Bộ Khoa học và Công nghệ, Bộ Giáo dục và Đào tạo, Bộ Y tế, "
    "Bộ Dân tộc và Tôn giáo, Ngân hàng Nhà nước Việt Nam, Thanh tra Chính phủ, Văn phòng Chính phủ, "
    "Văn phòng Quốc hội, Văn phòng Chủ tịch nước, Văn phòng Trung ương Đảng, Tòa án nhân dân tối cao, "
    "Viện kiểm sát nhân dân tối cao, Kiểm toán nhà nước, Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam, "
    "Tổng Liên đoàn Lao động Việt Nam, Trung ương Hội Nông dân Việt Nam, Trung ương Đoàn Thanh niên, "
    "Liên hiệp các tổ chức hữu nghị Việt Nam, Hội Liên hiệp Phụ nữ Việt Nam, Hội Cựu chiến binh Việt Nam"
).split(", ")

_WORDS = (
    "Trong năm {year}, đã phối hợp tổ chức {n} lớp bồi dưỡng cho {m} lượt cán bộ về {topic}",
    "Đã ban hành Kế hoạch số {n}/KH-UBND năm {year} về {topic}, phân công rõ cơ quan chủ trì và thời hạn",
    "Công tác {topic} tiếp tục được triển khai đồng bộ, đạt nhiều chuyển biến tích cực ở các cấp, các ngành",
    "Đón {n} đoàn khách quốc tế với {m} lượt người đến làm việc về {topic} trong năm {year}",
    "Ký {n} thỏa thuận hợp tác liên quan đến {topic}, trong đó {m} triệu USD đã được giải ngân năm {year}",
)
_ROLES = (Role.RESULT,) * 6 + (Role.SHORTCOMING, Role.CAUSE, Role.DIRECTION, Role.PROPOSAL)
_PERIOD = (2020, 2025)


def make_clauses() -> tuple[Clause, ...]:
    """Return 7 task groups with their 25 tasks."""
    clauses: list[Clause] = []
    for number, (group, tasks) in enumerate(GROUPS.items(), start=1):
        clauses.append(Clause(str(number), "task", "", group, group))
        clauses += (
            Clause(f"{number}.{index}", "task", str(number), title, f"{title}: …")
            for index, title in enumerate(tasks, start=1)
        )
    return tuple(clauses)


def make_bodies() -> tuple[Body, ...]:
    """Return the 63 bodies asked, each with its place in the directive's annex."""
    names = [f"Ủy ban nhân dân {name}" for name in PROVINCES] + CENTRAL
    return tuple(
        Body(
            key=f"body-{index:02d}",
            name=name,
            place=Place("chi-thi.docx", 80 + index, None, 9000 + index * 50, 9030 + index * 50, ("Phụ lục",)),
            predecessors=("former-74",) if name.endswith("Hồ Chí Minh") else (),
        )
        for index, name in enumerate(names, start=1)
    )


def make_appraisal(
    *, per_report: int = 24, facts_per_clause: int = 4, citations_per_fact: int = 1, confirmed: bool = False
) -> Appraisal:
    """Return a whole review: 63 bodies asked, 3 silent, one report by a merged body, contradictions, refusals."""
    chance = random.Random(25)
    clauses, bodies = make_clauses(), make_bodies()
    tasks = [clause for clause in clauses if clause.group]
    missing = tuple(body.key for body in bodies[-3:])
    names = {body.key: body.name for body in bodies} | {"former-74": "Ủy ban nhân dân tỉnh Bình Dương"}
    reports: list[Report] = []
    findings: list[Finding] = []
    for body in bodies:
        if body.key in missing:
            continue
        for actor in (body.key, *body.predecessors):
            file = f"bao-cao/{actor}.{'pdf' if len(reports) % 9 == 4 else 'docx'}"
            reports.append(_report(file, actor, names[actor], body.key))
            findings += _findings(chance, file, actor, tasks, per_report)
    reports.append(replace(reports[0], file="bao-cao/body-01-cu.docx", replaced_by=reports[0].file))
    if confirmed:
        findings = [replace(finding, decision=Decision.CONFIRMED) for finding in findings]
    contradictions = tuple(_contradiction(index, findings) for index in range(4))
    counting = counting_findings(findings, reports)
    return Appraisal(
        instrument=InstrumentPaper(
            "Chỉ thị về đẩy mạnh hội nhập quốc tế của địa phương", "01/CT-MAU", "chi-thi.docx"
        ),
        period=_PERIOD,
        clauses=clauses,
        bodies=bodies,
        reports=tuple(reports),
        refused=(
            Refused("bao-cao/quet.pdf", "no-text", "Tệp không có lớp chữ.", "The file has no text layer."),
            Refused("bao-cao/khoa.docx", "encrypted", "Tệp được đặt mật khẩu.", "The file needs a password."),
        ),
        findings=tuple(findings),
        cells=cells_of(counting, clauses, _PERIOD),
        missing=missing,
        contradictions=contradictions,
        promises=_promises(findings),
        passages=_passages(
            tasks,
            clauses,
            bodies,
            findings,
            contradictions,
            missing,
            names,
            facts_per_clause,
            citations_per_fact,
        ),
        actor_names=names,
    )


def _report(file: str, actor: str, name: str, counts_for: str) -> Report:
    return Report(
        file=file,
        sha256="ab" * 32,
        actor=actor,
        actor_name=name,
        counts_for=counts_for,
        date="2025-06-20",
        number="123/BC-UBND",
        title="Tình hình thực hiện công tác hội nhập quốc tế giai đoạn 2020 - 2025",
        format=file.rsplit(".", 1)[1],
        pages=18 if file.endswith("pdf") else None,
        paragraphs=240,
    )


def _findings(chance: random.Random, file: str, actor: str, tasks: list[Clause], count: int) -> list[Finding]:
    findings = []
    for index in range(count):
        clause = chance.choice(tasks)
        year, n, m = chance.randint(2020, 2025), chance.randint(2, 90), chance.randint(20, 900)
        shape = chance.choice(_WORDS)
        topic = clause.title[0].lower() + clause.title[1:]
        start = 100 + index * 400
        words = shape.format(year=year, n=n, m=m, topic=topic) + "."
        with_figure = "{m}" in shape
        figures = (
            (Figure(start + 5, start + 9, float(m), "lượt", "", "luot can bo", "lượt cán bộ", year),)
            if with_figure
            else ()
        )
        group, label = clause.group, clause.id
        findings.append(
            Finding(
                id=f"{file}-{start}",
                actor=actor,
                role=_ROLES[index % len(_ROLES)],
                words=words,
                place=Place(
                    file,
                    20 + index * 3,
                    index // 3 + 2 if file.endswith("pdf") else None,
                    start,
                    start + len(words),
                    ("II. KẾT QUẢ THỰC HIỆN", f"{group}. Nhóm {group}", f"{label}. {clause.title}"),
                ),
                matches=(Match(label, round(chance.uniform(0.5, 0.99), 4)), Match(tasks[0].id, 0.11)),
                figures=figures,
                evidence=(f"{n}/KH-UBND",) if "Kế hoạch số" in shape else (),
                years=(year,) if "{year}" in shape else (),
            )
        )
    return findings


def _contradiction(index: int, findings: list[Finding]) -> Contradiction:
    one, other = findings[index * 20], findings[index * 20 + 1]
    kind = ("between", "annex", "within", "annex")[index]
    return Contradiction(
        id=f"{one.place.file}#{one.place.start}",
        kind=kind,
        indicator="lượt cán bộ được bồi dưỡng",
        period=2024,
        sides=(
            ContradictionSide(one.actor, Figure(0, 3, 112.0, "lượt"), one.words, one.place),
            ContradictionSide(
                other.actor, Figure(0, 3, 121.0, "lượt", from_table=True), other.words, other.place
            ),
        ),
    )


def _promises(findings: list[Finding]) -> tuple[Promise, ...]:
    place = Place("ky-truoc/body-01.docx", 77, None, 500, 560, ("IV. PHƯƠNG HƯỚNG",))
    answer = findings[3]
    return (
        Promise(
            "p1",
            "1.1",
            "body-01",
            "Sẽ mở 12 lớp bồi dưỡng mỗi năm",
            place,
            "done",
            (answer.id,),
        ),
        Promise("p2", "2.1", "body-02", "Sẽ rà soát các thỏa thuận đã ký", place, "no_evidence", ()),
    )


def _passages(  # type: ignore[no-untyped-def]  # noqa: PLR0917
    tasks, clauses, bodies, findings, contradictions, missing, names, facts, citations
):
    by_clause: dict[str, list[Finding]] = {}
    by_role: dict[Role, list[Finding]] = {}
    for finding in findings:
        by_role.setdefault(finding.role, []).append(finding)
        if finding.role is Role.RESULT:
            by_clause.setdefault(finding.matches[0].clause, []).append(finding)

    def fact(found: list[Finding]) -> Sentence:
        first = found[0]
        return Sentence(
            f"{names[first.actor]}: {first.words}",
            findings=tuple(finding.id for finding in found),
            draft=first.decision is Decision.PROPOSED,
        )

    def facts_of(found: list[Finding], most: int) -> tuple[Sentence, ...]:
        step = max(1, citations)
        return tuple(fact(found[i : i + step]) for i in range(0, min(len(found), most * step), step))

    def about(clause: Clause) -> tuple[Sentence, ...]:
        covering = by_clause.get(clause.id, [])
        told = {finding.actor for finding in covering}
        silent = [body for body in bodies if body.key not in told]
        return (
            Sentence(
                f"Có {len(bodies) - len(silent)}/{len(bodies)} cơ quan, địa phương báo cáo nội dung này.",
                bodies=tuple(body.key for body in bodies if body.key in told),
                kind="count",
                draft=False,
            ),
            *facts_of(covering, facts),
            Sentence(
                f"Chưa có báo cáo về nội dung này của {len(silent)} cơ quan, địa phương.",
                bodies=tuple(body.key for body in silent),
                kind="gap",
                draft=False,
            ),
        )

    results = [
        Passage(f"{clause.id}. {clause.title}", 3, about(clause), f"II.{clause.id}")
        if clause in tasks
        else Passage(f"{clause.id}. {clause.title}", 2, (), f"II.{clause.id}")
        for clause in clauses
    ]
    gaps = ", ".join(names[key] for key in missing)
    return (
        Passage("I. TÌNH HÌNH", 1, (), "I"),
        Passage(
            "1. Việc gửi báo cáo",
            2,
            (
                Sentence(
                    f"Có {len(bodies) - len(missing)}/{len(bodies)} cơ quan, địa phương được yêu cầu đã gửi báo cáo.",
                    bodies=tuple(body.key for body in bodies),
                    kind="count",
                    draft=False,
                ),
                Sentence(f"Chưa có báo cáo của {gaps}.", bodies=missing, kind="gap", draft=False),
            ),
            "I.2",
        ),
        Passage("II. KẾT QUẢ THEO NHÓM NHIỆM VỤ", 1, (), "II"),
        *results,
        Passage("III. ĐÁNH GIÁ", 1, (), "III"),
        Passage("1. Tồn tại, hạn chế", 2, facts_of(by_role[Role.SHORTCOMING], facts * 3), "III.1"),
        Passage("2. Nguyên nhân", 2, facts_of(by_role[Role.CAUSE], facts * 3), "III.2"),
        Passage(
            "3. Số liệu chưa thống nhất",
            2,
            tuple(
                Sentence(
                    f"Số liệu «{item.indicator}» năm {item.period} khác nhau: "
                    + "; ".join(
                        f"{names[side.actor]} nêu {side.figure.value:.0f} lượt" for side in item.sides
                    )
                    + ".",
                    findings=(item.id,),
                    kind="contradiction",
                )
                for item in contradictions
            ),
            "III.3",
        ),
        Passage(
            "4. Việc đã hứa kỳ trước",
            2,
            (
                Sentence(
                    "Kỳ trước có 2 việc được nêu.", bodies=("body-01", "body-02"), kind="count", draft=False
                ),
                Sentence(
                    "Ủy ban nhân dân Hà Nội đã nêu: «Sẽ mở 12 lớp bồi dưỡng mỗi năm»; đã có kết quả.",
                    findings=("p1", findings[3].id),
                    bodies=("body-01",),
                    kind="promise",
                ),
            ),
            "III.4",
        ),
        Passage(
            "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI", 1, facts_of(by_role[Role.DIRECTION], facts * 3), "IV"
        ),
        Passage("V. KIẾN NGHỊ, ĐỀ XUẤT", 1, facts_of(by_role[Role.PROPOSAL], facts * 3), "V"),
    )
