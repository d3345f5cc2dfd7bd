/**
 * Policies that are trained: linear, multi-layer perceptron, gated recurrent unit, and how a policy is named in options and
 * files.
 */
package dev.antipode.controller.policy;
