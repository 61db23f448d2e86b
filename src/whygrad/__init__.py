"""Neural networks as equations that you can read, run, question and check."""
