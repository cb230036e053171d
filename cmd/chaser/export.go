package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"time"

	"chaser/register"
	"chaser/store"
)

type exportCommand struct {
	Format string `help:"json or xlsx." default:"json" enum:"json,xlsx"`
	Out    string `help:"The file to write; else it is printed." placeholder:"FILE"`
}

// Run writes the register. A file is replaced whole or not at all.
func (c exportCommand) Run(ctx context.Context, s streams) error {
	return withCurrentStore(ctx, s, func(st *store.Store) error {
		held, err := st.Register(ctx)
		if err != nil {
			return err
		}
		write := func(w io.Writer) error { return register.WriteJSON(w, held) }
		if c.Format == "xlsx" {
			at := time.Now()
			write = func(w io.Writer) error { return register.WriteWorkbook(w, held, at) }
		}
		if c.Out == "" || c.Out == "-" {
			return write(s.out)
		}
		return replaceFile(c.Out, write)
	})
}

// replaceFile writes a new file and then renames it, so that a full disk never leaves half a register under the name.
func replaceFile(name string, write func(io.Writer) error) error {
	file, err := os.CreateTemp(filepath.Dir(name), ".chaser-export-*")
	if err != nil {
		return badInput{err}
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
