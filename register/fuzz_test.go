package register_test

import (
	"bytes"
	"testing"

	"chaser/register"
)

// Whatever the bytes: a file that is not read whole has a fault, and nothing makes it panic or go on without end.
func FuzzRead(f *testing.F) {
	for _, file := range asCSV(f, tricky()) {
		f.Add(file.Name, file.Content)
	}
	f.Add("figures.csv", []byte("indicator;period;value\n\"178;2023-24Q1"))
	f.Add("a", []byte("\xff\xfei\x00n\x00"))
	f.Add("a.zip", asArchive(f, tricky()).Content)
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		file := register.File{Name: name, Content: content}
		read := register.Read(file)
		if !register.Recognised(file) && len(read.Form) == 0 {
			t.Fatal("it is no register, and no fault says so")
		}
		if len(read.Form) > 0 {
			return
		}
		var again bytes.Buffer
		if err := register.WriteJSON(&again, read.Register); err != nil {
			t.Fatal(err)
		}
		if _, faults := register.ReadJSON(&again); len(faults) > 0 {
			t.Fatalf("what was read without a fault has some as JSON: %v", faults)
		}
	})
}
