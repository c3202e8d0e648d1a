answer = "BCA"
