# Yapay Sinir Aglari dersi - Odev 2
# ogrenci calismasi: iki katmanli ag, ikili siniflandirma
import numpy as np

np.random.seed(99)
ornek = 30
X = np.random.randn(ornek, 2)
etiket = ((X[:, 0] ** 2 + X[:, 1] ** 2) > 1.2).astype(float).reshape(-1, 1)

gizli = 6
W_giris = np.random.randn(2, gizli)
b_giris = np.zeros((1, gizli))
W_cikis = np.random.randn(gizli, 1)
b_cikis = np.zeros((1, 1))
ogrenme_orani = 0.7

def sig(v):
    return 1.0 / (1.0 + np.exp(-v))

kayiplar = []
for devir in range(500):
    g = sig(X.dot(W_giris) + b_giris)
    tahmin = sig(g.dot(W_cikis) + b_cikis)
    kayip = -np.mean(etiket * np.log(tahmin) + (1 - etiket) * np.log(1 - tahmin))
    kayiplar.append(kayip)

    hata = (tahmin - etiket) / ornek
    # cikis katmani
    W_cikis -= ogrenme_orani * g.T.dot(hata)
    b_cikis -= ogrenme_orani * hata.sum(axis=0, keepdims=True)
    # gizli katman
    hata_gizli = hata.dot(W_cikis.T) * g * (1 - g)
    W_giris -= ogrenme_orani * X.T.dot(hata_gizli)
    b_giris -= ogrenme_orani * hata_gizli.sum(axis=0, keepdims=True)

    if devir % 100 == 0:
        print("devir:", devir, "kayip:", kayip)

print("son kayip:", kayiplar[-1])
print("dogruluk:", np.mean((tahmin > 0.5) == (etiket > 0.5)))
