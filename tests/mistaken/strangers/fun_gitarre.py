import numpy as np

# Which note is it? Real-valued regression of pitch from 6 band energies (guitar pickup)
LEAK = 0.1

def leaky(z: np.ndarray) -> np.ndarray:
    return np.where(z > 0, z, LEAK * z)

def leaky_slope(z: np.ndarray) -> np.ndarray:
    return np.where(z > 0, 1.0, 0.01)

def run_net(bands: np.ndarray, net: list) -> tuple[np.ndarray, np.ndarray]:
    z = bands @ net[0] + net[1]
    return z, leaky(z) @ net[2] + net[3]

def loss_of(pitch_hat: np.ndarray, pitch: np.ndarray) -> float:
    return np.mean(np.square(pitch_hat - pitch))

def slopes(bands, pitch, net):
    z, pitch_hat = run_net(bands, net)
    up = 2 * (pitch_hat - pitch) / pitch.size
    mid = up @ net[2].T * leaky_slope(z)
    return [bands.T @ mid, mid.sum(axis=0), leaky(z).T @ up, up.sum(axis=0)]

def main():
    rng = np.random.default_rng(123)
    bands = rng.exponential(1.0, (25, 6)) - 1
    pitch = (bands[:, :3].sum(axis=1) - np.abs(bands[:, 4])).reshape(25, 1) * 0.4
    net = [rng.normal(0, .4, (6, 8)), rng.normal(0, .1, 8), rng.normal(0, .4, (8, 1)), np.zeros(1)]
    for step in range(400):
        g = slopes(bands, pitch, net)
        for p, gp in zip(net, g):
            p -= 0.05 * gp
        if step % 80 == 0:
            print(step, loss_of(run_net(bands, net)[1], pitch))

main()
