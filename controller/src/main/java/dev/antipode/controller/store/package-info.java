/** What is kept on disk: controller and checkpoint files, tables of numbers, and the one way in which all of them are written. */
package dev.antipode.controller.store;
