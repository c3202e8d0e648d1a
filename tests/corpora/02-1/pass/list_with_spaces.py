answer = ["S R M", "R S M", "S M R"]
