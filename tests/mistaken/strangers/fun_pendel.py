"""Pendel: aus drei vergangenen Winkeln den nächsten vorhersagen."""
import numpy as np

HIDDEN: int = 6
SCHRITTE: int = 800
ETA: float = 0.2


def daten() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(3)
    t = np.linspace(0, 9, 46)
    winkel = np.exp(-0.05 * t) * np.cos(2.3 * t) + rng.normal(0, 0.01, t.shape)
    x = np.stack([winkel[:-3], winkel[1:-2], winkel[2:-1]], axis=1)
    return x, winkel[3:, None]


def vorwaerts(x, w1, b1, w2, b2):
    h = np.tanh(x @ w1 + b1)
    return h, h @ w2 + b2


def verlust(o: np.ndarray, y: np.ndarray) -> float:
    return float(np.mean((o - y) ** 2))


def schritt(x, y, w1, b1, w2, b2):
    h, o = vorwaerts(x, w1, b1, w2, b2)
    w2_alt = w2.copy()
    g = 2.0 * (o - y) / len(x)
    w2 -= ETA * (h.T @ g)
    b2 -= ETA * g.sum(axis=0)
    g = (g @ w2_alt.T) * (1.0 - h * h)
    w1 -= ETA * (x.T @ g)
    b1 -= ETA * g.sum(axis=0)
    return verlust(o, y)


def main() -> None:
    x, y = daten()
    rng = np.random.default_rng(0)
    w1 = rng.normal(0, 0.5, (3, HIDDEN))
    b1 = np.zeros(HIDDEN)
    w2 = rng.normal(0, 0.5, (HIDDEN, 1))
    b2 = np.zeros(1)
    for i in range(SCHRITTE):
        wert = schritt(x, y, w1, b1, w2, b2)
        if i % 100 == 0:
            print(i, wert)


if __name__ == "__main__":
    main()
