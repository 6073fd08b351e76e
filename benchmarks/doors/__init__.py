"""The bars of the doors: how people and other systems get in and out of the register."""
