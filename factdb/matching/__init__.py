"""Comparison without a database: names of people, wordings of quotes, where a quote is in a later text."""
