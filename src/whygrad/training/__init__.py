"""Starting values, update rules, fitting, files."""
