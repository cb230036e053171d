//go:build !race

package bot_test

const slowedBy = 1 // see race_test.go
