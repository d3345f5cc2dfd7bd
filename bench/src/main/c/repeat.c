/* Steps a batch many times, so that the way from Java to C is not part of the time. */
typedef void step(const float *in, float *next, long stride, int lanes);

void repeat(step *one, const float *in, float *next, long stride, int lanes, long times) {
    for (long i = 0; i < times; i++) {
        one(in, next, stride, lanes);
    }
}
