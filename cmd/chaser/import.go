package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"chaser/doubt"
	"chaser/kpi"
	"chaser/register"
	"chaser/register/sheet"
	"chaser/store"
	"chaser/words"
)

type importCommand struct {
	Files      []string `arg:"" optional:"" name:"file" help:"The register: .json, .xlsx or .csv files, a folder of .csv files or a .zip of them; or a council's own sheet, .xlsx or .csv."`
	DryRun     bool     `help:"Say what would change, and change nothing."`
	Strict     bool     `help:"Refuse figures and commentaries that are unlikely, too."`
	FromReport string   `help:"A published report to read instead, as text or PDF: says what it prints, and changes nothing without --accept." placeholder:"FILE"`
	Period     string   `help:"The period that the report is of, or what “this quarter” means in a council's own sheet, such as 2023-24Q2." placeholder:"P"`
	Committee  string   `help:"The committee that the report is for, or whose the sheet's new indicators are." placeholder:"NAME"`
	Sheet      string   `help:"The sheet to read of a council's own workbook." placeholder:"NAME"`
	Accept     bool     `help:"Import what is proposed."`
	Map        string   `help:"A proposal that was kept and corrected, to read the sheet by." placeholder:"FILE"`
	SaveMap    string   `help:"Keep the proposal in this file, to correct it and for the next sheet." placeholder:"FILE"`
	Format     string   `help:"How a proposal is printed: text or json." default:"text" enum:"text,json"`
}

// Run imports the files as one register, all or nothing. It prints what changed, and remarks on what is allowed but
// will not work as the files say.
func (c importCommand) Run(ctx context.Context, s streams) error {
	settings, err := s.settings()
	if err != nil {
		return err
	}
	now := time.Now().In(settings.Zone)
	if c.FromReport != "" {
		return c.fromReport(ctx, s, now)
	}
	if len(c.Files) == 0 {
		return badInput{errors.New("name the file to import, such as register.json; or a published report with --from-report")}
	}
	files, err := registerFiles(c.Files)
	if err != nil {
		return err
	}
	switch {
	case len(files) == 1 && sheet.Named(files[0].Name) && !register.Recognised(files[0]):
		return c.sheet(ctx, s, files[0], now)
	case c.ofSheet() && len(files) > 1:
		return badInput{errors.New("a council's own sheet is read by itself; import one file at a time")}
	case c.ofSheet() && register.Recognised(files[0]):
		return badInput{fmt.Errorf("%s is a register as `chaser export` writes it and needs no proposal; leave out --period, --committee, --sheet, --accept, --map, --save-map and --format", c.Files[0])}
	}
	read := register.Read(files...)
	return withCurrentStore(ctx, s, func(st *store.Store) error {
		held, err := st.Register(ctx)
		if err != nil {
			return err
		}
		if len(read.Form) > 0 {
			return faulty(register.Merge(read.Form, read.Placed(read.Faults(held, kpi.DateOf(now)))))
		}
		changes, err := st.ImportRegister(ctx, read.Register, now, c.DryRun || c.Strict)
		var faults kpi.Faults
		if errors.As(err, &faults) {
			return faulty(read.Placed(faults))
		}
		if err != nil {
			return err
		}
		doubts := doubtsOf(read, held, kpi.DateOf(now))
		if c.Strict && len(doubts) > 0 {
			return unlikely(doubts)
		}
		if c.Strict && !c.DryRun {
			if changes, err = st.ImportRegister(ctx, read.Register, now, false); err != nil {
				return err
			}
		}
		remarks := read.Guesses
		for _, remark := range read.Remarks(held, kpi.DateOf(now)) {
			remark.Path = read.Place(remark.Path)
			remarks = append(remarks, remark)
		}
		return c.report(s, changes, append(remarks, short(doubts)...))
	})
}

// registerFiles reads files, and those of CSV in folders.
func registerFiles(names []string) (files []register.File, err error) {
	for _, name := range names {
		about, err := os.Stat(name)
		if err != nil {
			return nil, cannotRead(name, err)
		}
		within := []string{name}
		if about.IsDir() {
			if within, err = registerWithin(name); err != nil {
				return nil, err
			}
		}
		for _, name := range within {
			content, err := readFile(name)
			if err != nil {
				return nil, err
			}
			files = append(files, register.File{Name: name, Content: content})
		}
	}
	return files, nil
}

// registerWithin are the files in a folder that have the names of a register's.
func registerWithin(folder string) (names []string, err error) {
	for _, name := range register.CSVNames() {
		if name = filepath.Join(folder, name); isFile(name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil, badInput{fmt.Errorf("%s: has no file of a register; they are named %s", folder, strings.Join(register.CSVNames(), ", "))}
	}
	return names, nil
}

func isFile(name string) bool {
	about, err := os.Stat(name)
	return err == nil && about.Mode().IsRegular()
}

// readFile reads a file, as far as a register can go.
func readFile(name string) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, cannotRead(name, err)
	}
	defer func() { _ = file.Close() }() // it was only read
	content, err := io.ReadAll(io.LimitReader(file, register.MaxBytes+1))
	if err != nil {
		return nil, badInput{err}
	}
	if len(content) > register.MaxBytes {
		return nil, badInput{fmt.Errorf("%s: is over %d MiB; split it and import the parts one after another", name, register.MaxBytes>>20)}
	}
	return content, nil
}

// importProposed imports what a proposal brings, all or nothing. With --strict a doubt refuses it.
func (c importCommand) importProposed(
	ctx context.Context, st *store.Store, r kpi.Register, doubts []kpi.Remark, now time.Time,
) ([]store.Change, error) {
	if c.Strict && len(doubts) > 0 {
		return nil, unlikely(doubts)
	}
	changes, err := st.ImportRegister(ctx, r, now, false)
	var faults kpi.Faults
	if errors.As(err, &faults) {
		return nil, faulty(faults)
	}
	return changes, err
}

func faulty(faults kpi.Faults) error {
	noun := "faults"
	if len(faults) == 1 {
		noun = "fault"
	}
	return badInput{fmt.Errorf("nothing was imported; the register has %d %s:\n%w", len(faults), noun, faults)}
}

// doubts are what is unlikely about the figures, each with its place in the files.
func doubtsOf(read register.Reading, held kpi.Register, today kpi.Date) []kpi.Remark {
	var all []kpi.Remark
	for _, found := range doubt.OfRegister(read.Register, held, today) {
		remark := found.Remark()
		remark.Path = read.Place(remark.Path)
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
