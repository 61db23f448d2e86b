# predict the points of a wine from acidity, sugar, alcohol (numbers made up by me)
import numpy as np

np.random.seed(71)
wine = np.random.uniform(0, 1, (16, 3))
points = 80 + 10 * wine[:, 2] - 6 * (wine[:, 0] - 0.5) ** 2 + np.random.normal(0, 0.4, 16)
points = ((points - points.mean()) / points.std()).reshape(16, 1)

net = {'w_hidden': np.random.normal(0, 1, (3, 5)), 'b_hidden': np.zeros((1, 5)),
       'w_out': np.random.normal(0, 1, (5, 1)), 'b_out': np.zeros((1, 1))}

def taste(net, x):
    """forward pass; returns everything"""
    out = {}
    out['hidden'] = np.tanh(x.dot(net['w_hidden']) + net['b_hidden'])
    out['score'] = out['hidden'].dot(net['w_out']) + net['b_out']
    return out

def spit(net, x, out, target):
    """backward pass; returns a dict with the same keys as net"""
    n = x.shape[0]
    g = {}
    d_score = (out['score'] - target) / n
    d_hidden = d_score.dot(net['w_out'].T) * (1 - np.square(out['hidden']))
    g['w_out'] = out['hidden'].T.dot(d_score)
    g['b_out'] = d_score.sum(axis=0, keepdims=True)
    g['w_hidden'] = x.T.dot(d_hidden) / n
    g['b_hidden'] = d_hidden.sum(axis=0, keepdims=True)
    return g

for glass in range(500):
    out = taste(net, wine)
    loss = ((out['score'] - points) ** 2).mean() / 2
    g = spit(net, wine, out, points)
    for k, v in g.items():
        net[k] -= 0.1 * v
    if glass % 100 == 0:
        print("glass no.", glass, "loss", loss)
