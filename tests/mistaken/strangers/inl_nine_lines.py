import numpy as np

# based on a well known "neural network in N lines" post, now with 3 inputs and 4 hidden
X = np.array([[0,0,1], [0,1,1], [1,0,1], [1,1,1]])
y = np.array([[0,1,1,0]]).T
np.random.seed(1)
syn0 = 2*np.random.random((3,4)) - 1
syn1 = 2*np.random.random((4,1)) - 1

for j in range(6000):
    l1 = 1/(1+np.exp(-(np.dot(X, syn0))))
    l2 = 1/(1+np.exp(-(np.dot(l1, syn1))))

    l2_error = y - l2
    mse = np.sum(l2_error**2)/2
    if (j % 1000) == 0:
        print("Error: " + str(mse))

    l2_delta = l2_error*(l2*(1-l2))
    l1_error = l2_error.dot(syn1.T)
    l1_delta = l1_error * (l1*(1-l1))

    syn1 += l1.T.dot(l2_delta)
    syn0 += X.T.dot(l1_delta)
