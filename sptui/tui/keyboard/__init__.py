"""What keys do: their names, which ones do what, and those that follow one another."""
