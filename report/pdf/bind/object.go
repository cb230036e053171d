package bind

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
)

// An object is one of these, as ISO 32000-1, 7.3 has them.
type (
	object any
	name   string // without its slash, as it is written
	text   string // a string with its brackets, as it is written
	word   string // a number, true, false or null, as it is written: no number is read that is only passed on
	ref    int    // to an object of the same file
	array  []object
	dict   map[name]object
	stream struct {
		dict
		data []byte
	}
)

// keys are a dictionary's in order, so that the same parts make the same document.
func (d dict) keys() []name { return slices.Sorted(maps.Keys(d)) }

// each gives every reference within o to f, and puts what f gives back in its place.
func each(o object, f func(ref) ref) object {
	switch o := o.(type) {
	case ref:
		return f(o)
	case array:
		for n := range o {
			o[n] = each(o[n], f)
		}
	case dict:
		for _, k := range o.keys() {
			o[k] = each(o[k], f)
		}
	case stream:
		each(o.dict, f)
	}
	return o
}

// write writes an object.
func write(w io.Writer, o object) error {
	var err error
	put := func(format string, args ...any) {
		if err == nil {
			_, err = fmt.Fprintf(w, format, args...)
		}
	}
	switch o := o.(type) {
	case name:
		put("/%s", string(o))
	case text:
		put("%s", string(o))
	case word:
		put("%s", string(o))
	case int:
		put("%d", o)
	case ref:
		put("%d 0 R", int(o))
	case array:
		put("[")
		for n, each := range o {
			if n > 0 {
				put(" ")
			}
			if err == nil {
				err = write(w, each)
			}
		}
		put("]")
	case dict:
		put("<<")
		for _, k := range o.keys() {
			put("/%s ", string(k))
			if err == nil {
				err = write(w, o[k])
			}
		}
		put(">>")
	case stream:
		o.dict["Length"] = len(o.data)
		if err = write(w, o.dict); err == nil {
			put("\nstream\n%s\nendstream", o.data)
		}
	default:
		return fmt.Errorf("bind: a %T is no object", o)
	}
	return err
}

// whole is an object as a whole number; false where it is none, or negative.
func whole(o object) (int, bool) {
	if n, ok := o.(int); ok {
		return n, true
	}
	w, _ := o.(word)
	n, err := strconv.ParseUint(string(w), 10, 31)
	return int(n), err == nil
}
