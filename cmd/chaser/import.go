package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"chaser/kpi"
	"chaser/register"
	"chaser/store"
)

type importCommand struct {
	Files  []string `arg:"" name:"file" help:"The register: a .json file."`
	DryRun bool     `help:"Say what would change, and change nothing."`
}

// Run imports the files as one register, all or nothing, and prints what changed, and what is legal but will not go as the files say.
func (c importCommand) Run(ctx context.Context, s streams) error {
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
			return faulty(register.Merge(form, joined.Faults(held)))
		}
		changes, err := st.ImportRegister(ctx, joined, time.Now(), c.DryRun)
		var faults kpi.Faults
		if errors.As(err, &faults) {
			return faulty(faults)
		}
		if err != nil {
			return err
		}
		return c.report(s, changes, joined.Remarks(held))
	})
}

// read joins the files into one register.
func (c importCommand) read() (joined kpi.Register, faults kpi.Faults, err error) {
	for _, name := range c.Files {
		if ext := strings.ToLower(filepath.Ext(name)); ext != ".json" {
			return kpi.Register{}, nil, badInput{fmt.Errorf("%s: a register in %s cannot be read; save it as .json, in the format that `chaser export` writes", name, describeExtension(ext))}
		}
		file, err := os.Open(name)
		if err != nil {
			return kpi.Register{}, nil, badInput{err}
		}
		r, form := register.ReadJSON(file)
		_ = file.Close()
		if len(c.Files) > 1 {
			for i := range form {
				form[i].Path = name + ": " + form[i].Path
			}
		}
		faults = append(faults, form...)
		joined.People = append(joined.People, r.People...)
		joined.Committees = append(joined.Committees, r.Committees...)
		joined.Indicators = append(joined.Indicators, r.Indicators...)
		joined.Collections = append(joined.Collections, r.Collections...)
		joined.Closures = append(joined.Closures, r.Closures...)
		joined.Figures = append(joined.Figures, r.Figures...)
	}
	return joined, faults, nil
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

// report prints what changed, and what will not go as the register says.
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
	said := fmt.Sprintf("Imported; %d changes.", len(changes))
	switch {
	case len(changes) == 0:
		said = "Nothing to change: the register says what is held already."
	case c.DryRun:
		said = fmt.Sprintf("%d changes would be made; nothing was written.", len(changes))
	case len(changes) == 1:
		said = "Imported; 1 change."
	}
	_, err := fmt.Fprintln(s.out, said)
	return err
}
