package docx

import (
	"archive/zip"
	"io"
)

// archive is the file: parts in a zip, in the order in which they are written. No part has a time of its own, so the
// same parts are the same bytes.
type archive struct{ *zip.Writer }

// part begins a part; the one before is ended.
func (a archive) part(name string, write func(m *markup)) error {
	w, err := a.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	m := newMarkup(w)
	m.declared()
	write(m)
	return m.flush()
}

// picture begins a part that is packed already.
func (a archive) picture(name string, write func(io.Writer) error) error {
	w, err := a.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
	if err != nil {
		return err
	}
	return write(w)
}

func newArchive(w io.Writer) archive { return archive{zip.NewWriter(w)} }
