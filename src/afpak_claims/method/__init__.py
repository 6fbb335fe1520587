"""Method 2: what findings leave of the quantity that a claim names, and what they say together.

Small pure functions, one module for each section of the rule; they know neither files nor frames.
"""
