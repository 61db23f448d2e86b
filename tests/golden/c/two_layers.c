// A neural network in C, written by whygrad from its equations.
// cc -std=c99 -O2 network.c -o network -lm && ./network

#include <stdio.h>

typedef double real;

enum {
    size_i = 100,
    size_k = 1,
    size_m = 1,
    size_j = 2,
};

// What is learned. A device that only predicts needs no more than this part.

static real weights1[size_k][size_j] = {{1.6243453636632417, -0.6117564136500754}};
static real biases1[size_j] = {-0.5281717522634557, -1.0729686221561705};
static real weights2[size_j][size_m] = {{0.8654076293246785}, {-2.3015386968802827}};
static real biases2[size_m] = {1.74481176421648};

// output2 for one sample
static void predict(const real celsius[size_k], real output2[size_m])
{
    real output1[size_j];
    for (int j = 0; j < size_j; j++) {
        real sum = 0;
        for (int k = 0; k < size_k; k++) {
            sum += celsius[k] * weights1[k][j];
        }
        output1[j] = sum + biases1[j];
    }
    for (int m = 0; m < size_m; m++) {
        real sum = 0;
        for (int j = 0; j < size_j; j++) {
            sum += output1[j] * weights2[j][m];
        }
        output2[m] = sum + biases2[m];
    }
}

// The training.

static const int steps = 2000;
static const real learning_rate = 3e-05;

static const real celsius[size_i][size_k] = {
    {-50.0}, {-48.98989898989899}, {-47.97979797979798}, {-46.96969696969697},
    {-45.95959595959596}, {-44.94949494949495}, {-43.93939393939394},
    {-42.92929292929293}, {-41.91919191919192}, {-40.90909090909091},
    {-39.898989898989896}, {-38.888888888888886}, {-37.878787878787875},
    {-36.868686868686865}, {-35.858585858585855}, {-34.848484848484844},
    {-33.838383838383834}, {-32.82828282828282}, {-31.818181818181817},
    {-30.808080808080806}, {-29.797979797979796}, {-28.787878787878785},
    {-27.777777777777775}, {-26.767676767676765}, {-25.757575757575758},
    {-24.747474747474747}, {-23.737373737373737}, {-22.727272727272727},
    {-21.717171717171716}, {-20.707070707070706}, {-19.696969696969695},
    {-18.686868686868685}, {-17.676767676767675}, {-16.666666666666664},
    {-15.656565656565654}, {-14.646464646464644}, {-13.636363636363633},
    {-12.626262626262623}, {-11.616161616161612}, {-10.606060606060602},
    {-9.595959595959592}, {-8.585858585858581}, {-7.575757575757571},
    {-6.56565656565656}, {-5.55555555555555}, {-4.54545454545454},
    {-3.5353535353535293}, {-2.525252525252519}, {-1.5151515151515156},
    {-0.5050505050505052}, {0.5050505050505052}, {1.5151515151515156},
    {2.525252525252526}, {3.5353535353535364}, {4.545454545454547}, {5.555555555555557},
    {6.5656565656565675}, {7.575757575757578}, {8.585858585858588}, {9.595959595959599},
    {10.606060606060609}, {11.61616161616162}, {12.62626262626263}, {13.63636363636364},
    {14.64646464646465}, {15.656565656565661}, {16.66666666666667},
    {17.676767676767682}, {18.686868686868692}, {19.696969696969703},
    {20.707070707070713}, {21.717171717171723}, {22.727272727272734},
    {23.737373737373744}, {24.747474747474755}, {25.757575757575765},
    {26.767676767676775}, {27.777777777777786}, {28.787878787878796},
    {29.797979797979806}, {30.808080808080817}, {31.818181818181827},
    {32.82828282828284}, {33.83838383838385}, {34.84848484848486}, {35.85858585858587},
    {36.86868686868688}, {37.87878787878789}, {38.8888888888889}, {39.89898989898991},
    {40.90909090909092}, {41.91919191919193}, {42.92929292929294}, {43.93939393939395},
    {44.94949494949496}, {45.95959595959597}, {46.96969696969697}, {47.97979797979798},
    {48.98989898989899}, {50.0},
};
static const real fahrenheit[size_i][size_m] = {
    {-58.0}, {-56.18181818181817}, {-54.36363636363636}, {-52.54545454545455},
    {-50.72727272727272}, {-48.90909090909091}, {-47.09090909090909},
    {-45.27272727272728}, {-43.45454545454545}, {-41.636363636363626},
    {-39.81818181818181}, {-38.0}, {-36.18181818181817}, {-34.363636363636346},
    {-32.54545454545453}, {-30.727272727272727}, {-28.9090909090909},
    {-27.09090909090908}, {-25.272727272727273}, {-23.454545454545453},
    {-21.63636363636364}, {-19.818181818181813}, {-17.999999999999993},
    {-16.181818181818173}, {-14.36363636363636}, {-12.545454545454547},
    {-10.727272727272727}, {-8.909090909090907}, {-7.090909090909086},
    {-5.272727272727266}, {-3.4545454545454533}, {-1.6363636363636331},
    {0.18181818181818699}, {2.000000000000007}, {3.8181818181818237},
    {5.636363636363644}, {7.45454545454546}, {9.27272727272728}, {11.0909090909091},
    {12.909090909090917}, {14.727272727272737}, {16.545454545454554},
    {18.363636363636374}, {20.18181818181819}, {22.00000000000001},
    {23.818181818181827}, {25.636363636363647}, {27.454545454545467},
    {29.272727272727273}, {31.09090909090909}, {32.90909090909091}, {34.72727272727273},
    {36.54545454545455}, {38.36363636363637}, {40.18181818181819}, {42.0},
    {43.81818181818182}, {45.63636363636364}, {47.45454545454546}, {49.27272727272728},
    {51.09090909090909}, {52.909090909090914}, {54.727272727272734},
    {56.545454545454554}, {58.363636363636374}, {60.18181818181819},
    {62.000000000000014}, {63.81818181818183}, {65.63636363636365}, {67.45454545454547},
    {69.27272727272728}, {71.0909090909091}, {72.90909090909092}, {74.72727272727273},
    {76.54545454545456}, {78.36363636363637}, {80.1818181818182}, {82.00000000000001},
    {83.81818181818184}, {85.63636363636365}, {87.45454545454547}, {89.27272727272728},
    {91.09090909090911}, {92.90909090909092}, {94.72727272727275}, {96.54545454545456},
    {98.36363636363639}, {100.1818181818182}, {102.00000000000003},
    {103.81818181818184}, {105.63636363636365}, {107.45454545454547},
    {109.2727272727273}, {111.09090909090911}, {112.90909090909093},
    {114.72727272727275}, {116.54545454545455}, {118.36363636363636},
    {120.18181818181817}, {122.0},
};

static real output1[size_i][size_j];
static real output2[size_i][size_m];
static real loss;
static real grad_output2[size_i][size_m];
static real grad_weights2[size_j][size_m];
static real grad_biases2[size_m];
static real grad_output1[size_i][size_j];
static real grad_weights1[size_k][size_j];
static real grad_biases1[size_j];

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

static void forward(void)
{
    for (int i = 0; i < size_i; i++) {
        for (int j = 0; j < size_j; j++) {
            real sum = 0;
            for (int k = 0; k < size_k; k++) {
                sum += celsius[i][k] * weights1[k][j];
            }
            output1[i][j] = sum + biases1[j];
        }
    }
    for (int i = 0; i < size_i; i++) {
        for (int m = 0; m < size_m; m++) {
            real sum = 0;
            for (int j = 0; j < size_j; j++) {
                sum += output1[i][j] * weights2[j][m];
            }
            output2[i][m] = sum + biases2[m];
        }
    }
    loss = 0;
    for (int i = 0; i < size_i; i++) {
        real sum = 0;
        for (int m = 0; m < size_m; m++) {
            sum += square(output2[i][m] - fahrenheit[i][m]);
        }
        loss += sum;
    }
    loss /= size_i;
}

static void backward(void)
{
    for (int i = 0; i < size_i; i++) {
        for (int m = 0; m < size_m; m++) {
            // from loss
            grad_output2[i][m] = 2 * (output2[i][m] - fahrenheit[i][m]) / size_i;
        }
    }
    for (int j = 0; j < size_j; j++) {
        for (int m = 0; m < size_m; m++) {
            real sum = 0;
            for (int i = 0; i < size_i; i++) {
                sum += grad_output2[i][m] * output1[i][j];
            }
            grad_weights2[j][m] = sum;  // from output2
        }
    }
    for (int m = 0; m < size_m; m++) {
        real sum = 0;
        for (int i = 0; i < size_i; i++) {
            sum += grad_output2[i][m];
        }
        grad_biases2[m] = sum;  // from output2
    }
    for (int i = 0; i < size_i; i++) {
        for (int j = 0; j < size_j; j++) {
            real sum = 0;
            for (int m = 0; m < size_m; m++) {
                sum += grad_output2[i][m] * weights2[j][m];
            }
            grad_output1[i][j] = sum;  // from output2
        }
    }
    for (int k = 0; k < size_k; k++) {
        for (int j = 0; j < size_j; j++) {
            real sum = 0;
            for (int i = 0; i < size_i; i++) {
                sum += grad_output1[i][j] * celsius[i][k];
            }
            grad_weights1[k][j] = sum;  // from output1
        }
    }
    for (int j = 0; j < size_j; j++) {
        real sum = 0;
        for (int i = 0; i < size_i; i++) {
            sum += grad_output1[i][j];
        }
        grad_biases1[j] = sum;  // from output1
    }
}

static void update_parameters(void)
{
    for (int k = 0; k < size_k; k++) {
        for (int j = 0; j < size_j; j++) {
            // gradient descent
            weights1[k][j] = weights1[k][j] - learning_rate * grad_weights1[k][j];
        }
    }
    for (int j = 0; j < size_j; j++) {
        biases1[j] = biases1[j] - learning_rate * grad_biases1[j];
    }
    for (int j = 0; j < size_j; j++) {
        for (int m = 0; m < size_m; m++) {
            weights2[j][m] = weights2[j][m] - learning_rate * grad_weights2[j][m];
        }
    }
    for (int m = 0; m < size_m; m++) {
        biases2[m] = biases2[m] - learning_rate * grad_biases2[m];
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
    print_numbers("weights1", &weights1[0][0], size_k * size_j, size_j);
    print_numbers("biases1", biases1, size_j, size_j);
    print_numbers("weights2", &weights2[0][0], size_j * size_m, size_m);
    print_numbers("biases2", biases2, size_m, size_m);
    real answer[size_m];
    predict(celsius[0], answer);
    print_numbers("output2 of the first sample", answer, size_m, size_m);
    return 0;
}
