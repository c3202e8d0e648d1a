# finding: no-answer -
# message: There is no answer yet
from collections import Counter
