"""What a run shows: pictures and explanations."""
