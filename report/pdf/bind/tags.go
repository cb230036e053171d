package bind

import (
	"fmt"
	"strings"
)

// tags are the parts' trees of tags, grown into one.
type tags struct {
	out      *writer
	root     ref
	number   ref  // of the element that holds all
	document dict // the element itself, as the first part has it
	kids     array
	parents  array // by the number that a page or link has, which element is whose
	ids      array // elements by the names that table cells know them by
	part     int
	next     int // the number that this part's first page or link has
	takes    int // how many of them it has
}

func newTags(out *writer) tags { return tags{out: out, root: out.reserve(), number: out.reserve()} }

// roles are what readers of PDF 1.7 take Chromium's newer tags for.
var roles = dict{"Em": name("Span"), "Strong": name("Span")}

// add adds a part's tags.
func (t *tags) add(c *copier) error {
	at, _ := c.catalog["StructTreeRoot"].(ref)
	root, err := c.dict(at)
	if err != nil {
		return err
	}
	for key := range root {
		switch key {
		case "Type", "K", "ParentTree", "ParentTreeNextKey", "IDTree":
		default:
			return unknown("its tags have a /%s", key)
		}
	}
	of, ok := root["K"].(ref)
	document, err := c.dict(root["K"])
	if err != nil || !ok {
		return unknown("its tags do not begin with one element (%v)", err)
	}
	c.to[at], c.to[of] = t.root, t.number
	if err := t.addKids(c, document); err != nil {
		return err
	}
	if err := t.addParents(c, root["ParentTree"]); err != nil {
		return err
	}
	if err := t.addIDs(c, root["IDTree"]); err != nil {
		return err
	}
	if t.takes, ok = whole(root["ParentTreeNextKey"]); !ok {
		return unknown("its tags do not say how many numbers they take")
	}
	return nil
}

// turn ends a part, once all of it is written.
func (t *tags) turn() {
	t.part++
	t.next += t.takes
}

func (t *tags) addKids(c *copier, document dict) error {
	kids, many := document["K"].(array)
	if !many {
		kids = array{document["K"]}
	}
	delete(document, "K")
	c.moved(document)
	c.moved(kids)
	for _, kid := range kids {
		if content, ok := whole(kid); ok { // of the page that its own document says
			kid = dict{"Type": name("MCR"), "Pg": document["Pg"], "MCID": content}
		}
		t.kids = append(t.kids, kid)
	}
	if t.document == nil {
		t.document = document
	}
	return nil
}

func (t *tags) addParents(c *copier, tree object) error {
	var all array
	err := c.leaves(tree, "Nums", func(key, value object) error {
		n, ok := whole(key)
		if !ok {
			return unknown("a tag's page has no number")
		}
		all = append(all, t.next+n, c.moved(value))
		return nil
	})
	if err != nil || len(all) == 0 {
		return err
	}
	leaf, err := t.out.add(dict{"Nums": all, "Limits": array{all[0], all[len(all)-2]}})
	t.parents = append(t.parents, leaf)
	return err
}

func (t *tags) addIDs(c *copier, tree object) error {
	if tree == nil { // the part has no table
		return nil
	}
	var all array
	err := c.leaves(tree, "Names", func(key, value object) error {
		id, err := t.renamed(key)
		all = append(all, id, c.moved(value))
		return err
	})
	if err != nil || len(all) == 0 {
		return err
	}
	leaf, err := t.out.add(dict{"Names": all, "Limits": array{all[0], all[len(all)-2]}})
	t.ids = append(t.ids, leaf)
	return err
}

// renamed is an element's name that no other part has. The parts' own stay in their order.
func (t *tags) renamed(id object) (text, error) {
	bare, ok := id.(text)
	if !ok || !strings.HasPrefix(string(bare), "(") {
		return "", unknown("a tag is called %v", id)
	}
	return text(fmt.Sprintf("(%04d-%s", t.part, bare[1:])), nil
}

// rename gives an element, and the headers of a table's cell, the names that they have in the document.
func (t *tags) rename(element dict) error {
	if id := element["ID"]; id != nil {
		var err error
		if element["ID"], err = t.renamed(id); err != nil {
			return err
		}
	}
	attributes, many := element["A"].(array)
	if !many {
		attributes = array{element["A"]}
	}
	for _, each := range attributes {
		d, _ := each.(dict)
		headers, _ := d["Headers"].(array)
		for n := range headers {
			var err error
			if headers[n], err = t.renamed(headers[n]); err != nil {
				return err
			}
		}
	}
	return nil
}

// move gives a page or link its number in the document.
func (t *tags) move(d dict, key name) error {
	if d[key] == nil {
		return nil
	}
	n, ok := whole(d[key])
	if !ok {
		return unknown("/%s is no number", key)
	}
	d[key] = t.next + n
	return nil
}

func (t *tags) finish() error {
	t.document["P"], t.document["K"] = t.root, t.kids
	if err := t.out.put(t.number, t.document); err != nil {
		return err
	}
	root := dict{
		"Type": name("StructTreeRoot"), "K": t.number, "RoleMap": roles,
		"ParentTree": dict{"Kids": t.parents}, "ParentTreeNextKey": t.next,
	}
	if len(t.ids) > 0 {
		root["IDTree"] = dict{"Kids": t.ids}
	}
	return t.out.put(t.root, root)
}
