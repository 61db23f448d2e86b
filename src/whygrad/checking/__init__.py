"""A person's own backward pass: read from a script that is never run, compared, explained."""
