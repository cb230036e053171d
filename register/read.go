package register

import (
	"bytes"
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"chaser/kpi"
)

// File is a file as somebody gave it. Its name is for what is said of it; what it is, its content says.
type File struct {
	Name    string
	Content []byte
}

// Reading is one register out of several files, and where each of its items stands in them.
type Reading struct {
	kpi.Register

	Form    kpi.Faults   // what could not be read, each with its place
	Guesses []kpi.Remark // what was read in one of several possible ways

	named bool // there are several files, so that a place names its own
	parts []part
}

// part is the register of a file, or of the files of CSV together.
type part struct {
	name  string
	first map[string]int // list → the position in the whole at which the part of it begins
	rows  Rows           // of tables
}

// Read joins the files into one register. Each must be one that Recognised knows.
func Read(files ...File) Reading {
	r := Reading{named: len(files) > 1}
	tables := newTablesReader()
	tables.guards = true
	for _, f := range files {
		switch f.form() {
		case asJSON:
			read, form := ReadJSON(bytes.NewReader(f.Content))
			r.add(f.Name, read, nil, form)
		case asWorkbook:
			read, rows, form := ReadWorkbook(bytes.NewReader(f.Content))
			r.add(f.Name, read, rows, form)
			r.Guesses = append(r.Guesses, f.linked()...)
		case asArchive:
			for _, within := range f.unpacked(tables) {
				r.Guesses = append(r.Guesses, tables.csv(within)...)
			}
		case asCSV:
			r.Guesses = append(r.Guesses, tables.csv(f)...)
		default:
			r.Form = append(r.Form, kpi.Fault{Path: f.Name, Sentence: f.Foreign()})
		}
	}
	read, form := tables.register()
	r.add("", read, tables.rows, form)
	return r
}

// csv adds a file of CSV.
func (r *tablesReader) csv(f File) []kpi.Remark {
	text, sentence, err := Plain(f.Content)
	s, separator, ok := csvList(f.Name, text)
	switch {
	case err != nil:
		r.fault(f.Name, "%s", err)
	case !ok:
		r.fault(f.Name, "%s", f.Foreign())
	default:
		r.table(f.Name, s, csvRows(text, separator))
	}
	if sentence == "" || err != nil {
		return nil
	}
	return []kpi.Remark{{Path: f.Name, Sentence: sentence}}
}

// add appends a part's lists, and its faults with their places.
func (r *Reading) add(name string, read kpi.Register, rows Rows, form kpi.Faults) {
	p := part{name: name, first: map[string]int{}, rows: rows}
	all, more := reflect.ValueOf(&r.Register).Elem(), reflect.ValueOf(read)
	for n := range all.NumField() {
		list := all.Field(n)
		p.first[listName(all.Type().Field(n).Name)] = list.Len()
		list.Set(reflect.AppendSlice(list, more.Field(n)))
	}
	r.parts = append(r.parts, p)
	for _, f := range form {
		if m := itemOfList.FindStringSubmatch(f.Path); m != nil {
			n, _ := strconv.Atoi(m[2])
			f.Path = r.placeIn(p, m[1], n, f.Path[len(m[0]):])
		} else if r.named && name != "" {
			f.Path = name + ": " + f.Path
		}
		r.Form = append(r.Form, f)
	}
}

// listName is what a list of kpi.Register is called in a file.
func listName(field string) string {
	return strings.ToLower(wordsWithin.ReplaceAllString(field, "${1}_$2"))
}

var (
	wordsWithin = regexp.MustCompile(`([a-z])([A-Z])`)
	itemOfList  = regexp.MustCompile(`^([a-z_]+)\[(\d+)\]`)
)

// Place turns a path in the whole register into a place in the file it came from: year.json: figures[2].value; in a
// workbook year.xlsx: figures, row 4, value; in CSV figures.csv, row 4, value. For a single file it leaves out the
// file's name.
func (r *Reading) Place(path string) string {
	m := itemOfList.FindStringSubmatch(path)
	if len(r.parts) == 0 || m == nil {
		return path
	}
	position, _ := strconv.Atoi(m[2])
	from := r.parts[0]
	for _, p := range r.parts {
		if p.first[m[1]] <= position {
			from = p
		}
	}
	return r.placeIn(from, m[1], position-from.first[m[1]], path[len(m[0]):])
}

func (r *Reading) placeIn(p part, list string, n int, field string) string {
	at := fmt.Sprintf("%s[%d]%s", list, n, field)
	if rows := p.rows[list]; n < len(rows) {
		at = rows[n].String()
		if field = strings.TrimPrefix(field, "."); field != "" {
			at += ", " + field
		}
	}
	if r.named && p.name != "" {
		at = p.name + ": " + at
	}
	return at
}

// Placed puts the faults of the whole register where they stand in its files.
func (r *Reading) Placed(faults kpi.Faults) kpi.Faults {
	placed := make(kpi.Faults, len(faults))
	for n, f := range faults {
		placed[n] = kpi.Fault{Path: r.Place(f.Path), Sentence: f.Sentence}
	}
	return placed
}
