"""Diagrams: a graph as data, its layout, and its formats."""
