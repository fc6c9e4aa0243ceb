"""How the app looks: colours that can be read, the accent, and what moves."""
