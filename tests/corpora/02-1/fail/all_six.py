# finding: wrong-result -
# message: Which line does the main thread have to get past
answer = {"SRM", "SMR", "RSM", "RMS", "MSR", "MRS"}
