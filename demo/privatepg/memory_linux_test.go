package privatepg

import (
	"errors"
	"os"
	"strings"
	"testing"
)

// Data in memory are in a directory of their own there, and gone once the server has stopped. The supervisor removes
// them, so that they do not outlive a killed test.
func TestInMemory(t *testing.T) {
	t.Parallel()
	if dir := (account{}).makeInMemory(); dir == "" {
		t.Skip("there is no room in " + inMemory)
	} else if err := os.Remove(dir); err != nil {
		t.Fatal(err)
	}
	s, err := Start(t.Context(), Config{InMemory: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Stop() }) // it has stopped by then
	if dir := ask(t, s.DSN(), "SHOW data_directory"); !strings.HasPrefix(dir, inMemory+"/"+homeName) {
		t.Errorf("the data are in %s", dir)
	}
	if err := s.order.Close(); err != nil { // as when the parent ends
		t.Fatal(err)
	}
	if err := s.supervisor.Wait(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(s.memory); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the data once the supervisor has ended: %v, want them gone", err)
	}
}

// Data that have a directory of their own stay there.
func TestADirectoryIsNotInMemory(t *testing.T) {
	t.Parallel()
	s := start(t, Config{Dir: openDir(t), InMemory: true})
	if s.memory != "" {
		t.Errorf("%s was made for data that have a directory", s.memory)
	}
}
