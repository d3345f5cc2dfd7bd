/** Links to plants outside the controller: what is exchanged, and the plant of a task as a link within the process. */
package dev.antipode.controller.hil;
