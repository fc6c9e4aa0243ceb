import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sptui.desktop.artfiles import ArtFiles

URL, OTHER = "https://i.scdn.co/image/a", "https://i.scdn.co/image/b"
modes = pytest.mark.skipif(sys.platform == "win32", reason="files have no modes there")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "art"


def only_file(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def test_a_cover_is_read_as_it_was_written_by_another_process_too(folder: Path) -> None:
    ArtFiles(folder).write(URL, b"picture")
    assert ArtFiles(folder).read(URL) == b"picture"
    assert ArtFiles(folder).read(OTHER) is None


@modes
def test_others_can_read_neither_the_covers_nor_their_names(folder: Path) -> None:
    before = os.umask(0)
    try:
        ArtFiles(folder).write(URL, b"picture")
        folder.chmod(0o755)
        ArtFiles(folder).write(URL, b"picture")
    finally:
        os.umask(before)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert only_file(folder).stat().st_mode & 0o777 == 0o600
    assert "scdn" not in only_file(folder).name


@pytest.mark.parametrize("spoil", [lambda data: data[:-1], lambda _: b"", lambda data: data + b"x", lambda _: b"short"])
def test_a_damaged_file_is_removed_and_counts_as_none(folder: Path, spoil: Callable[[bytes], bytes]) -> None:
    files = ArtFiles(folder)
    files.write(URL, b"picture")
    file = only_file(folder)
    file.write_bytes(spoil(file.read_bytes()))
    assert files.read(URL) is None
    assert not file.exists()
    files.write(URL, b"again")
    assert files.read(URL) == b"again"


def urls(count: int) -> list[str]:
    return [f"https://i.scdn.co/image/{number}" for number in range(count)]


def test_above_the_cap_those_unused_for_longest_go_first(folder: Path) -> None:
    files = ArtFiles(folder, cap=10 * 1032)  # each takes 1000 bytes and 32 of its digest
    for age, url in enumerate(urls(10)):
        files.write(url, bytes(1000))
        newest = max(folder.iterdir(), key=lambda file: file.stat().st_mtime_ns)
        os.utime(newest, (1_000_000 + age, 1_000_000 + age))
    assert files.read(urls(10)[0]) is not None  # used just now
    files.write("https://i.scdn.co/image/last", bytes(1000))
    there = [files.read(url) is not None for url in urls(10)]
    assert there == [True, False, False, *[True] * 7]
    assert files.read("https://i.scdn.co/image/last") is not None


def test_the_cap_counts_what_was_there_before(folder: Path) -> None:
    for url in urls(8):
        ArtFiles(folder).write(url, bytes(1000))
    ArtFiles(folder, cap=5000).write(URL, bytes(1000))
    assert sum(file.stat().st_size for file in folder.iterdir()) <= 5000


def test_half_written_files_of_killed_processes_go_once_they_are_old(folder: Path) -> None:
    folder.mkdir(parents=True)
    old, young = folder / ".old", folder / ".young"
    for file in (old, young):
        file.write_bytes(b"half")
    os.utime(old, (1, 1))
    ArtFiles(folder).write(URL, b"picture")
    assert not old.exists()
    assert young.exists()


def test_without_a_disk_nothing_is_kept_and_nothing_raised(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    for files in (ArtFiles(None), ArtFiles(in_the_way), ArtFiles(in_the_way / "below")):
        files.write(URL, b"picture")
        assert files.read(URL) is None


def test_a_write_that_fails_leaves_the_cover_before_and_no_half_of_the_new_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = ArtFiles(folder)
    files.write(URL, b"picture")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    files.write(URL, b"other")
    assert files.read(URL) == b"picture"
    assert len(list(folder.iterdir())) == 1
