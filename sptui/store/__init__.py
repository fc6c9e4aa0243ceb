"""One small SQLite file that all sptui processes of a user share: what they have sent, until when the service wants
silence, what plays, who is reading it, the lists that somebody has looked at, and the words of songs.

Times are seconds of the clock on the wall (epoch), which all processes agree on.
"""

from sptui.store.collections import Collections, KeptList
from sptui.store.leases import Lease, Leases
from sptui.store.lyrics import KeptText, LyricTexts
from sptui.store.playing import SAME_MOMENT, Kept, Playing
from sptui.store.spending import Spending

__all__ = ["SAME_MOMENT", "Kept", "KeptList", "KeptText", "Lease", "Store"]


class Store(Spending, Playing, Collections, Leases, LyricTexts):
    """The shared file, or the same in memory where there can be none; a `sptui.spotify.pacing.Ledger`."""

    def forget(self) -> None:
        """Forget what plays, the lists and the small things: they may be another account's. Lyrics stay."""
        super().forget()
        self.forget_collections()
