package workbook

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"
)

// The limits of a spreadsheet's cell: the length of a text in UTF-16 units, and the digits of a number, after which
// every reader rounds.
const (
	maxText   = excelize.TotalCellChars
	maxDigits = 15
)

// Cell is what stands in a cell. The zero Cell is empty.
type Cell struct {
	kind  kind
	text  string // a number's digits, too
	at    time.Time
	style Style
}

type kind int

const (
	nothing kind = iota
	text
	number
	day
)

// Text is what somebody wrote. It stays a text, also where it looks like a number, a day or a formula.
func Text(s string) Cell {
	if s == "" {
		return Cell{}
	}
	return Cell{kind: text, text: strings.ReplaceAll(s, "\r\n", "\n")}
}

// Number is a number, written in digits with a point and, below 0, a “-”. One that has more digits than a spreadsheet
// keeps, and what is no number, is a text, so that nothing is rounded.
func Number(digits string) Cell {
	d, err := decimal.NewFromString(digits)
	if err != nil || len(strings.TrimLeft(d.Coefficient().String(), "-")) > maxDigits || d.Exponent() < -maxDigits || d.Exponent() > maxDigits {
		return Text(digits)
	}
	return Cell{kind: number, text: digits}
}

// Whole is a whole number.
func Whole(n int) Cell { return Number(decimal.NewFromInt(int64(n)).String()) }

// Day is a day, of which only the date counts; the zero time is an empty cell.
func Day(t time.Time) Cell {
	if t.IsZero() {
		return Cell{}
	}
	return Cell{kind: day, at: time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)}
}

// Styled is a cell in a style.
func Styled(c Cell, s Style) Cell {
	c.style = s
	return c
}

func (c Cell) isThere() bool { return c.kind != nothing }

// IsNumber reports whether the cell is a number that can be reckoned with.
func (c Cell) IsNumber() bool { return c.kind == number }

// value is the cell as excelize takes it. A number of up to 15 digits goes through a binary one and comes out with the
// very digits, since that is how many a binary one keeps.
func (c Cell) value() any {
	switch c.kind {
	case nothing:
		return nil
	case number:
		value, _ := decimal.RequireFromString(c.text).Float64()
		return value
	case day:
		return c.at
	}
	return c.text
}

// parted is as much of the cell as one can hold, and the rest.
func (c Cell) parted() (first, rest Cell) {
	if c.kind != text || len(c.text) <= maxText {
		return c, Cell{}
	}
	units := 0
	for at, r := range c.text {
		size := 1
		if r > 0xffff {
			size = 2
		}
		if units += size; units > maxText {
			first, rest = c, c
			first.text, rest.text = c.text[:at], c.text[at:]
			return first, rest
		}
	}
	return c, Cell{}
}

// valid is a text without what XML cannot hold; each such character becomes U+FFFD, so that it is seen to be missing.
func valid(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff {
			return utf8.RuneError
		}
		return r
	}, s)
}

// printed is a text for the head of a printed page, where & begins a command.
func printed(s string) string { return strings.ReplaceAll(valid(s), "&", "&&") }
