"""The keyboard: which key does what, and how sentences name it."""
