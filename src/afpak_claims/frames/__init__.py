"""Frames: a dataset as pandas DataFrames."""
