"""The command line: one module a command, joined to the rest of the program by `wiring`."""
