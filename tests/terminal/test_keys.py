"""Keys in a real terminal: after one another, with numbers, and as somebody has chosen them in config.toml."""

from pathlib import Path

from tests.terminal.conftest import Opens
from tests.terminal.tmux import Terminal


def write_config(env: dict[str, str], text: str) -> Path:
    file = Path(env["XDG_CONFIG_HOME"]) / "sptui" / "config.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def opened(sptui: Opens) -> Terminal:
    terminal = sptui("demo")
    terminal.wait_for(lambda screen: screen.title and screen.queue and "Kitchen" in screen)
    return terminal


def test_g_leads_somewhere_and_who_hesitates_is_told_where(demo: Terminal) -> None:
    demo.keys("g")
    demo.wait_for(lambda screen: "top artists" in screen and "g …" in screen)
    demo.keys("l")
    demo.wait_for(lambda screen: "Liked songs" in screen and "g …" not in screen)
    demo.keys("g", "d", "?")
    demo.wait_for(lambda screen: "Play or pause" in screen)


def test_a_number_is_for_the_key_behind_it_and_a_digit_alone_is_a_place_in_the_item(demo: Terminal) -> None:
    before = demo.screen().title
    demo.keys("2", "n")
    demo.wait_for(lambda screen: screen.title != before and screen.position < 5)
    demo.keys("5")
    demo.wait_for(lambda screen: screen.position > 60)


def test_chosen_keys_and_a_preset_count_and_the_screen_names_them(sptui: Opens, env: dict[str, str]) -> None:
    write_config(env, '[keys]\npreset = "vim"\n"player.toggle" = ["F2", "g space"]\npane.devices = "ctrl+o"\n')
    terminal = opened(sptui)
    terminal.wait_for(lambda screen: "f2 pause" in screen and "^o devices" in screen)
    terminal.keys("Space", "F2")
    terminal.wait_for(lambda screen: screen.mark == "⏸")
    terminal.keys("g", "Space")
    terminal.wait_for(lambda screen: screen.mark == "▶")
    terminal.keys("/")
    terminal.text("lanterns")
    terminal.wait_for(lambda screen: "lanterns" in screen)


def test_the_other_preset_is_that_of_spotify_player(sptui: Opens, env: dict[str, str]) -> None:
    write_config(env, '[keys]\npreset = "spotify-player"\n')
    terminal = opened(sptui)
    terminal.keys("u", "p")
    terminal.wait_for(lambda screen: "Late Train Home" in screen)
    terminal.keys("D")
    terminal.wait_for(lambda screen: "enter transfer" in screen)
