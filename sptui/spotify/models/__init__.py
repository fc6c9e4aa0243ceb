"""The bodies of the Web API as frozen models, in Spotify's words: one file a family."""
