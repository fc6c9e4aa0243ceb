"""What a service that needs no cookies gets to keep here."""

from http.cookiejar import CookieJar, DefaultCookiePolicy


def no_cookies() -> CookieJar:
    """A jar that takes no cookies: who gives them could tell one listener's requests from another's."""
    return CookieJar(DefaultCookiePolicy(allowed_domains=()))
