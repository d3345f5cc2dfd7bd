/** Soft disks that repel each other in a periodic box, and their packings. */
package dev.antipode.sim.particles;
