//go:build unix

package privatepg

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// homeName is the only thing that we make in the user's directory. It is not called "postgres", as /var/lib/postgres
// and the like are a distribution's own databases.
const homeName = "chaser-postgres"

// home is the directory that holds one private PostgreSQL: its data, its password and its lock. It belongs to the user
// who runs PostgreSQL.
type home string

func (h home) data() string       { return filepath.Join(string(h), "data") }
func (h home) lock() string       { return filepath.Join(string(h), "lock") }
func (h home) password() string   { return filepath.Join(string(h), "password") }
func (h home) unfinished() string { return filepath.Join(string(h), "unfinished") }

// version is what PG_VERSION says of the data in dir ("15", "9.6"). It is empty if dir holds none.
func version(dir string) (string, error) {
	b, err := os.ReadFile(filepath.Join(dir, "PG_VERSION"))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	return strings.TrimSpace(string(b)), err
}

// made is the version that made the home's data. Data whose making was interrupted count as none: nobody has ever had
// their address.
func (h home) made() (string, error) {
	if _, err := os.Stat(h.unfinished()); err == nil {
		return "", nil
	}
	return version(h.data())
}

// readyForStart leaves the data directory either finished or empty, and returns the password for it. embedded-postgres
// deletes whatever it does not recognise. So this refuses anything else that is there, before embedded-postgres sees
// it.
func (h home) readyForStart() (password string, err error) {
	if _, err := os.Stat(h.unfinished()); err == nil {
		if err := os.RemoveAll(h.data()); err != nil {
			return "", fmt.Errorf("clearing a database whose making was interrupted: %w", err)
		}
	}
	made, err := version(h.data())
	if err != nil {
		return "", err
	}
	if made != "" {
		b, err := os.ReadFile(h.password())
		if err != nil {
			return "", &refusal{ErrUnusableDir, fmt.Sprintf(
				"The database in %s has lost its password (%v). "+
					"Nothing was changed: put the file back, or choose another directory.",
				h, err)}
		}
		return strings.TrimSpace(string(b)), nil
	}
	if entries, err := os.ReadDir(h.data()); err == nil && len(entries) > 0 {
		return "", &refusal{ErrUnusableDir, fmt.Sprintf(
			"%s holds something that is not a PostgreSQL database. "+
				"Nothing was changed: move it away, or choose another directory.",
			h.data())}
	}
	if err := os.WriteFile(h.unfinished(), nil, 0o600); err != nil {
		return "", err
	}
	password = rand.Text()
	return password, os.WriteFile(h.password(), []byte(password+"\n"), 0o600)
}

// finished notes that the data are complete. It is called before anybody is told the address, so that readyForStart
// never clears what a person has stored.
func (h home) finished() error {
	if err := os.Remove(h.unfinished()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
