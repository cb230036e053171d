// Package printed reads a published report's text, such as pdftotext makes of a PDF, and says what each of its cards
// prints: title, target, figures, rating, words. It makes a proposal of that and names what it could not find. It must
// never know files, SQL or Slack.
package printed
