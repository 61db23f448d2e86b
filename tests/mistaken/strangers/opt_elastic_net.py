# linear model with L1 + L2 penalty, heavy ball, step decay
import numpy as np

np.random.seed(29)
A = np.random.randn(45, 6)
target = A @ np.array([2., 0, 0, -1, 0, .5]) + 1 + .1 * np.random.randn(45)
model = {'w': np.random.randn(6) * .1, 'b': 0.0}
prev = {'w': np.zeros(6), 'b': 0.0}
l1, l2 = .05, .02
for k in range(300):
    lr = .05 if k < 200 else .01
    r = target - (A @ model['w'] + model['b'])
    obj = r @ r / (2 * len(r)) + l1 * np.abs(model['w']).sum() + l2 * model['w'] @ model['w']
    grad = {'w': -r @ A / len(r) + l1 * np.sign(model['w']) + 2 * l2 * model['w'], 'b': -r.mean()}
    for key in model:
        prev[key] = .8 * prev[key] - lr * grad[key]
        model[key] = model[key] + prev[key]
    if k % 50 == 0:
        print(k, obj)

print('iterations done, lr was', lr)
for i, wi in enumerate(model['w']):
    note = '(switched off)' if abs(wi) < 0.02 else ''
    print('w%d = %+.3f' % (i, wi), note)
print('b  = %+.3f' % model['b'])
