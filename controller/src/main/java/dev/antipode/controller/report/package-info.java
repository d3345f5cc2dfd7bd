/** The pages that training and inspection leave behind: self-contained HTML with charts as inline SVG. */
package dev.antipode.controller.report;
