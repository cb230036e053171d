package bind

// running is what is laid onto each page: its head and its number.
type running struct {
	pages         []ref
	before, after ref // what stands around a page's own content
}

// stamp is what a page's resources call its running head.
const stamp = name("Running")

// readHeads makes of each page of a file something that can be drawn on another.
func (b *binder) readHeads(path string) error {
	c, err := b.copier(path)
	if err != nil {
		return err
	}
	pages, err := c.file.pages()
	if err != nil {
		return err
	}
	for _, page := range pages {
		d, err := c.dict(page)
		if err != nil {
			return err
		}
		resources, err := c.dict(d["Resources"])
		if err != nil {
			return err
		}
		content, _ := d["Contents"].(ref)
		o, err := c.object(content)
		if err != nil {
			return err
		}
		s, ok := o.(stream)
		if !ok {
			return unknown("a page's content is a %T", o)
		}
		form := dict{
			"Type": name("XObject"), "Subtype": name("Form"), "BBox": c.moved(d["MediaBox"]), "Resources": c.moved(resources),
		}
		if filter := s.dict["Filter"]; filter != nil {
			form["Filter"] = filter
		}
		drawn, err := b.out.add(stream{form, s.data})
		if err != nil {
			return err
		}
		b.heads.pages = append(b.heads.pages, drawn)
	}
	if b.heads.before, err = b.out.add(stream{dict{}, []byte("q\n")}); err != nil {
		return err
	}
	// What is marked so is a page's furniture, which a screen reader leaves out.
	after := "\nQ\n/Artifact <</Type /Pagination>> BDC\nq /" + string(stamp) + " Do Q\nEMC\n"
	if b.heads.after, err = b.out.add(stream{dict{}, []byte(after)}); err != nil {
		return err
	}
	return c.copyAll()
}

// addPages writes a part's pages.
func (b *binder) addPages(c *copier) error {
	pages, err := c.file.pages()
	if err != nil {
		return err
	}
	root, _ := c.catalog["Pages"].(ref)
	d, err := c.dict(root)
	if err != nil {
		return err
	}
	c.to[root] = b.out.reserve()
	for _, page := range pages {
		if page == root {
			return unknown("its pages have no tree")
		}
		c.to[page] = b.out.reserve()
	}
	for _, page := range pages {
		if err := b.addPage(c, page); err != nil {
			return err
		}
	}
	c.moved(d)
	d["Parent"] = b.top
	b.kids = append(b.kids, c.to[root])
	return b.out.put(c.to[root], d)
}

func (b *binder) addPage(c *copier, page ref) error {
	d, err := c.dict(page)
	if err != nil {
		return err
	}
	resources, err := c.dict(d["Resources"])
	if err != nil {
		return err
	}
	content, ok := d["Contents"].(ref)
	if !ok {
		return unknown("a page has no content of its own")
	}
	if b.pages == len(b.heads.pages) {
		return unknown("there are more pages than heads")
	}
	forms := dict{}
	if resources["XObject"] != nil {
		if forms, err = c.dict(resources["XObject"]); err != nil {
			return err
		}
	}
	delete(d, "Contents")
	delete(resources, "XObject")
	d["Resources"] = resources
	c.moved(d)
	c.moved(forms)
	forms[stamp], resources["XObject"] = b.heads.pages[b.pages], forms
	d["Contents"] = array{b.heads.before, c.number(content), b.heads.after}
	b.pages++
	if err := b.tags.move(d, "StructParents"); err != nil {
		return err
	}
	return b.out.put(c.to[page], d)
}

// addPlaces notes what links can name. What two parts have is the first's.
func (b *binder) addPlaces(c *copier) error {
	if c.catalog["Dests"] == nil {
		return nil
	}
	places, err := c.dict(c.catalog["Dests"])
	if err != nil {
		return err
	}
	for _, at := range places.keys() {
		if b.places[at] == nil {
			b.places[at] = c.moved(places[at])
		}
	}
	return nil
}
