"""Measured figures: `make bench` prints the table and keeps it in benchmarks/results.json."""
