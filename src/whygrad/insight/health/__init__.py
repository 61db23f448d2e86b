"""Health: what may go wrong in a training, measured; findings as data."""
