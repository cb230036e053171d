package register

import (
	"encoding/csv"
	"errors"
	"io"
	"iter"
	"path"
	"regexp"
	"strings"
)

// separators are what stands between the cells of a CSV, by where it was saved.
var separators = []rune{',', ';', '\t'}

// csvList finds of which list a text is the CSV, and what stands between its cells.
func csvList(name, text string) (s sheet, separator rune, ok bool) {
	called := stem(name)
	for _, separator := range separators {
		head := firstRow(text, separator)
		for _, s := range sheets {
			if s.isHead(head, s.name == called) {
				return s, separator, true
			}
		}
	}
	return sheet{}, 0, false
}

// copied is what a program adds to the name of a file that is there already.
var copied = regexp.MustCompile(` ?\(\d+\)$`)

// stem is a file's name without its folder, its ending, and what tells it from its copies.
func stem(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	return copied.ReplaceAllString(strings.ToLower(strings.TrimSuffix(name, path.Ext(name))), "")
}

func firstRow(text string, separator rune) []string {
	for cells, err := range csvRows(text, separator) {
		if err != nil || strings.TrimSpace(strings.Join(cells, "")) != "" {
			return cells
		}
	}
	return nil
}

// csvRows are the rows as a spreadsheet counts them: a cell of several lines is in one, and an empty line is one too.
func csvRows(text string, separator rune) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		reader := csv.NewReader(strings.NewReader(text))
		reader.Comma, reader.FieldsPerRecord, reader.ReuseRecord = separator, -1, true
		next := 1 // the line at which the next row begins
		for {
			cells, err := reader.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(nil, err)
				return
			}
			line, _ := reader.FieldPos(0)
			for ; next < line; next++ { // the reader passes over empty lines
				if !yield(nil, nil) {
					return
				}
			}
			last, _ := reader.FieldPos(len(cells) - 1)
			next = last + strings.Count(cells[len(cells)-1], "\n") + 1
			if !yield(cells, nil) {
				return
			}
		}
	}
}
