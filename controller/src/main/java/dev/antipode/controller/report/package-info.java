/** The page that a training run leaves behind: self-contained HTML with charts as inline SVG. */
package dev.antipode.controller.report;
