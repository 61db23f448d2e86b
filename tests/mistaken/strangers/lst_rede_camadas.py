# Rede neural em Python puro - trabalho da disciplina de IA
import math
import random

random.seed(2010)

NE, NO, NS = 2, 4, 2          # neuronios de entrada, ocultos, de saida
TAXA = 0.3

def aleatorio():
    return random.random() * 2 - 1

pesosEO = [[aleatorio() for o in range(NO)] for e in range(NE)]
biasO = [aleatorio() for o in range(NO)]
pesosOS = [[aleatorio() for s in range(NS)] for o in range(NO)]
biasS = [aleatorio() for s in range(NS)]

def sigm(u):
    return 1 / (1 + math.exp(-u))

exemplos = []
for k in range(10):
    a = random.random()
    b = random.random()
    exemplos.append(([a, b], [sigm(4 * (a - b)), a * b]))

for epoca in range(1, 201):
    erroTotal = 0
    for entrada, desejado in exemplos:
        oculta = []
        for o in range(NO):
            u = biasO[o]
            for e in range(NE):
                u += entrada[e] * pesosEO[e][o]
            oculta.append(sigm(u))
        saida = []
        for s in range(NS):
            u = biasS[s]
            for o in range(NO):
                u += oculta[o] * pesosOS[o][s]
            saida.append(sigm(u))

        erroTotal += sum((d - y) ** 2 for d, y in zip(desejado, saida)) / 2

        deltaS = [(y - d) * y * (1 - y) for d, y in zip(desejado, saida)]
        deltaO = []
        for o in range(NO):
            soma = sum(deltaS[s] * pesosOS[o][s] for s in range(NS))
            deltaO.append(soma * oculta[o] * (1 - oculta[o]))

        for o in range(NO):
            for s in range(NS):
                pesosOS[o][s] -= TAXA * deltaS[s] * oculta[o]
        for s in range(NS):
            biasS[s] -= TAXA * deltaS[s]
        for e in range(NE):
            for o in range(NO):
                pesosEO[e][o] -= TAXA * deltaO[o] * oculta[o]
        for o in range(NO):
            biasO[o] -= TAXA * deltaO[o]
    if epoca % 40 == 0:
        print('epoca %d: erro %.5f' % (epoca, erroTotal))
