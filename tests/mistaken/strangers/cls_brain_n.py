# brain.py  -- for the robot arm project (two joints), version 0.3
import numpy as np

class Brain():
    def __init__(self, n_in, n_hid1, n_hid2, n_out, seed=13):
        r = np.random.RandomState(seed)
        self.w1 = r.uniform(-.6, .6, (n_in, n_hid1))
        self.w2 = r.uniform(-.6, .6, (n_hid1, n_hid2))
        self.w3 = r.uniform(-.6, .6, (n_hid2, n_out))
        self.t1 = np.zeros(n_hid1)
        self.t2 = np.zeros(n_hid2)
        self.t3 = np.zeros(n_out)

    def sense(self, x):
        self.x = x
        self.h1 = self.sig(x @ self.w1 + self.t1)
        self.h2 = self.sig(self.h1 @ self.w2 + self.t2)
        self.out = self.h2 @ self.w3 + self.t3
        return self.out

    @staticmethod
    def sig(v):
        return 1. / (1. + np.exp(-v))

    def pain(self, y):
        return 0.5 * np.mean(np.sum((self.out - y) ** 2, axis=1))

    def feedback(self, y):
        n = len(y)
        self.e3 = (self.out - y) / n
        self.e2 = self.e3 @ self.w3.T * self.h2 * (1 - self.h2)
        self.e1 = self.e2 @ self.w2.T

    def rewire(self, gain):
        self.w3 -= gain * self.h2.T @ self.e3
        self.t3 -= gain * self.e3.sum(0)
        self.w2 -= gain * self.h1.T @ self.e2
        self.t2 -= gain * self.e2.sum(0)
        self.w1 -= gain * self.x.T @ self.e1
        self.t1 -= gain * self.e1.sum(0)

angles = np.random.RandomState(3).uniform(0, 1.5, (23, 2))
hand = np.c_[np.cos(angles[:, 0]) + np.cos(angles.sum(1)), np.sin(angles[:, 0]) + np.sin(angles.sum(1))]
hand += 0.01 * np.random.RandomState(4).randn(23, 2)

brain = Brain(2, 6, 5, 2)
for trial in range(400):
    brain.sense(angles)
    hurt = brain.pain(hand)
    brain.feedback(hand)
    brain.rewire(0.5)
    if trial % 80 == 0:
        print("trial", trial, "pain", hurt)
