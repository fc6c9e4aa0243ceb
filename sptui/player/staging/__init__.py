"""The staged queue: the listener's own list in front of Spotify's, from which one item at a time is handed over.

Spotify's queue can only be appended to. What waits here can still be moved and removed, whatever device plays.
"""
