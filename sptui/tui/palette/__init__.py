"""What the command palette offers, and how it finds the best of it: all in plain data, so that the screen only shows it."""
