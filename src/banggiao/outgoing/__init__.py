"""Calls that leave this machine: to which address they may go, and bounded in time and size on their way
there."""
