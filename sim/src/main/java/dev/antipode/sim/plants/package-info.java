/** The built-in plants, one file each: its source, its records with units and ranges, its equations. */
package dev.antipode.sim.plants;
