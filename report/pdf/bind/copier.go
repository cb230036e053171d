package bind

// copier brings a part's objects into the document: what is asked for, and all that it refers to.
type copier struct {
	*file
	out   *writer
	to    map[ref]ref // their numbers in the document, by those in the part
	queue []ref       // have a number in the document and are not written yet

	change func(dict) error // what differs in the document; nil: nothing. References have the document's numbers by then
}

// number is an object's in the document.
func (c *copier) number(old ref) ref {
	n, known := c.to[old]
	if !known {
		n = c.out.reserve()
		c.to[old] = n
		c.queue = append(c.queue, old)
	}
	return n
}

// moved is an object with the document's numbers in it.
func (c *copier) moved(o object) object { return each(o, c.number) }

// copyAll writes what is waiting, and what that refers to.
func (c *copier) copyAll() error {
	for ; len(c.queue) > 0; c.queue = c.queue[1:] {
		o, err := c.object(c.queue[0])
		if err != nil {
			return err
		}
		o = c.moved(o)
		if d, ok := o.(dict); ok && c.change != nil {
			if err := c.change(d); err != nil {
				return err
			}
		}
		if err := c.out.put(c.to[c.queue[0]], o); err != nil {
			return err
		}
	}
	return nil
}
