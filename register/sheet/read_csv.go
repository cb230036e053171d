package sheet

import (
	"bytes"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"chaser/kpi"
)

// readCSV reads a file of cells, whatever its encoding and delimiter are.
func readCSV(file []byte) (grid, *kpi.Refusal) {
	text, refused := decoded(file)
	if refused != nil {
		return grid{}, refused
	}
	text, delimiter := delimited(text)
	var g grid
	for row, fields := range records(text, delimiter) {
		if row > mostRows {
			return grid{}, kpi.Refuse("", "It has more than %s rows. Keep the rows of indicators, and import that.", kpi.Count.ShowInt(mostRows))
		}
		if len(fields) > mostColumns {
			return grid{}, kpi.Refuse("", "Row %d has more than %d columns. Keep the columns of indicators, and import that.", row, mostColumns)
		}
		cells := make([]cell, len(fields))
		for n, f := range fields {
			cells[n] = cell{text: shown(f)}
		}
		g.rows = append(g.rows, cells)
	}
	g.trim()
	return g, nil
}

// decoded is the file's text: UTF-8 or UTF-16 where the file says or shows so, else Windows-1252, in which English
// offices save.
func decoded(file []byte) (string, *kpi.Refusal) {
	switch {
	case bytes.HasPrefix(file, []byte("\xff\xfe\x00\x00")), bytes.HasPrefix(file, []byte("\x00\x00\xfe\xff")):
		return "", kpi.Refuse("", "It is UTF-32. Save it again as UTF-8 and import that.")
	case bytes.HasPrefix(file, []byte("\xff\xfe")):
		return utf16Text(file[2:], 0)
	case bytes.HasPrefix(file, []byte("\xfe\xff")):
		return utf16Text(file[2:], 1)
	}
	file = bytes.TrimPrefix(file, []byte("\xef\xbb\xbf"))
	if at := bytes.IndexByte(file, 0); at >= 0 {
		if even, odd := noughts(file); even+odd < len(file)/4 || min(even, odd) > max(even, odd)/8 {
			return "", kpi.Refuse("", "It is not a text: there is a NUL byte in it. Save the sheet as .csv or .xlsx and import that.")
		} else if odd > even {
			return utf16Text(file, 0)
		}
		return utf16Text(file, 1)
	}
	if utf8.Valid(file) {
		return string(file), nil
	}
	text, err := charmap.Windows1252.NewDecoder().Bytes(file)
	if err != nil {
		return "", kpi.Refuse("", "Its encoding is not known. Save it again as UTF-8 and import that.")
	}
	return string(text), nil
}

// noughts counts the NUL bytes at even and at odd places: text in UTF-16 has them at one of the two.
func noughts(file []byte) (even, odd int) {
	for n, b := range file {
		switch {
		case b != 0:
		case n%2 == 0:
			even++
		default:
			odd++
		}
	}
	return even, odd
}

// utf16Text reads UTF-16 whose high byte stands at the place high of each pair subtracted from 1.
func utf16Text(file []byte, high int) (string, *kpi.Refusal) {
	if len(file)%2 != 0 {
		return "", kpi.Refuse("", "It is UTF-16 with half a letter at its end. Save it again as UTF-8 and import that.")
	}
	units := make([]uint16, 0, len(file)/2)
	for n := 0; n < len(file); n += 2 {
		units = append(units, uint16(file[n+1-high])<<8|uint16(file[n+high]))
	}
	return string(utf16.Decode(units)), nil
}

// delimiters are what parts cells, the most usual first.
var delimiters = []byte{',', ';', '\t', '|'}

// delimited finds what parts the cells: what the file itself says in a line “sep=;”, else what makes the most rows of
// the same breadth.
func delimited(text string) (rest string, delimiter byte) {
	if line, after, _ := strings.Cut(text, "\n"); len(strings.TrimSpace(line)) == 5 && strings.HasPrefix(strings.ToLower(line), "sep=") {
		return "\n" + after, line[4]
	}
	best, most := delimiters[0], 0
	for _, d := range delimiters {
		breadths := map[int]int{}
		for row, fields := range records(text, d) {
			if len(fields) > 1 {
				breadths[len(fields)] += len(fields) - 1
			}
			if row > 200 {
				break
			}
		}
		for _, weight := range breadths {
			if weight > most {
				best, most = d, weight
			}
		}
	}
	return text, best
}

// records are the rows of a CSV, numbered from 1; an empty line is a row without cells, which encoding/csv passes over.
func records(text string, delimiter byte) func(yield func(int, []string) bool) {
	return func(yield func(int, []string) bool) {
		for row := 1; text != ""; row++ {
			var fields []string
			fields, text = record(text, delimiter)
			if !yield(row, fields) {
				return
			}
		}
	}
}

// record takes the first row off a text. A quotation mark inside a cell that did not begin with one is a letter.
func record(text string, delimiter byte) (fields []string, rest string) {
	for {
		var field string
		field, text = fieldOf(text, delimiter)
		fields = append(fields, field)
		switch {
		case text == "":
			return blank(fields), ""
		case text[0] == delimiter:
			text = text[1:]
			if text == "" {
				return fields, ""
			}
		case strings.HasPrefix(text, "\r\n"):
			return blank(fields), text[2:]
		default:
			return blank(fields), text[1:]
		}
	}
}

func blank(fields []string) []string {
	if len(fields) == 1 && fields[0] == "" {
		return nil
	}
	return fields
}

// fieldOf takes a cell off a text; what is left begins with what ended it.
func fieldOf(text string, delimiter byte) (field, rest string) {
	ends := string([]byte{delimiter, '\r', '\n'})
	if !strings.HasPrefix(text, `"`) {
		if end := strings.IndexAny(text, ends); end >= 0 {
			return text[:end], text[end:]
		}
		return text, ""
	}
	var out strings.Builder
	for text = text[1:]; ; {
		end := strings.IndexByte(text, '"')
		if end < 0 { // it was never closed: it is all one cell
			out.WriteString(text)
			return out.String(), ""
		}
		out.WriteString(text[:end])
		text = text[end+1:]
		if !strings.HasPrefix(text, `"`) {
			break
		}
		out.WriteByte('"')
		text = text[1:]
	}
	end := strings.IndexAny(text, ends)
	if end < 0 {
		out.WriteString(text)
		return out.String(), ""
	}
	out.WriteString(text[:end])
	return out.String(), text[end:]
}
