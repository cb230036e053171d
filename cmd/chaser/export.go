package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"chaser/kpi"
	"chaser/register"
	"chaser/store"
	"chaser/words"
)

type exportCommand struct {
	Format string `help:"json, xlsx or csv." default:"json" enum:"json,xlsx,csv"`
	Out    string `help:"The file to write; for csv a folder or a .zip. Else it is printed, csv as a .zip." placeholder:"FILE"`
}

// Run writes the register. A file is replaced whole or not at all.
func (c exportCommand) Run(ctx context.Context, s streams) error {
	return withCurrentStore(ctx, s, func(st *store.Store) error {
		held, err := st.Register(ctx)
		if err != nil {
			return err
		}
		at := time.Now()
		write := func(w io.Writer) error { return register.WriteJSON(w, held) }
		switch c.Format {
		case "xlsx":
			write = func(w io.Writer) error { return register.WriteWorkbook(w, held, at) }
		case "csv":
			write = func(w io.Writer) error { return register.WriteArchive(w, held, at) }
		}
		switch {
		case c.Out == "" || c.Out == "-":
			return write(s.out)
		case c.Format == "csv" && !strings.EqualFold(filepath.Ext(c.Out), ".zip"):
			return c.writeFolder(s, held)
		}
		return replaceFile(c.Out, write)
	})
}

// writeFolder writes a file of CSV for each list. All are written before the first takes its place, so that a full disk
// never leaves a list of today beside one of last year.
func (c exportCommand) writeFolder(s streams, held kpi.Register) error {
	if err := os.MkdirAll(c.Out, 0o777); err != nil {
		if errors.Is(err, fs.ErrExist) || isFile(c.Out) {
			return badInput{fmt.Errorf("%s is a file; a register in csv is several, so name a folder or a .zip", c.Out)}
		}
		return badInput{err}
	}
	aside, err := os.MkdirTemp(c.Out, ".chaser-export-*")
	if err != nil {
		return badInput{err}
	}
	defer func() { _ = os.RemoveAll(aside) }() // a later export is not troubled by it
	if err := writeApart(aside, held); err != nil {
		return err
	}
	for _, name := range register.CSVNames() {
		if err := os.Rename(filepath.Join(aside, name), filepath.Join(c.Out, name)); err != nil {
			return err
		}
	}
	_, err = fmt.Fprintf(s.err, "Wrote %s in the folder %s.\n", words.AndList(register.CSVNames()), c.Out)
	return err
}

func writeApart(folder string, held kpi.Register) error {
	var last *os.File
	closing := func() error {
		if last == nil {
			return nil
		}
		return last.Close()
	}
	err := register.WriteCSV(held, func(name string) (io.Writer, error) {
		if err := closing(); err != nil {
			return nil, err
		}
		var err error
		last, err = os.OpenFile(filepath.Join(folder, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) // as replaceFile does
		return last, err
	})
	return errors.Join(err, closing())
}

// replaceFile writes a new file and then renames it, so that a full disk never leaves half a register under the name.
func replaceFile(name string, write func(io.Writer) error) error {
	file, err := os.CreateTemp(filepath.Dir(name), ".chaser-export-*")
	if err != nil {
		return cannotWrite(name, err)
	}
	defer func() { _ = os.Remove(file.Name()) }() // after the rename there is nothing to remove
	if err := write(file); err != nil {
		_ = file.Close()
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	return os.Rename(file.Name(), name)
}
