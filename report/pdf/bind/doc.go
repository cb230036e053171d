// Package bind puts PDFs that Chromium printed of a document's parts together into one, as if it had been printed
// whole. It must never know what the document says.
//
// Libraries that join PDFs (pdfcpu, qpdf, MuPDF) keep the pages and lose what makes them accessible: the tags, links
// from one part into another, the outline. So this does what they do not, for files as Chromium writes them and no
// others:
//
//   - pages come one part after another, and each gets its running head and number, which were printed apart, since no
//     part knows how many pages there are. They are marked as no part of the text, so no screen reader says them;
//   - what links can name is known to the whole document, whichever part it is in;
//   - the tags of all parts hang in one tree. What numbers and names them is made unique;
//   - the outlines of later parts continue beneath the first part's last heading. Below the second level it is folded.
//
// What it does not know of a file it refuses as ErrUnknown, and loses nothing quietly. One part is held at a time.
package bind
