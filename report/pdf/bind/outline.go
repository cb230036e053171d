package bind

// outline is what a reader shows beside the pages: the first part's one heading, and beneath it what that and the later
// parts have, in one row.
type outline struct {
	root        ref
	head        ref
	heading     dict // as it will be; nil: there is no part yet
	first, last ref  // of the row
	waiting     dict // the last, which does not know yet what follows
	length      int
}

// addHeadings continues the row with a part's headings.
func (b *binder) addHeadings(c *copier) error {
	if c.catalog["Outlines"] == nil { // the part has no heading
		return nil
	}
	root, _ := c.catalog["Outlines"].(ref)
	above, err := c.dict(root)
	if err != nil {
		return err
	}
	c.to[root] = b.root
	if b.heading == nil {
		head, ok := above["First"].(ref)
		if !ok || above["Last"] != above["First"] {
			return unknown("its outline does not begin with one heading")
		}
		if b.heading, err = c.dict(head); err != nil {
			return err
		}
		b.head = b.out.reserve()
		c.to[head] = b.head
		above = dict{"First": b.heading["First"]}
		delete(b.heading, "First")
		delete(b.heading, "Last")
		c.moved(b.heading)
	}
	for next := above["First"]; next != nil; {
		at, _ := next.(ref)
		item, err := c.dict(at)
		if err != nil {
			return err
		}
		next = item["Next"]
		if _, again := c.to[at]; again {
			return unknown("its outline goes round in a circle")
		}
		if err := b.addHeading(c, at, item); err != nil {
			return err
		}
	}
	return nil
}

func (b *binder) addHeading(c *copier, at ref, item dict) error {
	n := b.out.reserve()
	c.to[at] = n
	delete(item, "Next")
	delete(item, "Prev")
	delete(item, "Parent")
	c.moved(item)
	item["Parent"] = b.head
	if below, ok := whole(item["Count"]); ok {
		item["Count"] = -below // folded
	}
	if b.waiting == nil {
		b.first = n
	} else {
		item["Prev"], b.waiting["Next"] = b.last, n
		if err := b.out.put(b.last, b.waiting); err != nil {
			return err
		}
	}
	b.waiting, b.last = item, n
	b.length++
	return nil
}

func (b *binder) finishOutline() error {
	if b.heading == nil {
		return unknown("there is no heading")
	}
	if b.waiting != nil {
		b.heading["First"], b.heading["Last"], b.heading["Count"] = b.first, b.last, b.length
		if err := b.out.put(b.last, b.waiting); err != nil {
			return err
		}
	}
	if err := b.out.put(b.head, b.heading); err != nil {
		return err
	}
	return b.out.put(b.root, dict{"Type": name("Outlines"), "First": b.head, "Last": b.head, "Count": b.length + 1})
}
