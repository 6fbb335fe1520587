"""Quantity phrases: what a wording says in numbers, and whether that is known.

Three outcomes: the words are understood, they are a quantifier of the dataset, or they are not
understood, and then no bound follows. How a language writes quantities is data, one table each.
"""
