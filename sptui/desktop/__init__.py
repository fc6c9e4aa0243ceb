"""The desktop around the terminal; each part is optional, and imported only when used."""
