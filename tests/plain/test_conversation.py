"""What is said to what is typed, by a real player on a simulated account."""

from pathlib import Path

import pytest

from sptui.plain.running import status_of
from tests.plain.talking import Talk, turns


def playing(talk: Talk) -> str:
    item = talk.driver.world.player.state.item
    assert item is not None
    return item.name


async def test_what_plays_is_said_at_once_and_not_again(talk: Talk) -> None:
    (line,) = talk.lines
    assert line == "Now: Hummingbird Heart, by Paper Lanterns, on Small Hours. 2:19. On Desk."
    talk.lines.clear()
    assert await talk.passes(50.0) == ()
    first, second, third = await talk.says("status")
    assert first.startswith("Playing: Hummingbird Heart, by Paper Lanterns, on Small Hours. 1:5")
    assert second == "On Desk, volume 62 percent."
    assert third.startswith("Shuffle off, repeat off.")


async def test_a_word_is_answered_by_what_it_changes_once(talk: Talk) -> None:
    assert await talk.says("pause", settle=5.0) == ("Paused.",)
    assert not talk.driver.world.player.state.is_playing
    assert await talk.says("pause") == ("It is paused already.",)
    assert await talk.says("play", settle=5.0) == ("Playing.",)
    assert await talk.says("vol 40", settle=5.0) == ("Volume 40 percent.",)
    assert await talk.says("volume -15", settle=5.0) == ("Volume 25 percent.",)
    assert await talk.says("volume") == ("Volume 25 percent.",)
    assert await talk.says("mute", settle=5.0) == ("Muted.",)
    assert await talk.says("mute", settle=5.0) == ("Volume 25 percent.",)
    assert await talk.says("shuffle on", settle=5.0) == ("Shuffle on.",)
    assert await talk.says("repeat one", settle=5.0) == ("Repeat one.",)
    assert await talk.says("repeat one") == ("Repeat is one already.",)
    assert await talk.says("seek 0:30", settle=5.0) == ("At 0:30 of 2:19.",)
    talk.driver.assert_true()
    *_, now = await talk.says("next", settle=5.0)
    assert now.startswith(f"Now: {playing(talk)}")
    assert talk.conversation.announcer.faults == 0


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("volume loud", "Type a volume from 0 to 100"),
        ("volume 101", "Type a volume from 0 to 100"),
        ("volume +-5", "Type a volume from 0 to 100"),
        ("seek 9:00", "It ends at 2:19."),
        ("seek soon", "Type a time:"),
        ("repeat twice", "Type repeat off"),
        ("shuffle maybe", "Type on or off"),
        ("play 3", "There is no list yet."),
        ("play blue", "play takes the number of a row"),
        ("nxt", "“nxt” is no word here. Did you mean next?"),
        ("xyzzy", "“xyzzy” is no word here. Type help"),
        ("sleep never", "Type minutes"),
        ("device Attic", "There is no device “Attic”. There are: Desk"),
        ("queue burn", "Type queue by itself"),
        ("scene save", "Type a name behind it"),
        ("scene Dawn", "There is no scene “Dawn”."),
        ("undo", "There is nothing to undo."),
        ("search t:", "Type what to look for"),
    ],
)
async def test_what_cannot_be_understood_says_what_to_type_and_changes_nothing(
    talk: Talk, typed: str, said: str
) -> None:
    talk.driver.forget()
    first, *rest = await talk.says(typed, settle=2.0)
    assert first.startswith(said)
    assert rest == []
    assert not [request for request in talk.driver.requests() if not request.startswith("GET")]


async def test_changes_made_elsewhere_are_said_once_as_much_as_is_wanted(talk: Talk) -> None:
    player = talk.driver.world.player
    talk.lines.clear()
    player.pause()
    assert await talk.passes(65.0) == ("Paused.",)
    assert len(await talk.says("quiet")) == 1
    talk.lines.clear()
    await talk.passes(10.0)
    player.resume()
    assert await talk.passes(300.0) == ()
    await talk.says("verbose", settle=20.0)
    assert await talk.says("like", settle=5.0) == ("Liked.",)
    assert await talk.says("like", settle=5.0) == ("No longer liked.",)


async def test_an_announcement_waits_for_the_end_of_a_line_that_is_typed(talk: Talk) -> None:
    talk.lines.clear()
    talk.typing = True
    talk.driver.world.player.pause()
    assert await talk.passes(65.0) == ()
    talk.typing = False
    talk.conversation.voice.catch_up()
    assert tuple(talk.lines) == ("Paused.",)


async def test_search_results_are_numbered_and_can_be_played_queued_and_taken_back(talk: Talk) -> None:
    head, *rows = await talk.says("search blue")
    assert head == "Found for “blue”, 11:"
    assert [row.partition(".")[0] for row in rows[:-1]] == [str(number) for number in range(1, 11)]
    assert "track, by " in rows[0]
    assert rows[-1] == "more says further ones."
    assert (await talk.says("more"))[0].startswith("11. ")
    name = rows[1].removeprefix("2. ").partition(",")[0]
    (now,) = await talk.says("play 2", settle=5.0)
    assert now.startswith(f"Now: {name}, by ")
    assert playing(talk) == name
    assert await talk.says("add 1 3") == ("Queued: 2 tracks.",)
    first, head, *rows = await talk.says("queue")
    assert first.startswith("Now: ")
    assert head.startswith("Queue, ")
    assert [row.endswith("queued here") for row in rows[:3]] == [True, True, False]
    assert (await talk.says("queue remove 1"))[0].endswith("undo puts it back.")
    assert (await talk.says("undo"))[0].startswith("Back in the queue: ")
    assert len(talk.conversation.staging.staged.here) == 2
    assert (await talk.says("queue clear"))[0].startswith("Out of the queue: 2 tracks.")
    assert (await talk.says("queue remove 7"))[0].startswith("Spotify takes nothing out")
    assert (await talk.says("add 99"))[0].startswith("There is no number 99")


async def test_rows_are_liked_which_is_told_once_and_can_be_taken_back(talk: Talk) -> None:
    _, first, *_ = await talk.says("search t: blue")
    name = first.removeprefix("1. ").partition(",")[0]
    assert await talk.says("like 1", settle=5.0) == (f"Liked: “{name}”.",)
    (gone,) = await talk.says("like 1", settle=5.0)
    assert gone == f"No longer liked: “{name}”. undo likes it again."
    assert f"Liked again: “{name}”." in await talk.says("undo", settle=5.0)
    assert (await talk.says("search t: blue"))[1].endswith("liked")


async def test_what_waits_is_held_and_handed_over_when_it_is_wanted(talk: Talk) -> None:
    staging = talk.conversation.staging
    assert (await talk.says("queue go"))[0].startswith("Nothing waits here")
    await talk.says("search t: blue")
    await talk.says("add 1 2")
    staging.hold(on=True)
    *_, why = await talk.says("queue")
    assert why == "They wait until queue go hands them over."
    assert await talk.says("queue go") == ("They are handed over one by one again.",)
    assert not staging.staged.held
    (first, *_) = await talk.says("queue go 1", settle=3.0)
    assert first.startswith(("Handing over: “", "Queued"))
    assert [entry.state for entry in staging.staged.entries] == ["sent", "waiting"]
    assert (await talk.says("queue go 9"))[0].startswith("None of these waits here.")


async def test_a_slow_search_says_so(talk: Talk) -> None:
    talk.driver.latency = 2.0
    first, head, *_ = await talk.says("search blue")
    assert (first, head) == ("Searching …", "Found for “blue”, 11:")


async def test_the_library_is_walked_by_numbers_and_one_comes_back(talk: Talk) -> None:
    head, *rows = await talk.says("library")
    assert (head, rows[0]) == ("Library, 10:", "1. Playlists")
    head, *playlists = await talk.says("1")
    assert head.startswith("Playlists, ")
    assert "liked" not in playlists[0]
    head, *rows = await talk.says("open 1")
    assert head.startswith("Late Train Home, playlist, by ")
    assert rows[-1] == "more says further ones."
    assert "not offered" in rows[2]
    assert (await talk.says("more"))[0].startswith("11. ")
    assert (await talk.says("play 3")) == ("That cannot be played: Spotify does not offer it here.",)
    number = next(row.partition(".")[0] for row in rows[3:] if " by " in row and "not offered" not in row)
    (now,) = await talk.says(f"play {number}", settle=5.0)
    assert now.startswith(f"Now: {playing(talk)}")
    context = talk.driver.shown.context
    assert context is not None
    assert context.type == "playlist"
    assert (await talk.says("back"))[1:] == tuple(playlists)
    assert (await talk.says("back"))[0] == "Library, 10:"
    assert (await talk.says("liked"))[0].startswith("Liked songs, ")


async def test_devices_are_listed_with_how_they_are_and_chosen_by_number_or_name(talk: Talk) -> None:
    head, *rows = await talk.says("devices")
    assert head == "Devices, 4:"
    assert rows[0] == "1. Desk, computer, playing here, volume 62 percent"
    assert await talk.says("device kitch", settle=5.0) == ("On Kitchen now, volume 35 percent.",)
    assert await talk.says("device 1", settle=5.0) == ("On Desk now, volume 62 percent.",)
    assert await talk.says("on desk") == ("It is on Desk already.",)
    talk.driver.assert_true()


async def test_a_scene_is_kept_recalled_and_deleted(tmp_path: Path) -> None:
    talk = Talk(scenes=tmp_path / "scenes.json")
    async with talk.driver.http:
        await talk.driver.run(1.0)
        assert (await talk.says("scene save Evening"))[0].startswith("Saved the scene Evening: ")
        await talk.says("volume 10", settle=5.0)
        first, *_ = await talk.says("scene evening", settle=5.0)
        assert first == "Scene “Evening”."
        device = talk.driver.world.player.state.device
        assert device is not None
        assert device.volume_percent == 62
        assert (await talk.says("scenes"))[1].startswith("1. Evening: ")
        assert (await talk.says("scene delete 1"))[0] == "Deleted “Evening”. undo brings it back."
        assert (await talk.says("undo")) == ("“Evening” is there again.",)
        assert "Evening" in (tmp_path / "scenes.json").read_text()


async def test_the_sleep_timer_stops_what_plays_and_does_not_chatter_while_it_fades(talk: Talk) -> None:
    assert (await talk.says("sleep"))[0].startswith("No sleep timer runs.")
    assert (await talk.says("sleep 2"))[0].startswith("Sleep timer: 2 minutes, until ")
    talk.lines.clear()
    await talk.passes(140.0)
    assert not talk.driver.world.player.state.is_playing
    assert [line for line in talk.lines if line.startswith(("Volume", "Muted"))] == []
    assert "Sleep timer: fading out in a minute. sleep more adds ten minutes." in talk.lines
    assert talk.lines[-1] == "Paused."


async def test_lyrics_are_said_whole_or_line_by_line(talk: Talk) -> None:
    head, first, *_ = await talk.says("lyrics")
    assert (head, first) == ("Lyrics of Hummingbird Heart, from LRCLIB:", "line 1")
    await talk.says("lyrics on")
    talk.lines.clear()
    for _ in range(50):
        await talk.passes(0.1)
    numbers = [int(line.removeprefix("line ")) for line in talk.lines]
    assert len(numbers) >= 2
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    assert await talk.says("lyrics off") == ("Lines are no longer said.",)
    talk.lines.clear()
    assert await talk.passes(5.0) == ()


async def test_an_ended_sign_in_is_told_once_with_what_to_do_and_nobody_is_thrown_out(talk: Talk) -> None:
    talk.lines.clear()
    talk.driver.auth.dead = True
    (line,) = await talk.passes(65.0)
    assert "sptui login" in line
    assert "Press" not in line
    assert status_of(talk.conversation) == 3
    (why,) = await talk.says("pause")
    assert "sptui login" in why
    assert talk.conversation.status is None
    assert (await talk.says("notices"))[0].endswith(line)
    talk.driver.auth.dead = False
    talk.lines.clear()
    talk.conversation.player.signed_in(same=True)
    assert "Spotify answers again." in await talk.passes(2.0)


async def test_nothing_is_asked_for_that_the_screen_would_not_ask_for(talk: Talk) -> None:
    talk.driver.forget()
    await talk.passes(3_600.0)
    requests = talk.driver.requests()
    assert set(requests) <= {"GET player", "GET player/queue", "GET library/contains"}
    assert requests["GET player"] <= 90, "a terminal that nobody types in is glanced at"
    for line in ("help", "help seek", "notices", "quota", "account", "volume", "xyzzy", "library"):
        await talk.says(line)
    await turns()
    assert talk.driver.requests() == requests


async def test_help_names_every_word_and_explains_each(talk: Talk) -> None:
    from sptui.plain.vocabulary import VOCABULARY  # noqa: PLC0415

    lines = await talk.says("help")
    for word in VOCABULARY.words:
        assert f"{word.usage}: {word.summary}" in lines
        assert (await talk.says(f"help {word.name}"))[0].startswith(f"{word.usage}: {word.summary}.")
    assert (await talk.says("help sek"))[0].startswith("seek TIME")


async def test_quit_leaves_and_the_music_goes_on(talk: Talk) -> None:
    await talk.says("quit")
    assert talk.conversation.status == 0
    assert talk.driver.world.player.state.is_playing
