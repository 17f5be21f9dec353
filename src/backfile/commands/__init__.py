"""The commands, a family a module; `cli` imports the one that is asked for."""
