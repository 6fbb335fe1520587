"""Citations: a source, written in several styles.

What is unknown stays unknown: text and Markdown say it plainly, the styles for machines leave
the field out. The year, month and day that they carry are those that every reading of the date
shares; a date with more to it (a range, a doubt) is also given in words.
"""
