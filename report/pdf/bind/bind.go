package bind

import (
	"io"
	"os"
)

// binder is a document in the making.
type binder struct {
	out    *writer
	top    ref   // of all pages
	kids   array // the parts' own pages
	pages  int
	places dict // what links can name
	heads  running
	tags   tags
	outline
	catalog dict
	info    ref
}

// Pages is how many pages a part has.
func Pages(path string) (int, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return 0, err
	}
	f, err := open(b)
	if err != nil {
		return 0, err
	}
	all, err := f.pages()
	return len(all), err
}

// Bind writes the document of these parts. The pages of heads are laid onto its pages, one by one.
func Bind(to io.Writer, heads string, parts []string) error {
	out, err := newWriter(to)
	if err != nil {
		return err
	}
	b := &binder{out: out, top: out.reserve(), places: dict{}, tags: newTags(out), outline: outline{root: out.reserve()}}
	if err := b.readHeads(heads); err != nil {
		return err
	}
	for _, part := range parts {
		if err := b.add(part); err != nil {
			return err
		}
	}
	return b.finish()
}

func (b *binder) copier(path string) (*copier, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	f, err := open(content)
	if err != nil {
		return nil, err
	}
	return &copier{file: f, out: b.out, to: map[ref]ref{}}, nil
}

// add adds a part.
func (b *binder) add(path string) error {
	c, err := b.copier(path)
	if err != nil {
		return err
	}
	if c.catalog["Names"] != nil {
		return unknown("it keeps its names in a tree")
	}
	c.change = func(d dict) error { return b.change(d) }
	if err := b.addPages(c); err != nil {
		return err
	}
	if err := b.addPlaces(c); err != nil {
		return err
	}
	if err := b.tags.add(c); err != nil {
		return err
	}
	if err := b.addHeadings(c); err != nil {
		return err
	}
	if b.catalog == nil { // the first part's holds for all
		for _, ours := range []name{"Pages", "Dests", "StructTreeRoot", "Outlines"} {
			delete(c.catalog, ours)
		}
		b.catalog, _ = c.moved(c.catalog).(dict)
		if info, ok := c.trailer["Info"].(ref); ok {
			b.info = c.number(info)
		}
	}
	err = c.copyAll()
	b.tags.turn()
	return err
}

// change is what differs in the document from the part.
func (b *binder) change(d dict) error {
	switch d["Type"] {
	case name("Annot"):
		return b.tags.move(d, "StructParent")
	case name("StructElem"):
		return b.tags.rename(d)
	}
	return nil
}

func (b *binder) finish() error {
	if b.catalog == nil {
		return unknown("there is no part")
	}
	if b.pages != len(b.heads.pages) {
		return unknown("there are %d pages, and heads for %d", b.pages, len(b.heads.pages))
	}
	var err error
	put := func(n ref, d dict) {
		if err == nil {
			err = b.out.put(n, d)
		}
	}
	put(b.top, dict{"Type": name("Pages"), "Count": b.pages, "Kids": b.kids})
	b.catalog["Pages"], b.catalog["Outlines"], b.catalog["StructTreeRoot"] = b.top, b.root, b.tags.root
	b.catalog["Dests"] = b.places
	if err == nil {
		err = b.tags.finish()
	}
	if err == nil {
		err = b.finishOutline()
	}
	catalog := b.out.reserve()
	put(catalog, b.catalog)
	if err != nil {
		return err
	}
	return b.out.finish(catalog, b.info)
}
