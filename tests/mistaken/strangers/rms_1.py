# Red neuronal pequena: una capa oculta, entropia cruzada, RMSprop
import numpy as np

gen = np.random.RandomState(1)
ent = gen.randn(60, 3)
obj = ((ent ** 2).sum(axis=1, keepdims=True) < 2.5) * 1.0

pes = {
    "W1": gen.randn(3, 5) * 0.7,
    "b1": gen.randn(1, 5) * 0.1,
    "W2": gen.randn(5, 1) * 0.7,
    "b2": gen.randn(1, 1) * 0.1,
}
cuad = {k: np.zeros(v.shape) for k, v in pes.items()}
lam = 0.02
tasa = 0.01
rho = 0.9


def sig(x):
    return 1.0 / (1.0 + np.exp(-x))


def adelante(pes, ent):
    oculta = sig(ent @ pes["W1"] + pes["b1"])
    sal = sig(oculta @ pes["W2"] + pes["b2"])
    return oculta, sal


def costo(sal, obj, pes):
    m = len(obj)
    ce = -(obj * np.log(sal) + (1 - obj) * np.log(1 - sal)).sum() / m
    reg = lam * ((pes["W1"] ** 2).sum() + (pes["W2"] ** 2).sum())
    return ce + reg


def atras(pes, ent, obj, oculta, sal):
    m = len(obj)
    g = {}
    dz2 = (sal - obj) / m
    g["W2"] = oculta.T @ dz2 + 2 * lam * pes["W2"]
    g["b2"] = dz2.sum(axis=0, keepdims=True)
    doc = dz2 @ pes["W2"].T
    dz1 = doc * oculta * (1 - oculta)
    g["W1"] = ent.T @ dz1 + 2 * lam * pes["W1"]
    g["b1"] = dz1
    return g


for paso in range(300):
    oculta, sal = adelante(pes, ent)
    perdida = costo(sal, obj, pes)
    g = atras(pes, ent, obj, oculta, sal)
    for k in pes:
        cuad[k] = rho * cuad[k] + (1 - rho) * g[k] ** 2
        pes[k] = pes[k] - tasa * g[k] / (np.sqrt(cuad[k]) + 1e-8)
    if paso % 100 == 0:
        print("paso", paso, "perdida", perdida)

print("aciertos:", ((adelante(pes, ent)[1] > 0.5) == (obj > 0.5)).mean())
