"""What the listener has and finds: lists that load as they are looked at, searches, and playlists that are changed."""
