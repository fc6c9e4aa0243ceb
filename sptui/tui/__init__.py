"""The screen: panes and widgets over the player; the only part that knows Textual."""
