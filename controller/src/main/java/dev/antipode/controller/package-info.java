/** The embedding API: train a controller for a task in ten lines. */
package dev.antipode.controller;
