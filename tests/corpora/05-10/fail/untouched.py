# finding: no-answer -
# message: This is still the program as it was given
class ReadingRoom:
    def __init__(self):
        ...

    def start_reading(self):
        ...

    def stop_reading(self):
        ...

    def start_writing(self):
        ...

    def stop_writing(self):
        ...
