/** JMH microbenchmarks per device profile, and the tables that compare them. */
package dev.antipode.bench;
