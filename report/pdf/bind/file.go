package bind

import (
	"bytes"
	"strconv"
)

// file is a PDF that was printed: a table of where its objects begin, one for all of it, and a trailer behind it.
type file struct {
	b       []byte
	offsets []int // by the objects' numbers; 0: there is none
	trailer dict
	catalog dict
}

func open(b []byte) (*file, error) {
	f := &file{b: b}
	last := bytes.LastIndex(b, []byte("startxref"))
	if !bytes.HasPrefix(b, []byte("%PDF-1.")) || last < 0 {
		return nil, unknown("it is no PDF")
	}
	p := &parser{b: b, at: last + len("startxref")}
	p.skip()
	at, err := strconv.ParseUint(p.token(), 10, 31)
	if err != nil || int(at) > last {
		return nil, unknown("its table is not where it says")
	}
	p = &parser{b: b[:last], at: int(at)}
	if !p.take("xref") || !p.take("0 ") {
		return nil, unknown("it has no plain table of objects")
	}
	size, err := strconv.ParseUint(p.token(), 10, 31)
	if err != nil {
		return nil, unknown("its table has no size")
	}
	p.skip()
	if len(p.b)-p.at < int(size)*20 {
		return nil, unknown("its table is cut off")
	}
	f.offsets = make([]int, size)
	for n := range f.offsets {
		entry := p.b[p.at+n*20 : p.at+n*20+20]
		begins, err := strconv.ParseUint(string(entry[:10]), 10, 31)
		if err != nil || int(begins) > last {
			return nil, unknown("its table has no place for object %d", n)
		}
		if entry[17] == 'n' {
			f.offsets[n] = int(begins)
		}
	}
	p.at += int(size) * 20
	if !p.take("trailer") {
		return nil, unknown("it has no trailer")
	}
	trailer, err := p.object()
	if err != nil {
		return nil, err
	}
	if f.trailer, _ = trailer.(dict); f.trailer["Prev"] != nil || f.trailer["Encrypt"] != nil {
		return nil, unknown("it was changed after it was printed, or is encrypted")
	}
	f.catalog, err = f.dict(f.trailer["Root"])
	return f, err
}

// object reads the one of that number.
func (f *file) object(n ref) (object, error) {
	if n <= 0 || int(n) >= len(f.offsets) || f.offsets[n] == 0 {
		return nil, unknown("it has no object %d", n)
	}
	p := &parser{b: f.b, at: f.offsets[n]}
	if !p.take(strconv.Itoa(int(n)) + " 0 obj") {
		return nil, unknown("object %d is not where it should be", n)
	}
	o, err := p.object()
	if err != nil {
		return nil, err
	}
	d, ok := o.(dict)
	if !ok || !p.take("stream") {
		return o, nil
	}
	length, ok := whole(d["Length"])
	if p.at++; !ok || p.at > len(p.b) || p.b[p.at-1] != '\n' || length > len(p.b)-p.at {
		return nil, unknown("the stream of object %d has no length", n)
	}
	s := stream{d, p.b[p.at : p.at+length]}
	if p.at += length; !p.take("endstream") {
		return nil, unknown("the stream of object %d is longer than it says", n)
	}
	return s, nil
}

// dict reads a dictionary, or the one that o refers to.
func (f *file) dict(o object) (dict, error) {
	if to, ok := o.(ref); ok {
		var err error
		if o, err = f.object(to); err != nil {
			return nil, err
		}
	}
	d, ok := o.(dict)
	if !ok {
		return nil, unknown("a %T stands where a dictionary should", o)
	}
	return d, nil
}

// tree gives every node of a tree of pages, numbers or names to visit, each after what is above and before it.
func (f *file) tree(root object, visit func(at ref, node dict) error) error {
	seen := map[ref]bool{}
	var walk func(o object) error
	walk = func(o object) error {
		at, ok := o.(ref)
		if !ok || seen[at] {
			return unknown("a tree has %v twice, or not by its number", o)
		}
		seen[at] = true
		d, err := f.dict(at)
		if err != nil {
			return err
		}
		if err := visit(at, d); err != nil {
			return err
		}
		kids, _ := d["Kids"].(array)
		for _, kid := range kids {
			if err := walk(kid); err != nil {
				return err
			}
		}
		return nil
	}
	return walk(root)
}

// leaves gives every pair of a tree of numbers or names to pair.
func (f *file) leaves(root object, pairs name, pair func(key, value object) error) error {
	return f.tree(root, func(_ ref, d dict) error {
		of, _ := d[pairs].(array)
		if len(of)%2 != 0 {
			return unknown("a tree has a key without a value")
		}
		for n := 0; n < len(of); n += 2 {
			if err := pair(of[n], of[n+1]); err != nil {
				return err
			}
		}
		return nil
	})
}

// pages are the file's, in their order.
func (f *file) pages() (all []ref, err error) {
	err = f.tree(f.catalog["Pages"], func(at ref, d dict) error {
		if d["Type"] == name("Page") {
			all = append(all, at)
		}
		return nil
	})
	return all, err
}
