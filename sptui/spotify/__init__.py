"""The Web API: typed, async, no state but the token; knows nothing of the player or the screen."""
