package store

import (
	"errors"
	"io/fs"
	"path"
	"strconv"
	"strings"
)

// SchemaVersion is the newest migration of this program, to which a database is brought by Migrate.
func SchemaVersion() (newest int64, err error) {
	files, err := fs.Glob(migrations(), "*.sql")
	if err != nil {
		return 0, wrapped(err, "store.SchemaVersion")
	}
	for _, name := range files {
		number, _, _ := strings.Cut(path.Base(name), "_")
		n, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			return 0, wrapped(err, "store.SchemaVersion")
		}
		newest = max(newest, n)
	}
	if newest == 0 {
		return 0, errors.New("store.SchemaVersion: the program has no migrations")
	}
	return newest, nil
}
