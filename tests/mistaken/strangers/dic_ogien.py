# czujnik dymu: czy to pożar, para z czajnika czy nic?   (kolumny = próbki)
import numpy as np

losowe = np.random.RandomState(48)
klasa = losowe.randint(0, 3, 31)
probki = np.array([[1.1, .2, -.4], [.3, 1., -.2], [.8, -.5, -.1], [0., .6, .3]])[:, klasa] + 0.5 * losowe.randn(4, 31)
jeden_z_n = np.eye(3)[klasa].T

siec = {'W1': losowe.randn(6, 4) * 0.5, 'b1': np.zeros((6, 1)), 'W2': losowe.randn(3, 6) * 0.5, 'b2': np.zeros((3, 1))}
m = probki.shape[1]
pamiec = {}

def przod():
    pamiec['A1'] = np.tanh(siec['W1'] @ probki + siec['b1'])
    z = siec['W2'] @ pamiec['A1'] + siec['b2']
    w = np.exp(z - np.max(z, axis=0))
    pamiec['A2'] = w / np.sum(w, axis=0)

def strata():
    return -np.mean(np.sum(jeden_z_n * np.log(pamiec['A2']), axis=0))

def tyl():
    dz2 = pamiec['A2'] - jeden_z_n
    dz1 = siec['W2'].T @ dz2 * (1 - pamiec['A1'] ** 2)
    return {
        'W2': dz2 @ pamiec['A1'].T / m,
        'b2': np.sum(dz2, axis=1, keepdims=True),
        'W1': dz1 @ probki.T / m,
        'b1': np.sum(dz1, axis=1, keepdims=True) / m,
    }

for krok in range(300):
    przod()
    if krok % 50 == 0:
        print(krok, strata())
    g = tyl()
    for k in siec:
        siec[k] -= 0.2 * g[k]
