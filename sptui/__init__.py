"""sptui: a keyboard-driven Spotify Connect remote for the terminal."""

__version__ = "0.1.0"
