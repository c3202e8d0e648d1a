# finding: rule -
# message: This schedule cannot be read
answer = "soup, rice, tea"
