/**
 * Dense layers: shapes, the layout of their parameters, and kernels whose batched and single-sample forms agree bit for
 * bit. Beside them small dense linear algebra on the host, in F64 and of fixed size: orthonormalisation and eigenvalues.
 */
package dev.antipode.core.linear;
