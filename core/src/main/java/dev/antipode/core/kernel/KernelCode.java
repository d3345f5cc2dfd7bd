package dev.antipode.core.kernel;

/** What generated code extends: a call of a class's method is found in one step, where an interface's is searched for. */
abstract class KernelCode implements Kernel {}
