package bind

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"io"
	"strconv"
	"strings"
	"testing"
)

// bound is a document that was written, read back with its packs of objects, as a reader reads it.
type bound struct {
	testing.TB
	objects map[ref]object
	catalog dict
	info    dict
}

func readBack(t testing.TB, b []byte) *bound {
	t.Helper()
	at, err := strconv.Atoi(strings.TrimSuffix(string(b[bytes.LastIndex(b, []byte("startxref\n"))+10:]), "\n%%EOF\n"))
	if err != nil {
		t.Fatal(err)
	}
	doc := &bound{TB: t, objects: map[ref]object{}}
	streamAt := func(at int) stream {
		n := (&parser{b: b, at: at}).token()
		number, _ := strconv.Atoi(n)
		f := &file{b: b, offsets: make([]int, number+1)}
		f.offsets[number] = at
		o, err := f.object(ref(number))
		if err != nil {
			t.Fatal(err)
		}
		return o.(stream)
	}
	table := streamAt(at)
	packs := map[uint64][]object{}
	rows := inflated(t, table)
	for n := 0; len(rows) >= 11; n, rows = n+1, rows[11:] {
		where, index := binary.BigEndian.Uint64(rows[1:]), binary.BigEndian.Uint16(rows[9:])
		switch rows[0] {
		case atOffset:
			doc.objects[ref(n)] = streamAt(int(where))
		case inPack:
			if packs[where] == nil {
				packs[where] = unpacked(t, where, streamAt, table)
			}
			doc.objects[ref(n)] = packs[where][index]
		}
	}
	doc.catalog, doc.info = doc.dict(table.dict["Root"]), doc.dict(table.dict["Info"])
	for _, o := range doc.objects {
		each(o, func(r ref) ref {
			if doc.objects[r] == nil {
				t.Errorf("%v refers to %d, which is not there", o, r)
			}
			return r
		})
	}
	return doc
}

// unpacked are a pack's objects.
func unpacked(t testing.TB, pack uint64, streamAt func(int) stream, table stream) []object {
	t.Helper()
	row := inflated(t, table)[pack*11:]
	s := streamAt(int(binary.BigEndian.Uint64(row[1:])))
	content := inflated(t, s)
	first, _ := whole(s.dict["First"])
	count, _ := whole(s.dict["N"])
	heads := strings.Fields(string(content[:first]))
	var all []object
	for n := range count {
		offset, _ := strconv.Atoi(heads[2*n+1])
		p := &parser{b: content, at: first + offset}
		o, err := p.object()
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, o)
	}
	return all
}

func inflated(t testing.TB, s stream) []byte {
	t.Helper()
	r, err := zlib.NewReader(bytes.NewReader(s.data))
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// found is an object, or what it refers to.
func (doc *bound) found(o object) object {
	if to, ok := o.(ref); ok {
		return doc.objects[to]
	}
	return o
}

func (doc *bound) dict(o object) dict {
	d, _ := doc.found(o).(dict)
	return d
}

// pages are the document's, in their order.
func (doc *bound) pages(at object) (all []ref) {
	d := doc.dict(at)
	if d["Type"] == name("Page") {
		return []ref{at.(ref)}
	}
	for _, kid := range d["Kids"].(array) {
		if doc.dict(kid)["Parent"] != at {
			doc.Errorf("%v has not %v as its parent", kid, at)
		}
		all = append(all, doc.pages(kid)...)
	}
	if count, _ := whole(d["Count"]); count != len(all) {
		doc.Errorf("pages below %v are counted as %d and are %d", at, count, len(all))
	}
	return all
}

// tree is a tree's pairs, by their keys as they are written.
func (doc *bound) tree(o object, pairs name) map[string]object {
	all := map[string]object{}
	last := ""
	for _, kid := range doc.dict(o)["Kids"].(array) {
		leaf := doc.dict(kid)
		of := leaf[pairs].(array)
		for n := 0; n < len(of); n += 2 {
			var key bytes.Buffer
			if err := write(&key, of[n]); err != nil {
				doc.Fatal(err)
			}
			if all[key.String()] != nil {
				doc.Errorf("%s stands twice in /%s", key.String(), pairs)
			}
			if pairs == "Names" && key.String() <= last {
				doc.Errorf("%s stands behind %s", key.String(), last)
			}
			last = key.String()
			all[last] = of[n+1]
		}
	}
	return all
}
