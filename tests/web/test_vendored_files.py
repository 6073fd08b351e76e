"""The browser's files are the ones that the manifest names, with their licences, and nothing is fetched elsewhere."""

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "src" / "banggiao" / "web"


def test_every_vendored_file_is_the_one_in_the_manifest(vendor):
    assert vendor.faults() == []


def test_a_changed_a_missing_and_a_foreign_file_are_reported(vendor, tmp_path, monkeypatch):
    copy = tmp_path / "vendor"
    shutil.copytree(vendor.VENDOR, copy)
    monkeypatch.setattr(vendor, "VENDOR", copy)
    monkeypatch.setattr(vendor, "MANIFEST", copy / "manifest.json")
    (copy / "htmx" / "htmx.min.js").write_text("changed")
    (copy / "bootstrap" / "LICENSE").unlink()
    (copy / "stray.js").write_text("stray")
    assert vendor.faults() == [
        "bootstrap/LICENSE is missing",
        "stray.js is not in the manifest",
        "htmx/htmx.min.js was changed",
    ]


def test_each_package_ships_its_licence(vendor):
    for package in vendor.PACKAGES:
        assert (vendor.VENDOR / package.folder / "LICENSE").stat().st_size > 100


def test_pages_name_no_other_host():
    for path in [*WEB.glob("templates/**/*.html"), *WEB.glob("static/web/*")]:
        addresses = re.findall(r"(?:https?:)?//[\w.-]+\.\w+", path.read_text("utf-8"))
        assert [found for found in addresses if "www.w3.org" not in found] == [], path


def test_templates_hold_no_inline_script_style_or_handler():
    """The content security policy allows neither, so each would silently not work."""
    for path in WEB.glob("templates/**/*.html"):
        text = path.read_text("utf-8")
        assert not re.search(
            r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|hx-on|hx-vals=.js:|javascript:", text
        ), path
