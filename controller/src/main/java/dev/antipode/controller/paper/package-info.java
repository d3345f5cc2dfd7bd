/** The systems and figures of "Gradients are not all you need" (Metz, Freeman, Schoenholz, Kachman, arXiv 2111.05803). */
package dev.antipode.controller.paper;
