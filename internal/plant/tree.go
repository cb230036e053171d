package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// tree is a copy of the working tree, in which one bug at a time is planted.
type tree struct{ dir string }

// copyTree copies what git knows of the working tree, or does not ignore, as it stands.
func copyTree(ctx context.Context, root string) (t tree, err error) {
	list := exec.CommandContext(ctx, "git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard", ".")
	files, err := list.Output()
	if err != nil {
		return t, fmt.Errorf("git ls-files in %s: %w", root, err)
	}
	if t.dir, err = os.MkdirTemp("", "plant-"); err != nil {
		return t, err
	}
	for name := range strings.SplitSeq(strings.TrimSuffix(string(files), "\x00"), "\x00") {
		if err := copyFile(filepath.Join(root, name), filepath.Join(t.dir, name)); err != nil {
			return t, errors.Join(err, t.remove())
		}
	}
	return t, nil
}

// copyFile copies a file with its mode. One that git knows and that is gone is left out.
func copyFile(from, to string) error {
	info, err := os.Lstat(from)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	if info.Mode()&fs.ModeSymlink != 0 {
		link, err := os.Readlink(from)
		if err != nil {
			return err
		}
		return os.Symlink(link, to)
	}
	content, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, content, info.Mode().Perm())
}

func (t tree) remove() error { return os.RemoveAll(t.dir) }

// plant writes the bug into its file. dig takes it out again. notThere is why the bug does not fit the file, where it
// does not.
func (t tree) plant(b bug) (dig func() error, notThere, err error) {
	file := filepath.Join(t.dir, b.file)
	before, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errors.New("there is no such file"), nil
	}
	if err != nil {
		return nil, nil, err
	}
	after, notThere := b.plantedIn(string(before))
	if notThere != nil {
		return nil, notThere, nil
	}
	if err := os.WriteFile(file, []byte(after), 0o644); err != nil {
		return nil, nil, err
	}
	return func() error { return os.WriteFile(file, before, 0o644) }, nil, nil
}
