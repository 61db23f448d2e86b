"""Run a written program."""
