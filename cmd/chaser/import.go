package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"chaser/doubt"
	"chaser/kpi"
	"chaser/register"
	"chaser/store"
	"chaser/words"
)

type importCommand struct {
	Files  []string `arg:"" name:"file" help:"The register: a .json or .xlsx file."`
	DryRun bool     `help:"Say what would change, and change nothing."`
	Strict bool     `help:"Refuse figures and commentaries that are unlikely, too."`
}

// Run imports the files as one register, all or nothing. It prints what changed, and remarks on what is allowed but
// will not work as the files say.
func (c importCommand) Run(ctx context.Context, s streams) error {
	settings, err := s.settings()
	if err != nil {
		return err
	}
	now := time.Now().In(settings.Zone)
	joined, form, err := c.read()
	if err != nil {
		return err
	}
	return withCurrentStore(ctx, s, func(st *store.Store) error {
		held, err := st.Register(ctx)
		if err != nil {
			return err
		}
		if len(form) > 0 {
			return faulty(register.Merge(form, joined.placed(joined.Faults(held, kpi.DateOf(now)))))
		}
		changes, err := st.ImportRegister(ctx, joined.Register, now, c.DryRun || c.Strict)
		var faults kpi.Faults
		if errors.As(err, &faults) {
			return faulty(joined.placed(faults))
		}
		if err != nil {
			return err
		}
		doubts := joined.doubts(held, kpi.DateOf(now))
		if c.Strict && len(doubts) > 0 {
			return unlikely(doubts)
		}
		if c.Strict && !c.DryRun {
			if changes, err = st.ImportRegister(ctx, joined.Register, now, false); err != nil {
				return err
			}
		}
		remarks := joined.Remarks(held, kpi.DateOf(now))
		for n := range remarks {
			remarks[n].Path = joined.place(remarks[n].Path)
		}
		return c.report(s, changes, append(remarks, short(doubts)...))
	})
}

// joinedFiles is one register out of several files, and where each file's part of its lists begins.
type joinedFiles struct {
	kpi.Register
	files []joinedFile
}

type joinedFile struct {
	name  string
	first map[string]int // list → the position at which the file's part of it begins
	rows  register.Rows  // of a workbook
}

// add appends a file's register.
func (j *joinedFiles) add(name string, r kpi.Register, rows register.Rows) {
	j.files = append(j.files, joinedFile{name, map[string]int{
		"people": len(j.People), "committees": len(j.Committees), "indicators": len(j.Indicators),
		"collections": len(j.Collections), "closures": len(j.Closures), "figures": len(j.Figures),
	}, rows})
	j.People = append(j.People, r.People...)
	j.Committees = append(j.Committees, r.Committees...)
	j.Indicators = append(j.Indicators, r.Indicators...)
	j.Collections = append(j.Collections, r.Collections...)
	j.Closures = append(j.Closures, r.Closures...)
	j.Figures = append(j.Figures, r.Figures...)
}

var itemOfList = regexp.MustCompile(`^([a-z]+)\[(\d+)\]`)

// place turns a path in the joined register into one in the file it came from: year.json: figures[2].value, or in a
// workbook year.xlsx: figures, row 4, value. For a single file it leaves out the file's name.
func (j *joinedFiles) place(path string) string {
	m := itemOfList.FindStringSubmatch(path)
	if len(j.files) == 0 || m == nil {
		return path
	}
	position, _ := strconv.Atoi(m[2])
	file := j.files[0]
	for _, f := range j.files {
		if f.first[m[1]] <= position {
			file = f
		}
	}
	path = file.place(m[1], position-file.first[m[1]], path[len(m[0]):])
	if len(j.files) > 1 {
		path = file.name + ": " + path
	}
	return path
}

func (f joinedFile) place(list string, n int, field string) string {
	if rows := f.rows[list]; n < len(rows) {
		place := fmt.Sprintf("%s, row %d", list, rows[n])
		if field = strings.TrimPrefix(field, "."); field != "" {
			place += ", " + field
		}
		return place
	}
	return fmt.Sprintf("%s[%d]%s", list, n, field)
}

func (j *joinedFiles) placed(faults kpi.Faults) kpi.Faults {
	for n := range faults {
		faults[n].Path = j.place(faults[n].Path)
	}
	return faults
}

// read joins the files into one register.
func (c importCommand) read() (joined joinedFiles, faults kpi.Faults, err error) {
	for _, name := range c.Files {
		r, rows, form, err := readRegister(name)
		if err != nil {
			return joinedFiles{}, nil, badInput{err}
		}
		joined.add(name, r, rows)
		file := joined.files[len(joined.files)-1]
		for i := range form {
			if m := itemOfList.FindStringSubmatch(form[i].Path); m != nil && rows != nil {
				n, _ := strconv.Atoi(m[2])
				form[i].Path = file.place(m[1], n, form[i].Path[len(m[0]):])
			}
			if len(c.Files) > 1 {
				form[i].Path = name + ": " + form[i].Path
			}
		}
		faults = append(faults, form...)
	}
	return joined, faults, nil
}

// readRegister reads a file as what the ending of its name says.
func readRegister(name string) (r kpi.Register, rows register.Rows, form kpi.Faults, err error) {
	ext := strings.ToLower(filepath.Ext(name))
	if ext != ".json" && ext != ".xlsx" {
		return r, nil, nil, fmt.Errorf("%s: a register in %s cannot be read; save it as .json or .xlsx, in the format that `chaser export` writes", name, describeExtension(ext))
	}
	file, err := os.Open(name)
	if err != nil {
		return r, nil, nil, err
	}
	defer func() { _ = file.Close() }() // it was only read
	if ext == ".json" {
		r, form = register.ReadJSON(file)
		return r, nil, form, nil
	}
	r, rows, form = register.ReadWorkbook(file)
	return r, rows, form, nil
}

func describeExtension(ext string) string {
	if ext == "" {
		return "a file without an extension"
	}
	return ext
}

func faulty(faults kpi.Faults) error {
	noun := "faults"
	if len(faults) == 1 {
		noun = "fault"
	}
	return badInput{fmt.Errorf("nothing was imported; the register has %d %s:\n%w", len(faults), noun, faults)}
}

// doubts are what is unlikely about the figures, each with its place in the files.
func (j *joinedFiles) doubts(held kpi.Register, today kpi.Date) []kpi.Remark {
	var all []kpi.Remark
	for _, found := range doubt.OfRegister(j.Register, held, today) {
		remark := found.Remark()
		remark.Path = j.place(remark.Path)
		all = append(all, remark)
	}
	return all
}

// maxDoubts is how many doubts are listed one by one: as many as somebody will read.
const maxDoubts = 50

// short is a list of doubts that somebody will read, and how many more there are.
func short(doubts []kpi.Remark) []kpi.Remark {
	more := len(doubts) - maxDoubts
	if more <= 0 {
		return doubts
	}
	return append(doubts[:maxDoubts:maxDoubts], kpi.Remark{Path: "figures", Sentence: fmt.Sprintf("%d more are unlikely; only the first %d are listed", more, maxDoubts)})
}

// unlikely refuses a strict import that has doubts.
func unlikely(doubts []kpi.Remark) error {
	var list []string
	for _, d := range short(doubts) {
		list = append(list, d.String())
	}
	noun := "doubts"
	if len(doubts) == 1 {
		noun = "doubt"
	}
	return badInput{fmt.Errorf("nothing was imported; with --strict the register has %d %s. Correct them, or leave --strict out:\n%s", len(doubts), noun, strings.Join(list, "\n"))}
}

// report prints what changed, and what will not work as the register says.
func (c importCommand) report(s streams, changes []store.Change, remarks []kpi.Remark) error {
	for _, change := range changes {
		line := change.What + " " + change.Subject
		if change.Detail != "" {
			line += ": " + change.Detail
		}
		if _, err := fmt.Fprintln(s.out, line); err != nil {
			return err
		}
	}
	for _, remark := range remarks {
		if _, err := fmt.Fprintln(s.out, remark); err != nil {
			return err
		}
	}
	some := words.Counted(len(changes), "1 change", "changes")
	said := "Imported; " + some + "."
	switch {
	case len(changes) == 0:
		said = "Nothing to change: the register says what is held already."
	case c.DryRun:
		said = some + " would be made; nothing was written."
	}
	_, err := fmt.Fprintln(s.out, said)
	return err
}
