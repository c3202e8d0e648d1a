# expect: fail
# because: the handler is swapped between the check and the call
class Plugin:
    handler = None

    def install(self):
        Plugin.handler = lambda self: "handled"

    def remove(self):
        Plugin.handler = None

    def run(self):
        if self.handler is not None:
            self.handler()

# --- scenario ---
def setup():
    plugin = Plugin()
    plugin.install()
    return plugin
workers = [Plugin.remove, Plugin.run]
def invariant(plugin): return True
