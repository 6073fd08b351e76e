"""The sample papers: one directive, the reports that answer it, and what each sentence of them reports.

Everything here is written for the project. Real bodies appear as reporters, no figure or event is real,
and every paper says so on its first page and in its footer.
"""
