package register

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A CSV cannot say that a cell is a text: a spreadsheet runs what begins like a formula, and makes numbers and days of
// what looks like them, so that the code 007 comes back as 7. An apostrophe before the text keeps it, as people type
// one in a spreadsheet.

// guarded is a text with an apostrophe before it where a spreadsheet would take it for something else.
func guarded(text string) string {
	if runs(text) || looksLikeValue(text) && !plainDigits.MatchString(text) {
		return "'" + text
	}
	return text
}

// guardedNumber is a number that a spreadsheet gives back digit by digit: one with idle zeros, or with more digits than
// it shows in a cell, which is what it saves, has an apostrophe.
func guardedNumber(digits string) string {
	if plainDigits.MatchString(digits) {
		return digits
	}
	return "'" + digits
}

// unguarded is a cell's text without the apostrophe. One that stands before other words is somebody's own.
func unguarded(cell string) string {
	rest, ok := strings.CutPrefix(cell, "'")
	if ok && (guarded(rest) != rest || guardedNumber(rest) != rest && plainNumber.MatchString(rest)) {
		return rest
	}
	return cell
}

// runs reports whether a text begins as a formula does, or as a guarded one. Which first characters begin a formula is
// OWASP's list (CSV Injection), with the wide forms that some spreadsheets read as the narrow ones.
func runs(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return text != "" && strings.ContainsRune("'=+-@\t\r\n＝＋－＠", first)
}

// plainDigits is a number that looks the same in every spreadsheet: without idle zeros, and of up to ten digits, as a
// cell shows eleven characters before it turns to 1.2E+11.
var plainDigits = regexp.MustCompile(`^(0|-?[1-9][0-9]{0,9}|-?0\.([0-9]{0,8}[1-9])|-?[1-9][0-9]{0,3}\.([0-9]{0,4}[1-9]))$`)

// The words in which a number, a day or a time may be written; a text with others is one.
var wordsOfValues = regexp.MustCompile(`(?i)january|february|march|april|may|june|july|august|september|october|november|december|` +
	`jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec|am|pm|gbp|e`)

// longestValue is the length of the longest text of which a spreadsheet makes a number or a day.
const longestValue = 40

// looksLikeValue reports whether a spreadsheet could make a number, a day, a time or a truth of a text.
func looksLikeValue(text string) bool {
	if strings.EqualFold(text, "true") || strings.EqualFold(text, "false") {
		return true
	}
	if utf8.RuneCountInString(text) > longestValue || !strings.ContainsFunc(text, unicode.IsNumber) {
		return false
	}
	return !strings.ContainsFunc(wordsOfValues.ReplaceAllString(text, ""), unicode.IsLetter)
}
