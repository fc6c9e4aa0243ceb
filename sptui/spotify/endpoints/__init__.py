"""The Web API's calls: one file a chapter of Spotify's reference."""
