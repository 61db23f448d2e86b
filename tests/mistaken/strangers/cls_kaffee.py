import numpy as np

class Barista:
    """Kaffee: Mahlgrad, Menge, Druck, Zeit -> Note.  Ein Netz mit zwei versteckten Schichten."""

    def __init__(self):
        r = np.random.default_rng(101)
        self.gewichte = [r.normal(0, .5, s) for s in ((4, 6), (6, 3), (3, 1))]
        self.schwellen = [np.full((1, k), 0.1) for k in (6, 3, 1)]

    def probiere(self, x):
        self.stufen = [x]
        for i, (w, s) in enumerate(zip(self.gewichte, self.schwellen)):
            x = x @ w + s
            if i < 2:
                x = np.tanh(x)
            self.stufen.append(x)
        return x

    def verbessere(self, note, rate):
        d = (self.stufen[-1] - note) / note.shape[0]
        for i in (2, 1, 0):
            gw = self.stufen[i].T @ d
            gs = d.sum(axis=0, keepdims=True)
            if i > 0:
                d = (d @ self.gewichte[i].T) * (1 - self.stufen[i] ** 2)
                self.schwellen[i] -= rate * gs
            self.gewichte[i] -= rate * gw

def guete(o, t):
    return 0.5 * np.mean(np.square(o - t))

r = np.random.default_rng(7)
proben = r.uniform(-1, 1, (19, 4))
noten = (1 - np.square(proben - [0.1, 0.3, -0.2, 0]).sum(axis=1, keepdims=True)) * 0.5
b = Barista()
for tasse in range(300):
    o = b.probiere(proben)
    if tasse % 50 == 0:
        print("Tasse", tasse, guete(o, noten))
    b.verbessere(noten, 0.1)
