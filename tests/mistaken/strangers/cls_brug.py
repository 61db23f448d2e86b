import numpy as np

# hidden layer feeds the output twice: straight and through a second hidden layer (a "brug")
class BrugNet:
    def __init__(self, n_in, n_h, rng):
        self.Wa = rng.normal(0, .6, (n_in, n_h))
        self.ba = np.zeros(n_h)
        self.Wb = rng.normal(0, .4, (n_h, n_h))
        self.bb = np.zeros(n_h)
        self.wo = rng.normal(0, .5, (n_h, 1))
        self.ws = rng.normal(0, .5, (n_h, 1))

    def vooruit(self, x):
        self.x = x
        self.a = np.tanh(x @ self.Wa + self.ba)
        self.b = np.tanh(self.a @ self.Wb + self.bb)
        return self.b @ self.wo + self.a @ self.ws

    def terug(self, d):
        self.g = {}
        self.g['wo'] = self.b.T @ d
        self.g['ws'] = self.a.T @ d
        da = d @ self.ws.T
        db = (d @ self.wo.T) * (1 - self.b ** 2)
        self.g['Wb'] = self.a.T @ db
        self.g['bb'] = db.sum(axis=0)
        da = db @ self.Wb.T
        dz = da * (1 - self.a ** 2)
        self.g['Wa'] = self.x.T @ dz
        self.g['ba'] = dz.sum(axis=0)

    def stap(self, lr):
        for naam, g in self.g.items():
            setattr(self, naam, getattr(self, naam) - lr * g)

rng = np.random.default_rng(18)
x = rng.normal(size=(22, 3))
y = (np.sin(x[:, 0]) + 0.5 * x[:, 1] - 0.2 * x[:, 2] ** 2).reshape(-1, 1)
net = BrugNet(3, 6, rng)
for i in range(401):
    uit = net.vooruit(x)
    verlies = np.mean((uit - y) ** 2)
    net.terug(2 * (uit - y) / len(y))
    net.stap(0.05)
    if i % 80 == 0:
        print(i, verlies)
