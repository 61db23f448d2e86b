import numpy as np

# Controle do forno: potência, tempo, massa -> temperatura do pão (normalizada)
def gerar(n, semente):
    g = np.random.default_rng(semente)
    e = g.uniform(0, 1, (n, 3))
    alvo = 0.9 * e[:, 0] * e[:, 1] / (0.5 + e[:, 2])
    return e, alvo.reshape(n, 1) + g.normal(0, 0.01, (n, 1))

def sig(a):
    return 1 / (1 + np.exp(-a))

def frente(e, w1, w2):
    e1 = np.hstack([e, np.ones((len(e), 1))])
    oculta = sig(e1 @ w1)
    oculta1 = np.hstack([oculta, np.ones((len(e), 1))])
    return e1, oculta, oculta1, oculta1 @ w2

def tras(e1, oculta, oculta1, saida, alvo, w2):
    delta = (alvo - saida) / len(alvo)
    grad2 = oculta1.T @ delta
    grad1 = e1.T @ ((delta @ w2[:-1].T) * oculta * (1 - oculta))
    return grad1, grad2

def perda(saida, alvo):
    return 0.5 * np.mean((saida - alvo) ** 2)

if __name__ == '__main__':
    entrada, alvo = gerar(28, 10)
    g = np.random.default_rng(1)
    w1 = g.normal(0, 1, (4, 5))
    w2 = g.normal(0, 1, (6, 1))
    taxa = 0.02
    for ciclo in range(30):
        e1, oculta, oculta1, saida = frente(entrada, w1, w2)
        grad1, grad2 = tras(e1, oculta, oculta1, saida, alvo, w2)
        w1 = w1 - taxa * grad1
        w2 = w2 - taxa * grad2
        if ciclo % 5 == 0:
            print('ciclo', ciclo, 'perda', perda(saida, alvo))
