"""ClaimReview and MediaReview markup (https://schema.org): read from files, pages and feeds; checked offline; built.

Pure: no database, no network.
"""

from factdb.claimreview.check import faults_of
from factdb.claimreview.markup import Fault, Found, read_markup_file
from factdb.claimreview.meaning import Judged, judged_of

__all__ = ["Fault", "Found", "Judged", "faults_of", "judged_of", "read_markup_file"]
