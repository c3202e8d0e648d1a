# finding: wrong-result M38
# message: `a`: when does the one begin
answer = ["concurrent", "concurrent", "concurrent", "concurrent", "concurrent", "concurrent"]
