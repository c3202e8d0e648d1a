# finding: no-answer -
# message: There is no answer yet
from concurrent.futures import ProcessPoolExecutor
