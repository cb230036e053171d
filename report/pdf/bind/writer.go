package bind

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"io"
)

// writer writes a PDF, object by object. All but streams are packed, some hundred together: a tag takes some 100 bytes
// as it is and ten so, and a long report has a hundred thousand tags.
type writer struct {
	to     io.Writer
	at     int
	places []place // by the objects' numbers
	packed []ref   // what is in the pack that is being filled
	heads  bytes.Buffer
	bodies bytes.Buffer
}

// place is where an object is: at an offset, or in a pack as its so-manieth.
type place struct{ kind, where, index int }

const (
	atOffset = 1
	inPack   = 2
	packSize = 200
)

func newWriter(to io.Writer) (*writer, error) {
	w := &writer{to: to, places: make([]place, 1)} // no object is number 0
	return w, w.print("%%PDF-1.5\n%%\xd3\xeb\xe9\xe1\n")
}

func (w *writer) print(format string, args ...any) error {
	n, err := fmt.Fprintf(w.to, format, args...)
	w.at += n
	return err
}

// reserve gives the number of an object that is put later.
func (w *writer) reserve() ref {
	w.places = append(w.places, place{})
	return ref(len(w.places) - 1)
}

// add puts an object under a new number.
func (w *writer) add(o object) (ref, error) {
	n := w.reserve()
	return n, w.put(n, o)
}

// put writes the object of that number.
func (w *writer) put(n ref, o object) error {
	if s, ok := o.(stream); ok {
		return w.stream(n, s)
	}
	fmt.Fprintf(&w.heads, "%d %d ", int(n), w.bodies.Len())
	if err := write(&w.bodies, o); err != nil {
		return err
	}
	w.bodies.WriteByte('\n')
	if w.packed = append(w.packed, n); len(w.packed) == packSize {
		return w.pack()
	}
	return nil
}

func (w *writer) stream(n ref, s stream) error {
	w.places[n] = place{kind: atOffset, where: w.at}
	var b bytes.Buffer
	if err := write(&b, s); err != nil {
		return err
	}
	return w.print("%d 0 obj\n%s\nendobj\n", int(n), b.Bytes())
}

// pack writes the objects that wait.
func (w *writer) pack() error {
	if len(w.packed) == 0 {
		return nil
	}
	n := w.reserve()
	for index, each := range w.packed {
		w.places[each] = place{inPack, int(n), index}
	}
	s := deflated(dict{"Type": name("ObjStm"), "N": len(w.packed), "First": w.heads.Len()}, append(w.heads.Bytes(), w.bodies.Bytes()...))
	w.packed = w.packed[:0]
	w.heads.Reset()
	w.bodies.Reset()
	return w.stream(n, s)
}

// finish writes the table of all objects.
func (w *writer) finish(root, info ref) error {
	if err := w.pack(); err != nil {
		return err
	}
	n, at := w.reserve(), w.at
	w.places[n] = place{kind: atOffset, where: at}
	var table []byte
	for number, p := range w.places {
		if number > 0 && p.kind == 0 {
			return fmt.Errorf("bind: object %d was promised and not written", number)
		}
		table = binary.BigEndian.AppendUint64(append(table, byte(p.kind)), uint64(p.where)) // #nosec G115: a place in a file
		table = binary.BigEndian.AppendUint16(table, uint16(p.index))                       // #nosec G115: below packSize
	}
	widths := array{1, 8, 2}
	s := deflated(dict{"Type": name("XRef"), "Size": len(w.places), "W": widths, "Root": root, "Info": info}, table)
	if err := w.stream(n, s); err != nil {
		return err
	}
	return w.print("startxref\n%d\n%%%%EOF\n", at)
}

func deflated(d dict, data []byte) stream {
	var b bytes.Buffer
	to := zlib.NewWriter(&b)
	_, _ = to.Write(data) // a buffer never fails
	_ = to.Close()
	d["Filter"] = name("FlateDecode")
	return stream{d, b.Bytes()}
}
