// A neural network in C, written by whygrad from its equations.
// cc -std=c99 -O2 network.c -o network -lm && ./network

#include <stdio.h>

typedef double real;

enum {
    size_i = 100,
};

// What is learned. A device that only predicts needs no more than this part.

static real weight = 0.417022004702574;
static real bias = 0.7203244934421581;

// output for one sample
static real predict(real celsius)
{
    // the neuron
    return celsius * weight + bias;
}

// The training.

static const int steps = 10000;
static const real learning_rate = 0.0001;

static const real celsius[size_i] = {
    -50.0, -49.0, -48.0, -47.0, -46.0, -45.0, -44.0, -43.0, -42.0, -41.0, -40.0, -39.0,
    -38.0, -37.0, -36.0, -35.0, -34.0, -33.0, -32.0, -31.0, -30.0, -29.0, -28.0, -27.0,
    -26.0, -25.0, -24.0, -23.0, -22.0, -21.0, -20.0, -19.0, -18.0, -17.0, -16.0, -15.0,
    -14.0, -13.0, -12.0, -11.0, -10.0, -9.0, -8.0, -7.0, -6.0, -5.0, -4.0, -3.0, -2.0,
    -1.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0,
    14.0, 15.0, 16.0, 17.0, 18.0, 19.0, 20.0, 21.0, 22.0, 23.0, 24.0, 25.0, 26.0, 27.0,
    28.0, 29.0, 30.0, 31.0, 32.0, 33.0, 34.0, 35.0, 36.0, 37.0, 38.0, 39.0, 40.0, 41.0,
    42.0, 43.0, 44.0, 45.0, 46.0, 47.0, 48.0, 49.0,
};
static const real fahrenheit[size_i] = {
    -58.0, -56.2, -54.4, -52.6, -50.8, -49.0, -47.2, -45.4, -43.6, -41.8, -40.0, -38.2,
    -36.4, -34.6, -32.8, -31.0, -29.2, -27.4, -25.6, -23.8, -22.0, -20.2, -18.4, -16.6,
    -14.8, -13.0, -11.2, -9.4, -7.6, -5.8, -4.0, -2.2, -0.4, 1.4, 3.2, 5.0, 6.8, 8.6,
    10.4, 12.2, 14.0, 15.8, 17.6, 19.4, 21.2, 23.0, 24.8, 26.6, 28.4, 30.2, 32.0, 33.8,
    35.6, 37.4, 39.2, 41.0, 42.8, 44.6, 46.4, 48.2, 50.0, 51.8, 53.6, 55.4, 57.2, 59.0,
    60.8, 62.6, 64.4, 66.2, 68.0, 69.8, 71.6, 73.4, 75.2, 77.0, 78.8, 80.6, 82.4, 84.2,
    86.0, 87.8, 89.6, 91.4, 93.2, 95.0, 96.8, 98.6, 100.4, 102.2, 104.0, 105.8, 107.6,
    109.4, 111.2, 113.0, 114.8, 116.6, 118.4, 120.2,
};

static real output[size_i];
static real loss;
static real grad_output[size_i];
static real grad_weight;
static real grad_bias;

static real square(real z)
{
    return z * z;
}

static void forward(void)
{
    // the neuron
    for (int i = 0; i < size_i; i++) {
        output[i] = celsius[i] * weight + bias;
    }
    // mean squared error
    loss = 0;
    for (int i = 0; i < size_i; i++) {
        loss += square(output[i] - fahrenheit[i]);
    }
    loss /= size_i;
}

static void backward(void)
{
    for (int i = 0; i < size_i; i++) {
        grad_output[i] = 2 * (output[i] - fahrenheit[i]) / size_i;  // from loss
    }
    grad_weight = 0;
    for (int i = 0; i < size_i; i++) {
        grad_weight += grad_output[i] * celsius[i];  // from output
    }
    grad_bias = 0;
    for (int i = 0; i < size_i; i++) {
        grad_bias += grad_output[i];  // from output
    }
}

static void update_parameters(void)
{
    weight = weight - learning_rate * grad_weight;  // gradient descent
    bias = bias - learning_rate * grad_bias;
}

// Returns the loss of the first step.
static real train(void)
{
    real first_loss = 0;
    for (int step = 0; step < steps; step++) {
        forward();
        backward();
        update_parameters();
        if (step == 0) {
            first_loss = loss;
        }
    }
    return first_loss;
}

int main(void)
{
    const real first_loss = train();
    printf("loss in the first step: %.12g\n", first_loss);
    printf("loss in the last step:  %.12g\n", loss);
    printf("weight: %.12g\n", weight);
    printf("bias: %.12g\n", bias);
    printf("output of the first sample: %.12g\n", predict(celsius[0]));
    return 0;
}
