package sheet

import (
	"strings"

	"chaser/kpi"
	"chaser/register"
)

// readCSV reads a file of cells, whatever its encoding and delimiter are.
func readCSV(file []byte) (grid, *kpi.Refusal) {
	text, guess, err := register.Plain(file)
	if err != nil {
		return grid{}, kpi.Refuse("", "It %s.", err)
	}
	text, delimiter := delimited(text)
	g := grid{note: guess}
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
