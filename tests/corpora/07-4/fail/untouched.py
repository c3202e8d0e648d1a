# finding: no-answer -
# message: still the program as it was given
def repaint(picture, change, painters):
    """Change every byte of a picture, in place, in memory that several processes share.

    picture    bytes.
    change     `change(byte)` gives the new value of a byte, 0 to 255. Other processes can import it.
    painters   how many processes share the work, 1 or more; each one paints a part.

    The picture lies in one `multiprocessing.shared_memory.SharedMemory` block, which every painter opens by its name.

    Returns the new picture as bytes. When `change` raises an exception in a painter, `repaint` raises RuntimeError.
    In both cases no block and no process is left.
    """
    raise NotImplementedError()
