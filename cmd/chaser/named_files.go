package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
)

// cannotRead says why a file that was named is not read.
func cannotRead(name string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return badInput{fmt.Errorf("there is no file %s; check its name and its folder", name)}
	case errors.Is(err, fs.ErrPermission):
		return badInput{fmt.Errorf("%s may not be read by who runs this; give them the right to read it, or copy it", name)}
	}
	return badInput{err}
}

// cannotWrite says why a file cannot be written where it was asked for.
func cannotWrite(name string, err error) error {
	folder := filepath.Dir(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return badInput{fmt.Errorf("there is no folder %s to write %s into; make it, or name another", folder, filepath.Base(name))}
	case errors.Is(err, fs.ErrPermission):
		return badInput{fmt.Errorf("who runs this may not write into the folder %s; name another", folder)}
	}
	return badInput{err}
}
