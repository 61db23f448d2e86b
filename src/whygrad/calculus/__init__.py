"""Work on the list: the chain rule, simplification, the reference interpreter."""
