# finding: rule -
# message: there is no `SharedMemory`
def repaint(picture, change, painters):
    return bytes(map(change, picture))
