/** Dense layers: shapes, the layout of their parameters, and kernels whose batched and single-sample forms agree bit for bit. */
package dev.antipode.core.linear;
