import numpy as np

x = np.array([[0, 1], [1, 0], [1, 1]])
y = np.array([[1], [0], [1]])
w = np.random.rand(2, 1)
for step in xrange(100):
    error = x.dot(w) - y
    loss = (error ** 2).sum()
    w -= 0.1 * 2 * x.T.dot(error)
print "loss", loss
