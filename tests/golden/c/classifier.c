// A neural network in C, written by whygrad from its equations.
// cc -std=c99 -O2 network.c -o network -lm && ./network

#include <math.h>
#include <stdio.h>

typedef double real;

enum {
    size_i = 4,
    size_k = 3,
};

// What is learned. A device that only predicts needs no more than this part.

// one for each input; there is no bias
static real weights[size_k] = {
    -0.165955990594852, 0.4406489868843162, -0.9997712503653102,
};

static real sigmoid(real z)
{
    return 1 / (1 + exp(-z));
}

// output for one sample
static real predict(const real inputs[size_k])
{
    // weighted sum
    real s = 0;
    for (int k = 0; k < size_k; k++) {
        s += inputs[k] * weights[k];
    }
    // between 0 and 1
    return sigmoid(s);
}

// The training.

static const int steps = 1000;
static const real learning_rate = 1.0;

// rows of a truth table, each entry 0 or 1
static const real inputs[size_i][size_k] = {
    {0.0, 0.0, 1.0}, {1.0, 1.0, 1.0}, {1.0, 0.0, 1.0}, {0.0, 1.0, 1.0},
};
// the class of each row: 0 or 1
static const real target[size_i] = {0.0, 1.0, 1.0, 0.0};

static real s[size_i];
static real output[size_i];
static real accuracy;
static real loss;
static real grad_output[size_i];
static real grad_s[size_i];
static real grad_weights[size_k];

static real square(real z)
{
    return z * z;
}

static void print_numbers(const char *name, const real *numbers, int count, int in_row)
{
    printf("%s:", name);
    for (int k = 0; k < count; k++) {
        const int starts_row = in_row < count && k % in_row == 0;
        printf("%s%.12g", starts_row ? "\n    " : " ", numbers[k]);
    }
    printf("\n");
}

static real heaviside(real z)
{
    return z > 0 ? 1 : z <= 0 ? 0 : z;
}

static real equal(real a, real b)
{
    return isnan(a) || isnan(b) ? a + b : a == b;
}

static void forward(void)
{
    // weighted sum
    for (int i = 0; i < size_i; i++) {
        real sum = 0;
        for (int k = 0; k < size_k; k++) {
            sum += inputs[i][k] * weights[k];
        }
        s[i] = sum;
    }
    // between 0 and 1
    for (int i = 0; i < size_i; i++) {
        output[i] = sigmoid(s[i]);
    }
    // over 0.5 means class 1
    accuracy = 0;
    for (int i = 0; i < size_i; i++) {
        accuracy += equal(heaviside(output[i] - 0.5), target[i]);
    }
    accuracy /= size_i;
    // half squared error
    real sum = 0;
    for (int i = 0; i < size_i; i++) {
        sum += square(target[i] - output[i]);
    }
    loss = sum / 2;
}

static void backward(void)
{
    for (int i = 0; i < size_i; i++) {
        grad_output[i] = output[i] - target[i];  // from loss
    }
    for (int i = 0; i < size_i; i++) {
        grad_s[i] = grad_output[i] * output[i] * (1 - output[i]);  // from output
    }
    for (int k = 0; k < size_k; k++) {
        real sum = 0;
        for (int i = 0; i < size_i; i++) {
            sum += grad_s[i] * inputs[i][k];
        }
        grad_weights[k] = sum;  // from s
    }
}

static void update_parameters(void)
{
    for (int k = 0; k < size_k; k++) {
        weights[k] = weights[k] - learning_rate * grad_weights[k];  // gradient descent
    }
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
    print_numbers("weights", weights, size_k, size_k);
    printf("accuracy in the last step: %.12g\n", accuracy);
    printf("output of the first sample: %.12g\n", predict(inputs[0]));
    return 0;
}
