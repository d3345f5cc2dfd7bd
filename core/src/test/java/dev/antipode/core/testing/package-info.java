/** What tests of several packages share. */
package dev.antipode.core.testing;
