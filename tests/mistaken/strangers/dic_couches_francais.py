# Reseau multicouche, dictionnaires "par" et "grad" (corrige maison du TD 4)
import numpy as np

np.random.seed(18)
couches = [3, 6, 4, 2]
K = len(couches) - 1
par = {}
for k in range(K):
    par['W' + str(k + 1)] = np.random.randn(couches[k], couches[k + 1]) * np.sqrt(1 / couches[k])
    par['b' + str(k + 1)] = np.zeros((1, couches[k + 1]))

X = np.random.randn(25, 3)
classes = (X[:, 0] + 0.5 * X[:, 1] ** 2 > 0.3).astype(int)
Y = np.zeros((25, 2))
for i in range(25):
    Y[i, classes[i]] = 1

def propage(X):
    memo = {'A0': X}
    for k in range(1, K):
        memo['A%d' % k] = np.tanh(np.dot(memo['A%d' % (k - 1)], par['W%d' % k]) + par['b%d' % k])
    S = np.dot(memo['A%d' % (K - 1)], par['W%d' % K]) + par['b%d' % K]
    E = np.exp(S - S.max(axis=1, keepdims=True))
    memo['A%d' % K] = E / E.sum(axis=1, keepdims=True)
    return memo

def retropropage(memo, Y):
    grad = {}
    delta = (memo['A%d' % K] - Y) / Y.shape[0]
    for k in range(K, 0, -1):
        grad['W%d' % k] = np.dot(memo['A%d' % (k - 1)].T, delta)
        grad['b%d' % k] = np.sum(delta)
        if k > 1:
            delta = np.dot(delta, par['W%d' % k].T) * (1 - memo['A%d' % (k - 1)] ** 2)
    return grad

for epoque in range(200):
    memo = propage(X)
    cout = -np.sum(Y * np.log(memo['A%d' % K])) / len(Y)
    grad = retropropage(memo, Y)
    for cle in par:
        par[cle] = par[cle] - 0.5 * grad[cle]
    if epoque % 40 == 0:
        print("epoque", epoque, "cout", cout)
