"""What the command palette offers, and how it finds the best of it; plain data, which the screen only shows."""
