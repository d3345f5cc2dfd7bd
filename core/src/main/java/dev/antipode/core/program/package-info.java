/** Programs: static lists of kernel, dense and random calls over the rows of a tile. */
package dev.antipode.core.program;
