import numpy as np

# opbrengst van 3 zonnepanelen uit uur, bewolking, maand, temperatuur -- met L2 en L1-loos, Nesterov-achtig
r = np.random.default_rng(52)
weer = r.uniform(-1, 1, (27, 4))
opbrengst = np.maximum(0, np.outer(1 - weer[:, 0] ** 2, [1., .8, .6]) - 0.3 * weer[:, 1:2]) + r.normal(0, .02, (27, 3))

lam = 0.01
gewichten = [r.normal(0, .5, (4, 8)), r.normal(0, .5, (8, 3))]
drempels = [np.zeros(8), np.zeros(3)]
vaart_g = [np.zeros((4, 8)), np.zeros((8, 3))]
vaart_d = [np.zeros(8), np.zeros(3)]
rem, leersnelheid = 0.85, 0.02

def kosten(uit):
    straf = lam * sum((g ** 2).sum() for g in gewichten)
    return ((uit - opbrengst) ** 2).sum() / (2 * len(weer)) + straf

for dag in range(300):
    verborgen = np.tanh(weer @ gewichten[0] + drempels[0])
    uit = verborgen @ gewichten[1] + drempels[1]
    if dag % 60 == 0:
        print("dag", dag, "kosten", kosten(uit))

    d_uit = (uit - opbrengst) / len(weer)
    d_verb = d_uit @ gewichten[1].T * (1 - verborgen ** 2)
    grad_g = [weer.T @ d_verb, verborgen.T @ d_uit]
    grad_d = [d_verb.sum(0), d_uit.sum(0)]
    for k in (0, 1):
        grad_g[k] += lam * gewichten[k]
        vaart_g[k] = rem * vaart_g[k] + leersnelheid * grad_g[k]
        vaart_d[k] = rem * vaart_d[k] + leersnelheid * grad_d[k]
        gewichten[k] -= vaart_g[k]
        drempels[k] -= vaart_d[k]
