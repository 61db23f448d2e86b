# -*- coding: utf-8 -*-
"""Rete neurale didattica, classi 'Strato' e 'Rete' (liceo scientifico, classe V)"""
import numpy as np

class Strato:
    def __init__(self, n, caso, lineare=False):
        # tutti gli strati hanno n ingressi ed n uscite
        self.pesi = caso.normal(0, 0.6, (n, n))
        self.soglia = caso.normal(0, 0.1, n)
        self.lineare = lineare

    def avanti(self, ingresso):
        self.ingresso = ingresso
        somma = ingresso @ self.pesi + self.soglia
        self.uscita = somma if self.lineare else np.tanh(somma)
        return self.uscita

    def indietro(self, grad):
        if not self.lineare:
            grad = grad * (1 - self.uscita ** 2)
        self.grad_pesi = self.ingresso.T @ grad
        self.grad_soglia = np.sum(grad, axis=0)
        return grad @ self.pesi

class Rete:
    def __init__(self, n, profondita, caso):
        self.strati = [Strato(n, caso) for _ in range(profondita - 1)]
        self.strati.append(Strato(n, caso, lineare=True))

    def passo(self, X, Y, passo):
        v = X
        for s in self.strati:
            v = s.avanti(v)
        perdita = ((v - Y) ** 2).sum() / (2 * X.shape[0])
        g = (v - Y) / X.shape[0]
        for s in reversed(self.strati):
            g = s.indietro(g)
        for s in self.strati:
            s.pesi -= passo * s.grad_pesi
            s.soglia -= passo * s.grad_soglia
        return perdita

caso = np.random.default_rng(33)
X = caso.uniform(-1, 1, (18, 3))
Y = np.roll(X, 1, axis=1) * X + caso.normal(0, 0.02, X.shape)
rete = Rete(3, 3, caso)
for ciclo in range(300):
    perdita = rete.passo(X, Y, 0.1)
    if ciclo % 60 == 0:
        print('ciclo', ciclo, 'perdita', perdita)
