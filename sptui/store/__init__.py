"""One small SQLite file that all sptui processes of a user share: what they have sent, until when the service wants
silence, what plays, and who is reading it.

Times are seconds of the clock on the wall (epoch), which all processes agree on.
"""

from sptui.store.leases import Lease, Leases
from sptui.store.playing import SAME_MOMENT, Kept, Playing
from sptui.store.spending import Spending

__all__ = ["SAME_MOMENT", "Kept", "Lease", "Store"]


class Store(Spending, Playing, Leases):
    """The shared file, or the same in memory where there can be none; a `sptui.spotify.pacing.Ledger`."""
