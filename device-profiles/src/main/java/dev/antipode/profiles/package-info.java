/** What a device has, read from a profile file or detected on the host. */
package dev.antipode.profiles;
