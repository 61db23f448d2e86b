"""CSV tables, and the data that a list of equations takes from them."""

from whygrad.training.tables.assignments import parse_assignments
from whygrad.training.tables.rows import Table, read_table
from whygrad.training.tables.selection import TableData, take

__all__ = ["Table", "TableData", "parse_assignments", "read_table", "take"]
