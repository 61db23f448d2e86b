# contador de pasos: la señal del acelerómetro en ventanas, un filtro aprendido y una salida
import numpy as np

np.random.seed(20)
t = np.arange(90) * 0.1
senal = np.sin(3.1 * t) + 0.4 * np.sin(9 * t + 1) + 0.1 * np.random.randn(90)
limpia = np.sin(3.1 * t)
K = 7                                  # largo de la ventana
ventanas = np.stack([senal[i:i + K] for i in range(len(senal) - K + 1)])
meta = limpia[K // 2: K // 2 + len(ventanas)]

filtros = np.random.randn(K, 3) * 0.3
sesgo = np.zeros(3)
mezcla = np.random.randn(3) * 0.5
tasa = 0.05
N = len(meta)

for vuelta in range(700):
    capa = np.tanh(ventanas @ filtros + sesgo)
    salida = capa @ mezcla
    error = salida - meta
    costo = (error ** 2).sum() / (2 * N)

    g_salida = error / N
    g_mezcla = capa.T @ g_salida
    g_capa = np.outer(g_salida, mezcla)
    g_filtros = ventanas.T @ g_capa
    g_sesgo = g_capa.sum(axis=0)

    filtros -= tasa * g_filtros
    sesgo -= tasa * g_sesgo
    mezcla -= tasa * g_mezcla
    if not vuelta % 100:
        print('vuelta', vuelta, 'costo', costo)
