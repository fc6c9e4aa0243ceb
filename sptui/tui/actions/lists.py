"""What the keys do with the rows of any list, and with the playlists that they go into."""

from sptui.spotify.scopes import STEERING
from sptui.tui.actions.action import Action
from sptui.tui.actions.making import ahead
from sptui.tui.actions.remote import Remote

LIST_ACTIONS: tuple[Action[Remote], ...] = (
    Action(
        id="row.play",
        keys="P",
        title="Play the whole: album, playlist, show …",
        hint="play all",
        group="Lists",
        run=lambda remote: remote.lists.play_whole(shuffled=False),
        scope=STEERING,
    ),
    Action(
        id="row.shuffle",
        keys="X",
        title="Play the whole, shuffled",
        group="Lists",
        run=lambda remote: remote.lists.play_whole(shuffled=True),
        scope=STEERING,
    ),
    Action(
        id="row.like",
        keys="h",
        title="Like or follow the row, or no more",
        hint="like",
        group="Lists",
        run=lambda remote: remote.lists.like(),
        counted=ahead(lambda remote: remote.lists.like()),
    ),
    Action(
        id="row.album",
        keys="b",
        title="Open its album, show or details",
        group="Lists",
        run=lambda remote: remote.opening.open_album(),
    ),
    Action(
        id="row.artist",
        keys="B",
        title="Open its artist",
        group="Lists",
        run=lambda remote: remote.opening.open_artist(),
    ),
    Action(
        id="playing.open",
        keys="c,g c",
        hint="what plays",
        title="Open what plays",
        group="Lists",
        run=lambda remote: remote.opening.open_playing(),
    ),
    Action(
        id="row.browse",
        keys="o",
        title="Open in the browser",
        group="Lists",
        run=lambda remote: remote.opening.browse(),
    ),
    Action(
        id="row.copy", keys="y", title="Copy its link", group="Lists", run=lambda remote: remote.opening.copy_link()
    ),
    Action(
        id="list.filter",
        keys="f",
        title="Filter the list",
        hint="filter",
        group="Lists",
        run=lambda remote: remote.lists.filter(),
    ),
    Action(
        id="list.sort",
        keys="s",
        title="Sort the list, or choose its span of time",
        group="Lists",
        run=lambda remote: remote.lists.sort(),
    ),
    Action(
        id="list.fill",
        keys="F",
        title="Load all rows, or stop",
        group="Lists",
        run=lambda remote: remote.lists.fill(),
    ),
    Action(
        id="list.back",
        keys="backspace",
        title="Back to the list before",
        group="Lists",
        run=lambda remote: remote.go_back(),
    ),
)


def _remove(remote: Remote) -> None:
    if not remote.listening.rooms.forget():
        remote.playlists.remove()


PLAYLIST_ACTIONS: tuple[Action[Remote], ...] = (
    Action(
        id="playlist.add",
        keys="i",
        title="Add the row to a playlist",
        hint="add to",
        group="Playlists",
        run=lambda remote: remote.playlists.add(),
        counted=ahead(lambda remote: remote.playlists.add()),
    ),
    Action(
        id="playlist.add-playing",
        keys="I",
        title="Add what plays to a playlist",
        group="Playlists",
        run=lambda remote: remote.playlists.add_playing(),
    ),
    Action(
        id="playlist.create",
        keys="N",
        title="New playlist",
        group="Playlists",
        run=lambda remote: remote.playlists.create(),
    ),
    Action(
        id="playlist.edit",
        keys="e",
        title="Rename, describe, make public or private",
        group="Playlists",
        run=lambda remote: remote.playlists.edit(),
    ),
    Action(
        id="playlist.remove",
        keys="x,delete",
        title="Remove from the list, unfollow, forget a device",
        hint="remove",
        group="Playlists",
        run=_remove,
        counted=ahead(_remove),
    ),
    Action(
        id="playlist.move-up",
        keys="K",
        title="Move the row up",
        group="Playlists",
        run=lambda remote: remote.playlists.move(-1),
        counted=lambda remote, count: remote.playlists.move(-count),
    ),
    Action(
        id="playlist.move-down",
        keys="J",
        title="Move the row down",
        hint="move",
        group="Playlists",
        run=lambda remote: remote.playlists.move(1),
        counted=lambda remote, count: remote.playlists.move(count),
    ),
    Action(
        id="playlist.remove-duplicates",
        keys="D",
        title="Remove duplicates",
        group="Playlists",
        run=lambda remote: remote.playlists.remove_duplicates(),
    ),
    Action(
        id="playlist.undo",
        keys="u",
        title="Undo the last change",
        group="Playlists",
        run=lambda remote: remote.playlists.undo(),
    ),
)
