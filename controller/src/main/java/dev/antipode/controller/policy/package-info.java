/** Policies that are trained: linear, multi-layer perceptron, and how a policy is named in options and files. */
package dev.antipode.controller.policy;
