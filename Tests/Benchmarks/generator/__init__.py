"""A large dataset that nobody lived through: shaped like real ones, and the same on every machine.

Countries, groups and events are made up. What is taken from reality is its shape: fatalities as in UCDP GED (Syria 2018
and 2019), many small incidents and a few that hundreds of statements are about, several parties that disagree, names in
Latin and Arabic script, words after Zipf's law. Every id exists, so that loading it gives no error.
"""

from .dataset import ensure_dataset, write_dataset

__all__ = ["ensure_dataset", "write_dataset"]
