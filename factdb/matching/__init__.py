"""Comparison without a database: names of people, wordings of quotes, where a quote stands in a later text."""
