"""The file of scenes, whatever is in its place."""

from pathlib import Path

import pytest

from sptui.player.kept_scenes import KeptScenes
from sptui.player.scenes import Scene, Scenes, place_of, with_again, with_scene, without

A, B, C = (Scene(name=name) for name in "ABC")


@pytest.fixture
def told() -> list[str]:
    return []


def test_two_windows_see_what_the_other_has_kept(tmp_path: Path, told: list[str]) -> None:
    one, other = (KeptScenes(tmp_path / "scenes.json", told.append) for _ in range(2))
    assert one.read() == ()
    assert one.change(lambda kept: with_scene(kept, A)) == (A,)
    assert other.change(lambda kept: with_scene(kept, B)) == (A, B)
    assert one.read() == (A, B)
    assert told == []


@pytest.mark.parametrize("text", ["{", "[]", '{"scenes": 1}', "{}"])
def test_a_damaged_file_is_set_aside_and_told(text: str, tmp_path: Path, told: list[str]) -> None:
    file = tmp_path / "scenes.json"
    file.write_text(text)
    assert KeptScenes(file, told.append).read() == ()
    assert told == ["scenes.json was damaged, and is kept as scenes.json.broken."]
    assert (tmp_path / "scenes.json.broken").read_text() == text


def test_a_file_that_cannot_be_read_is_left_and_told(tmp_path: Path, told: list[str]) -> None:
    file = tmp_path / "scenes.json"
    file.mkdir()
    assert KeptScenes(file, told.append).read() == ()
    assert told == ["The scenes cannot be read (Is a directory). Their file is left as it is."]
    assert file.is_dir()


def test_where_it_cannot_be_written_nothing_is_given_back_and_why_is_told(tmp_path: Path, told: list[str]) -> None:
    file = tmp_path / "scenes.json"
    file.mkdir()
    assert KeptScenes(file, told.append).change(lambda kept: with_scene(kept, A)) is None
    assert told[-1] == "The scenes cannot be changed (Is a directory). Those from before are still there."


@pytest.mark.parametrize(
    ("meanwhile", "after"),
    [((A, C), (A, B, C)), ((C,), (C, B)), ((A, Scene(name="b"), C), (A, Scene(name="b"), C)), ((), (B,))],
)
def test_a_deleted_scene_comes_back_to_its_place_beside_what_was_kept_meanwhile(
    meanwhile: Scenes, after: Scenes
) -> None:
    place = place_of((A, B, C), B)
    assert without((A, B, C), B) == (A, C)
    assert with_again(meanwhile, B, place) == after
