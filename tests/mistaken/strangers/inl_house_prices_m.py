import numpy as np

# area in 100 m^2, rooms, age in decades
houses = np.array([[1.2, 4, 0.5],
                   [0.8, 3, 2.0],
                   [2.1, 6, 1.1],
                   [1.5, 5, 3.2],
                   [0.6, 2, 0.2],
                   [1.9, 5, 0.9],
                   [1.1, 3, 4.0]])
price = np.array([[3.1], [1.9], [5.4], [3.0], [1.8], [5.0], [1.7]])

houses = (houses - houses.mean(axis=0)) / houses.std(axis=0)
N = len(houses)

np.random.seed(7)
w_hidden = np.random.randn(3, 5) * np.sqrt(2 / 3)
b_hidden = np.zeros(5)
w_out = np.random.randn(5, 1) * np.sqrt(2 / 5)
b_out = np.zeros(1)
eta = 0.05

for it in range(800):
    pre = houses.dot(w_hidden) + b_hidden
    act = np.maximum(pre, 0)
    guess = act.dot(w_out) + b_out

    diff = guess - price
    mse = np.mean(diff ** 2)

    d_guess = diff / N
    d_w_out = act.T.dot(d_guess)
    d_b_out = d_guess.sum(axis=0)
    d_act = d_guess.dot(w_out.T)
    d_pre = d_act * (pre > 0)
    d_w_hidden = houses.T.dot(d_pre)
    d_b_hidden = d_pre.sum(axis=0)

    w_out -= eta * d_w_out
    b_out -= eta * d_b_out
    w_hidden -= eta * d_w_hidden
    b_hidden -= eta * d_b_hidden
    if it % 100 == 0:
        print(it, mse)

for p, g in zip(price.ravel(), guess.ravel()):
    print("real %.1f  predicted %.2f" % (p, g))
