"""Widgets that know nothing of Spotify: a list, a seek bar, a line of key hints."""
