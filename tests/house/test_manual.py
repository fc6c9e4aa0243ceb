"""The chapters of the manual that are made from the program say what the program says."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from sptui.settings.catalogue import catalogue
from sptui.tui.keyboard.rooms import EVERY

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_manual", ROOT / "docs" / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_is_written_is_what_would_be_made(maker: ModuleType) -> None:
    for file, text in maker.chapters():
        assert file.read_text("utf-8") == text, f"{file.name} is old: run `make manual`"


def test_every_action_and_every_setting_is_in_it(maker: ModuleType) -> None:
    keys, settings = maker.keys(), maker.settings()
    assert [id_ for id_ in EVERY if f"| `{id_}` |" not in keys] == []
    assert [entry.key for entry in catalogue() if f"### `{entry.key}`" not in settings] == []
    assert all(entry.about in settings for entry in catalogue())
