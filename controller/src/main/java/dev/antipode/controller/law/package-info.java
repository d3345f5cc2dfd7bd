/** Control laws written in plain Java, whose gains are trained: the interface, and a PID and a swing-up law to start from. */
package dev.antipode.controller.law;
