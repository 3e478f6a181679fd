"""Quotations of a corpus as Parquet: cut into shards, extracted in this process or on a cluster, written in parts.

A part is written once, whole, under a name that follows from what it was made of, so any number of workers write the
same bytes, and a run that was stopped continues.
"""
