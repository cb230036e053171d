//go:build unix && !linux

package privatepg

// makeInMemory makes nothing: other systems have no directory in memory that is there for everybody.
func (account) makeInMemory() (dir string) { return "" }
