"""Journey D2 in the browser: from a directive and a pile of reports to a sourced review."""

import io
import json
import re
import zipfile

import pytest
from conftest import as_upload, open_review
from docx import Document
from papers import report
from playwright.sync_api import expect


def words_of(data):
    """Return all text of a Word file."""
    document = Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def fetched(page, click):
    """Return the bytes and the name of what a click downloads."""
    with page.expect_download() as waiting:
        click()
    return waiting.value.path().read_bytes(), waiting.value.suggested_filename


def exported(page, review):
    """Return review.json as the exports page gives it."""
    page.goto(f"{review}exports/")
    data, _ = fetched(page, lambda: page.get_by_role("link", name="Tải JSON").click())
    return json.loads(data)


def finding_in(exported_review, finding_id):
    return next(finding for finding in exported_review["statements"] if finding["id"] == finding_id)


def open_cell(page, review, *, skip=0):
    """Open a filled cell of the matrix that nobody has judged yet and return its first statement's id."""
    page.goto(f"{review}matrix/")
    links = [link.get_attribute("href") for link in page.locator(".matrix td a").all()]
    for address in links[skip:]:
        page.goto(address)
        card = page.locator(".finding").first
        if "proposed" in card.get_attribute("class"):
            expect(page.locator(".paper mark.current")).to_be_visible()
            return card.get_attribute("data-finding")
    raise AssertionError("every cell was judged already")


def test_an_instrument_opens_a_review_with_its_clauses_and_bodies(page):
    address = open_review(page, "Rà soát thử")
    expect(page.get_by_role("heading", level=1)).to_have_text("Rà soát thử")
    assert page.locator(".clause").count() >= 25
    page.goto(f"{address}bodies/")
    expect(page.locator("tbody tr")).to_have_count(63)


def test_a_secret_instrument_is_refused_and_the_form_keeps_what_was_typed(page):
    page.goto("/reviews/new/")
    document = Document()
    for words in ("BỘ NGOẠI GIAO", "MẬT", "Số: 12/CT-BNG", "CHỈ THỊ", "Về việc thử"):
        document.add_paragraph(words)
    stream = io.BytesIO()
    document.save(stream)
    page.get_by_label("Văn kiện được rà soát").set_input_files(as_upload("chi-thi.docx", stream.getvalue()))
    page.get_by_label("Tên cuộc rà soát").fill("Không được mở")
    page.get_by_label("Tôi đã kiểm tra").check()
    page.get_by_role("button", name="Đọc văn kiện").click()
    expect(page.locator(".fault")).to_contain_text("bí mật nhà nước")
    expect(page.get_by_label("Tên cuộc rà soát")).to_have_value("Không được mở")
    page.goto("/")
    expect(page.get_by_text("Không được mở")).to_have_count(0)


def test_clauses_are_corrected_added_and_archived_by_hand(page):
    open_review(page, "Sửa mục")
    page.get_by_role("link", name="Sửa mục 7.3", exact=True).click()
    form = page.locator(".clause form")
    form.get_by_label("Tên mục").fill("Kiểm tra, giám sát, thi đua, khen thưởng (đã sửa)")
    form.get_by_role("button", name="Lưu").click()
    row = page.locator(".clause", has_text="(đã sửa)")
    expect(row).to_be_visible()

    page.get_by_text("Thêm mục", exact=True).click()
    panel = page.locator(".adder .sheet")
    number = f"7.{9 + page.locator('.clause').count()}"
    panel.get_by_label("Số").fill(number)
    panel.get_by_label("Nhóm").select_option(index=7)
    panel.get_by_label("Tên mục").fill("Mục thêm bằng tay")
    panel.get_by_role("button", name="Thêm").click()
    added = page.locator(".clause", has_text="Mục thêm bằng tay").filter(has_text=number)
    expect(added).to_be_visible()

    added.get_by_role("link", name=f"Sửa mục {number}", exact=True).click()
    page.get_by_role("button", name="Bỏ mục này").click()
    expect(page.locator(".clause.archived", has_text=number)).to_be_visible()


def test_dropped_files_show_their_progress_their_state_and_why_one_is_refused(page, shot):
    address = open_review(page, "Thả tệp")
    page.goto(f"{address}reports/")
    good = report(
        "Ủy ban nhân dân tỉnh Sơn La", "77/BC-UBND", "ngày 5 tháng 9 năm 2025", ["Năm 2024 đón 7 đoàn vào."]
    )
    files = [
        ("son-la.docx", good),
        ("bi-cat.docx", good[:2500]),
        ("to-trinh.docx", report("Bộ Y tế", "5/BC-BYT-m", "ngày 5 tháng 9 năm 2025", ["Kết quả."])),
        ("ghi-chu.bin", b"\x00\x01\x02\x03"),
    ]
    # A real drop: the script takes the files from the drop event and sends each by itself.
    page.evaluate(
        """(files) => {
            const carried = new DataTransfer();
            for (const [name, bytes] of files) carried.items.add(new File([new Uint8Array(bytes)], name));
            document.querySelector('.drop').dispatchEvent(new DragEvent('drop', {dataTransfer: carried, bubbles: true, cancelable: true}));
        }""",
        [[name, list(data)] for name, data in files],
    )
    row = page.locator("#files tr")
    expect(row.filter(has_text="son-la.docx").locator(".state.done")).to_be_visible()
    expect(row.filter(has_text="son-la.docx")).to_contain_text("Sơn La")
    expect(row.filter(has_text="bi-cat.docx")).to_contain_text("Tệp hỏng hoặc thiếu phần cuối")
    expect(row.filter(has_text="to-trinh.docx")).to_contain_text("bí mật nhà nước")
    expect(row.filter(has_text="ghi-chu.bin")).to_contain_text("Không nhận ra định dạng")
    expect(page.locator(".files-summary")).to_contain_text("1 đã đọc")
    expect(page.locator(".files-summary")).to_contain_text("3 bị từ chối")


def test_the_matrix_fills_while_files_are_read_without_loading_the_page_again(page):
    address = open_review(page, "Ma trận sống")
    page.goto(f"{address}reports/")
    page.get_by_label("Chọn tệp").set_input_files(
        [
            as_upload(
                f"bao-cao-{number}.docx",
                report(body, f"{number}/BC-UBND", "ngày 5 tháng 9 năm 2025",
                       ["Năm 2024, tổ chức 12 đoàn ra và đón 9 đoàn vào, đúng quy định quản lý đoàn."]),
            )
            for number, body in enumerate(("Ủy ban nhân dân tỉnh Sơn La", "Ủy ban nhân dân tỉnh Cà Mau"), start=1)
        ]
    )  # fmt: skip
    expect(page.locator("#files tr")).to_have_count(2)
    page.goto(f"{address}matrix/")
    page.evaluate("window.stillHere = true")
    expect(page.locator(".matrix tr", has_text="Sơn La").locator("td a").first).to_be_visible()
    expect(page.locator(".matrix tr", has_text="Cà Mau").locator("td a").first).to_be_visible()
    assert page.evaluate("window.stillHere")


def test_matrix_cells_are_walked_with_arrows_and_told_apart_without_colour(page, review, shot):
    page.goto(f"{review}matrix/")
    shot("matrix")
    first = page.locator(".matrix td a").first
    first.focus()
    page.keyboard.press("ArrowRight")
    second = page.evaluate("document.activeElement.id")
    assert second != first.get_attribute("id")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('td') !== null")
    reachable = page.locator(".matrix td a[tabindex='0']")
    expect(reachable).to_have_count(1)
    kinds = page.evaluate(
        """() => Object.fromEntries(['text', 'figure', 'evidence', 'empty'].map(kind => {
            const shape = getComputedStyle(document.querySelector(`.legend .k.${kind}`), '::before');
            return [kind, [shape.content, shape.backgroundImage, shape.borderTopWidth].join(' ')];
        }))"""
    )
    assert len(set(kinds.values())) == 4, kinds
    expect(first.locator(".visually-hidden")).to_have_text(re.compile("(lời văn|số liệu|minh chứng).*câu"))


def test_a_statement_is_confirmed_with_the_keyboard_beside_its_place(page, review, shot):
    finding = open_cell(page, review)
    mark = page.locator(f".paper mark[data-finding='{finding}']").first
    expect(mark).to_be_in_viewport()
    page.keyboard.press("a")
    card = page.locator(f"#f-{finding}")
    expect(card).to_contain_text("đã xác nhận")
    expect(card).to_be_focused()
    expect(page.locator("#announce")).to_have_text("Đã xác nhận.")
    page.keyboard.press("u")
    expect(card).to_contain_text("chưa xác nhận")
    page.keyboard.press("a")
    expect(card).to_contain_text("đã xác nhận")
    assert finding_in(exported(page, review), finding)["decision"] == "confirmed"


def test_corrected_words_stand_in_the_export_and_the_papers_words_stay(page, review):
    finding = open_cell(page, review, skip=3)
    page.keyboard.press("e")
    words = page.locator(f"#words-{finding}")
    expect(words).to_be_focused()
    words.fill("Câu đã được người đọc sửa lại.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    card = page.locator(f"#f-{finding}")
    expect(card).to_contain_text("đã sửa")
    expect(card).to_contain_text("Trong văn bản:")
    held = finding_in(exported(page, review), finding)
    assert held["corrected_words"] == "Câu đã được người đọc sửa lại."
    assert held["words"] != held["corrected_words"]


def test_a_refusal_needs_a_reason_and_takes_the_statement_out_of_the_word_file(page, review):
    finding = open_cell(page, review, skip=5)
    card = page.locator(f"#f-{finding}")
    page.keyboard.press("r")
    reason = page.locator(f"#reason-{finding}")
    expect(reason).to_be_focused()
    page.keyboard.press("Enter")
    expect(card).to_contain_text("chưa xác nhận")
    reason.fill("Khẩu hiệu, không phải kết quả")
    page.keyboard.press("Enter")
    expect(card).to_contain_text("đã bác")
    expect(card).to_contain_text("Khẩu hiệu, không phải kết quả")
    held = exported(page, review)
    assert finding_in(held, finding)["decision"] == "refused"
    assert all(finding not in cell["findings"] for cell in held["cells"])
    words = finding_in(held, finding)["words"]
    page.goto(f"{review}exports/")
    data, name = fetched(page, lambda: page.get_by_role("link", name="Tải Word").click())
    assert name == "review.docx"
    agency = held["actor_names"][finding_in(held, finding)["actor"]]
    assert f"{agency}: {words}" not in words_of(data)


def test_a_statement_moves_to_another_clause_by_typing_a_few_letters(page, review):
    finding = open_cell(page, review, skip=8)
    card = page.locator(f"#f-{finding}")
    page.keyboard.press("m")
    field = page.locator(f"#clause-{finding}-field")
    expect(field).to_be_focused()
    field.press_sequentially("bao ho cong dan")
    expect(card.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(field).to_have_value(re.compile("Bảo hộ công dân"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(card).to_contain_text("mục 6.2")
    held = exported(page, review)
    assert finding_in(held, finding)["matches"][0]["clause"] == "6.2"
    assert any(finding in cell["findings"] for cell in held["cells"] if cell["clause"] == "6.2")


def test_escape_closes_a_form_help_opens_and_shortcuts_can_be_switched_off(page, review):
    finding = open_cell(page, review, skip=10)
    page.keyboard.press("r")
    page.keyboard.press("Escape")
    expect(page.locator(f"#f-{finding}")).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.get_by_label("Dùng phím tắt").uncheck()
    page.locator(f"#f-{finding}").focus()
    page.keyboard.press("a")
    page.wait_for_timeout(300)
    expect(page.locator(f"#f-{finding}")).to_contain_text("chưa xác nhận")


def test_unmatched_statements_are_matched_by_hand(page, review):
    page.goto(f"{review}unmatched/")
    cards = page.locator(".finding")
    if not cards.count():
        pytest.skip("every statement of the sample has its clause")
    if cards.count() > 1:
        page.keyboard.press("j")
        expect(cards.nth(1)).to_be_focused()
        page.keyboard.press("k")
    first = cards.first
    finding = first.get_attribute("data-finding")
    page.keyboard.press("m")
    page.locator(f"#clause-{finding}-field").press_sequentially("3.4")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(f"#f-{finding}")).to_contain_text("mục 3.4")


def test_prose_is_edited_but_a_citation_cannot_be_lost(page, review, shot):
    page.goto(f"{review}synthesis/")
    shot("synthesis")
    passage = page.locator(".passage", has=page.locator("a.token[href*='/reports/']")).first
    anchor = passage.get_attribute("id")
    passage = page.locator(f"#{anchor}")
    passage.get_by_role("link", name=re.compile("Biên tập")).click()
    area = passage.locator("textarea")
    expect(area).to_be_focused()
    composed = area.input_value()
    tokens = re.findall(r"⟦\d+⟧", composed)
    assert tokens

    area.fill(composed.replace(tokens[0], ""))
    expect(passage.locator(".token.lost")).to_have_count(1)
    passage.get_by_role("button", name="Lưu").click()
    expect(passage.get_by_role("alert")).to_contain_text("Mất 1 trích dẫn")
    expect(passage.get_by_role("alert")).to_contain_text(tokens[0])

    line = next(line for line in composed.splitlines() if not re.search("#", line) and tokens[0] in line)
    area.fill(
        composed.replace(
            line, f"Theo báo cáo, câu này đã được biên tập. {' '.join(re.findall(r'⟦.+?⟧', line))}"
        )
    )
    passage.get_by_role("button", name="Lưu").click()
    expect(passage).to_contain_text("Theo báo cáo, câu này đã được biên tập.")
    expect(passage).to_contain_text("đã biên tập")
    page.goto(f"{review}exports/")
    data, _ = fetched(page, lambda: page.get_by_role("link", name="Tải Word").click())
    assert "Theo báo cáo, câu này đã được biên tập." in words_of(data)

    page.goto(f"{review}synthesis/")
    page.locator(f"#{anchor}").get_by_role("link", name=re.compile("Biên tập")).click()
    page.locator(f"#{anchor}").get_by_role("button", name="Trở lại bản do chương trình soạn").click()
    expect(page.locator(f"#{anchor}")).not_to_contain_text("câu này đã được biên tập")


def test_the_missing_are_named_and_reminded_one_by_one_and_all_at_once(page, review, shot):
    page.goto(f"{review}missing/")
    shot("missing")
    row = page.locator("tbody tr").first
    body = row.locator("th").inner_text()
    data, name = fetched(page, lambda: row.get_by_role("link", name="(Word)").click())
    assert name.endswith(".docx")
    text = words_of(data)
    assert body.casefold() in text.casefold()
    assert "đôn đốc" in text
    bodies = page.locator("tbody tr").count()
    packed, _ = fetched(page, lambda: page.get_by_role("link", name="Tất cả công văn đôn đốc").click())
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert len(archive.namelist()) == bodies


def test_the_request_letter_carries_the_outline(page, review):
    page.goto(f"{review}bodies/")
    row = page.locator("tbody tr").first
    data, _ = fetched(page, lambda: row.get_by_role("link", name="Công văn và đề cương").click())
    text = words_of(data)
    assert "Đề cương" in text
    assert "Quán triệt, tuyên truyền về hội nhập quốc tế" in text
    outline, name = fetched(page, lambda: page.get_by_role("link", name="Đề cương (Word)").click())
    assert name == "De-cuong-bao-cao.docx"
    assert "Quán triệt, tuyên truyền về hội nhập quốc tế" in words_of(outline)


def test_two_values_of_one_indicator_are_shown_with_both_places(page, shot):
    address = open_review(page, "Mâu thuẫn")
    page.goto(f"{address}reports/")
    disagreeing = report(
        "Ủy ban nhân dân tỉnh Lâm Đồng", "31/BC-UBND", "ngày 9 tháng 9 năm 2025",
        ["Năm 2024, tỉnh tổ chức 15 đoàn ra.", "Năm 2024, tỉnh đón 9 đoàn vào."],
        shortcomings=["Năm 2024, tỉnh tổ chức 21 đoàn ra."],
    )  # fmt: skip
    page.get_by_label("Chọn tệp").set_input_files([as_upload("lam-dong.docx", disagreeing)])
    expect(page.locator("#files .state.done")).to_have_count(1)
    page.goto(f"{address}contradictions/")
    sides = page.locator(".side")
    expect(sides).to_have_count(2)
    assert {words.split()[0] for words in sides.locator(".value").all_inner_texts()} == {"15", "21"}
    sides.nth(1).get_by_role("link").click()
    expect(page.locator("p:target")).to_contain_text("21 đoàn ra")


def test_the_three_files_come_out_and_the_matrix_opens(page, review, shot):
    import openpyxl

    page.goto(f"{review}exports/")
    shot("exports")
    data, name = fetched(page, lambda: page.get_by_role("link", name="Tải Excel").click())
    assert name == "matrix.xlsx"
    assert openpyxl.load_workbook(io.BytesIO(data), read_only=True).sheetnames


def test_a_report_of_a_merged_province_stands_under_its_heir(page):
    address = open_review(page, "Sáp nhập")
    page.goto(f"{address}reports/")
    words = ["Năm 2024, tổ chức 12 đoàn ra và đón 9 đoàn vào, đúng quy định quản lý đoàn."]
    page.get_by_label("Chọn tệp").set_input_files(
        [
            as_upload("binh-duong.docx", report("Ủy ban nhân dân tỉnh Bình Dương", "9/BC-UBND", "ngày 9 tháng 6 năm 2025", words)),
            as_upload("tphcm.docx", report("Ủy ban nhân dân Thành phố Hồ Chí Minh", "19/BC-UBND", "ngày 9 tháng 9 năm 2025", words)),
        ]
    )  # fmt: skip
    expect(page.locator("#files .state.done")).to_have_count(2)
    expect(page.locator("#files tr", has_text="binh-duong.docx")).to_contain_text(
        "tính cho Thành phố Hồ Chí Minh"
    )
    page.goto(f"{address}matrix/")
    rows = page.locator(".matrix tbody tr")
    names = [row.locator("th").inner_text() for row in rows.all()]
    heir = next(index for index, name in enumerate(names) if name.startswith("Thành phố Hồ Chí Minh"))
    assert "Bình Dương" in names[heir + 1]
