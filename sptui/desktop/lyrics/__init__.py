"""The words of what plays: asked of LRCLIB once a song, and kept."""
