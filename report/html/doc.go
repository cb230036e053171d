// Package html prints a committee's report as one file that needs no network: the master, of which the PDF is a print.
// A screen reader, a phone, a dark screen and a printer each get what suits them, and no rating is told by its colour
// alone. It must never word anything about figures: the report says it all.
package html
