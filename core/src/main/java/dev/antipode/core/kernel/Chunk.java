package dev.antipode.core.kernel;

import java.util.List;

/**
 * The steps of one straight-line method.
 *
 * @param index position among the kernel's chunks
 * @param steps what it does
 */
record Chunk(int index, List<Step> steps) {}
