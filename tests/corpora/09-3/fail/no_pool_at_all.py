# finding: wrong-result M44
# message: looked at one after the other
def total_size(album, look, workers):
    size, inner = look(album)
    return size + sum(total_size(one, look, workers) for one in inner)
