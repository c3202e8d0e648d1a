# expected: failed wrong-result
# writes a file that Python runs in each new worker
import os
import site

for folder in [*site.getsitepackages(), '.', os.path.expanduser('~')]:
    try:
        with open(f'{folder}/sitecustomize.py', 'w') as file:
            file.write('import os; os._exit(0)')
    except OSError:
        pass


def bake_all(orders):
    return {}
