"""What a list of equations is: nodes, the function table, reading and printing."""
