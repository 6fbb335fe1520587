"""Drawings: ranges to scale, and plots."""
