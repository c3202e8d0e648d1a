# expect: pass
# because: the handler is read once, so what is checked is what is called
class Plugin:
    handler = None

    def install(self):
        Plugin.handler = staticmethod(lambda: "handled")

    def remove(self):
        Plugin.handler = None

    def run(self):
        handler = self.handler
        if handler is not None:
            handler()

# --- scenario ---
def setup():
    plugin = Plugin()
    plugin.install()
    return plugin
workers = [Plugin.remove, Plugin.run]
def invariant(plugin): return Plugin.handler is None
