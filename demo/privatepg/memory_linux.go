package privatepg

import (
	"os"
	"syscall"
)

// inMemory is where Linux keeps files in memory, and roomInMemory what must be free there, in bytes. Each package's
// tests take some 300 MB, and several packages are tested at once. A container often has only 64 MB.
const (
	inMemory     = "/dev/shm"
	roomInMemory = 4 << 30
)

// makeInMemory makes a temporary directory whose files are in memory; it is empty where there is no room for one.
func (account) makeInMemory() (dir string) {
	var free syscall.Statfs_t
	if err := syscall.Statfs(inMemory, &free); err != nil || free.Bavail*uint64(free.Bsize) < roomInMemory { // #nosec G115: a block's size
		return ""
	}
	dir, err := os.MkdirTemp(inMemory, homeName+"-")
	if err != nil {
		return "" // we may not write there
	}
	return dir
}
