"""The tables of actions: whatever a key can do is a row of one of them."""

from sptui.tui.actions.action import Action, Group
from sptui.tui.actions.remote import BoxName, PaneName, Remote
from sptui.tui.actions.table import ACTIONS, BY_ID, NOT_NOW, not_granted, why_not

__all__ = [
    "ACTIONS",
    "BY_ID",
    "NOT_NOW",
    "Action",
    "BoxName",
    "Group",
    "PaneName",
    "Remote",
    "not_granted",
    "why_not",
]
