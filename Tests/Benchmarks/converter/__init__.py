"""Real data as a sitrep dataset: events and their dead as UCDP codes them, daily figures of ministries, and news items.

What the sources say stays as they say it: ranges are ranges, a figure that its source gives no range for is exact, an
unordered range is no range, and nobody's missing figure becomes a zero. No named victim is in these files.
"""

from .dataset import DATA, ensure_real_dataset, is_there, write_real_dataset

__all__ = ["DATA", "ensure_real_dataset", "is_there", "write_real_dataset"]
