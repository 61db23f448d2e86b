# rete 2-5-1, parametri e gradienti in dizionari
import numpy as np
np.random.seed(71)

parametri = dict(
    pesi_1=np.random.randn(2, 5), soglia_1=np.zeros(5),
    pesi_2=np.random.randn(5, 1), soglia_2=np.zeros(1),
)
ingressi = np.random.uniform(-1, 1, (26, 2))
uscite = (np.linalg.norm(ingressi, axis=1) < 0.7).astype(float).reshape(-1, 1)

class Ottimizzatore:
    def __init__(self, passo): self.passo = passo
    def applica(self, parametri, gradienti):
        for nome in parametri:
            parametri[nome] = parametri[nome] - self.passo * gradienti[nome]

def avanti(x, p):
    nascosto = np.tanh(x @ p["pesi_1"] + p["soglia_1"])
    return nascosto, 1 / (1 + np.exp(-(nascosto @ p["pesi_2"] + p["soglia_2"])))

def indietro(x, t, nascosto, y, p):
    n = t.shape[0]
    err = y - t
    grad = {}
    grad["pesi_2"] = nascosto.T @ err / n
    grad["soglia_2"] = err.sum(axis=0) / n
    delta = err @ p["pesi_2"].T * (1 - nascosto ** 2)
    grad["pesi_1"] = ingressi.T @ delta / n
    grad["soglia_1"] = np.sum(delta) / n
    return grad

def perdita(y, t):
    return float(-(t * np.log(y) + (1 - t) * np.log(1 - y)).mean())

ott = Ottimizzatore(0.5)
for giro in range(400):
    nascosto, y = avanti(ingressi, parametri)
    ott.applica(parametri, indietro(ingressi, uscite, nascosto, y, parametri))
    if giro % 100 == 0:
        print(giro, perdita(y, uscite))
