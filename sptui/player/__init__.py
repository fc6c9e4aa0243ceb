"""What plays: state, commands and when to read; no terminal, no HTTP."""
