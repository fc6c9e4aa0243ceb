"""The token of a login, and where it is kept between runs: a file, the system's keyring, or nowhere but in memory."""

from sptui.spotify.tokens.file import TokenFile
from sptui.spotify.tokens.held import HeldTokens
from sptui.spotify.tokens.store import MemoryTokens, TokenStore
from sptui.spotify.tokens.token import Token, TokenText, same_account

__all__ = ["HeldTokens", "MemoryTokens", "Token", "TokenFile", "TokenStore", "TokenText", "same_account"]
