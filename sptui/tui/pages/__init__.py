"""An open list as rows: its head, its body, and what is told of it."""
