package claims

import "strings"

// Digits that name something count nothing: a telephone number, the number of a case, an e-mail or web address, the
// time of a clock. They are read as one item that no rule looks at, or a telephone number would be one more part or
// whole, and silence what is said of the others.

// dialWords stand before a telephone number that does not begin with a nought.
var dialWords = set("tel", "telephone", "phone", "ring", "mobile", "fax", "ext", "extension", "dial", "call", "text", "helpline", "hotline")

// caseWords stand before the number of a case.
var caseWords = set("ref", "reference", "case", "job", "application", "account", "id", "crm", "invoice", "ticket", "urn",
	"uprn", "permit", "licence", "contract", "minute", "docket")

// referenceAt is the place after a reference that begins at a token; the same place where there is none. It looks no
// further than the reference goes.
func referenceAt(ts []token, at int) int {
	for _, read := range []func([]token, int) int{address, dialled, chained, longNumber, clock} {
		if next := read(ts, at); next > at {
			return next
		}
	}
	return at
}

// address reads foi@council.example, www.council.example/waste/2023 and https://… to their end.
func address(ts []token, at int) int {
	end := at + 1
	for end < len(ts) && ts[end].joined && ts[end].kind != breakToken && end-at < longestAddress {
		end++
	}
	for end > at+1 && ts[end-1].kind == markToken && ts[end-1].text != "/" { // the full stop after it is the sentence's
		end--
	}
	if t := word(ts, at); (t == "www" || t == "http" || t == "https") && end > at+2 {
		return end
	}
	for n := at + 1; n+1 < end; n++ {
		if ts[n].text == "@" {
			return end
		}
	}
	return at
}

// longestAddress is as many pieces as an address may have; it keeps reading linear.
const longestAddress = 40

// bareDigits reports whether a token is digits without a point or commas, of at least this many.
func bareDigits(ts []token, at, least int) bool {
	return at >= 0 && at < len(ts) && ts[at].kind == digitsToken && len(ts[at].text) >= least && !strings.ContainsAny(ts[at].text, ".,")
}

// dialled reads 01632 960 144, (020) 7946 0958, +44 20 7946 0958, and ext. 4412 after its word.
func dialled(ts []token, at int) int {
	begin := at
	open := mark(ts, at) == "("
	if open || mark(ts, at) == "+" {
		at++
	}
	if !bareDigits(ts, at, 2) {
		return begin
	}
	home := ts[at].text[0] == '0' && len(ts[at].text) >= 3
	abroad := mark(ts, begin) == "+" && ts[at].joined && ts[at].text == "44"
	called := begin == at && afterWord(ts, at, dialWords)
	if !home && !abroad && !called {
		return begin
	}
	digits, next := len(ts[at].text), at+1
	if open {
		if mark(ts, next) != ")" {
			return begin
		}
		next++
	}
	for next < len(ts) {
		gap := next
		if m := mark(ts, gap); (m == "-" || m == "–") && ts[gap].joined || m == "(" && abroad || m == ")" && abroad {
			gap++
		}
		if !bareDigits(ts, gap, 2) || !abroad && len(ts[gap].text) < 3 || textAt(ts, gap+1) == "%" || digits+len(ts[gap].text) > 15 {
			break
		}
		digits, next = digits+len(ts[gap].text), gap+1
	}
	if extension := called && afterWord(ts, at, extensionWords); digits < 4 || called && !home && digits < 5 && !extension {
		return begin // call 120 people
	}
	return next
}

var extensionWords = set("ext", "extension")

// afterWord reports whether one of the words stands before a token, with a full stop, a colon or a little word between.
func afterWord(ts []token, at int, words map[string]bool) bool {
	for n := at - 1; n >= 0 && n >= at-4; n-- {
		switch t := ts[n].text; {
		case words[t] && ts[n].kind == wordToken:
			return true
		case t != "." && t != ":" && t != "on" && t != "us" && t != "number" && t != "no" && t != "#":
			return false
		}
	}
	return false
}

// chained reads FOI/2023/0917, 23/01234/FUL and C-19/0042: digits that strokes join to letters, to a number that begins
// with a nought, or to a year. A bare 570/889 is a share.
func chained(ts []token, at int) int {
	if at >= len(ts) || ts[at].kind != wordToken && !bareDigits(ts, at, 1) || at > 0 && ts[at].joined && mark(ts, at-1) == "/" {
		return at
	}
	letters, noughts, pieces, digits := ts[at].kind == wordToken, begins0(ts[at]), 1, ts[at].kind == digitsToken
	end := at + 1
	for end+1 < len(ts) && pieces < 8 && ts[end].joined && ts[end+1].joined && ts[end].text == "/" && (ts[end+1].kind == wordToken || bareDigits(ts, end+1, 1)) {
		letters = letters || ts[end+1].kind == wordToken
		noughts = noughts || begins0(ts[end+1])
		digits = digits || ts[end+1].kind == digitsToken
		pieces++
		end += 2
	}
	if pieces < 2 || !digits || ts[at].kind == digitsToken && slashedDate(ts, at) > at {
		return at
	}
	if letters && (pieces > 2 || ts[at].kind == wordToken) || noughts {
		return end
	}
	return at
}

func begins0(t token) bool {
	return t.kind == digitsToken && len(t.text) >= 3 && t.text[0] == '0' && !strings.Contains(t.text, ".")
}

// longNumber reads what no council counts without commas: nine digits and more, a date such as 20230417, and five
// digits and more behind a word such as “case”.
func longNumber(ts []token, at int) int {
	if !bareDigits(ts, at, 5) || mark(ts, at-1) == "£" || textAt(ts, at+1) == "%" {
		return at
	}
	t := ts[at].text
	dated := len(t) == 8 && (t[:2] == "19" || t[:2] == "20") && t[4:6] <= "12" && t[6:] <= "31"
	if len(t) >= 9 || dated || afterWord(ts, at, caseWords) || begins0(ts[at]) {
		return at + 1
	}
	return at
}

// clock reads 09:30 and 14:00.
func clock(ts []token, at int) int {
	if bareDigits(ts, at, 1) && len(ts[at].text) <= 2 && mark(ts, at+1) == ":" && ts[at+1].joined && bareDigits(ts, at+2, 2) && len(ts[at+2].text) == 2 && ts[at+2].joined {
		return at + 3
	}
	return at
}
