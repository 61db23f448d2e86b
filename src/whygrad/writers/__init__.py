"""The list written out as programs."""
